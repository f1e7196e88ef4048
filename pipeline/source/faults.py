"""pydantic's findings in a producer's words: one place knows both."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pipeline.problems import CheckFailed, Problem, Rule
from pipeline.source.schema.fields import Form
from pipeline.source.schema.storage import STORAGE_KINDS

F = TypeVar("F", bound=Form)
Path = tuple[str | int, ...]
LineOf = Callable[[Path], int]
SHOWN = 60

_PATTERNS = {
    "^https?": "is not a web address (https://…)",
    "^[A-Za-z]{2,3}(-": "is not a language code such as en or pt-BR",
    "^[^@": "is not an e-mail address",
    "^[^\\n]*$": "must stand on one line",
    "{slug}": "must be a web address with {slug} in it",
}
_KINDS: Mapping[str, str] = {
    "missing": "is missing",
    "string_type": "must be a text",
    "string_too_short": "is empty",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "list_type": "must be a list",
    "too_short": "must not be empty",
    "model_type": "must be a group of settings",
    "datetime_from_date_parsing": "is not a date such as 2026-12-01T06:00-05:00",
    "datetime_parsing": "is not a date such as 2026-12-01T06:00-05:00",
    "datetime_type": "is not a date such as 2026-12-01T06:00-05:00",
    "union_tag_invalid": f"must be one of: {', '.join(STORAGE_KINDS)}",
    "union_tag_not_found": "needs " + " or ".join(f'kind = "{kind}"' for kind in STORAGE_KINDS),
}


def filled(  # noqa: PLR0913 - a form, what fills it, and how its faults are told
    form: type[F], values: Mapping[str, object], where: str, line_of: LineOf, *, unfit: Rule, unknown: Rule
) -> F:
    """The form with these values. Raises CheckFailed with every fault, each at its line."""
    try:
        return form.model_validate(values)
    except ValidationError as error:
        found = _told(form, error, where, line_of, unfit, unknown)
        raise CheckFailed(tuple(dict.fromkeys(found))) from error


def _told(  # noqa: PLR0913, PLR0917 - as above
    form: type[Form], error: ValidationError, where: str, line_of: LineOf, unfit: Rule, unknown: Rule
) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        path = tuple(step for step in detail["loc"] if not _inner(step))
        place = f"{where}:{line_of(path)}"
        name = ".".join(str(step) for step in path if isinstance(step, str))
        if detail["type"] == "extra_forbidden":
            yield unknown.at(place, f"nobody knows “{name}”{_near(form, path)}")
        else:
            yield unfit.at(place, f"“{name}” {_fault(detail)}" if name else _fault(detail))


def _inner(step: object) -> bool:
    """Pydantic names the branch of a union it tried; a producer never wrote that."""
    return isinstance(step, str) and (step.endswith("]") or step in {*STORAGE_KINDS, "ChapterForm"})


def _near(form: type[Form], path: Path) -> str:
    near = difflib.get_close_matches(str(path[-1]), list(form.model_fields), 1) if len(path) == 1 else []
    return f"; did you mean “{near[0]}”?" if near else ""


def _fault(detail: ErrorDetails) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "missing":
        return _KINDS[kind]
    return f"{_what(kind, context, detail['msg'])}{_given(detail['input'])}"


def _what(kind: str, context: Mapping[str, Any], message: str) -> str:
    if kind in {"literal_error", "enum"}:
        return f"must be one of: {context['expected']}".replace("'", "").replace(" or ", ", ")
    if kind == "string_pattern_mismatch":
        return next(
            (told for part, told in _PATTERNS.items() if part in context["pattern"]), "has letters that may not be"
        )
    if kind in {"string_too_long", "too_long"}:
        return f"is longer than {context['max_length']}"
    if kind in {"greater_than_equal", "less_than_equal"}:
        return f"must be {'at least' if kind.startswith('g') else 'at most'} {context.get('ge', context.get('le'))}"
    if kind == "value_error":
        return message.removeprefix("Value error, ")  # one of ours, in a producer's words
    return _KINDS.get(kind, message.lower())


def _given(value: object) -> str:
    if not isinstance(value, str | int | float | bool):
        return ""
    text = str(value).replace("\n", " ")
    return f", and is “{text[:SHOWN]}{'…' if len(text) > SHOWN else ''}”"
