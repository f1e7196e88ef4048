"""Makes the demo show's recordings, and the transcripts and chapters that go with them, from the texts in scripts/.

    python docs/demo/make_recordings.py

needs flite, espeak-ng and ffmpeg (Debian packages) and numpy. Every sentence is spoken by itself, so its times are
known to the sample and the transcripts are exact. Speakers differ in loudness, and so do episodes: that is what a
producer's folder sounds like before it is published.
"""

import json
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float64]

HERE = Path(__file__).parent
SHOW = HERE.parent.parent
RATE = 44_100
SENTENCE_PAUSE, SPEAKER_PAUSE, PART_PAUSE, EDGE_PAUSE = 0.38, 0.65, 1.1, 0.5
ROOM_TONE_DB = -82.0
KNEE, TOP = 0.6, 0.95
"""Of full scale: where a recorder without headroom begins to press a voice down, and what it never passes."""
REFLECTIONS = ((0.011, -21.0), (0.019, -24.0), (0.031, -28.0))
"""A small room: seconds after the voice, and how much softer."""


@dataclass(frozen=True, kw_only=True)
class Voice:
    """Who speaks: the program that makes the voice, the place from left (-1) to right (1), the loudness."""

    command: Sequence[str]
    place: float
    level_db: float


VOICES = {
    "Rowan Ash": Voice(command=("flite", "-voice", "slt", "--setf", "duration_stretch=1.14"), place=-0.35, level_db=0),
    "Linden Hale": Voice(
        command=("flite", "-voice", "rms", "--setf", "duration_stretch=1.04"), place=0.35, level_db=-8
    ),
    "Wren Tally": Voice(command=("flite", "-voice", "awb", "--setf", "duration_stretch=1.14"), place=0.35, level_db=-4),
    "Ellis Marsh": Voice(command=("espeak-ng", "-v", "en-gb", "-s", "140", "-p", "42"), place=0.1, level_db=-3),
}


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """What is said in one breath. `heading` and `url` open a part; `opens` marks a paragraph's first sentence."""

    speaker: str
    text: str
    opens: bool
    heading: str | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Said:
    """A sentence and when it is heard, in milliseconds."""

    sentence: Sentence
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Recording:
    """One episode's audio: how loud, how wide, how stored, and which files of words stand beside it."""

    name: str
    lufs: float
    channels: int
    file: str
    coding: Sequence[str]
    words: Sequence[str]


FLAC = ("-c:a", "flac", "-sample_fmt", "s16", "-compression_level", "12")
FLAC_SPEECH = ("-ar", "22050", *FLAC)
OPUS_MONO = ("-ar", "48000", "-c:a", "libopus", "-b:a", "32k")
OPUS_STEREO = ("-ar", "48000", "-c:a", "libopus", "-b:a", "40k")
RECORDINGS = (
    Recording(
        name="000-trailer", lufs=-30, channels=1, file="recording.flac", coding=FLAC_SPEECH, words=("transcript.srt",)
    ),
    Recording(
        name="001-school-meetings",
        lufs=-21,
        channels=2,
        file="recording.opus",
        coding=OPUS_STEREO,
        words=("transcript.vtt", "chapters.txt"),
    ),
    Recording(
        name="002-the-hour-after-school",
        lufs=-25,
        channels=1,
        file="recording.opus",
        coding=OPUS_MONO,
        words=("transcript.md",),
    ),
    Recording(
        name="003-the-child-who-says-he-is-fine",
        lufs=-12,
        channels=1,
        file="recording.opus",
        coding=OPUS_MONO,
        words=("transcript.json", "chapters.txt"),
    ),
)


# --- the text ------------------------------------------------------------------------------------------------------


def sentences(script: str) -> Iterator[Sentence]:
    """Read a script: `# Heading <url>`, and paragraphs `Name: what is said`."""
    heading = url = None
    for paragraph in script.split("\n\n"):
        if part := re.fullmatch(r"# (.+?)(?: <(.+)>)?", paragraph.strip()):
            heading, url = part[1], part[2]
            continue
        speaker, text = paragraph.strip().split(": ", 1)
        for number, sentence in enumerate(re.split(r"(?<=[.?!]) ", text)):
            yield Sentence(speaker=speaker, text=sentence, opens=number == 0, heading=heading, url=url)
            heading = url = None


# --- the sound -----------------------------------------------------------------------------------------------------


