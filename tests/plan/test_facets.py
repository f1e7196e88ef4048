"""A facet is what something published was made from: no field of an episode or of a show is forgotten."""

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from pipeline.model import (
    Announce,
    Audience,
    AudioRecipe,
    Chapter,
    EpisodeTags,
    EpisodeType,
    FolderStorage,
    Funding,
    Location,
    Millis,
    Person,
    Post,
    Redaction,
    RichText,
    Shared,
    Show,
    Span,
    Status,
    TextFormat,
    TranscriptFile,
)
from pipeline.model.episode import Episode
from pipeline.plan import facets, show_facet
from tests.support.plans import a_catalogue
from tests.support.shows import a_file, a_show, an_episode

CHANGED: dict[str, tuple[object, set[str]]] = {
    "id": ("043", set()),
    "slug": ("042-another", {"text"}),
    "title": ("Another", {"text"}),
    "summary": ("Another.", {"text"}),
    "notes": (RichText(markdown="x", html="<p>x</p>", text="x"), {"text"}),
    "language": ("de", {"text"}),
    "recordings": ((a_file("other.wav", "f"),), {"sound"}),
    "published": (datetime(2026, 2, 2, tzinfo=UTC), set()),
    "number": (7, {"text"}),
    "season": (7, {"text"}),
    "type": (EpisodeType.BONUS, {"text"}),
    "status": (Status.DRAFT, set()),
    "audience": (Audience.MEMBERS, {"text"}),
    "explicit": (True, {"text"}),
    "guid": ("another", set()),
    "people": ((Person(name="Quill"),), {"text"}),
    "tags": (("another",), {"text"}),
    "posts": ((), set()),
    "chapters": ((Chapter(start=Millis(0), title="Another"),), {"words"}),
    "redactions": (
        (Redaction(span=Span(start=Millis(0), end=Millis(5)), where=""),),
        {"sound", "words", "redacted"},
    ),
    "track": (2, {"sound"}),
    "transcript": (TranscriptFile(file=a_file("t.txt", "e"), format=TextFormat.TEXT, text="x"), {"words"}),
    "cover": (a_file("own.png", "d"), {"art"}),
    "shared": (Shared(locations=(Location(name="Graz"),)), {"text"}),
    "podcast": (EpisodeTags(display="Special"), {"text"}),
    "marked": (("a name",), {"marked"}),
    "where": ("elsewhere:1", set()),
}
"""Each field with another value, and the facets that it moves.

What moves none is compared by itself (guid, date), decides whether it is out (status), is the name it goes by (id), or
stands for what is compared elsewhere (posts, where).
"""


def moved(episode: Episode, other: Episode) -> set[str]:
    before, after = facets(episode, a_show(), ()), facets(other, a_show(), ())
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


@pytest.mark.parametrize("name", CHANGED)
def test_each_field_of_an_episode_moves_its_facets_and_no_other(name: str) -> None:
    value, expected = CHANGED[name]
    assert getattr(an_episode(), name) != value or name == "posts"
    assert moved(an_episode(), replace(an_episode(), **{name: value})) == expected


def test_no_field_of_an_episode_is_forgotten() -> None:
    assert {field.name for field in fields(Episode)} == set(CHANGED)


def test_linked_posts_are_a_facet_of_their_own() -> None:
    post = Post(id="a", title="A", url="https://blog.example/a", path="posts/a.md", episodes=())
    before, after = facets(an_episode(), a_show(), ()), facets(an_episode(), a_show(), (post,))
    assert {name for name in before if before[name] != after[name]} == {"posts"}


UNSEEN = {
    "storage": FolderStorage(path="elsewhere"),
    "audio": AudioRecipe(target_lufs=-14.0),
}
"""Settings of a show that no listener sees in itself: what they change is seen in each episode, or not at all."""


@pytest.mark.parametrize("name", sorted({field.name for field in fields(Show)} - set(UNSEEN)))
def test_each_other_field_of_a_show_moves_its_facet(name: str) -> None:
    show = a_show()
    values = {
        "announce": Announce(hubs=("https://hub.example/",)),
        "cover": a_file("other.png", "f"),
        "funding": (Funding(url="https://a.example/", text="x"),),
        "explicit": not show.explicit,
        "locked": not show.locked,
    }
    changed = replace(show, **{name: values.get(name, "another")})
    assert show_facet(a_catalogue(show=show)) != show_facet(a_catalogue(show=changed))


@pytest.mark.parametrize("name", UNSEEN)
def test_what_no_listener_sees_is_no_reason_to_publish(name: str) -> None:
    catalogue = a_catalogue()
    changed = replace(catalogue, show=replace(catalogue.show, **{name: UNSEEN[name]}))
    assert show_facet(changed) == show_facet(catalogue)
