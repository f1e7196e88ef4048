"""Word by word, brought together into cues that can be read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.base.text import SENTENCE_END, joint
from pipeline.model import Cue
from pipeline.stages.words.captions import LINE, LONGEST

_PAUSE_MS = 700
_LONGEST_MS = 7000
_LONGEST_UNSPACED_WORD = 4
_MOSTLY = 0.8


def merged(cues: Sequence[Cue], language: str) -> Sequence[Cue]:
    """The cues as they are; or, if most of them are single words, those of one voice together.

    A cue ends where the voice changes, at a pause, after a sentence that fills a line, and before 84 letters or 7 s.
    """
    between = joint(language)
    single = sum(_is_word(cue.text, between) for cue in cues)
    if single < max(2, _MOSTLY * len(cues)):
        return cues
    return list(_together(cues, between))


def _is_word(text: str, between: str) -> bool:
    return " " not in text if between else len(text) <= _LONGEST_UNSPACED_WORD


def _together(cues: Sequence[Cue], between: str) -> Iterator[Cue]:
    words: list[Cue] = []
    letters = 0
    for cue in cues:
        if words and _parts(words, letters, cue):
            yield _joined(words, between)
            words, letters = [], 0
        words.append(cue)
        letters += len(cue.text) + len(between)
    if words:
        yield _joined(words, between)


def _parts(words: Sequence[Cue], letters: int, cue: Cue) -> bool:
    first, last = words[0], words[-1]
    full = letters + len(cue.text) > LONGEST or max(cue.end, last.end) - first.start > _LONGEST_MS
    sentence = letters > LINE and SENTENCE_END.search(last.text) is not None
    return full or sentence or cue.speaker != last.speaker or cue.start - last.end > _PAUSE_MS


def _joined(words: Sequence[Cue], between: str) -> Cue:
    last = max(words, key=lambda word: word.end)
    text = between.join(word.text for word in words)
    return replace(words[0], end=last.end, guessed_end=last.guessed_end, text=text)
