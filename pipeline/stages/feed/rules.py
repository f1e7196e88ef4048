"""The laws of feeds (E08xx, W08xx): who demands each, and which app suffers when it is broken."""

from pipeline.problems import Rule

MALFORMED = Rule(
    code="E0801",
    title="a feed that is not well-formed",
    why="every app refuses the whole feed, and subscribers see no new episode",
    fix="publish again; a feed made by hand needs the line corrected",
)
TOO_LARGE = Rule(
    code="E0802",
    title="a feed of absurd size",
    why="apps give up before they have read it",
    fix="let the feed carry fewer episodes: `newest` in its file",
)
START = Rule(
    code="E0803",
    title="something before the XML declaration",
    why="AntennaPod and gPodder refuse the feed for a blank line or a byte-order mark there",
    fix="let the file begin with <?xml, as UTF-8 without a byte-order mark",
)
NOT_RSS = Rule(
    code="E0804",
    title="not an RSS 2.0 feed",
    why="podcast apps read RSS 2.0 and nothing else",
    fix='begin with <rss version="2.0"> and put one <channel> into it',
)
NAMESPACE = Rule(
    code="E0805",
    title="a namespace that is missing or misspelt",
    why="apps know tags by their namespace, letter for letter, and pass over all tags of another",
    fix="declare it exactly as the specification writes it",
)
MISSING = Rule(
    code="E0806",
    title="a tag that must be there",
    why="Apple Podcasts and PSP-1 demand it, and directories refuse a feed without it",
    fix="add it; in a show of ours it comes from show.toml or episode.md",
)
REPEATED = Rule(
    code="E0807",
    title="a tag that may stand once only",
    why="apps take the first, the last, or none of them",
    fix="keep one",
)
TEXT = Rule(
    code="E0808",
    title="a text that does not fit",
    why="Apple Podcasts cuts what is too long, and apps show a title of several lines broken",
    fix="shorten it to what the rule says, on one line, without spaces around it",
)
ADDRESS = Rule(
    code="E0809",
    title="an address that is not one",
    why="listeners who tap it get nowhere, and Apple Podcasts refuses a cover or an audio file that it cannot fetch",
    fix="write the whole address, beginning with https://",
)
LANGUAGE = Rule(
    code="E0810",
    title="a language nobody knows",
    why="Apple Podcasts refuses the feed",
    fix="write two letters, and a region if you like: en, pt-br",
)
SELF = Rule(
    code="E0811",
    title="a feed that does not know its own address",
    why="PSP-1 demands it, and apps that trust it would subscribe their listeners to another feed",
    fix="give the atom:link with rel=self the very address that the feed is fetched from",
)
BOOLEAN = Rule(
    code="E0812",
    title="neither true nor false",
    why="Apple Podcasts takes exactly these two words; others count as an error",
    fix="write true or false",
)
ENCLOSURE = Rule(
    code="E0813",
    title="an enclosure that apps cannot download",
    why="the episode is shown and cannot be played",
    fix="one enclosure for each episode: its whole address, its length in bytes, and its type, such as audio/mpeg",
)
SAME_GUID = Rule(
    code="E0814",
    title="two episodes with one guid",
    why="apps take them for one episode, and listeners miss the other",
    fix="give each its own, and never change it",
)
SAME_ENCLOSURE = Rule(
    code="E0815",
    title="two episodes with one audio file",
    why="Apple Podcasts passes over the second",
    fix="give each episode its own file",
)
DATE = Rule(
    code="E0816",
    title="a date that cannot be read",
    why="most apps lose such a date, and the episode sinks to the end of the list or is dated 1970",
    fix="write it as RFC 2822 with a numeric zone: Sat, 03 Jan 2026 06:00:00 +0000",
)
CATEGORY = Rule(
    code="E0817",
    title="a category that Apple does not know",
    why="Apple Podcasts takes its own names only, letter for letter, and lists the show nowhere else",
    fix="take one from Apple's list, with a subcategory that belongs to it",
)
PICTURE = Rule(
    code="E0818",
    title="a cover that apps do not show",
    why="Apple Podcasts takes .jpg and .png only, and shows a grey square for the rest",
    fix="give the cover as a square .jpg or .png of 1400 to 3000 pixels",
)
GUID = Rule(
    code="E0819",
    title="a guid that apps may read in two ways",
    why="an app that reads it otherwise next time shows the episode a second time",
    fix='write it without spaces around it, and say isPermaLink="false" unless it is a web address that answers',
)
LEAK = Rule(
    code="E0820",
    title="a members' episode in a public feed",
    why="what was promised to members would be out for everybody, and cannot be taken back",
    fix="tell us: this is a fault of Podwright",
)
NOT_READ_BACK = Rule(
    code="E0821",
    title="a feed that does not say what it should",
    why="listeners would get another episode than you published",
    fix="tell us: this is a fault of Podwright",
)
ENCODING = Rule(
    code="E0822",
    title="a feed that is not UTF-8",
    why="several apps read every feed as UTF-8, and show wrong letters or nothing",
    fix="save the feed as UTF-8 and say so in its first line",
)
UNFINISHED = Rule(
    code="E0823",
    title="a tag without what makes it work",
    why="apps that know the tag cannot act on it: nobody is paid, or nobody finds the live stream",
    fix="give it all that the Podcast Namespace asks for, or take it out",
)
OUTSIDE_EPISODE = Rule(
    code="E0850",
    title="a soundbite that is not in the episode",
    why="apps play silence where they promised the best moment",
    fix="correct its times; they count in the recording, without intro",
)
NO_GUID_TAG = Rule(
    code="W0801",
    title="a show without podcast:guid",
    why="the show cannot be recognised after a move to another address",
    fix="add podcast:guid",
)
NO_DURATION = Rule(
    code="W0802",
    title="an episode whose length apps cannot tell",
    why="apps show no length before the download, or a wrong one",
    fix="add itunes:duration in whole seconds",
)
HEAVY = Rule(
    code="W0803",
    title="a feed that is heavy to load",
    why="apps fetch all of it every hour, on mobile data too; Apple Podcasts shows the newest 2,000 episodes",
    fix="let the feed carry fewer episodes with `newest` in its file",
)
SAME_DATE = Rule(
    code="W0804",
    title="two episodes of the same moment",
    why="apps sort by date, and every app puts these two in an order of its own",
    fix="give one of them another time, a minute is enough; do it before anybody has seen it",
)
ADVISED = Rule(
    code="W0805",
    title="a tag that should be there",
    why="apps have a place for it, and show a blank there",
    fix="add it; in a show of ours it comes from show.toml or episode.md",
)
DROPPED = Rule(
    code="W0806",
    title="a tag that nobody reads any more",
    why="it makes the feed heavier for every listener, and validators complain",
    fix="take it out",
)
FULL_TEXT = Rule(
    code="W0807",
    title="a full text that is the shorter one",
    why="AntennaPod shows the longer of description and content:encoded, and so never the full text",
    fix="put all that the description says into content:encoded as well, or take content:encoded out",
)
UNNUMBERED = Rule(
    code="W0808",
    title="a serial show with an episode that has no number",
    why="Apple Podcasts plays a serial in order of its numbers, and cannot place this episode",
    fix="give the episode its number",
)
NO_SUCH_TAG = Rule(
    code="W0824",
    title="a tag that does not exist",
    why="no app reads it, and what it was to say is lost",
    fix="write it as the Podcast Namespace does, letter for letter, or take it out",
)
NOT_FOR_APPLE = Rule(
    code="W0870",
    title="audio that Apple does not play",
    why="Apple Podcasts and many players in cars and kitchens know no Opus or Vorbis, and show the episode greyed out",
    fix="let the main feed lead with MP3, and name this feed for people who look for small files",
)
VALUE = Rule(
    code="W0809",
    title="a value that is none of the allowed",
    why="Apple Podcasts, Spotify and others pass over the tag as if it were not there",
    fix="write one of the values that the rule allows",
)