def spoken(sentence: Sentence) -> Sound:
    """The sentence in its speaker's voice, without silence at either end, at its speaker's loudness."""
    voice = VOICES[sentence.speaker]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sentence.wav"
        text = sentence.text.replace("[[", "").replace("]]", "")  # marks are for readers
        to_file = ("-t", text, "-o", path) if voice.command[0] == "flite" else ("-w", path, text)
        subprocess.run([*voice.command, *to_file], check=True)
        resample = ["-af", "highpass=f=70", "-ar", str(RATE), "-ac", "1", "-f", "f64le", "-"]
        heard = subprocess.run(["ffmpeg", "-v", "error", "-i", path, *resample], check=True, capture_output=True)
    sound = np.frombuffer(heard.stdout, dtype="<f8")
    loud = np.flatnonzero(np.abs(sound) > 0.004 * np.abs(sound).max())
    sound = faded(sound[loud[0] : loud[-1] + 1], 0.006)
    rms = float(np.sqrt(np.mean(sound**2)))
    return sound * (decibels(voice.level_db - 23) / rms)


def decibels(level_db: float) -> float:
    """As a factor."""
    return float(10 ** (level_db / 20))


def faded(sound: Sound, seconds: float) -> Sound:
    """With soft edges, so that no voice begins with a click."""
    length = round(seconds * RATE)
    ramp = np.linspace(0, 1, length)
    return np.concatenate([sound[:length] * ramp, sound[length:-length], sound[-length:] * ramp[::-1]])


def timed(script: Sequence[Sentence], sounds: Sequence[Sound]) -> Iterator[tuple[int, Sound, Said]]:
    """Each sentence with the sample at which it starts."""
    at = round(EDGE_PAUSE * RATE)
    for number, (sentence, sound) in enumerate(zip(script, sounds, strict=True)):
        if number:
            at += round(RATE * pause_before(sentence))
        start, end = (round(1000 * sample / RATE) for sample in (at, at + len(sound)))
        yield at, sound, Said(sentence=sentence, start=start, end=end)
        at += len(sound)


def pause_before(sentence: Sentence) -> float:
    """In seconds: a breath, a change of speaker, or a new part."""
    if sentence.heading:
        return PART_PAUSE
    return SPEAKER_PAUSE if sentence.opens else SENTENCE_PAUSE


def mixed(parts: Sequence[tuple[int, Sound, Said]]) -> Sound:
    """Everybody in one small room, as two channels."""
    last, sound, _ = parts[-1]
    room = np.zeros((last + len(sound) + round(EDGE_PAUSE * RATE), 2))
    for at, voice, said in parts:
        place = VOICES[said.sentence.speaker].place
        for delay, level_db, here in ((0.0, 0.0, place), *((d, level, -place) for d, level in REFLECTIONS)):
            start = at + round(delay * RATE)
            stretch = room[start : start + len(voice)]
            stretch += np.outer(voice[: len(stretch)], panned(here)) * decibels(level_db)
    chance = np.random.default_rng(seed=7)
    hush = np.cumsum(chance.standard_normal(room.shape), axis=0)
    hush -= np.stack([np.convolve(side, np.full(2048, 1 / 2048), mode="same") for side in hush.T], axis=1)
    return room + hush * (decibels(ROOM_TONE_DB) / float(hush.std()))


def panned(place: float) -> Sound:
    """The share of each ear, at equal power."""
    angle = (place + 1) * np.pi / 4
    return np.array([np.cos(angle), np.sin(angle)])


def levelled(sound: Sound, lufs: float) -> Sound:
    """At the wanted loudness. What would go over full scale is pressed down softly, as a cheap recorder does."""
    for _ in range(4):
        sound = sound * decibels(lufs - loudness(sound))
        loud = np.abs(sound)
        pressed = KNEE + (TOP - KNEE) * np.tanh((loud - KNEE) / (TOP - KNEE))
        sound = np.sign(sound) * np.where(loud > KNEE, pressed, loud)
    return sound


def loudness(sound: Sound) -> float:
    """Integrated, in LUFS, as ffmpeg measures it."""
    told = ffmpeg(sound, ["-af", "ebur128", "-f", "null", "-"])
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", told)[-1])


def ffmpeg(sound: Sound, output: Sequence[str | Path]) -> str:
    """Feed `sound` to ffmpeg; what it says is returned."""
    channels = str(sound.shape[1])
    command = ["ffmpeg", "-y", "-hide_banner", "-nostats", "-f", "f64le", "-ar", str(RATE), "-ac", channels, "-i", "-"]
    done = subprocess.run([*command, *output], input=sound.astype("<f8").tobytes(), check=True, capture_output=True)
    return done.stderr.decode()


