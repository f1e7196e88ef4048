"""The roles that apps know for people, by their groups: names from the Podcast Taxonomy, in small letters."""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from pipeline.model import Person
from pipeline.problems import Problem
from pipeline.source.rules import UNKNOWN_ROLE

TAXONOMY: Mapping[str, tuple[str, ...]] = {
    "creative direction": (
        *("director", "assistant director", "executive producer", "senior producer", "producer"),
        *("associate producer", "development producer", "creative director"),
    ),
    "cast": (*("host", "co-host", "guest host", "guest", "voice actor", "narrator", "announcer", "reporter"),),
    "writing": (
        *("author", "editorial director", "co-writer", "writer", "songwriter", "guest writer", "story editor"),
        *("managing editor", "script editor", "script coordinator", "researcher", "editor", "fact checker"),
        *("translator", "transcriber", "logger"),
    ),
    "audio production": (
        *("studio coordinator", "technical director", "technical manager", "audio engineer"),
        *("remote recording engineer", "post production engineer"),
    ),
    "audio post-production": (
        *("audio editor", "sound designer", "foley artist", "composer", "theme music", "music production"),
        "music contributor",
    ),
    "administration": (
        *("production coordinator", "booking coordinator", "production assistant", "content manager"),
        *("marketing manager", "sales representative", "sales manager"),
    ),
    "visuals": ("graphic designer", "cover art designer"),
    "community": ("social media manager",),
    "misc.": ("consultant", "intern"),
    "video production": ("camera operator", "lighting designer", "camera grip", "assistant camera"),
    "video post-production": ("editor", "assistant editor"),
}


def unknown_roles(people: Iterable[Person]) -> Iterator[Problem]:
    """Roles and groups that are not in the taxonomy, or do not belong together (W0260)."""
    for person in people:
        role, group = person.role.lower(), person.group.lower()
        if group not in TAXONOMY:
            yield UNKNOWN_ROLE.at(person.where, f"“{person.group}” is no group{_near(group, TAXONOMY)}")
        elif role not in TAXONOMY[group]:
            yield UNKNOWN_ROLE.at(
                person.where, f"“{person.role}” is no role in “{person.group}”{_instead(role, group)}"
            )


def _instead(role: str, group: str) -> str:
    elsewhere = [name for name, roles in TAXONOMY.items() if role in roles]
    return f"; it belongs to the group “{elsewhere[0]}”" if elsewhere else _near(role, TAXONOMY[group])


def _near(name: str, names: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(names), 1)
    return f"; did you mean “{near[0]}”?" if near else ""
