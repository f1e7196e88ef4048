"""The words' stage: the transcript and the chapters, in the delivered file's time, in every format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.artifact.fingerprint import fingerprint
from pipeline.artifact.keys import words_key
from pipeline.artifact.media_types import bare
from pipeline.artifact.objects import Object, lasting
from pipeline.assemble.cache import Cache
from pipeline.model import Chapter, Digest, Enclosure, Episode, Linked, Millis, Prose, Span, TextFormat, Transcript
from pipeline.problems import Problem, raise_errors
from pipeline.stages import words

Speech = Callable[[], tuple[Span, ...]]
"""Where somebody speaks. Asked only when prose has to be given times, since it may mean mastering first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is said, and where its parts begin."""

    transcript: Transcript | None
    chapters: tuple[Chapter, ...]
    texts: Mapping[TextFormat, str]


def worded(cache: Cache, episode: Episode, body: Span, duration: Millis, speech: Speech) -> Words:
    """The episode's words. Raises CheckFailed when the transcript or the chapters do not fit the audio."""

    def make(_: object) -> Words:
        transcript = _transcript(episode, body, speech)
        chapters = _chapters(episode, transcript, body)
        _check(episode, transcript, chapters, duration)
        return Words(transcript=transcript, chapters=chapters, texts=_texts(transcript))

    said = (episode.transcript, episode.chapters, episode.redactions, episode.language)
    inputs = (words.VERSION, said, body, duration, _sounds(episode))
    return cache.made("words", inputs, Words, make, episode.id).value


def _sounds(episode: Episode) -> list[Digest | int]:
    return list(episode.heard)


def _transcript(episode: Episode, body: Span, speech: Speech) -> Transcript | None:
    if episode.transcript is None:
        return None
    read = words.read(episode.transcript, episode.language)
    if isinstance(read, Prose):
        return words.time_prose(read, speech(), body)
    return words.fit(words.shift(words.redact(read, episode.redactions), body.start), body.end)


def _chapters(episode: Episode, transcript: Transcript | None, body: Span) -> tuple[Chapter, ...]:
    if episode.chapters:
        return words.shift_chapters(episode.chapters, body.start)
    return words.chapters_from_headings(transcript, _where(episode)) if transcript else ()


def _check(episode: Episode, transcript: Transcript | None, chapters: tuple[Chapter, ...], duration: Millis) -> None:
    found = words.check_transcript(transcript, duration, _where(episode)) if transcript else ()
    raise_errors((*found, *words.check_chapters(chapters, duration, episode.where)))


def out_of_step(episode: Episode, words_: Words, speech: Sequence[Span]) -> tuple[Problem, ...]:
    """What is wrong with the pace of the episode's times, beside where somebody speaks."""
    given = episode.chapters and words_.chapters
    return words.check_step(words_.transcript, given or (), speech, _where(episode))


def _where(episode: Episode) -> str:
    return episode.transcript.file.path if episode.transcript else episode.where


def _texts(transcript: Transcript | None) -> Mapping[TextFormat, str]:
    return {form: words.write(transcript, form) for form in TextFormat} if transcript else {}


def text_objects(episode: Episode, words_: Words, enclosure: Enclosure) -> Mapping[TextFormat, Object]:
    """The transcript's files by their format, each named by the hash of its text; none without a transcript."""
    return {
        form: lasting(words_key(episode, fingerprint(text), form.value, enclosure), text.encode(), episode.id)
        for form in TextFormat  # in this order, whether they were made just now or found in the cache
        if (text := words_.texts.get(form)) is not None
    }


def chapters_object(episode: Episode, words_: Words, enclosure: Enclosure) -> Object | None:
    """The chapters' JSON file, when there are chapters."""
    if not words_.chapters:
        return None
    body = words.chapters_json(words_.chapters)
    return lasting(words_key(episode, fingerprint(body), "chapters.json", enclosure), body, episode.id)


def linked(base_url: str, thing: Object, language: str | None = None) -> Linked:
    """A file as feeds and pages refer to it."""
    bare_type = bare(thing.live.content_type)
    return Linked(url=base_url + thing.key, content_type=bare_type, language=language)
