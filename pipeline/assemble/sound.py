"""The audio's stages: mastering, then tags. What listeners already hold is never made again."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.artifact.keys import public_page_key
from pipeline.artifact.objects import Blob
from pipeline.assemble.cache import Cache, Made
from pipeline.assemble.inputs import Progress
from pipeline.assemble.words import Words
from pipeline.model import Audience, AudioRecipe, Codec, Episode, Mastered, Millis, Minted, Show, SourceFile, TextFormat
from pipeline.problems import Problem, raise_errors
from pipeline.stages import audio, tags
from pipeline.stages.audio.rules import CHANGED


def master(  # noqa: PLR0913, PLR0917 - what it is made of, and where
    cache: Cache, folder: Path, recipe: AudioRecipe, episode: Episode, progress: Progress, codec: Codec = Codec.MP3
) -> Made[Mastered]:
    """The recording at one loudness, without tags, as `master.mp3`, or with another codec's ending.

    Raises CheckFailed for what is wrong with the recording, and where one changed since the folder was read.
    """

    def make(into: Path) -> Mastered:
        mastered = audio.master(
            [folder / take.path for take in episode.recordings],
            into / f"master.{codec.ending}",
            recipe,
            where=[take.path for take in episode.recordings],
            codec=codec,
            intro=_clip(folder, recipe.intro),
            outro=_clip(folder, recipe.outro),
            redactions=episode.redactions,
            track=episode.track,
            progress=lambda done: progress(episode.id, done),
        )
        raise_errors(tuple(_changed(folder, recipe, episode)))
        return mastered

    inputs = (audio.VERSION, episode.heard, episode.redactions, _ingredients(recipe, codec))
    return cache.made("audio", inputs, Mastered, make, episode.id)


def _changed(folder: Path, recipe: AudioRecipe, episode: Episode) -> Iterator[Problem]:
    """Sounds that are not what they were when the folder was read: what is made of them is kept under that name."""
    for sound in (*episode.recordings, *filter(None, (recipe.intro, recipe.outro))):
        with (folder / sound.path).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != sound.digest:
            what = "the file is not the one that was there when the show folder was read"
            yield CHANGED.at(sound.path, what, fix=f"{CHANGED.fix}; if this is told again, save the file once more")


def _clip(folder: Path, clip: SourceFile | None) -> Path | None:
    return folder / clip.path if clip else None


def _ingredients(recipe: AudioRecipe, codec: Codec) -> list[object]:
    """What the file is made of: the codec's own bit rates, and no other's."""
    others = recipe.bit_rates.keys() - {codec.value}
    values = (getattr(recipe, name) for name in AudioRecipe.__dataclass_fields__ if name not in others)
    return [codec, *(value.digest if isinstance(value, SourceFile) else value for value in values)]


def tagged(cache: Cache, episode: Episode, mastered: Made[Mastered], wanted: tags.Tags) -> Blob:
    """The mastered audio with its tags: what listeners download."""
    ((name, bare),) = mastered.files.items()
    named = f"episode{Path(name).suffix}"

    def make(into: Path) -> str:
        file = into / named
        shutil.copyfile(bare.path, file)
        tags.write(file, wanted)
        return ""

    inputs = (tags.VERSION, named, bare.digest, wanted)
    return cache.made("tags", inputs, str, make, episode.id).files[named]


def described(  # noqa: PLR0913, PLR0917 - everything that a tag says
    show: Show, feed_url: str | None, episode: Episode, minted: Minted, words: Words, duration: Millis
) -> tags.Tags:
    """All that the audio file says of itself, except its picture; `feed_url` is the main public feed's."""
    public = episode.audience is Audience.PUBLIC
    return tags.Tags(
        title=episode.title,
        show=show.title,
        author=show.author,
        publisher=show.owner_name,
        published=minted.published,
        language=episode.language,
        episode_url=show.base_url + public_page_key(episode) if public else show.website,
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
        feed_url=feed_url if public else None,
        where=episode.where,
    )
