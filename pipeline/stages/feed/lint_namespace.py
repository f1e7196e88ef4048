"""The Podcast Namespace, tag by tag: what each must say to be of any use, and what it may say."""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.stages.feed import rules
from pipeline.stages.feed.findings import Breach, is_address, quoted
from pipeline.stages.feed.xml import PODCAST, Element, said

Fits = Callable[[str], bool]
LONG, SHORT = 128, 32


def _one_of(*words: str) -> Fits:
    return lambda text: text.lower() in words


def _like(pattern: str) -> Fits:
    matcher = re.compile(pattern)
    return lambda text: matcher.fullmatch(text) is not None


YES_NO, TRUE_FALSE = _one_of("yes", "no"), _one_of("true", "false")
DECIMAL, WHOLE = _like(r"[0-9]+(\.[0-9]+)?"), _like(r"[0-9]+")
MOMENT = _like(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?([+-][0-9]{2}:?[0-9]{2}|Z)?)?")
GUID = _like(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
MEDIA = ("podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a tag has to have. `text`: how long its text may be, None where it has none of its own.

    `needs` are attributes without which it is of no use, `values` what an attribute (or the text, as "") may be, and
    `inside` a tag of which it needs at least one. `once` says that its parent may have one only.
    """

    text: int | None = None
    needs: tuple[str, ...] = ()
    values: Mapping[str, Fits] = field(default_factory=dict)
    inside: tuple[str, ...] = ()
    once: bool = False


SHAPES: Mapping[str, Shape] = {
    "guid": Shape(text=LONG, values={"": GUID}, once=True),
    "locked": Shape(text=LONG, values={"": YES_NO}, once=True),
    "funding": Shape(text=LONG, needs=("url",), values={"url": is_address}),
    "txt": Shape(text=4000),
    "medium": Shape(text=LONG, values={"": _one_of("mixed", *MEDIA, *(f"{one}l" for one in MEDIA))}, once=True),
    "trailer": Shape(text=LONG, needs=("url", "pubdate"), values={"url": is_address}),
    "license": Shape(text=LONG, once=True),
    "person": Shape(text=LONG),
    "location": Shape(
        text=LONG,
        values={
            "rel": _one_of("subject", "creator"),
            "geo": _like(r"geo:-?[0-9.]+,-?[0-9.]+(,-?[0-9.]+)?(;.*)?"),
            "osm": _like(r"[NWR][0-9]+(#[0-9]+)?"),
            "country": _like(r"[A-Za-z]{2}"),
        },
    ),
    "value": Shape(needs=("type", "method"), inside=("valueRecipient",)),
    "valueRecipient": Shape(
        needs=("type", "address", "split"),
        values={"type": _one_of("node", "lnaddress", "wallet"), "split": WHOLE, "fee": TRUE_FALSE},
    ),
    "valueTimeSplit": Shape(
        needs=("startTime", "duration"),
        values={"startTime": DECIMAL, "duration": DECIMAL, "remoteStartTime": DECIMAL, "remotePercentage": WHOLE},
        inside=("remoteItem", "valueRecipient"),
    ),
    "image": Shape(needs=("href",), values={"href": is_address}),
    "block": Shape(text=LONG, values={"": YES_NO}),
    "podroll": Shape(inside=("remoteItem",), once=True),
    "remoteItem": Shape(needs=("feedGuid",), values={"feedGuid": GUID}),
    "publisher": Shape(inside=("remoteItem",), once=True),
    "updateFrequency": Shape(text=LONG, values={"complete": TRUE_FALSE, "dtstart": MOMENT}, once=True),
    "podping": Shape(needs=("usesPodping",), values={"usesPodping": TRUE_FALSE}, once=True),
    "chat": Shape(needs=("server", "protocol"), once=True),
    "liveItem": Shape(
        needs=("status", "start"),
        values={"status": _one_of("pending", "live", "ended"), "start": MOMENT, "end": MOMENT},
        inside=("contentLink",),
    ),
    "contentLink": Shape(text=LONG, needs=("href",), values={"href": is_address}),
    "transcript": Shape(needs=("url", "type"), values={"url": is_address}),
    "chapters": Shape(needs=("url", "type"), values={"url": is_address}, once=True),
    "soundbite": Shape(needs=("startTime", "duration"), values={"startTime": DECIMAL, "duration": DECIMAL}, text=LONG),
    "season": Shape(text=LONG, values={"": WHOLE}, once=True),
    "episode": Shape(text=LONG, values={"": DECIMAL}, once=True),
    "alternateEnclosure": Shape(needs=("type",), values={"default": TRUE_FALSE}, inside=("source",)),
    "source": Shape(needs=("uri",)),
    "integrity": Shape(needs=("type", "value"), values={"type": _one_of("sri", "pgp-signature")}, once=True),
    "socialInteract": Shape(needs=("protocol",)),
    "images": Shape(),
}
WORDLESS = frozenset({"soundbite"})
"""Tags whose text may be left out."""


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


def _misshapen(node: Element, name: str, shape: Shape) -> Iterator[Breach]:
    lacking = [need for need in shape.needs if not (node.get(need) or "").strip()]
    if lacking and not (name == "socialInteract" and node.get("protocol") == "disabled"):
        yield Breach(rules.UNFINISHED, node, f"<podcast:{name}> needs {' and '.join(lacking)}")
    if shape.inside and not any(node.find(f"{{{PODCAST}}}{inner}") is not None for inner in shape.inside):
        yield Breach(rules.UNFINISHED, node, f"<podcast:{name}> needs a <podcast:{shape.inside[0]}> inside")
    for attribute, fits in shape.values.items():
        value = said(node) if not attribute else (node.get(attribute) or "").strip()
        if value and not fits(value):
            place = f"@{attribute}" if attribute else ""
            yield Breach(rules.VALUE, node, f"<podcast:{name}>{place} is {quoted(value)}")
    yield from _wordless(node, name, shape)
    if shape.once and _is_again(node):
        yield Breach(rules.REPEATED, node, f"<podcast:{name}> stands more than once")


def _wordless(node: Element, name: str, shape: Shape) -> Iterator[Breach]:
    if shape.text is None:
        return
    if not said(node) and name not in WORDLESS:
        yield Breach(rules.UNFINISHED, node, f"<podcast:{name}> is empty")
    if len(said(node)) > shape.text:
        yield Breach(rules.VALUE, node, f"<podcast:{name}> has {len(said(node))} characters, and may have {shape.text}")


def _is_again(node: Element) -> bool:
    return any(before.tag == node.tag for before in node.itersiblings(preceding=True))
