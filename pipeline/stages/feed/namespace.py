"""Tags of the Podcast Namespace, written and read as their rows say: what goes out can come back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from typing import Any, assert_never

from pipeline.base.clock import Millis
from pipeline.base.text import one_line, sayable
from pipeline.base.time import iso, read_moment
from pipeline.model.namespace import LiveStatus
from pipeline.model.tag_row import Attribute, Child, Inner, Kind, Part, Row
from pipeline.stages.feed.xml import Element, element, found, inside, said

Noun = Any
"""A noun of the model: whatever a row says."""


def written(row: Row, noun: Noun, **more: str | None) -> Element:
    """The noun as its row's tag; `more` are attributes that are known only where it is written."""
    attributes = {one.name: _told(one, noun) for one in row.attributes}
    made = element(row.tag, None, **attributes, **row.fixed, **more)
    if row.text:
        made.text = _told(row.text, noun)
    return inside(made, *parts_written(row.parts, noun))


def parts_written(parts: Sequence[Part], noun: Noun) -> Iterator[Element]:
    """Everything that those parts say of the noun, in their order."""
    for part in parts:
        match part:
            case Child(unless=unless) if unless and getattr(noun, unless):
                continue
            case Child(field=field, row=row, many=many):
                value = getattr(noun, field)
                yield from (written(row, one) for one in (value if many else filter(None, [value])))
            case Inner(row=row):
                made = written(row, noun)
                if len(made) or made.text or any(made.get(one.name) for one in row.attributes):
                    yield made
            case _:
                assert_never(part)


def read(row: Row, node: Element) -> Noun | None:
    """The noun that an element says; None where something is missing that it needs. What is not understood is left out.

    Whatever `written` made of a noun is read as that noun.
    """
    if row.noun is None:
        return None
    return _noun(row.noun, _values(row, node))


def _noun(kind: type, known: Mapping[str, object]) -> Noun | None:
    needed = {one.name for one in fields(kind) if one.default is MISSING and one.default_factory is MISSING}
    return kind(**known) if needed <= known.keys() else None


def parts_read(parts: Sequence[Part], parent: Element) -> Mapping[str, object]:
    """What those parts say inside the parent, by the noun's fields."""
    known: dict[str, object] = {}
    for part in parts:
        nodes = found(parent, part.row.tag)
        match part:
            case Child(field=field, row=row, many=many):
                nouns = [noun for node in nodes if (noun := read(row, node)) is not None]
                if nouns:
                    known[field] = tuple(nouns) if many else nouns[0]
            case Inner(row=row):
                for node in nodes[:1]:
                    known |= _values(row, node)
            case _:
                assert_never(part)
    return known


def _values(row: Row, node: Element) -> dict[str, object]:
    known: dict[str, object] = {}
    for one in row.said:
        text = said(node) if not one.name else (node.get(one.name) or "").strip()
        value = decoded(one.kind, text) if text else None
        if one.field and value is not None:
            known[one.field] = value
    return known | dict(parts_read(row.parts, node))


def as_read(row: Row, noun: Noun) -> Noun | None:
    """The noun as it has to come back: on one line what stands on one, and nothing where nothing can be said."""
    if row.noun is None:
        return None
    kept = {one.name for one in fields(row.noun)} - _fields(row)
    return _noun(row.noun, {**_said_of(row, noun), **{name: getattr(noun, name) for name in kept}})


def _said_of(row: Row, noun: Noun) -> dict[str, object]:
    known = {one.field: _settled(one, noun) for one in row.said if one.field and _told(one, noun) is not None}
    said_ = {name: value for name, value in known.items() if value is not None}
    return said_ | dict(parts_as_read(row.parts, noun))


def _fields(row: Row) -> set[str]:
    """Every field that the row says something of."""
    own = {one.field for one in row.said if one.field}
    inner = (_fields(part.row) if isinstance(part, Inner) else {part.field} for part in row.parts)
    return own.union(*inner)


