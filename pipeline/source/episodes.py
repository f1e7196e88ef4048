"""Episode folders: from what lies in them to episodes."""

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from pipeline.base.marks import marked_words, unmarked
from pipeline.model import (
    Audience,
    Chapter,
    Episode,
    EpisodeType,
    PostReference,
    Redaction,
    RichText,
    Show,
    Soundbite,
    SourceFile,
    Status,
    TextFormat,
    TranscriptFile,
)
from pipeline.problems import CheckFailed, Problem
from pipeline.source import frontmatter
from pipeline.source.chapters import read_chapter, read_chapters
from pipeline.source.faults import filled
from pipeline.source.files import Folder
from pipeline.source.frontmatter import FrontMatter
from pipeline.source.markdown import render
from pipeline.source.marking import without_marks
from pipeline.source.namespace import episode_tags, people, shared
from pipeline.source.redactions import read_redaction, read_soundbite
from pipeline.source.rules import (
    BAD_SLUG,
    FIELD,
    FRONT_MATTER,
    NO_AUDIO,
    NO_EPISODE_FILE,
    OPEN_MARK,
    TWO_SOURCES,
    UNKNOWN_FIELD,
)
from pipeline.source.sanitize import harmless, plain
from pipeline.source.schema.forms import ChapterForm, EpisodeForm
from pipeline.source.show import COVERS

AUDIO = {
    *(
        "aac",
        "aif",
        "aiff",
        "caf",
        "flac",
        "m4a",
        "m4b",
        "mka",
        "mkv",
        "mov",
        "mp2",
        "mp3",
        "mp4",
        "oga",
        "ogg",
        "opus",
    ),
    *("w64", "wav", "weba", "webm", "wma", "wv"),
}
TRANSCRIPTS = {
    "vtt": TextFormat.VTT,
    "srt": TextFormat.SRT,
    "json": TextFormat.JSON,
    "html": TextFormat.HTML,
    "md": TextFormat.HTML,
    "txt": TextFormat.TEXT,
}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 80
SUMMARY = 200


def episode_folders(folder: Folder) -> list[str]:
    """The names of all episode folders; hidden ones are nobody's."""
    episodes = folder.root / "episodes"
    if not episodes.is_dir():
        return []
    return sorted(path.name for path in episodes.iterdir() if path.is_dir() and not path.name.startswith("."))


def read_episode(folder: Folder, name: str, show: Show) -> Episode:
    """One episode. Raises CheckFailed with everything that is wrong in its folder."""
    place = f"episodes/{name}"
    if not SLUG.fullmatch(name) or len(name) > LONGEST_SLUG:
        raise CheckFailed(BAD_SLUG.at(place, f"“{name}” cannot stand in an address"))
    where = f"{place}/episode.md"
    if not (folder.root / where).exists():
        raise CheckFailed(NO_EPISODE_FILE.at(place, "there is no episode.md in this folder"))
    matter = frontmatter.split(folder.text(where), where, FRONT_MATTER)
    matter, marked = without_marks(matter, where)
    values = {key: value for key, value in matter.values.items() if value is not None}

    def line_of(path: frontmatter.Path) -> int:
        return next((matter.lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in matter.lines), 1)

    form = filled(EpisodeForm, values, where, line_of, unfit=FIELD, unknown=UNKNOWN_FIELD)
    return _Reader(folder=folder, place=place, show=show, form=form, matter=matter, marked=marked).episode()


