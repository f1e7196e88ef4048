"""A show that comes from elsewhere becomes a show folder: its facts as files a producer can read and change.

What apps know each episode by goes into publish.lock, letter for letter, and the audio stays the file it is.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from pipeline.artifact.media_types import TRANSCRIPT_ENDINGS
from pipeline.base.categories import APPLE
from pipeline.base.files import write_whole
from pipeline.base.text import one_line
from pipeline.model import (
    Category,
    Codec,
    Enclosure,
    ForeignEpisode,
    ForeignShow,
    Lock,
    Millis,
    Minted,
    Person,
    SourceFile,
    Span,
)
from pipeline.problems import Problem
from pipeline.source.import_settings import episode_settings, fitting, show_settings
from pipeline.source.lock import write_lock
from pipeline.source.rules import NOT_KEPT
from pipeline.source.schema.forms import EpisodeForm, ShowForm

LONGEST_SLUG = 50
LONGEST_SUMMARY = 4000
TRANSCRIPT_NAMES = tuple(dict.fromkeys(f"transcript.{ending}" for ending in TRANSCRIPT_ENDINGS.values()))
"""The best first."""
AUDIO: Mapping[str, Codec] = {codec.ending: codec for codec in Codec if codec.format.leads}
USUAL_CATEGORY = Category(name="Society & Culture")
USUAL_LANGUAGE = "en"
LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An episode that came, and the name of its folder."""

    episode: ForeignEpisode
    slug: str


def arrivals(show: ForeignShow) -> tuple[Arrival, ...]:
    """The episodes that can be kept, oldest first, each with a folder of its own."""
    width = max(3, len(str(len(show.episodes))))
    return tuple(
        Arrival(episode=episode, slug=f"ep{position:0{width}}-{plain_name(episode.title)}".rstrip("-"))
        for position, episode in enumerate(show.episodes, 1)
    )


def plain_name(title: str) -> str:
    """The title in small ASCII letters, digits and dashes; empty, if it has none of them."""
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_title.lower()))[:LONGEST_SLUG].strip("-")


def write_texts(
    folder: Path, show: ForeignShow, came: Sequence[Arrival], base_url: str, cover: str
) -> tuple[Problem, ...]:
    """Write show.toml, the feed's definition and each episode.md; what is there already is left as it is.

    What the feed says and no setting can hold is told (W0287).
    """
    problems: list[Problem] = []
    text, left = _show(show, base_url, cover)
    if _kept(folder / "show.toml", text):
        problems += (NOT_KEPT.at("show.toml", what) for what in left)
    _kept(folder / "feeds/public.toml", tomli_w.dumps({"title": show.title}))
    _kept(folder / ".gitignore", ".podwright/\n/public/\n/public-control/\n")
    for arrival in came:
        name = f"episodes/{arrival.slug}/episode.md"
        text, left = _episode(arrival.episode, show)
        if _kept(folder / name, text):
            problems += (NOT_KEPT.at(name, what) for what in left)
    return tuple(problems)


def _kept(path: Path, text: str) -> bool:
    """Whether it was written just now."""
    if path.exists():
        return False
    write_whole(path, text.encode("utf-8", "replace"))
    return True


def transcript_name(content_type: str) -> str | None:
    """What a transcript of this type is called in the folder; None for one that is not known here."""
    ending = TRANSCRIPT_ENDINGS.get(content_type)
    return f"transcript.{ending}" if ending else None


def key_for(url: str, base_url: str, slug: str, file: SourceFile, ending: str) -> str:
    """Where the audio will lie: under its old address if that is the show's, else under one that names its content."""
    if url.startswith(base_url) and re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._/-]*", url[len(base_url) :]):
        return url[len(base_url) :]
    return f"media/{slug}-{file.digest[:12]}.{ending}"


def mint_arrival(arrival: Arrival, file: SourceFile, duration: Millis, base_url: str) -> Minted | None:
    """What apps hold on to of an episode; None where its date is not known, or no app could play the file."""
    ending = Path(file.path).suffix.removeprefix(".")
    if arrival.episode.published is None or ending not in AUDIO:
        return None
    enclosure = Enclosure(
        key=key_for(arrival.episode.url, base_url, arrival.slug, file, ending),
        size=file.size,
        digest=file.digest,
        duration=duration,
        content_type=AUDIO[ending].content_type,
    )
    body = Span(start=Millis(0), end=duration)
    return Minted(guid=arrival.episode.guid, published=arrival.episode.published, enclosure=enclosure, body=body)


