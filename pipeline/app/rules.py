"""What can stand in the way of a use case."""

from pipeline.model import Codec
from pipeline.problems import Rule

WAITING = Rule(
    code="E1202",
    title="changes are waiting for a yes",
    why="listeners meet them at once, so nobody but you decides that",
    fix="run the same command with --yes, or in a terminal where it can ask",
)
NOTHING_TO_PREVIEW = Rule(
    code="E1204",
    title="nothing to preview",
    why="a podcast app would find an empty address",
    fix="publish first: `publish.py --yes`",
)
NOT_A_FOLDER_STORE = Rule(
    code="E1205",
    title="the show is not published to a folder",
    why="preview serves a folder; a bucket already answers at its own address",
    fix='subscribe to the feed at your base_url, or set `kind = "folder"` under [storage] to try things out',
)
NOTHING_PUBLISHED = Rule(
    code="E1206",
    title="nothing is published yet",
    why="there is nothing that listeners could get",
    fix="publish first: `publish.py --yes`",
)
NO_RECORDS = Rule(
    code="E1209",
    title="an episode that cannot be hidden yet",
    why="what feeds and lists say of the other episodes is not on record, so they could not be written without it",
    fix="publish once with this version, and hide it then; or take it back for good: `publish.py retract EPISODE`",
)
SAME_FILE = Rule(
    code="E1212",
    title="a file would be written over itself",
    why="the recording would be lost",
    fix="give the mastered file another name",
)
NOT_SECURE = Rule(
    code="W0861",
    title="a feed that is not encrypted",
    why="anybody on the way can read or change what listeners get, and some apps refuse it",
    fix="let the host answer at https://, and the old address redirect to it with 301",
)
OTHER_TYPE = Rule(
    code="W0862",
    title="something sent as another type than it is",
    why="browsers download it, and some apps refuse it",
    fix="let the server send the right Content-Type: application/rss+xml for a feed, audio/mpeg for an MP3",
)
NOT_ASKED_AGAIN = Rule(
    code="W0863",
    title="a feed that has to be fetched whole each time",
    why="apps ask every hour; without ETag or Last-Modified they get all of it again, on mobile data too",
    fix="let the server send an ETag, and answer 304 to whoever has it already",
)
TEMPORARY = Rule(
    code="W0864",
    title="a feed that has moved for the time being",
    why="apps keep asking at the old address, and lose the show when it is given up",
    fix="redirect with 301 or 308 if the move is for good",
)
NO_RANGES_THERE = Rule(
    code="E0865",
    title="audio without byte ranges",
    why="seeking and resuming a download do not work, and Apple refuses the feed",
    fix="turn on range requests at the host",
)
OTHER_LENGTH = Rule(
    code="W0866",
    title="audio of another length than the feed says",
    why="apps show a wrong size, and some think that the download broke off",
    fix="write the length of the file as it is served, in bytes",
)
NOTHING_TO_IMPORT = Rule(
    code="E1214",
    title="a feed without episodes",
    why="there is nothing that could be brought here",
    fix="check that it is the podcast's own feed, and not that of its website",
)
OTHER_FILE = Rule(
    code="E1213",
    title="a kind of file that is not written here",
    why="it would not play in the apps that listeners have",
    fix=f"end its name with one of: {', '.join(f'.{codec.ending}' for codec in Codec)}; .mp3 plays everywhere",
)
NOT_FIRST = Rule(
    code="E1241",
    title="a manifest that is not where it was",
    why="without it nobody knows what listeners have: an episode could vanish, or come back that was taken back",
    fix="if control_prefix or control_bucket under [storage] was changed, change it back, or move what lay in the old "
    "place (manifest.json, settled.json, generations/, kept/) to the new one. If the manifest is lost, copy the newest "
    "file under generations/ to manifest.json. To publish as though for the first time: --allow first=HOST",
)
PLAN_UNREADABLE = Rule(
    code="E1230",
    title="a saved plan that cannot be read",
    why="nobody could tell what was agreed to",
    fix="save it again: `publish.py plan -o FILE`",
)
PLAN_LIVE_CHANGED = Rule(
    code="E1231",
    title="a saved plan that others have overtaken",
    why="what was agreed to would undo what was published since",
    fix="look at the plan again, and save it: `publish.py plan -o FILE`",
)
PLAN_FOLDER_CHANGED = Rule(
    code="E1232",
    title="a saved plan of another folder",
    why="listeners would get what nobody has agreed to",
    fix="look at the plan again, and save it: `publish.py plan -o FILE`",
)
PLAN_AGED = Rule(
    code="E1233",
    title="a saved plan that time has overtaken",
    why="an episode that was waiting has become due, and nobody has agreed to that",
    fix="look at the plan again, and save it: `publish.py plan -o FILE`",
)
