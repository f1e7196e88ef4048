"""The cover's stage: from the producer's picture to every size of it."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.artifact.keys import art_key
from pipeline.artifact.objects import Object, lasting
from pipeline.assemble.cache import Cache, Made
from pipeline.model import Cover, Episode, Picture, Show
from pipeline.stages import art

FULL, SOCIAL, TAG = "3000", "social", "tag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Art:
    """The cover's addresses, its objects, and the smaller picture that goes into the audio file."""

    cover: Cover
    objects: tuple[Object, ...]
    tag: Path


def artwork(cache: Cache, folder: Path, show: Show, episode: Episode | None = None) -> Art:
    """The episode's cover, or the show's when it has none of its own, from the show folder."""
    own = episode if episode and episode.cover else None
    source = (own.cover if own else None) or show.cover
    made = cache.made("art", (art.VERSION, source.digest), int, lambda into: _make(folder, source.path, into))
    return _art(show.base_url, made, own)


def _make(folder: Path, path: str, into: Path) -> int:
    artwork = art.make((folder / path).read_bytes(), path)
    (into / TAG).write_bytes(artwork.tag)
    (into / FULL).write_bytes(artwork.full)
    (into / SOCIAL).write_bytes(artwork.social)
    for pixels, picture in artwork.web:
        (into / str(pixels)).write_bytes(picture)
    return len(artwork.web)


def _art(base_url: str, made: Made[int], own: Episode | None) -> Art:
    name, owner = (own.slug, own.id) if own else ("cover", None)
    keys = {size: art_key(name, blob.digest, size) for size, blob in made.files.items() if size != TAG}
    web = sorted(int(size) for size in keys if size.isdigit() and size != FULL)
    return Art(
        cover=Cover(
            full=Picture(url=base_url + keys[FULL], pixels=int(FULL)),
            web=tuple(Picture(url=base_url + keys[str(pixels)], pixels=pixels) for pixels in web),
            social=base_url + keys[SOCIAL],
        ),
        objects=tuple(lasting(key, made.files[size], owner) for size, key in keys.items()),
        tag=made.files[TAG].path,
    )