class _Reader:
    """Puts one episode together, gathering problems as it goes."""

    def __init__(  # noqa: PLR0913 - all that an episode is put together from
        self, *, folder: Folder, place: str, show: Show, form: EpisodeForm, matter: FrontMatter, marked: list[str]
    ) -> None:
        self._folder, self._place, self._show, self._form, self._matter = folder, place, show, form, matter
        self._marked = marked
        self._where = f"{place}/episode.md"
        self._problems: list[Problem] = []
        self._names = sorted(p.name for p in (folder.root / place).iterdir() if not p.name.startswith("."))

    def episode(self) -> Episode:
        form, slug = self._form, PurePosixPath(self._place).name
        digits = re.match(r"\d+", slug)
        notes = _rich(self._matter.body)
        number = int(digits[0]) if digits and form.type == "full" else 0
        episode = Episode(
            id=form.id or (digits[0] if digits else slug),
            slug=slug,
            title=form.title,
            summary=form.summary or _first_sentences(notes.text),
            notes=notes,
            language=form.language or self._show.language,
            recordings=self._recordings(),
            published=form.published,
            number=form.number or number or None,
            season=form.season,
            type=EpisodeType(form.type),
            status=Status(form.status),
            audience=Audience(form.audience),
            explicit=self._show.explicit if form.explicit is None else form.explicit,
            guid=form.guid,
            people=people(form.people, self._at),
            tags=tuple(form.tags),
            posts=tuple(PostReference(post=post, where=self._at("posts", i)) for i, post in enumerate(form.posts)),
            chapters=self._chapters(),
            redactions=self._redactions(),
            track=form.track,
            transcript=self._transcript(),
            cover=self._cover(),
            shared=shared(form),
            podcast=episode_tags(form, self._soundbites(), self._season_name()),
            marked=tuple(dict.fromkeys(self._marked)),
            where=self._where,
        )
        if self._problems:
            raise CheckFailed(self._problems)
        return episode

    def _at(self, *path: str | int) -> str:
        lines = self._matter.lines
        line = next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), 1)
        return f"{self._where}:{line}"

    def _file(self, name: str, where: str) -> SourceFile | None:
        try:
            return self._folder.file(f"{self._place}/{name}", where)
        except CheckFailed as failed:
            self._problems.extend(failed.problems)
            return None

    def _recordings(self) -> tuple[SourceFile, ...]:
        names = list(self._form.recordings) or _takes(self._names)
        if not names and self._form.status == "ready":
            self._problems.append(NO_AUDIO.at(self._place, "there is no recording in this folder"))
        files = [self._file(name, self._at("recordings")) for name in names]
        return tuple(file for file in files if file)

    def _chapters(self) -> tuple[Chapter, ...]:
        listed = self._form.chapters
        name = f"{self._place}/chapters.txt"
        if "chapters.txt" not in self._names:
            return self._listed(listed)
        if listed:
            self._problems.append(TWO_SOURCES.at(self._at("chapters"), "chapters stand here and in chapters.txt"))
        try:
            text = self._folder.text(name)
            self._marked.extend(marked_words(text))
            return read_chapters(text, name)
        except CheckFailed as failed:
            self._problems.extend(failed.problems)
            return ()

    def _listed(self, listed: Sequence[str | ChapterForm]) -> tuple[Chapter, ...]:
        found = [read_chapter(_line(chapter), self._at("chapters", i)) for i, chapter in enumerate(listed)]
        self._problems.extend(problem for problem in found if isinstance(problem, Problem))
        return tuple(chapter for chapter in found if isinstance(chapter, Chapter))

    def _redactions(self) -> tuple[Redaction, ...]:
        found = [read_redaction(line, self._at("redact", i)) for i, line in enumerate(self._form.redact)]
        self._problems.extend(problem for problem in found if isinstance(problem, Problem))
        return tuple(redaction for redaction in found if isinstance(redaction, Redaction))

    def _soundbites(self) -> tuple[Soundbite, ...]:
        found = [read_soundbite(line, self._at("soundbites", i)) for i, line in enumerate(self._form.soundbites)]
        self._problems.extend(problem for problem in found if isinstance(problem, Problem))
        return tuple(soundbite for soundbite in found if isinstance(soundbite, Soundbite))

    def _season_name(self) -> str | None:
        return dict(self._show.podcast.season_names).get(self._form.season or 0)

    def _transcript(self) -> TranscriptFile | None:
        names = [
            name
            for name in self._names
            if re.fullmatch(r"transcript\.\w+", name.lower()) and _ending(name) in TRANSCRIPTS
        ]
        if self._form.transcript:
            names = [self._form.transcript]
        if len(names) > 1:
            self._problems.append(TWO_SOURCES.at(self._place, f"there are several transcripts: {', '.join(names)}"))
        if not names:
            return None
        form = TRANSCRIPTS.get(_ending(names[0]))
        if form is None:
            told = f"“{names[0]}” is not a transcript in a known format: {', '.join(TRANSCRIPTS)}"
            self._problems.append(FIELD.at(self._at("transcript"), told))
            return None
        return self._transcript_file(names[0], form)

    def _transcript_file(self, name: str, form: TextFormat) -> TranscriptFile | None:
        file = self._file(name, self._at("transcript"))
        if file is None:
            return None
        try:
            text = self._folder.text(file.path)
        except CheckFailed as failed:
            self._problems.extend(failed.problems)
            return None
        self._marked.extend(marked_words(text))
        if _ending(name) == "md":  # before Markdown makes links of what stands in brackets
            plain = unmarked(text)
            if plain.open_at is not None:
                line = text.count("\n", 0, plain.open_at) + 1
                self._problems.append(OPEN_MARK.at(f"{file.path}:{line}", "a mark begins here"))
            text = harmless(render(plain.text))
        return TranscriptFile(file=file, format=form, text=text)

    def _cover(self) -> SourceFile | None:
        name = self._form.cover or next((name for name in COVERS if name in self._names), None)
        return self._file(name, self._at("cover")) if name else None


def _takes(names: Sequence[str]) -> list[str]:
    """`recording.wav`, or `recording-1.wav`, `recording-2.wav` …, or else the only audio file there is."""
    audio = [name for name in names if _ending(name) in AUDIO]
    takes = [name for name in audio if re.fullmatch(r"recording(-\d+)?", Path(name).stem.lower())]
    if takes:
        return sorted(takes, key=lambda name: [int(part) for part in re.findall(r"\d+", Path(name).stem)])
    return audio if len(audio) == 1 else []


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def _line(chapter: str | ChapterForm) -> str:
    if isinstance(chapter, str):
        return chapter
    return f"{chapter.start} {chapter.title}" + (f" <{chapter.url}>" if chapter.url else "")


def _rich(markdown: str) -> RichText:
    html = harmless(render(markdown))
    return RichText(markdown=markdown.strip(), html=html, text=plain(html))


def _first_sentences(text: str) -> str:
    """The beginning of the notes, to the end of the last sentence that fits."""
    line = " ".join(text.split())
    if len(line) <= SUMMARY:
        return line
    cut = line[: SUMMARY + 1]
    end = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    return cut[: end + 1] if end > 0 else cut[: cut.rfind(" ")].rstrip(",;:") + "…"
