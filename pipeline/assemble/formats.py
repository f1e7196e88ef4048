"""The same sound in further formats. Each is frozen once it is out, as the MP3 is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.artifact.keys import media_key
from pipeline.artifact.objects import Blob, Object, lasting
from pipeline.assemble.inputs import Inputs
from pipeline.assemble.sound import master, tagged
from pipeline.model import Codec, Enclosure, Episode, Minted
from pipeline.plan import facets
from pipeline.stages import tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """An episode's sound in a further format: the file as listeners download it, and the object to be sent."""

    enclosure: Enclosure
    object: Object


def others(inputs: Inputs, episode: Episode, minted: Minted, wanted: tags.Tags) -> tuple[Other, ...]:
    """The episode in all further formats of the show, as far as they belong to the sound that is out."""
    return tuple(_others(inputs, episode, minted, wanted))


def _others(inputs: Inputs, episode: Episode, minted: Minted, wanted: tags.Tags) -> Iterator[Other]:
    for codec in inputs.show.also:
        kept = next((file for file in minted.others if file.content_type == codec.content_type), None)
        known = inputs.published(kept.key) if kept else None
        if kept and known:
            yield Other(enclosure=kept, object=Object(key=kept.key, content=None, live=known))
        elif kept and not (episode.redactions or episode.marked) and (blob := inputs.cache.blob(kept.digest)):
            file = Blob(path=blob, digest=kept.digest, size=kept.size)
            yield Other(enclosure=kept, object=lasting(kept.key, file, episode.id))
        elif _of_the_same_recording(inputs, episode, minted):
            made = _made(inputs, episode, codec, wanted)
            if kept is None or made.enclosure.digest == kept.digest:
                key = kept.key if kept else made.enclosure.key
                yield Other(enclosure=kept or made.enclosure, object=replace(made.object, key=key))


def _of_the_same_recording(inputs: Inputs, episode: Episode, minted: Minted) -> bool:
    """Whether what is out, if anything is, was made of what the folder holds."""
    live = inputs.live.episodes.get(episode.id) if inputs.live else None
    if minted.enclosure is None or live is None:
        return True
    return live.facets.get("sound") == facets(episode, inputs.show, ())["sound"]


def _made(inputs: Inputs, episode: Episode, codec: Codec, wanted: tags.Tags) -> Other:
    made = master(inputs.cache, inputs.folder, inputs.show.audio, episode, inputs.progress, codec)
    file = tagged(inputs.cache, episode, made, wanted)
    key = media_key(episode, file.digest, codec, inputs.secret)
    enclosure = Enclosure(
        key=key,
        size=file.size,
        digest=file.digest,
        duration=made.value.duration,
        content_type=codec.content_type,
    )
    return Other(enclosure=enclosure, object=lasting(key, file, episode.id))
