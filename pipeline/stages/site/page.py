"""One page: where it lies, which language it speaks, and how it names everything else."""

from dataclasses import dataclass

from pipeline.base.languages import primary
from pipeline.model import Cover, Item, Millis, Picture, Site
from pipeline.stages.site.addresses import path_of, relative_address, web_link
from pipeline.stages.site.assets import asset_key
from pipeline.stages.site.policy import content_policy
from pipeline.stages.site.strings import Strings, right_to_left, words_for
from pipeline.stages.site.wording import seconds


def base_of(site: Site) -> str:
    """The base URL, ending in a slash."""
    return site.show.base_url.rstrip("/") + "/"


def show_address(site: Site) -> str:
    """Of the show page. It names the file, because object storage answers a folder's address with an error."""
    return base_of(site) + "index.html"


def sizes(cover: Cover) -> tuple[Picture, ...]:
    """The pictures a page may choose from, ascending; there is always one."""
    return cover.web or (cover.full,)


def picture_for(cover: Cover, pixels: int) -> Picture:
    """The smallest picture that is at least so wide, or else the widest."""
    return next((p for p in sizes(cover) if p.pixels >= pixels), sizes(cover)[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What every template knows.

    `placeless` pages are served at any address (404), so they name things by rooted paths; `sandboxed` ones may
    stand in a frame without an origin.
    """

    site: Site
    url: str
    language: str
    audio: str | None = None
    covers: tuple[Cover, ...] = ()
    placeless: bool = False
    sandboxed: bool = False

    @property
    def words(self) -> Strings:
        """What the page says of its own accord."""
        return words_for(self.language)

    @property
    def borrowed_language(self) -> str | None:
        """The language of the page's own words, where it is not the page's."""
        own = self.words.language
        return None if own == primary(self.language) else own

    @property
    def direction(self) -> str | None:
        """`rtl` where the script runs from right to left."""
        return "rtl" if right_to_left(self.language) else None

    @property
    def show_url(self) -> str:
        """The absolute address of the show page."""
        return show_address(self.site)

    @property
    def website(self) -> str | None:
        """Where the show lives besides these pages, if it does."""
        own = {base_of(self.site), base_of(self.site).rstrip("/"), self.show_url}
        return None if self.site.show.website in own else web_link(self.site.show.website)

    @property
    def policy(self) -> str:
        """The page's content security policy: our own files, and the hosts of its audio and its pictures."""
        images = [picture.url for cover in (self.site.cover, *self.covers) for picture in sizes(cover)]
        return content_policy(
            self.url, media=[self.audio] if self.audio else [], images=images, sandboxed=self.sandboxed
        )

    def to(self, target: str) -> str:
        """The address of `target`, as this page writes it."""
        base = base_of(self.site)
        if self.placeless and target.startswith(base):
            return path_of(target)
        return relative_address(self.url, target, base=base)

    def asset(self, name: str) -> str:
        """The address of one of our static files."""
        return self.to(base_of(self.site) + asset_key(name))

    def moment(self, item: Item, at: Millis) -> str:
        """The address that plays the audio from there on, script or no script (Media Fragments §4.2.1)."""
        return f"{self.to(item.enclosure_url)}#t={seconds(at)}"

    def pictures(self, cover: Cover) -> str:
        """The cover's sizes for pages, as HTML's `srcset` has them: each address with its width in pixels."""
        return ", ".join(f"{self.to(picture.url)} {picture.pixels}w" for picture in sizes(cover))
