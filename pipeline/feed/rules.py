"""The laws of feeds: who demands each, and which app suffers when it is broken."""

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
    fix='the root must be <rss version="2.0"> with one <channel>',
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
    why="apps cut it, or show it broken over lines",
    fix="shorten it to what the rule says, on one line, without spaces around it",
)
ADDRESS = Rule(
    code="E0809",
    title="an address that is not one",
    why="apps cannot follow it",
    fix="write the whole address, beginning with https://",
)
LANGUAGE = Rule(
    code="E0810",
    title="a language nobody knows",
    why="Apple Podcasts refuses the feed",
    fix="two letters, and a region if you like: en, pt-br",
)
SELF = Rule(
    code="E0811",
    title="a feed that does not know its own address",
    why="apps that follow it subscribe to another feed",
    fix="the atom:link with rel=self must hold the address the feed is fetched from",
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
    fix="one enclosure an episode: a whole address, the length in bytes, and the type, such as audio/mpeg",
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
    why="most apps lose the date, and the episode sinks to the end of the list",
    fix="write it as RFC 2822 with a numeric zone: Sat, 03 Jan 2026 06:00:00 +0000",
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
NO_GUID_TAG = Rule(
    code="W0801",
    title="a show without podcast:guid",
    why="the show cannot be recognised after a move to another address",
    fix="add podcast:guid",
)
NO_DURATION = Rule(
    code="W0802",
    title="an episode without a length",
    why="apps show no length before the download",
    fix="add itunes:duration in seconds",
)
