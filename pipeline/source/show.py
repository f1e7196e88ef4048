"""show.toml and feeds/*.toml: from what they say to the show and its feeds."""

import difflib
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from pipeline.base.categories import APPLE
from pipeline.model import (
    Announce,
    Audience,
    AudioRecipe,
    BitRates,
    Blog,
    BlogFlavour,
    Category,
    ChannelPolicy,
    Codec,
    Feed,
    Leveler,
    RedactionSound,
    Show,
    ShowType,
    SourceFile,
)
from pipeline.problems import CheckFailed, Problem
from pipeline.source import toml
from pipeline.source.faults import filled
from pipeline.source.files import Folder
from pipeline.source.namespace import funding, people, shared, show_tags
from pipeline.source.rules import (
    BAD_FEED_NAME,
    NO_COVER,
    NO_SHOW,
    NOT_MADE,
    SETTING,
    UNKNOWN_CATEGORY,
    UNKNOWN_SETTING,
    WEAK_TOKEN,
)
from pipeline.source.schema.audio import AudioForm, BitRatesForm
from pipeline.source.schema.forms import FeedForm, ShowForm

SHOW = "show.toml"
COVERS = ("cover.png", "cover.jpg", "cover.jpeg", "cover.webp")
MAIN = "public"
TOKEN = re.compile(r"[A-Za-z0-9_-]{16,200}")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_show(folder: Folder) -> Show:
    """The show. Raises CheckFailed with everything that is wrong with show.toml."""
    if not (folder.root / SHOW).is_file():
        raise CheckFailed(NO_SHOW.at(SHOW, f"there is no show.toml in {folder.root}"))
    text = folder.text(SHOW)
    values = toml.read(text, SHOW)
    lines = _Lines(text)
    form = filled(ShowForm, values, SHOW, lines.of, unfit=SETTING, unknown=UNKNOWN_SETTING)
    return _show(folder, form, lines)


class _Lines:
    """Where the settings of one TOML text stand."""

    def __init__(self, text: str) -> None:
        self._text = text

    def of(self, path: tuple[str | int, ...]) -> int:
        return toml.line_of(self._text, path)

    def at(self, *path: str | int) -> str:
        return f"{SHOW}:{self.of(path)}"


def _show(folder: Folder, form: ShowForm, lines: _Lines) -> Show:
    base_url = form.base_url.rstrip("/") + "/"
    return Show(
        title=form.title,
        description=form.description,
        language=form.language,
        base_url=base_url,
        website=form.website or base_url,
        author=form.author,
        categories=_categories(form, lines),
        cover=_cover(folder, form, lines),
        explicit=form.explicit,
        type=ShowType(form.type),
        owner_name=form.owner.name if form.owner else None,
        owner_email=form.owner.email if form.owner else None,
        copyright=form.copyright,
        license=form.license,
        medium=form.medium,
        locked=form.locked,
        guid=form.guid,
        people=people(form.people, lines.at),
        funding=funding(form.funding),
        shared=shared(form),
        podcast=show_tags(form, lines.at),
        audio=_recipe(folder, form.audio, lines),
        also=tuple(dict.fromkeys(form.audio.also)),
        storage=form.storage.noun(),
        blog=_blog(form),
        announce=Announce(
            hubs=tuple(form.announce.hubs), podping=form.announce.podping, overcast=form.announce.overcast
        ),
    )


def _blog(form: ShowForm) -> Blog | None:
    blog = form.blog
    return Blog(path=blog.path, url=blog.url, flavour=BlogFlavour(blog.flavour)) if blog else None


def _categories(form: ShowForm, lines: _Lines) -> tuple[Category, ...]:
    found = [_category(name) for name in form.categories]
    unknown = [name for name, category in zip(form.categories, found, strict=True) if category is None]
    if unknown:
        told = (f"Apple has no category “{name}”{_near(name)}" for name in unknown)
        raise CheckFailed([UNKNOWN_CATEGORY.at(lines.at("categories"), what) for what in told])
    return tuple(category for category in found if category)


def _category(name: str) -> Category | None:
    top, _, sub = (part.strip() for part in name.partition(">"))
    if top not in APPLE or (sub and sub not in APPLE[top]):
        return None
    return Category(name=top, subcategory=sub or None)


