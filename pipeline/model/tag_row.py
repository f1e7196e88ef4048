"""What a row of the Podcast Namespace's table is: a tag, what it says, and what stands inside.

Rows are values. What acts on one matches its kinds and parts, and misses none: what can be written can be read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto


class Kind(Enum):
    """What an attribute or a text may be; a closed set."""

    LINE = auto()
    """Any text, on one line."""
    PROSE = auto()
    """Any text, on several."""
    TAXONOMY = auto()
    """A word of the podcast taxonomy, in lower case."""
    ADDRESS = auto()
    GUID = auto()
    WHOLE = auto()
    """A whole number, from nought."""
    DECIMAL = auto()
    """A number with decimals."""
    SECONDS = auto()
    """A moment or a length: seconds with decimals in the feed, milliseconds in the model."""
    MOMENT = auto()
    """A date and time of day (ISO 8601)."""
    FLAG = auto()
    """`true`, or nothing at all."""
    TRUTH = auto()
    """`true` or `false`."""
    YES_NO = auto()
    STATUS = auto()
    """Of a live stream."""
    MEDIUM = auto()
    REL = auto()
    """What a place has to do with it."""
    GEO = auto()
    """RFC 5870."""
    OSM = auto()
    COUNTRY = auto()
    """ISO 3166-1, two letters."""
    PAID = auto()
    """What the address of somebody who is paid is."""
    PROOF = auto()
    """By what a file is proved to be whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """An attribute, or the text as `name=""`. `field` is the noun's; None where code that has no noun writes it.

    Without one that is `needed` the tag is of no use. `beside` names a field without which it is left out.
    """

    name: str
    field: str | None
    kind: Kind = Kind.LINE
    needed: bool = False
    longest: int | None = None
    beside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """What a field of the noun holds, as tags inside; several if `many`. None of them beside the field `unless`."""

    field: str
    row: "Row"
    many: bool = False
    needed: bool = False
    unless: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """A tag inside that says what fields of the same noun hold; left out where they hold nothing."""

    row: "Row"


Part = Child | Inner


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One tag: its name with prefix, its noun in the model, what it says, and what stands inside.

    `fixed` attributes are the same always; `once` says that its parent may have one only; `inside` names tags of which
    it needs one, where code that has no noun writes them.
    """

    tag: str
    noun: type | None = None
    attributes: tuple[Attribute, ...] = ()
    text: Attribute | None = None
    parts: tuple[Part, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    once: bool = False
    inside: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[Attribute, ...]:
        """What the tag itself says, without tags inside: its attributes, then its text where it has one."""
        return (*self.attributes, *((self.text,) if self.text else ()))

    @property
    def needs_inside(self) -> tuple[str, ...]:
        """Tags of which one has to stand inside, without prefix."""
        return self.inside or tuple(
            p.row.tag.partition(":")[2] for p in self.parts if isinstance(p, Child) and p.needed
        )
