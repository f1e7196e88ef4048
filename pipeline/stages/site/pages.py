"""The pages that are looked at: an episode, its small player for other people's posts, the show, and the lost page."""

from collections.abc import Sequence

from pipeline.model import Item, Site
from pipeline.stages.site.dialogue import dialogue
from pipeline.stages.site.discovery import EMBED_HEIGHT, EMBED_WIDTH
from pipeline.stages.site.environment import render
from pipeline.stages.site.listing import shelves
from pipeline.stages.site.page import Page, base_of, show_address
from pipeline.stages.site.structured import episode_facts, show_facts


def episode_page(site: Site, item: Item) -> str:
    """`episodes/<slug>.html`: the player, notes, chapters and transcript of one episode."""
    page = Page(site=site, url=item.page_url, language=item.episode.language, audio=item.enclosure_url,
                covers=(item.cover,))  # fmt: skip
    return render(
        "episode.html.j2",
        page=page,
        item=item,
        lede=_lede(item),
        dialogue=dialogue(item.transcript) if item.transcript and item.transcript.cues else None,
        posts=[post for post in item.posts if not post.draft],
        facts=episode_facts(site, item),
        embed_width=EMBED_WIDTH,
        embed_height=EMBED_HEIGHT,
    )


def embed_page(site: Site, item: Item) -> str:
    """`embed/<slug>.html`: a small player for a frame in somebody's post; sound in a sandbox with scripts only."""
    page = Page(site=site, url=item.embed_url, language=item.episode.language, audio=item.enclosure_url,
                covers=(item.cover,), sandboxed=True)  # fmt: skip
    return render("embed.html.j2", page=page, item=item)


def show_page(site: Site, items: Sequence[Item]) -> str:
    """`index.html`: what the show is, how to subscribe, and the episodes that were given, newest first."""
    own_covers = tuple(item.cover for item in items if item.cover != site.cover)
    page = Page(site=site, url=show_address(site), language=site.show.language, covers=own_covers)
    return render("show.html.j2", page=page, shelves=shelves(items), facts=show_facts(site))


def not_found_page(site: Site) -> str:
    """`404.html`: served in place of any page that is not there, so it names nothing relative to itself."""
    page = Page(site=site, url=base_of(site) + "404.html", language=site.show.language, placeless=True)
    return render("not_found.html.j2", page=page)


def away_page(site: Site, url: str, *, framed: bool = False) -> str:
    """What is shown at `url` while an episode is hidden: nothing of it; `framed` where it stands in somebody's post."""
    page = Page(site=site, url=url, language=site.show.language, sandboxed=framed)
    return render("not_found.html.j2", page=page)


def _lede(item: Item) -> str | None:
    """The summary, unless the notes open with it anyway."""
    summary = " ".join(item.episode.summary.split())
    notes = " ".join(item.episode.notes.text.split())
    return None if not summary or notes.startswith(summary) else item.episode.summary
