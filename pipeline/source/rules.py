"""The laws of a show folder. E01: the show and its feeds. E02: episodes. E025: posts."""

from pipeline.problems import Rule

NO_SHOW = Rule(
    code="E0101",
    title="a folder without a show",
    why="there is nothing to publish here",
    fix="go to your show's folder, or name it with --show; `publish.py init DIR` starts a new show",
)
BROKEN_TOML = Rule(
    code="E0102",
    title="TOML that cannot be read",
    why="none of the settings in this file can be used, so nothing can be published",
    fix="correct the line; texts stand in quotation marks, lists in [ ]",
)
SETTING = Rule(
    code="E0103",
    title="a setting that does not fit",
    why="apps and pages would show something wrong, or refuse the show",
    fix="correct the value; docs/reference/ lists every setting",
)
UNKNOWN_SETTING = Rule(
    code="E0104",
    title="a setting nobody knows",
    why="it would be ignored, and listeners would not get what you meant",
    fix="correct its name, or take the line out; docs/reference/ lists every setting",
)
UNKNOWN_CATEGORY = Rule(
    code="E0105",
    title="a category Apple does not know",
    why="directories refuse the feed, or list the show nowhere",
    fix="take one from Apple's list, exactly as it is written there",
)
NO_COVER = Rule(
    code="E0106",
    title="a show without a cover",
    why="Apple and Spotify refuse a feed without a cover",
    fix="put a square picture of at least 1400 pixels beside show.toml, as cover.png or cover.jpg",
)
WEAK_TOKEN = Rule(
    code="E0107",
    title="a members' feed without a secret",
    why="the feed's address is all that keeps it among members",
    fix="set the environment variable to 16 or more letters, digits, - or _ that nobody can guess",
)
BAD_LOCK = Rule(
    code="E0108",
    title="publish.lock cannot be read",
    why="it keeps what apps know episodes by; without it they could all appear twice",
    fix="take it back from version control; if it is lost, delete it, and it is restored from what is published",
)
MISSING_FILE = Rule(
    code="E0109",
    title="a file that is not there",
    why="the run cannot go on without it",
    fix="put the file there, or correct its name",
)
OUTSIDE = Rule(
    code="E0110",
    title="a file outside the show",
    why="a show must be whole in its folder; files from elsewhere could let out what is nobody's business",
    fix="copy the file into the show folder, and name it as it lies there",
)
BAD_FEED_NAME = Rule(
    code="E0111",
    title="a feed name that makes no address",
    why="apps need an address they can keep",
    fix="rename the file: lower-case letters, digits and single dashes",
)
NOT_A_FILE = Rule(
    code="E0112",
    title="something that only looks like a file",
    why="a pipe, socket or device gives its bytes once or never ends, so nothing that is checked would be what is sent",
    fix="put a copy of the file itself in its place, as an ordinary file",
)
UNTOUCHED = Rule(
    code="E0113",
    title="words of the template that nobody has replaced",
    why="listeners would read them in their apps as they stand, and apps keep what they have read",
    fix="write your own words in their place; `publish.py init` and `new` put these there for you to replace",
)
EXPOSED = Rule(
    code="E0114",
    title="control objects among what everybody may read",
    why="they name members' feeds with their secret addresses, and what is not out yet: anybody can read them",
    fix='let prefix and control_prefix lie side by side, such as "public/" and "control/"; or name another bucket for '
    "control objects: control_bucket. What lies there already (manifest.json, settled.json, generations/, kept/) has "
    "to be moved along",
)
BAD_SLUG = Rule(
    code="E0201",
    title="a folder name that makes no address",
    why="the name becomes part of the episode's address, and some apps and servers stumble over other characters",
    fix="rename the folder: lower-case letters, digits and single dashes, at most 80 of them",
)
NO_EPISODE_FILE = Rule(
    code="E0202",
    title="an episode without words",
    why="apps would show an episode without title and notes",
    fix="add an episode.md, or remove the folder; `publish.py new TITLE` writes one",
)
NO_AUDIO = Rule(
    code="E0203",
    title="an episode without audio",
    why="there is nothing to listen to",
    fix="put the recording in, as recording.wav (or .flac, .mp3, …), or set `status: draft`",
)
FRONT_MATTER = Rule(
    code="E0204",
    title="front matter that cannot be read",
    why="the title, date and links of the episode are in it",
    fix="correct the line; the block stands between two lines of three dashes, with `key: value` on each line",
)
FIELD = Rule(
    code="E0205",
    title="a field that does not fit",
    why="apps and pages would show something wrong",
    fix="correct the value; docs/reference/episode.md lists every field",
)
UNKNOWN_FIELD = Rule(
    code="E0206",
    title="a field nobody knows",
    why="it would be ignored, and listeners would not get what you meant",
    fix="correct its name, or take the line out; docs/reference/episode.md lists every field",
)
DUPLICATE = Rule(
    code="E0207",
    title="two episodes with one name",
    why="apps would take them for the same episode, and listeners would miss one of them",
    fix="give one of them another number, id, guid or folder name",
)
CONTROL = Rule(
    code="E0208",
    title="a character that cannot be shown",
    why="one such character makes apps refuse the whole feed",
    fix="delete it; it came in with a copy from another program, and most editors show it as a box",
)
ENCODING = Rule(
    code="E0209",
    title="text in an unknown encoding",
    why="letters with accents would be garbled for everybody",
    fix="save the file as UTF-8",
)
CHAPTER_LINE = Rule(
    code="E0210",
    title="a chapter line that cannot be read",
    why="listeners would miss this chapter",
    fix="write time, title and, if you like, a link: 00:12:30 The question <https://example.org/>",
)
TWO_SOURCES = Rule(
    code="E0211",
    title="the same thing said in two places",
    why="listeners would get one of them, and not always the one you meant",
    fix="keep one and remove the other",
)
TOO_LARGE = Rule(
    code="E0212",
    title="a text that is too large",
    why="apps cut or refuse texts of that size",
    fix="shorten it; long documents belong on a page of their own",
)
REDACTION_LINE = Rule(
    code="E0213",
    title="it is not clear what must not be heard",
    why="what was to be kept from listeners would be published",
    fix="write where it begins and where it ends: 00:12:30 - 00:12:34.5",
)
OPEN_MARK = Rule(
    code="E0216",
    title="a mark that is opened and never closed",
    why="nobody could tell where the words end that must not get out",
    fix="write ]] behind the last of them; a text that really begins with two brackets needs a space between them",
)
SAME_RECORDING = Rule(
    code="E0214",
    title="two episodes with the same recording",
    why="listeners would hear one episode twice, and miss the other",
    fix="put each episode's own recording into its folder; leave one as `status: draft` until its recording is there",
)
NOT_MADE = Rule(
    code="E0215",
    title="a feed in a format that is not made",
    why="the feed would lead to files that do not exist",
    fix='add the format under [audio] in show.toml: also = ["aac"]',
)
DUPLICATE_NUMBER = Rule(
    code="W0201",
    title="two episodes with one number",
    why="apps sort serials by number, and listeners wonder which one is meant",
    fix="give one of them another number",
)
UNLIKELY_DATE = Rule(
    code="W0202",
    title="a date that is hardly meant",
    why="apps sort by it: a date long past hides the episode at the end of every list, one far ahead keeps it waiting",
    fix="look at the year once more; if it is meant, there is nothing to do",
)
EMPTY_FEED = Rule(
    code="W0101",
    title="a feed that carries nothing",
    why="whoever subscribes gets an empty list",
    fix="check what the feed selects, or wait for its first episode",
)
POST_FRONT_MATTER = Rule(
    code="E0250",
    title="a post whose front matter cannot be read",
    why="its links to episodes are in it",
    fix="correct the line",
)
SOUNDBITE_LINE = Rule(
    code="E0260",
    title="it is not clear which stretch is the soundbite",
    why="apps would play something else, or nothing",
    fix="write where it begins, where it ends, and what it is called: 00:12:30 - 00:13:10 The question",
)
UNKNOWN_ROLE = Rule(
    code="W0260",
    title="a role or group that apps do not know",
    why="apps list people by the roles of the podcast taxonomy, and show this one as a host or not at all",
    fix="take a role and a group from the taxonomy; docs/reference/people.md lists them",
)
NOT_KEPT = Rule(
    code="W0287",
    title="something of the old feed that no setting can hold",
    why="apps that showed it do not show it any more",
    fix="write it into the file that is named here as the reference of settings has it, or leave it out",
)
