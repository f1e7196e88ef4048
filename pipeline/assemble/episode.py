"""From one episode of the folder to everything the world can fetch of it."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pipeline.artifact.built import Produced
from pipeline.artifact.keys import media_key, page_key, unmasked
from pipeline.artifact.objects import Blob, Object, changing, lasting
from pipeline.assemble.art import Art, artwork
from pipeline.assemble.formats import Other, others
from pipeline.assemble.inputs import Inputs
from pipeline.assemble.sound import described, master, tagged
from pipeline.assemble.words import Words, chapters_object, linked, out_of_step, text_objects, worded
from pipeline.model import (
    Codec,
    Enclosure,
    Episode,
    Item,
    Mastered,
    Millis,
    Minted,
    Offer,
    Site,
    Soundbite,
    Span,
    Split,
    Value,
)
from pipeline.problems import CheckFailed, Problem, Rule, raise_errors
from pipeline.stages import site

Stretch = TypeVar("Stretch", Soundbite, Split)

LOST = Rule(
    code="E0921",
    title="the published audio is lost",
    why="apps resume downloads by byte position: under the same address they must find the very same file",
    fix="copy the file back from the old storage, or give listeners new audio on purpose: `publish.py replace ID`",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sound:
    enclosure: Enclosure
    body: Span
    object: Object
    words: Words
    mastered: Mastered | None
    told: tuple[Problem, ...] = ()


def produce(inputs: Inputs, site_: Site, episode: Episode, minted: Minted) -> Produced:
    """Make what is missing of the episode. Raises CheckFailed with what the producer has to put right."""
    art = artwork(inputs.cache, inputs.folder, inputs.show, episode)
    minted = replace(minted, others=tuple(unmasked(other, inputs.secret) for other in minted.others))
    kept = unmasked(minted.enclosure, inputs.secret) if minted.enclosure else None
    sound = _published(inputs, episode, minted, kept, art) if kept else _new(inputs, episode, minted, art)
    further = _further(inputs, episode, minted, sound, art)
    item, texts = _item(inputs, episode, minted, sound, art)
    item = replace(item, others=tuple(Offer(enclosure=o.enclosure, url=inputs.url(o.enclosure.key)) for o in further))
    own_art = art.objects if episode.cover else ()
    objects = (sound.object, *(o.object for o in further), *texts, *own_art, *_pages(inputs, site_, item))
    return Produced(item=item, body=sound.body, objects=objects, mastered=sound.mastered, told=sound.told)


def _further(inputs: Inputs, episode: Episode, minted: Minted, sound: _Sound, art: Art) -> tuple[Other, ...]:
    if not inputs.show.also:
        return ()
    wanted = described(inputs.show, inputs.feed_url, episode, minted, sound.words, sound.enclosure.duration)
    return others(inputs, episode, minted, replace(wanted, cover=art.tag.read_bytes()))


def _new(inputs: Inputs, episode: Episode, minted: Minted, art: Art) -> _Sound:
    made = master(inputs.cache, inputs.folder, inputs.show.audio, episode, inputs.progress)
    mastered = made.value
    words = worded(inputs.cache, episode, mastered.body, mastered.duration, lambda: mastered.speech)
    told = out_of_step(episode, words, mastered.speech)
    raise_errors(told)
    wanted = described(inputs.show, inputs.feed_url, episode, minted, words, mastered.duration)
    file = tagged(inputs.cache, episode, made, replace(wanted, cover=art.tag.read_bytes()))
    key = media_key(episode, file.digest, Codec.MP3, inputs.secret)
    enclosure = Enclosure(key=key, size=file.size, digest=file.digest, duration=mastered.duration)
    object_ = lasting(key, file, episode.id)
    return _Sound(enclosure=enclosure, body=mastered.body, object=object_, words=words, mastered=mastered, told=told)


def _published(inputs: Inputs, episode: Episode, minted: Minted, enclosure: Enclosure, art: Art) -> _Sound:
    body = minted.body or Span(start=Millis(0), end=enclosure.duration)
    words = worded(
        inputs.cache,
        episode,
        body,
        enclosure.duration,
        lambda: master(inputs.cache, inputs.folder, inputs.show.audio, episode, inputs.progress).value.speech,
    )
    known = inputs.published(enclosure.key)
    if known:
        object_ = Object(key=enclosure.key, content=None, live=known)
    else:
        object_ = _recovered(inputs, episode, minted, enclosure, art)
    return _Sound(enclosure=enclosure, body=body, object=object_, words=words, mastered=None)


def _recovered(inputs: Inputs, episode: Episode, minted: Minted, enclosure: Enclosure, art: Art) -> Object:
    """The published file for a store that does not hold it yet: from the cache, or made again to the same bytes.

    Where something is redacted it is always made again: a kept file may be from before.
    """
    kept = inputs.cache.blob(enclosure.digest) or _as_it_came(inputs, episode, enclosure)
    if kept and not (episode.redactions or episode.marked):
        return lasting(enclosure.key, Blob(path=kept, digest=enclosure.digest, size=enclosure.size), episode.id)
    again = _new(inputs, episode, minted, art)
    if again.enclosure.digest != enclosure.digest:
        raise CheckFailed(LOST.at(episode.where, f"{enclosure.key} is not in this storage, and cannot be made again"))
    return replace(again.object, key=enclosure.key)


def _as_it_came(inputs: Inputs, episode: Episode, enclosure: Enclosure) -> Path | None:
    """The recording, where it is the very file that was published: so it is with shows that were imported."""
    return next((inputs.folder / take.path for take in episode.recordings if take.digest == enclosure.digest), None)


def _item(inputs: Inputs, episode: Episode, minted: Minted, sound: _Sound, art: Art) -> tuple[Item, tuple[Object, ...]]:
    texts = text_objects(episode, sound.words, sound.enclosure)
    chapters = chapters_object(episode, sound.words, sound.enclosure)
    language = sound.words.transcript.language if sound.words.transcript else None

    def page(kind: str, ending: str) -> str:
        return inputs.url(page_key(kind, episode, ending, sound.enclosure))

    item = Item(
        episode=episode,
        guid=minted.guid,
        published=minted.published,
        enclosure=sound.enclosure,
        enclosure_url=inputs.url(sound.enclosure.key),
        cover=art.cover,
        page_url=page("episodes", "html"),
        embed_url=page("embed", "html"),
        oembed_url=page("oembed", "json"),
        chapters=sound.words.chapters,
        chapters_file=linked(inputs.show.base_url, chapters) if chapters else None,
        transcript=sound.words.transcript,
        transcript_files=tuple(linked(inputs.show.base_url, text, language) for text in texts.values()),
        soundbites=tuple(_later(s, sound.body.start) for s in episode.podcast.soundbites),
        value=_paid(episode.shared.value, sound.body.start),
        posts=inputs.posts.get(episode.id, ()),
    )
    return item, (*texts.values(), *((chapters,) if chapters else ()))


def _later(stretch: Stretch, offset: Millis) -> Stretch:
    return replace(stretch, start=Millis(stretch.start + offset))


def _paid(value: Value | None, offset: Millis) -> Value | None:
    return replace(value, splits=tuple(_later(split, offset) for split in value.splits)) if value else None


def _pages(inputs: Inputs, site_: Site, item: Item) -> tuple[Object, ...]:
    pages = {
        item.page_url: site.episode_page(site_, item),
        item.embed_url: site.embed_page(site_, item),
        item.oembed_url: site.oembed(site_, item),
    }
    base = len(inputs.show.base_url)
    return tuple(changing(url[base:], text, item.episode.id) for url, text in pages.items())
