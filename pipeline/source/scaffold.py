"""A new show, a new episode: folders with everything in them that a producer fills in, and nothing overwritten."""

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pipeline.problems import CheckFailed, Rule

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

SHOW = """\
# Your show. Every setting is explained in docs/reference/show.md of Podwright.

title = "My show"
description = "What it is about, and who it is for, in a sentence or three."
language = "en"                                # of what is spoken: "en", "de-AT", "pt-BR"
author = "Your name, or your organisation's"
base_url = "https://podcast.example.org/"      # where the show will live; apps remember it, so choose it well
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
# The feed that everybody may subscribe to. It carries every public episode.

title = "My show"
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

What this episode is about. The first sentences are what apps show in their lists.
"""


def start_show(folder: Path) -> Iterator[Path]:
    """Write a new show into `folder`; yields each file. Raises CheckFailed when something is there already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CheckFailed(NOT_EMPTY.at(str(folder), "there is something here already"))
    files = {"show.toml": SHOW, "feeds/public.toml": FEED, ".gitignore": IGNORED}
    (folder / "episodes").mkdir(parents=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        yield path


def start_episode(folder: Path, title: str, now: datetime) -> Path:
    """Write a new episode's folder with its `episode.md`, numbered after the last one; returns that file."""
    if not (folder / "show.toml").is_file():
        raise CheckFailed(NO_SHOW_HERE.at(str(folder), "there is no show.toml here"))
    episodes = folder / "episodes"
    path = episodes / f"{_next_number(episodes):03}-{_slug(title)}" / "episode.md"
    path.parent.mkdir(parents=True)
    published = now.replace(minute=0, second=0, microsecond=0).isoformat()
    path.write_text(EPISODE.format(title=json.dumps(title, ensure_ascii=False), published=published), encoding="utf-8")
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
