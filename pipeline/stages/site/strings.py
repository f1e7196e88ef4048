"""Every word the pages say of their own accord, in one table: another language is another row.

A page is in its episode's language; where the table has no row for it, the pages' own words stay English and are
marked as such (WCAG 2.2, 3.1.2), so that a screen reader pronounces both rightly.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.base.languages import primary

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Strings:
    """What pages say, by the place where they say it. Braces are filled in."""

    language: str

    skip: str
    on_this_page: str
    episode: str
    season: str
    trailer: str
    bonus: str
    explicit: str
    seconds: str
    minutes: str
    hours: str

    player: str
    back: str
    forward: str
    speed: str
    share: str
    share_why: str
    shared: str
    share_by_hand: str
    starts: str
    broken: str
    keys: str
    play_from: str
    no_audio: str

    notes: str
    notes_in_short: str
    chapters: str
    chapter_link: str
    answered: str
    transcript: str
    estimated: str
    follow: str
    downloads: str
    audio_file: str
    transcript_file: str
    file_kinds: Mapping[str, str]
    people: str
    full_page: str
    notes_page: str

    subscribe: str
    listen_on: str
    how_to_subscribe: str
    subscribe_why: str
    address: str
    copy: str
    copied: str
    copy_by_hand: str
    steps: tuple[str, ...]
    in_apps: str
    apps: tuple[tuple[str, str], ...]
    other_feeds: str
    by_name: str

    episodes: str
    none_yet: str
    all_episodes: str
    website: str
    support: str
    missing: str
    missing_why: str


ENGLISH = Strings(
    language="en",
    skip="Skip to the content",
    on_this_page="On this page",
    episode="Episode {number}",
    season="Season {number}",
    trailer="Trailer",
    bonus="Bonus episode",
    explicit="Contains strong language",
    seconds="{seconds} s",
    minutes="{minutes} min",
    hours="{hours} h {minutes} min",
    player="Player",
    back="Back {seconds} seconds",
    forward="Forward {seconds} seconds",
    speed="Speed",
    share="Link to here",
    share_why="Copy a link that starts at this moment",
    shared="Copied a link that starts at {time}",
    share_by_hand="The address of this page now starts at {time}: copy it from the address bar",
    starts="Starts at {time}. Press play when you are ready",
    broken="The audio could not be loaded. Look at your connection and try again, or download the episode",
    keys="Keys, while the player has the focus: K to play or pause, J to go back, L to go forward",
    play_from="Play from {time}",
    no_audio="Your browser does not play audio here. You can download the episode instead:",
    notes="About this episode",
    notes_in_short="Notes",
    chapters="Chapters",
    chapter_link="Read more at {host}",
    answered="This question was also answered in writing",
    transcript="Transcript",
    estimated="The times in this transcript are estimated, so they may be a few seconds off.",
    follow="Scroll along while it plays",
    downloads="Download",
    audio_file="Audio",
    transcript_file="Transcript",
    file_kinds={"HTML": "Web page", "text": "Plain text"},
    people="Who you hear",
    full_page="Transcript and notes",
    notes_page="Show notes",
    subscribe="Subscribe",
    listen_on="Get the next episode",
    how_to_subscribe="How to subscribe",
    subscribe_why=(
        "It is free, and you need no account here. A podcast app on your phone or computer fetches each new episode"
        " by itself. All it needs to know is the address of the show:"
    ),
    address="Feed address: {title}",
    copy="Copy",
    copied="Copied",
    copy_by_hand="The address is selected: copy it now",
    steps=(
        "Copy the address above.",
        "In your podcast app, look for a way to add a show: “Add by URL”, “Follow a show by URL” or “Add RSS feed”.",
        "Paste the address and confirm. New episodes will appear there from now on.",
    ),
    in_apps="Where to find it in some apps",
    apps=(
        ("AntennaPod", "“Add podcast”, then “Add podcast by RSS address”"),
        ("Apple Podcasts", "“Library”, then the menu “…”, then “Follow a Show by URL”"),
        ("Overcast", "“+”, then “Add URL”"),
        ("Pocket Casts", "paste the address into the search"),
    ),
    other_feeds="Other feeds of this show",
    by_name="If your app has no such place, search it for “{title}”.",
    episodes="Episodes",
    none_yet="The first episode is on its way.",
    all_episodes="All episodes",
    website="Website",
    support="Support the show",
    missing="This page is not here",
    missing_why="The address may have a typing error in it, or the page has moved. Every episode is one step away:",
)

_TABLE = {words.language: words for words in (ENGLISH,)}


def words_for(language: str) -> Strings:
    """The row of that language, English where there is none."""
    return _TABLE.get(primary(language), ENGLISH)


def right_to_left(language: str) -> bool:
    """Whether its usual script runs from right to left.

    >>> right_to_left("he"), right_to_left("en")
    (True, False)
    """
    return primary(language) in _RIGHT_TO_LEFT
