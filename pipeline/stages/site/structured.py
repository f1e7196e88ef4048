"""What search engines and link previews are told: schema.org values (JSON-LD), as plain data."""

from pipeline.base.time import iso
from pipeline.model import Item, Person, Site
from pipeline.stages.site.addresses import web_link
from pipeline.stages.site.page import picture_for, show_address
from pipeline.stages.site.wording import period, seconds

Value = str | int | bool | list["Value"] | dict[str, "Value"] | None

PREVIEW_PIXELS = 1200


def episode_facts(site: Site, item: Item) -> dict[str, Value]:
    """A schema.org PodcastEpisode. Values that are None are for the writer to leave out."""
    episode = item.episode
    return {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "url": item.page_url,
        "name": episode.title,
        "description": episode.summary,
        "inLanguage": episode.language,
        "datePublished": iso(item.published),
        "timeRequired": period(item.enclosure.duration),
        "episodeNumber": episode.number,
        "image": picture_for(item.cover, PREVIEW_PIXELS).url,
        "isAccessibleForFree": True,
        "accessibilityFeature": ["transcript"] if item.transcript else None,
        "associatedMedia": _audio(item),
        "partOfSeason": {"@type": "PodcastSeason", "seasonNumber": episode.season} if episode.season else None,
        "partOfSeries": _series(site),
        "contributor": [_person(person) for person in episode.people] or None,
        "hasPart": [
            {
                "@type": "Clip",
                "name": chapter.title,
                "startOffset": chapter.start // 1000,
                "url": f"{item.page_url}#t={seconds(chapter.start)}",
            }
            for chapter in item.chapters
        ]
        or None,
    }


def show_facts(site: Site) -> dict[str, Value]:
    """The show as a schema.org PodcastSeries. Values that are None are for the writer to leave out."""
    return {
        "@context": "https://schema.org",
        **_series(site),
        "description": site.show.description,
        "inLanguage": site.show.language,
        "image": picture_for(site.cover, PREVIEW_PIXELS).url,
        "creditText": site.show.author,
        "copyrightNotice": site.show.copyright,
    }


def _series(site: Site) -> dict[str, Value]:
    return {
        "@type": "PodcastSeries",
        "name": site.show.title,
        "url": show_address(site),
        "webFeed": site.feeds[0].url if site.feeds else None,
    }


def _audio(item: Item) -> dict[str, Value]:
    return {
        "@type": "AudioObject",
        "contentUrl": item.enclosure_url,
        "encodingFormat": item.enclosure.content_type,
        "contentSize": str(item.enclosure.size),
        "duration": period(item.enclosure.duration),
    }


def _person(person: Person) -> Value:
    return {"@type": "Person", "name": person.name, "url": web_link(person.url)}
