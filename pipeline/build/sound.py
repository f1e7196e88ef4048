"""The audio's stages: mastering, then tags. What listeners already hold is never made again."""

import shutil
from pathlib import Path

from pipeline import audio, tags
from pipeline.build.cache import Blob, Made
from pipeline.build.places import public_page_key
from pipeline.build.studio import Studio
from pipeline.build.words import Words
from pipeline.model import Audience, AudioRecipe, Episode, Mastered, Millis, Minted, SourceFile, TextFormat


def master(studio: Studio, episode: Episode) -> Made[Mastered]:
    """The recording at one loudness, without tags, as `master.mp3`."""
    recipe = studio.show.audio

    def make(into: Path) -> Mastered:
        return audio.master(
            [studio.folder / take.path for take in episode.recordings],
            into / "master.mp3",
            recipe,
            where=[take.path for take in episode.recordings],
            intro=_clip(studio, recipe.intro),
            outro=_clip(studio, recipe.outro),
            redactions=episode.redactions,
            progress=lambda done: studio.progress(episode.id, done),
        )

    inputs = (audio.VERSION, [take.digest for take in episode.recordings], episode.redactions, _ingredients(recipe))
    return studio.cache.made("audio", inputs, Mastered, make)


def _clip(studio: Studio, clip: SourceFile | None) -> Path | None:
    return studio.folder / clip.path if clip else None


def _ingredients(recipe: AudioRecipe) -> list[object]:
    values = (getattr(recipe, name) for name in AudioRecipe.__dataclass_fields__)
    return [value.digest if isinstance(value, SourceFile) else value for value in values]


def tagged(studio: Studio, mastered: Made[Mastered], wanted: tags.Tags) -> Blob:
    """The mastered audio with its tags: what listeners download."""
    bare = mastered.files["master.mp3"]

    def make(into: Path) -> str:
        file = into / "episode.mp3"
        shutil.copyfile(bare.path, file)
        tags.write(file, wanted)
        return ""

    return studio.cache.made("tags", (tags.VERSION, bare.digest, wanted), str, make).files["episode.mp3"]


def described(studio: Studio, episode: Episode, minted: Minted, words: Words, duration: Millis) -> tags.Tags:
    """All that the audio file says of itself, except its picture."""
    show, public = studio.show, episode.audience is Audience.PUBLIC
    return tags.Tags(
        title=episode.title,
        show=show.title,
        author=show.author,
        publisher=show.owner_name,
        published=minted.published,
        language=episode.language,
        episode_url=studio.url(public_page_key(episode)) if public else show.website,
        description=episode.notes.text or episode.summary,
        number=episode.number,
        season=episode.season,
        explicit=episode.explicit,
        copyright=show.copyright,
        people=episode.people or show.people,
        cover=None,
        chapters=words.chapters,
        duration=duration,
        transcript=words.texts.get(TextFormat.TEXT),
        guid=minted.guid,
        feed_url=studio.feed_url if public else None,
        where=episode.where,
    )
