"""The audio's stages: mastering, then tags. What listeners already hold is never made again."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.artifact.keys import public_page_key
from pipeline.artifact.objects import Blob
from pipeline.assemble.cache import Made
from pipeline.assemble.studio import Studio
from pipeline.assemble.words import Words
from pipeline.model import Audience, AudioRecipe, Codec, Episode, Mastered, Millis, Minted, SourceFile, TextFormat
from pipeline.problems import Problem, raise_errors
from pipeline.stages import audio, tags
from pipeline.stages.audio.rules import CHANGED


def master(studio: Studio, episode: Episode, codec: Codec = Codec.MP3) -> Made[Mastered]:
    """The recording at one loudness, without tags, as `master.mp3`, or with another codec's ending."""
    recipe = studio.show.audio

    def make(into: Path) -> Mastered:
        mastered = audio.master(
            [studio.folder / take.path for take in episode.recordings],
            into / f"master.{codec.ending}",
            recipe,
            where=[take.path for take in episode.recordings],
            codec=codec,
            intro=_clip(studio, recipe.intro),
            outro=_clip(studio, recipe.outro),
            redactions=episode.redactions,
            track=episode.track,
            progress=lambda done: studio.progress(episode.id, done),
        )
        raise_errors(tuple(_changed(studio, episode)))
        return mastered

    inputs = (audio.VERSION, episode.heard, episode.redactions, _ingredients(recipe, codec))
    return studio.cache.made("audio", inputs, Mastered, make, episode.id)


def _changed(studio: Studio, episode: Episode) -> Iterator[Problem]:
    """Sounds that are not what they were when the folder was read: what is made of them is kept under that name."""
    recipe = studio.show.audio
    for sound in (*episode.recordings, *filter(None, (recipe.intro, recipe.outro))):
        with (studio.folder / sound.path).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != sound.digest:
            what = "the file is not the one that was there when the show folder was read"
            yield CHANGED.at(sound.path, what, fix=f"{CHANGED.fix}; if this is told again, save the file once more")


def _clip(studio: Studio, clip: SourceFile | None) -> Path | None:
    return studio.folder / clip.path if clip else None


def _ingredients(recipe: AudioRecipe, codec: Codec) -> list[object]:
    """What the file is made of: the codec's own bit rates, and no other's."""
    others = {"aac", "opus"} - {codec.value}
    values = (getattr(recipe, name) for name in AudioRecipe.__dataclass_fields__ if name not in others)
    return [codec, *(value.digest if isinstance(value, SourceFile) else value for value in values)]


def tagged(studio: Studio, episode: Episode, mastered: Made[Mastered], wanted: tags.Tags) -> Blob:
    """The mastered audio with its tags: what listeners download."""
    ((name, bare),) = mastered.files.items()
    named = f"episode{Path(name).suffix}"

    def make(into: Path) -> str:
        file = into / named
        shutil.copyfile(bare.path, file)
        tags.write(file, wanted)
        return ""

    inputs = (tags.VERSION, named, bare.digest, wanted)
    return studio.cache.made("tags", inputs, str, make, episode.id).files[named]


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