def _near(name: str) -> str:
    every = [*APPLE, *(f"{top} > {sub}" for top, subs in APPLE.items() for sub in subs)]
    near = difflib.get_close_matches(name, every, 1, 0.5)
    return f"; did you mean “{near[0]}”?" if near else ""


def _cover(folder: Folder, form: ShowForm, lines: _Lines) -> SourceFile:
    if form.cover:
        return folder.file(form.cover, lines.at("cover"))
    name = next((name for name in COVERS if (folder.root / name).is_file()), None)
    if name is None:
        raise CheckFailed(NO_COVER.at(SHOW, "there is no cover beside show.toml"))
    return folder.file(name, SHOW)


def _recipe(folder: Folder, form: AudioForm, lines: _Lines) -> AudioRecipe:
    usual = AudioRecipe().bit_rates
    recipe = AudioRecipe(
        **form.model_dump(exclude={"channels", "leveler", "redaction", "intro", "outro", "also", *usual}),
        channels=ChannelPolicy(form.channels),
        leveler=Leveler(form.leveler),
        redaction=RedactionSound(form.redaction),
        intro=folder.file(form.intro, lines.at("audio", "intro")) if form.intro else None,
        outro=folder.file(form.outro, lines.at("audio", "outro")) if form.outro else None,
    )
    return recipe.with_bit_rates({name: _bit_rates(getattr(form, name), rates) for name, rates in usual.items()})


def _bit_rates(form: BitRatesForm, usual: BitRates) -> BitRates:
    return BitRates(stereo=form.stereo or usual.stereo, mono=form.mono or usual.mono)


def read_feeds(folder: Folder, show: Show, environment: Mapping[str, str]) -> tuple[Feed, ...]:
    """The feeds, the main one first. A show without any has one public feed."""
    names = sorted(path.name for path in (folder.root / "feeds").glob("*.toml"))
    if not names:
        return (Feed(name=MAIN, title=show.title, path=f"feeds/{MAIN}.xml"),)
    problems: list[Problem] = []
    feeds = []
    for name in names:
        try:
            feeds.append(_feed(folder, f"feeds/{name}", show, environment))
        except CheckFailed as failed:
            problems.extend(failed.problems)
    if problems:
        raise CheckFailed(problems)
    return tuple(sorted(feeds, key=lambda feed: (feed.name != MAIN, feed.name)))


def _feed(folder: Folder, path: str, show: Show, environment: Mapping[str, str]) -> Feed:
    name = PurePosixPath(path).stem
    if not NAME.fullmatch(name):
        raise CheckFailed(BAD_FEED_NAME.at(path, f"“{name}” cannot stand in an address"))
    text = folder.text(path)
    values = toml.read(text, path)
    form = filled(FeedForm, values, path, lambda key: toml.line_of(text, key), unfit=SETTING, unknown=UNKNOWN_SETTING)
    audience = Audience(form.audience)
    return Feed(
        name=name,
        title=" ".join(filter(None, (form.title or show.title, form.title_suffix))),
        path=f"feeds/{_address(name, audience, path, environment)}.xml",
        description=form.description,
        audience=audience,
        seasons=tuple(form.seasons),
        types=tuple(form.types),
        people=tuple(form.people),
        tags=tuple(form.tags),
        languages=tuple(language.lower() for language in form.languages),
        newest=form.newest,
        format=_format(form, show, f"{path}:{toml.line_of(text, ('format',))}"),
        new_feed_url=form.new_feed_url,
    )


def _format(form: FeedForm, show: Show, where: str) -> Codec:
    wanted = form.format
    if wanted is not Codec.MP3 and wanted not in show.also:
        raise CheckFailed(NOT_MADE.at(where, f"{form.format} is not among the formats that are made"))
    return wanted


def _address(name: str, audience: Audience, where: str, environment: Mapping[str, str]) -> str:
    if audience is Audience.PUBLIC:
        return name
    variable = f"PODWRIGHT_TOKEN_{name.upper().replace('-', '_')}"
    token = environment.get(variable, "")
    if not TOKEN.fullmatch(token):
        state = "is too short, or has other characters" if token else "is not set"
        raise CheckFailed(WEAK_TOKEN.at(where, f"the environment variable {variable} {state}"))
    return f"{name}-{token}"