def parts_as_read(parts: Sequence[Part], noun: Noun) -> Mapping[str, object]:
    """What `parts_read` finds of the noun in a feed that says it."""
    known: dict[str, object] = {}
    for part in parts:
        match part:
            case Child(unless=unless) if unless and getattr(noun, unless):
                continue
            case Child(field=field, row=row, many=many):
                value = getattr(noun, field)
                told = (as_read(row, one) for one in (value if many else filter(None, [value])))
                nouns = [one for one in told if one is not None]
                if nouns:
                    known[field] = tuple(nouns) if many else nouns[0]
            case Inner(row=row):
                known |= _said_of(row, noun)
            case _:
                assert_never(part)
    return known


def _settled(one: Attribute, noun: Noun) -> object:
    value = getattr(noun, one.field or "")
    if isinstance(value, str):
        return encoded(one.kind, value) or None
    return value.astimezone(UTC).replace(microsecond=0) if isinstance(value, datetime) else value


def _told(one: Attribute, noun: Noun) -> str | None:
    value = getattr(noun, one.field) if one.field else None
    if value is None or (one.beside and not getattr(noun, one.beside)):
        return None
    return encoded(one.kind, value)


def encoded(kind: Kind, value: Any) -> str | None:  # noqa: ANN401, PLR0911 - a value of that kind; a table of kinds
    """What the feed says for a value of the model; None for what is not said at all."""
    match kind:
        case Kind.PROSE:
            return sayable(value).strip()
        case Kind.TAXONOMY:
            return one_line(value).lower()
        case Kind.WHOLE | Kind.DECIMAL:
            return str(value)
        case Kind.SECONDS:
            return seconds(value)
        case Kind.MOMENT:
            return iso(value)
        case Kind.FLAG:
            return "true" if value else None
        case Kind.TRUTH:
            return str(value).lower()
        case Kind.STATUS:
            return str(value.value)
        case (
            Kind.LINE | Kind.ADDRESS | Kind.GUID | Kind.YES_NO | Kind.MEDIUM | Kind.REL | Kind.GEO | Kind.OSM
            | Kind.COUNTRY | Kind.PAID | Kind.PROOF
        ):  # fmt: skip
            return one_line(value)
    assert_never(kind)


def decoded(kind: Kind, text: str) -> object:  # noqa: PLR0911 - one return for each kind: it is a table
    """What the model has for a text of somebody's feed; None for what says nothing of that kind."""
    match kind:
        case Kind.WHOLE:
            return _number(int, text)
        case Kind.DECIMAL:
            return _number(float, text)
        case Kind.SECONDS:
            moment = _number(float, text)
            return None if moment is None else Millis(round(moment * 1000))
        case Kind.MOMENT:
            return read_moment(text)
        case Kind.FLAG | Kind.TRUTH:
            return text.lower() == "true"
        case Kind.STATUS:
            return next((status for status in LiveStatus if status.value == text.lower()), None)
        case (
            Kind.LINE | Kind.PROSE | Kind.TAXONOMY | Kind.ADDRESS | Kind.GUID | Kind.YES_NO | Kind.MEDIUM | Kind.REL
            | Kind.GEO | Kind.OSM | Kind.COUNTRY | Kind.PAID | Kind.PROOF
        ):  # fmt: skip
            return text
    assert_never(kind)


LONGEST_NUMBER = 15


def _number(of: Callable[[str], Any], text: str) -> Any:  # noqa: ANN401 - whatever `of` makes of it
    """From nought on, and none that would be a joke."""
    plain = text.isascii() and text.replace(".", "", 1).isdigit() and len(text) <= LONGEST_NUMBER
    try:
        return of(text) if plain else None
    except ValueError:
        return None


def seconds(moment: Millis) -> str:
    """The moment in seconds, with as many decimals as it has.

    >>> seconds(Millis(73_500)), seconds(Millis(60_000)), seconds(Millis(1))
    ('73.5', '60', '0.001')
    """
    whole, rest = divmod(moment, 1000)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)