def write_sound(sound: Sound, coding: Sequence[str], path: Path) -> None:
    """Encode; the same samples make the same file."""
    ffmpeg(sound, ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", *coding, path])


def jingle() -> Sound:
    """Four seconds: a breath of air, and five bells that rise."""
    seconds = np.arange(round(4.2 * RATE)) / RATE
    bells = ((0.15, 146.83), (0.45, 220.0), (0.75, 293.66), (1.05, 369.99), (1.5, 440.0))
    sound = sum((bell(seconds - start, pitch) for start, pitch in bells), np.zeros_like(seconds))
    chance = np.random.default_rng(seed=11).standard_normal(len(seconds))
    air = np.convolve(chance, np.hanning(64) / 32, mode="same") * np.exp(-(((seconds - 0.7) / 0.5) ** 2))
    closing = np.clip((4.2 - seconds) / 1.2, 0, 1) ** 2
    return ((sound + 0.02 * air) * closing)[:, None]


def bell(seconds: Sound, pitch: float) -> Sound:
    """One soft bell that begins at nought seconds."""
    rung = np.clip(seconds, 0, None)
    partials = ((1, 1.0, 0.9), (2, 0.35, 0.55), (3, 0.12, 0.35), (4.2, 0.05, 0.2))
    tone = sum((a * np.sin(2 * np.pi * n * pitch * rung) * np.exp(-rung / d) for n, a, d in partials), 0 * seconds)
    return 0.12 * tone * np.clip(rung / 0.012, 0, 1)


# --- the words -----------------------------------------------------------------------------------------------------


def clock(millis: int, point: str = "") -> str:
    """`00:01:02`, or with `point` between seconds and milliseconds `00:01:02.345`."""
    seconds, rest = divmod(millis, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}" + (f"{point}{rest:03}" if point else "")


def vtt(said: Sequence[Said]) -> str:
    """WebVTT with voice spans."""
    cues = (f"{clock(s.start, '.')} --> {clock(s.end, '.')}\n<v {s.sentence.speaker}>{s.sentence.text}\n" for s in said)
    return "\n".join(("WEBVTT\n", *cues))


def srt(said: Sequence[Said]) -> str:
    """SubRip, each speaker named where a paragraph opens."""
    return "\n".join(
        f"{number}\n{clock(s.start, ',')} --> {clock(s.end, ',')}\n"
        f"{s.sentence.speaker + ': ' if s.sentence.opens else ''}{s.sentence.text}\n"
        for number, s in enumerate(said, start=1)
    )


def podcast_json(said: Sequence[Said]) -> str:
    """The JSON transcript of the podcast namespace."""
    segments = [
        {"speaker": s.sentence.speaker, "startTime": s.start / 1000, "endTime": s.end / 1000, "body": s.sentence.text}
        for s in said
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, indent=1, ensure_ascii=False) + "\n"


def prose(said: Sequence[Said]) -> str:
    """Markdown: headings, and paragraphs that open with who speaks."""
    paragraphs: list[str] = []
    for sentence in (s.sentence for s in said):
        if sentence.heading:
            paragraphs.append(f"## {sentence.heading}")
        if sentence.opens:
            paragraphs.append(f"**{sentence.speaker}:** {sentence.text}")
        else:
            paragraphs[-1] += f" {sentence.text}"
    return "\n\n".join(paragraphs) + "\n"


def chapters(said: Sequence[Said]) -> str:
    """`00:00:00 Title <url>`; the first at the very start, the others in the pause before their first word."""
    opening = (s for s in said if s.sentence.heading)
    lines = (
        f"{clock(s.start if number else 0)} {s.sentence.heading}{f' <{s.sentence.url}>' if s.sentence.url else ''}"
        for number, s in enumerate(opening)
    )
    return "\n".join(lines) + "\n"


WORDS: dict[str, Callable[[Sequence[Said]], str]] = {
    "transcript.vtt": vtt,
    "transcript.srt": srt,
    "transcript.json": podcast_json,
    "transcript.md": prose,
    "chapters.txt": chapters,
}


def make(recording: Recording) -> None:
    """Write one episode's recording and the words beside it."""
    folder = SHOW / "episodes" / recording.name
    folder.mkdir(parents=True, exist_ok=True)
    script = list(sentences((HERE / "scripts" / f"{recording.name}.txt").read_text(encoding="utf-8")))
    parts = list(timed(script, [spoken(sentence) for sentence in script]))
    sound = mixed(parts)
    sound = sound if recording.channels > 1 else sound.mean(axis=1, keepdims=True)
    write_sound(levelled(sound, recording.lufs), recording.coding, folder / recording.file)
    for file in recording.words:
        (folder / file).write_text(WORDS[file]([said for _, _, said in parts]), encoding="utf-8", newline="\n")
    print(f"{recording.name}: {len(sound) / RATE:.1f} s, {(folder / recording.file).stat().st_size} bytes")


def main() -> None:
    """Make them all."""
    write_sound(levelled(jingle(), -20), FLAC, SHOW / "intro.flac")
    for recording in RECORDINGS:
        make(recording)


if __name__ == "__main__":
    main()
