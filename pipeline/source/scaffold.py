"""A new show, a new episode: folders with everything in them that a producer fills in, and nothing overwritten."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from string import Template

from pipeline.problems import CheckFailed, Rule
from pipeline.source import toml
from pipeline.source.faults import filled
from pipeline.source.rules import SETTING, UNKNOWN_SETTING
from pipeline.source.schema.forms import ShowForm

NOT_EMPTY = Rule(
    code="E0190",
    title="a folder that is in use",
    why="a new show must not be written over somebody's files",
    fix="choose a folder that does not exist yet, or an empty one",
)
NO_SHOW_HERE = Rule(
    code="E0191",
    title="an episode without a show",
    why="an episode needs a show to belong to",
    fix="go to your show's folder, or name it with --show; `publish.py init DIR` starts a new show",
)
UNNAMEABLE = Rule(
    code="E0192",
    title="a title that makes no name",
    why="the episode's address is made from its title, and works everywhere only with plain letters and digits",
    fix="give a title with some Latin letters or digits; you can change it in episode.md afterwards",
)
LONGEST_SLUG = 60

BLANKS: Mapping[str, str] = {
    "title": "The name of your show",
    "description": "What it is about, and who it is for, in a sentence or three.",
    "author": "Your name, or your organisation's",
    "base_url": "https://podcast.example.org/",
}
"""What stands in a new show.toml until somebody replaces it. None of it may be published (E0113)."""

NOTES = "What this episode is about. The first sentences are what apps show in their lists."
"""The same for a new episode's notes."""

SHOW = """\
# Your show. Every setting is explained in docs/reference/show.md of Podwright.

title = $title
description = $description
language = "en"                                # of what is spoken: "en", "de-AT", "pt-BR"
author = $author
base_url = $base_url      # where the show will live; apps remember it, so choose it well
categories = ["Society & Culture"]             # one of Apple's: "Kids & Family > Parenting"
explicit = false

[storage]
kind = "folder"                                # "folder" publishes to public/; "s3" to a bucket
path = "public"

# [blog]                                       # if a Markdown blog answers the same questions
# path = "posts"
# url = "https://blog.example.org/{slug}/"
"""
FEED = """\
# The feed that everybody may subscribe to. It carries every public episode, under the show's title.
# What a feed can select is explained in docs/reference/feeds.md of Podwright.
"""
IGNORED = """\
# what publishing makes; publish.lock is not here, because it must be kept
.podwright/
/public/
/public-control/
"""
EPISODE = """\
---
title: {title}
published: {published}   # you may set it in the future: then the episode waits for that moment
status: draft                          # take this line out when the episode is ready
people: []                             # who is heard, under the name they want to be known by
tags: []
posts: []                              # ids of blog posts that answer the same question
---

{notes}
"""


def must_be_free(folder: Path) -> None:
    """Raises CheckFailed (E0190) when something is there already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CheckFailed(NOT_EMPTY.at(str(folder), "there is something here already"))


def start_show(folder: Path, given: Mapping[str, str]) -> Iterator[Path]:
    """Write a new show into `folder`, with what is given in place of the blanks; yields each file.

    Raises CheckFailed when something is there already, or when what is given cannot stand in show.toml.
    """
    must_be_free(folder)
    files = {"show.toml": _show(given), "feeds/public.toml": FEED, ".gitignore": IGNORED}
    (folder / "episodes").mkdir(parents=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        yield path


def still_blank(given: Mapping[str, str]) -> Mapping[str, int]:
    """The settings of a new show that somebody has to fill in, and the line of show.toml where each stands."""
    text = _show(given)
    return {name: toml.line_of(text, (name,)) for name in BLANKS if name not in given}


def _show(given: Mapping[str, str]) -> str:
    """show.toml. JSON's strings are TOML's: quotes, backslashes and line ends are escaped alike."""
    words = {name: json.dumps(given.get(name, blank), ensure_ascii=False) for name, blank in BLANKS.items()}
    text = Template(SHOW).substitute(words)
    values = toml.read(text, "show.toml")
    filled(ShowForm, values, "show.toml", lambda path: toml.line_of(text, path), unfit=SETTING, unknown=UNKNOWN_SETTING)
    return text


def start_episode(folder: Path, title: str, now: datetime) -> Path:
    """Write a new episode's folder with its `episode.md`, numbered after the last one; returns that file."""
    if not (folder / "show.toml").is_file():
        raise CheckFailed(NO_SHOW_HERE.at(str(folder), "there is no show.toml here"))
    episodes = folder / "episodes"
    path = episodes / f"{_next_number(episodes):03}-{_slug(title)}" / "episode.md"
    path.parent.mkdir(parents=True)
    published = now.replace(minute=0, second=0, microsecond=0).isoformat()
    text = EPISODE.format(title=json.dumps(title, ensure_ascii=False), published=published, notes=NOTES)
    path.write_text(text, encoding="utf-8")
    return path


def _next_number(episodes: Path) -> int:
    names = (path.name for path in episodes.iterdir()) if episodes.is_dir() else ()
    numbers = (re.match(r"\d{1,6}", name) for name in names)
    return max((int(found[0]) for found in numbers if found), default=0) + 1


def _slug(title: str) -> str:
    """The title in lower-case ASCII letters, digits and single dashes.

    >>> _slug("Ärger in der Schule — was nun?")
    'arger-in-der-schule-was-nun'
    """
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", ascii_title.lower()))[:LONGEST_SLUG].strip("-")
    if not slug:
        raise CheckFailed(UNNAMEABLE.at("new", f"“{title}” has no letter that an address can hold"))
    return slug
