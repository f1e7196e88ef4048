"""The door to Jinja2: all text is escaped and cleaned on its way out, a missing name is an error, no clock, no chance.

One filter, `show_notes`, marks text as safe; it is for the HTML that the source room has sanitised, and nothing else.
"""

import json
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.artifact.media_types import NAMES
from pipeline.base.clock import clock
from pipeline.base.text import sayable
from pipeline.base.time import iso
from pipeline.model import RichText
from pipeline.stages.site import wording
from pipeline.stages.site.addresses import host, web_link
from pipeline.stages.site.page import picture_for, sizes
from pipeline.stages.site.strings import Strings


def render(template: str, **values: object) -> str:
    """The page that the template makes of the values. Raises `jinja2.UndefinedError` for a name that is not given."""
    return _environment().get_template(template).render(**values)


def as_json(value: object, **layout: object) -> str:
    """ASCII JSON of cleaned values, in the order given."""
    return json.dumps(_cleaned(value), ensure_ascii=True, indent=2 if layout.get("indent") else None)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.stages.site"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned_text,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.policies["json.dumps_function"] = as_json
    environment.filters |= {
        "clock": clock,
        "day": wording.day,
        "host": host,
        "instant": iso,
        "kind": _kind,
        "length": wording.length,
        "period": wording.period,
        "picture_for": picture_for,
        "seconds": wording.seconds,
        "show_notes": _show_notes,
        "size": wording.size,
        "sizes": sizes,
        "web_link": web_link,
    }
    return environment


def _kind(content_type: str, words: Strings) -> str:
    """What people call a file of that type."""
    name = NAMES.get(content_type, content_type)
    return words.file_kinds.get(name, name)


def _show_notes(notes: RichText) -> Markup:
    return Markup(sayable(notes.html))  # noqa: S704 - the one place; the source room sanitised it


def _cleaned_text(value: object) -> object:
    return sayable(value) if type(value) is str else value


def _cleaned(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _cleaned(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [_cleaned(inner) for inner in value]
    return sayable(value) if isinstance(value, str) else value
