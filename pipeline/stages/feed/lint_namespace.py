"""The Podcast Namespace, tag by tag: what each must say to be of any use, and what it may say."""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import assert_never

from pipeline.model.tag_row import Attribute, Kind, Row
from pipeline.model.tag_rows import BARE, NOUNS
from pipeline.stages.feed import rules
from pipeline.stages.feed.findings import Breach, is_address, quoted
from pipeline.stages.feed.xml import PODCAST, Element, said

Fits = Callable[[str], bool]


def _one_of(*words: str) -> Fits:
    return lambda text: text.lower() in words


def _like(pattern: str) -> Fits:
    matcher = re.compile(pattern)
    return lambda text: matcher.fullmatch(text) is not None


YES_NO, TRUE_FALSE = _one_of("yes", "no"), _one_of("true", "false")
DECIMAL, WHOLE = _like(r"[0-9]+(\.[0-9]+)?"), _like(r"[0-9]+")
MOMENT = _like(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?([+-][0-9]{2}:?[0-9]{2}|Z)?)?")
GUID = _like(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
STATUS, REL = _one_of("pending", "live", "ended"), _one_of("subject", "creator")
GEO = _like(r"geo:-?[0-9.]+,-?[0-9.]+(,-?[0-9.]+)?(;.*)?")
OSM, COUNTRY = _like(r"[NWR][0-9]+(#[0-9]+)?"), _like(r"[A-Za-z]{2}")
PAID, PROOF = _one_of("node", "lnaddress", "wallet"), _one_of("sri", "pgp-signature")
MEDIA = ("podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course")
MEDIUM = _one_of("mixed", *MEDIA, *(f"{one}l" for one in MEDIA))


SHAPES: Mapping[str, Row] = {row.tag.partition(":")[2]: row for row in (*NOUNS, *BARE)}


def fits(kind: Kind) -> Fits | None:  # noqa: C901, PLR0911, PLR0912 - a table of kinds
    """What tells a value of that kind from another one; None where anything is."""
    match kind:
        case Kind.ADDRESS:
            return is_address
        case Kind.GUID:
            return GUID
        case Kind.WHOLE:
            return WHOLE
        case Kind.DECIMAL | Kind.SECONDS:
            return DECIMAL
        case Kind.MOMENT:
            return MOMENT
        case Kind.FLAG | Kind.TRUTH:
            return TRUE_FALSE
        case Kind.YES_NO:
            return YES_NO
        case Kind.LINE | Kind.PROSE | Kind.TAXONOMY:
            return None
        case Kind.STATUS:
            return STATUS
        case Kind.MEDIUM:
            return MEDIUM
        case Kind.REL:
            return REL
        case Kind.GEO:
            return GEO
        case Kind.OSM:
            return OSM
        case Kind.COUNTRY:
            return COUNTRY
        case Kind.PAID:
            return PAID
        case Kind.PROOF:
            return PROOF
    assert_never(kind)


def namespace_breaches(root: Element) -> Iterator[Breach]:
    """All breaches of the namespace's tags, wherever they stand."""
    for node in root.iter(f"{{{PODCAST}}}*"):
        name = str(node.tag).rpartition("}")[2]
        shape = SHAPES.get(name)
        yield from _unknown(node, name) if shape is None else _misshapen(node, name, shape)


def _unknown(node: Element, name: str) -> Iterator[Breach]:
    near = next(iter(difflib.get_close_matches(name, SHAPES, cutoff=0.7)), None)
    meant = f"; <podcast:{near}> may be meant" if near else ""
    yield Breach(rules.NO_SUCH_TAG, node, f"<podcast:{name}> is not in the Podcast Namespace{meant}")


def _misshapen(node: Element, name: str, row: Row) -> Iterator[Breach]:
    lacking = [one.name for one in row.attributes if one.needed and not (node.get(one.name) or "").strip()]
    if lacking:
        yield Breach(rules.UNFINISHED, node, f"<podcast:{name}> needs {' and '.join(lacking)}")
    inner = row.needs_inside
    if inner and not any(node.find(f"{{{PODCAST}}}{one}") is not None for one in inner):
        yield Breach(rules.UNFINISHED, node, f"<podcast:{name}> needs a <podcast:{inner[0]}> inside")
    for one in row.said:
        value, fitting = said(node) if not one.name else (node.get(one.name) or "").strip(), fits(one.kind)
        if value and fitting and not fitting(value):
            place = f"@{one.name}" if one.name else ""
            yield Breach(rules.VALUE, node, f"<podcast:{name}>{place} is {quoted(value)}")
    if row.text:
        yield from _wordless(node, name, row.text)
    if row.once and _is_again(node):
        yield Breach(rules.REPEATED, node, f"<podcast:{name}> stands more than once")


def _wordless(node: Element, name: str, text: Attribute) -> Iterator[Breach]:
    if not said(node) and text.needed:
        yield Breach(rules.UNFINISHED, node, f"<podcast:{name}> is empty")
    if text.longest and len(said(node)) > text.longest:
        what = f"<podcast:{name}> has {len(said(node))} characters, and may have {text.longest}"
        yield Breach(rules.VALUE, node, what)


def _is_again(node: Element) -> bool:
    return any(before.tag == node.tag for before in node.itersiblings(preceding=True))
