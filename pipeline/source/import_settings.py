"""What a feed says in the Podcast Namespace, as the settings a producer would write: noun by noun, field by field.

What the forms would refuse of it is left out and told: a show that has just come must not fail its first check.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum

from pydantic import ValidationError

from pipeline.base.clock import timestamp
from pipeline.model import EpisodeTags, ForeignEpisode, ForeignShow, Shared, Soundbite, Split
from pipeline.source.schema.fields import Form

Settings = dict[str, object]
Path = tuple[str | int, ...]
"""Where something stands in a form, as pydantic counts it."""
_SECONDS = frozenset({"start", "duration", "remote_start"})
"""Fields of a stretch that settings give in seconds."""


def show_settings(show: ForeignShow) -> Settings:
    """What show.toml says of the show's own tags."""
    tags = show.podcast
    spotify = {"countries": list(tags.countries), "newest": tags.spotify_newest}
    return _some(
        {
            "license_url": tags.license_url,
            "complete": tags.complete or None,
            "podping": tags.podping or None,
            "season_names": {str(number): name for number, name in tags.season_names},
            "schedule": _noun(tags.schedule),
            **_shared(show.shared),
            "podroll": _nouns(tags.podroll),
            "publisher": _noun(tags.publisher),
            "spotify": _some(spotify),
            "live": _nouns(tags.live),
        }
    )


def episode_settings(episode: ForeignEpisode) -> Settings:
    """What an episode.md says of the episode's own tags."""
    tags: EpisodeTags = episode.podcast
    return _some(
        {
            "display": tags.display,
            "soundbites": [_stretch(soundbite) for soundbite in tags.soundbites],
            "license": tags.license,
            "license_url": tags.license_url,
            "funding": _nouns(tags.funding),
            **_shared(episode.shared),
            "links": _nouns(tags.links),
        }
    )


def _shared(shared: Shared) -> Settings:
    return {
        "locations": _nouns(shared.locations),
        "texts": _nouns(shared.remarks),
        "social": _nouns(shared.social),
        "chat": _noun(shared.chat),
        "value": _noun(shared.value),
    }


def _some(settings: Mapping[str, object]) -> Settings:
    return {name: value for name, value in settings.items() if value not in (None, [], {})}


def _nouns(nouns: Sequence[object]) -> list[object]:
    return [_noun(noun) for noun in nouns]


def _noun(noun: object) -> object:
    """The noun by its fields, without those that say nothing and those that say what is said without them."""
    if noun is None or not is_dataclass(noun) or isinstance(noun, type):
        return noun
    told = ((f, getattr(noun, f.name)) for f in fields(noun) if f.compare)
    return _some({f.name: _value(noun, f.name, value) for f, value in told if value != f.default})


def _value(noun: object, name: str, value: object) -> object:
    if isinstance(noun, Split) and name in _SECONDS and isinstance(value, int):
        return value / 1000
    if isinstance(value, tuple):
        return _nouns(value)
    if isinstance(value, Enum):
        return value.value
    return value if isinstance(value, datetime) else _noun(value)


def _stretch(soundbite: Soundbite) -> str:
    start, end = soundbite.start, type(soundbite.start)(soundbite.start + soundbite.duration)
    line = f"{timestamp(start, fraction='.')} - {timestamp(end, fraction='.')}"
    return f"{line} {soundbite.title}" if soundbite.title else line


def fitting(form: type[Form], facts: Settings, said: Settings) -> tuple[Settings, tuple[str, ...]]:
    """`said` without what the form refuses beside the facts, and what that was: `live 1: start: has no time zone`."""
    left: list[str] = []
    said = {name: list(value) if isinstance(value, list) else value for name, value in said.items()}
    while faults := _faults(form, {**facts, **said}):
        found = [told for path, why in faults if (told := _refused(said, path, why))]
        if not found:
            break
        left += reversed(found)
    return said, tuple(left)


def _faults(form: type[Form], settings: Settings) -> Sequence[tuple[Path, str]]:
    """One fault of each setting, or of each of several, the last of these first: what is taken out moves no other."""
    try:
        form.model_validate(settings)
    except ValidationError as error:
        once: dict[Path, tuple[Path, str]] = {}
        for fault in error.errors(include_url=False):
            once.setdefault(_place(fault["loc"]), (fault["loc"], fault["msg"]))
        return tuple(reversed(once.values()))
    return ()


def _place(path: Path) -> Path:
    """The setting, or the one of several, that a path leads into."""
    return path[: 2 if len(path) > 1 and isinstance(path[1], int) else 1]


def _refused(said: Settings, path: Path, why: str) -> str:
    """Take out the setting that the path leads to, or the one of several; what it was. Nothing where it is a fact."""
    name = str(path[0]) if path else "license"
    value = said.get(name)
    if isinstance(value, list) and len(path) > 1 and isinstance(path[1], int):
        value.pop(path[1])
        told, path = f"{name} {path[1] + 1}", path[1:]
    elif name in said:
        told = name
        del said[name]
    else:
        return ""
    inner = ".".join(str(part) for part in path[1:] if not isinstance(part, int))
    return f"{told}: {inner or 'it'}: {why[:1].lower()}{why[1:]}"
