"""A whole show in a few kilobytes: real files of every kind, small enough to publish in about a second."""

import wave
from pathlib import Path

import numpy as np
from PIL import Image

RATE = 22_050
SECONDS = 4

SHOW = """\
title = "Tiny Show"
description = "A show that is small, and whole."
language = "en"
author = "The Tiny Studio"
base_url = "https://tiny.example/"
categories = ["Education"]

[owner]
name = "The Tiny Studio"
email = "hello@tiny.example"

[storage]
kind = "folder"
path = "public"

[blog]
path = "posts"
url = "https://blog.tiny.example/{slug}/"
"""
EPISODE = """\
---
title: {title}
published: 2026-0{month}-01T06:00:00+00:00
posts: [{post}]
---

Notes of **{title}**, with a [link](https://example.org/).
"""
POST = """\
---
title: A post
date: 2026-01-01
episodes: ["{episode}"]
---

Somebody asked. This is the answer.
"""


def sound(path: Path, *, seconds: float = SECONDS, level: float = 0.1, seed: int = 0, channels: int = 1) -> Path:
    """Noise with the rhythm of speech, as 16-bit WAV."""
    count = int(RATE * seconds)
    noise = np.random.default_rng(seed).standard_normal((count, channels))
    rhythm = (np.sin(np.arange(count) / RATE * 2 * np.pi * 1.5) > -0.5).astype(float)
    samples = np.clip(noise * rhythm[:, None] * level, -1, 1)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return path


def add_episode(show: Path, slug: str, title: str, *, month: int = 1, post: str = "") -> Path:
    """One more episode with a recording of its own."""
    folder = show / "episodes" / slug
    folder.mkdir(parents=True)
    (folder / "episode.md").write_text(EPISODE.format(title=title, month=month, post=post), encoding="utf-8")
    sound(folder / "recording.wav", seed=sum(slug.encode()))
    return folder


def tiny_show(folder: Path) -> Path:
    """Two episodes, one with chapters and a timed transcript, one with prose; a post that the first one answers."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "show.toml").write_text(SHOW, encoding="utf-8")
    Image.new("RGB", (1400, 1400), (40, 90, 120)).save(folder / "cover.png")
    first = add_episode(folder, "001-first", "First", month=1)
    (first / "chapters.txt").write_text("00:00:00 Welcome\n00:00:01 Middle\n00:00:03 End\n", encoding="utf-8")
    (first / "transcript.vtt").write_text(
        "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Rowan>Welcome.\n\n00:02.000 --> 00:03.900\n<v Rowan>Goodbye.\n",
        encoding="utf-8",
    )
    second = add_episode(folder, "002-second", "Second", month=2)
    (second / "transcript.md").write_text("Somebody speaks.\n\nSomebody else answers.\n", encoding="utf-8")
    (folder / "posts").mkdir()
    (folder / "posts" / "a-post.md").write_text(POST.format(episode="001"), encoding="utf-8")
    return folder
