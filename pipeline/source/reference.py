"""The settings as documentation and as JSON Schemas, both read off the forms that parse them."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from pydantic import BaseModel

from pipeline.source.schema.fields import Form
from pipeline.source.schema.forms import EpisodeForm, FeedForm, ShowForm
from pipeline.source.schema.storage import STORAGE_KINDS
from pipeline.source.taxonomy import TAXONOMY

FORMS: Mapping[str, type[Form]] = {"show": ShowForm, "feed": FeedForm, "episode": EpisodeForm}
PAGES: Mapping[str, tuple[str, str, type[Form]]] = {
    "show.md": ("show.toml", "What the show is, and how it is published.", ShowForm),
    "feeds.md": (
        "feeds/NAME.toml",
        "Which episodes a feed carries, and for whom; without any, one public feed.",
        FeedForm,
    ),
    "episode.md": ("episode.md", "The front matter, between two lines of three dashes; the notes follow.", EpisodeForm),
}
_KINDS = {form: f" ({kind})" for kind, form in STORAGE_KINDS.items()}


def schemas() -> Mapping[str, Mapping[str, Any]]:
    """The JSON Schemas (2020-12) of the two TOML files and of the front matter, by name."""
    return {name: _schema(name, form) for name, form in FORMS.items()}


def _schema(name: str, form: type[Form]) -> Mapping[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"podwright/{name}.schema.json",
        **form.model_json_schema(),
    }


def settings_pages() -> Mapping[str, str]:
    """The reference pages in Markdown, by file name."""
    pages = {page: "\n".join(_page(*content)) + "\n" for page, content in PAGES.items()}
    return {**pages, "people.md": "\n".join(_people()) + "\n"}


def _people() -> Iterator[str]:
    yield from ("# People's roles", "", "What apps know people as: `role` and `group` of `people`.", "")
    yield from ("Generated from the program: `python docs/generate.py`.", "", "| group | roles |", "|---|---|")
    yield from (f"| {group} | {', '.join(roles)} |" for group, roles in TAXONOMY.items())


def _page(file: str, about: str, form: type[Form]) -> Iterator[str]:
    yield from (f"# {file}", "", about, "", "Generated from the program: `python docs/generate.py`.", "")
    yield from _table(form)
    for name, part in _parts(form):
        yield from ("", f"## {name}", "", " ".join((part.__doc__ or "").split()), "")
        yield from _table(part)


def _table(form: type[BaseModel]) -> Iterator[str]:
    yield from ("| key | default | meaning |", "|---|---|---|")
    for name, field in form.model_fields.items():
        default = "**needed**" if field.is_required() else _default(field.default)
        yield f"| `{name}` | {default} | {(field.description or '').replace('|', chr(92) + '|')} |"


def _default(value: object) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, Enum):
        return f"`{value.value}`"
    return "" if value in (None, [], {}) or isinstance(value, BaseModel) else f"`{value}`"


def _parts(form: type[Form]) -> Iterator[tuple[str, type[Form]]]:
    """The groups of settings inside a form, each once, in the order they are mentioned."""
    seen: dict[type[Form], str] = {}
    _gather(form, "", seen)
    for part, name in seen.items():
        yield f"`{name}`{_KINDS.get(part, '')}", part


def _gather(form: type[Form], prefix: str, seen: dict[type[Form], str]) -> None:
    for name, field in form.model_fields.items():
        for part in _forms_in(field.annotation):
            if part not in seen:
                seen[part] = prefix + name
                _gather(part, f"{prefix}{name}.", seen)


def _forms_in(annotation: object) -> Iterator[type[Form]]:
    if isinstance(annotation, type) and issubclass(annotation, Form):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _forms_in(inner)