def keep_arrivals(folder: Path, guid: str | None, minted: Mapping[str, Minted]) -> None:
    """Write publish.lock of an imported show: its `podcast:guid`, and each episode's minted facts by its id."""
    write_lock(folder, Lock(show_guid=guid, episodes=dict(sorted(minted.items()))))


def _show(show: ForeignShow, base_url: str, cover: str) -> tuple[str, tuple[str, ...]]:
    language = show.language.strip() if LANGUAGE.fullmatch(show.language.strip()) else USUAL_LANGUAGE
    categories = [_category(category) for category in show.categories if _known(category)][:3]
    facts: dict[str, object] = {
        "title": one_line(show.title) or "Untitled",
        "description": show.description or one_line(show.title) or "A podcast.",
        "language": language.replace("_", "-"),
        "author": one_line(show.author) or one_line(show.title) or "Unknown",
        "copyright": one_line(show.copyright or "") or None,
        "base_url": base_url,
        "website": show.website if show.website.startswith(("https://", "http://")) else None,
        "cover": cover,
        "explicit": show.explicit,
        "type": show.type,
        "locked": show.locked,
        "categories": categories or [_category(USUAL_CATEGORY)],
    }
    facts = {name: value for name, value in facts.items() if value is not None}
    if show.owner_email:
        facts["owner"] = {"name": one_line(show.owner_name or show.author), "email": one_line(show.owner_email)}
    credits_ = {
        "medium": show.medium.removeprefix("podcast"),
        "license": one_line(show.license or ""),
        "people": list(map(_person, show.people)),
    }
    credits_["funding"] = [{"url": f.url, "text": one_line(f.text) or "Support"} for f in show.funding]
    said, left = fitting(ShowForm, facts, {**{k: v for k, v in credits_.items() if v}, **show_settings(show)})
    head = "# This show came from another host. Settings are explained in docs/reference/show.md of Podwright.\n\n"
    storage = {"storage": {"kind": "folder", "path": "public"}}
    return head + tomli_w.dumps({**_ordered({**facts, **said}), **storage}), left


def _ordered(settings: Mapping[str, object]) -> Mapping[str, object]:
    """What stands on one line before what is a table of its own, as TOML needs it."""
    tables = (dict, list)
    flat = {k: v for k, v in settings.items() if not isinstance(v, tables) or _is_flat(v)}
    return {**flat, **{k: v for k, v in settings.items() if k not in flat}}


def _is_flat(value: object) -> bool:
    return isinstance(value, list) and not any(isinstance(one, dict) for one in value)


def _known(category: Category) -> bool:
    inner = APPLE.get(category.name)
    return inner is not None and (category.subcategory is None or category.subcategory in inner)


def _category(category: Category) -> str:
    return f"{category.name} > {category.subcategory}" if category.subcategory else category.name


def _person(person: Person) -> dict[str, str]:
    facts = {"name": one_line(person.name), "role": person.role, "group": person.group}
    return {name: value for name, value in (*facts.items(), ("url", person.url), ("image", person.image)) if value}


def _episode(episode: ForeignEpisode, show: ForeignShow) -> tuple[str, tuple[str, ...]]:
    """Front matter in JSON's notation, which YAML understands, and the notes as the HTML that they are."""
    moment = episode.published.isoformat() if episode.published else None
    facts: dict[str, object | None] = {
        "title": one_line(episode.title) or "Untitled",
        "guid": episode.guid,
        "published": moment,
        "status": None if moment else "draft",
        "summary": _plain(episode.summary)[:LONGEST_SUMMARY] or None,
        "number": episode.number,
        "season": episode.season,
        "type": episode.type if episode.type != "full" else None,
        "explicit": episode.explicit if episode.explicit is not None and episode.explicit != show.explicit else None,
    }
    facts = {name: value for name, value in facts.items() if value is not None}
    people = {"people": list(map(_person, episode.people))} if episode.people else {}
    tags, left = fitting(EpisodeForm, facts, {**people, **episode_settings(episode)})
    said = {**facts, **tags}
    lines = [f"{name}: {value if name == 'published' else _quoted(value)}" for name, value in said.items()]
    return "\n".join(["---", *lines, "---", "", _notes(episode.html), ""]), left


def _notes(html: str) -> str:
    """No empty line in it: that would end HTML in the midst of Markdown."""
    return re.sub(r"\n\s*\n", "\n", html.strip())


def _plain(text: str) -> str:
    return one_line(re.sub(r"<[^>]*>", " ", text)) if "<" not in text or ">" in text else one_line(text)


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
