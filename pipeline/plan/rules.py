"""The dangers a plan can hold, and the word that allows each."""

from pipeline.problems import Rule

FEED_VANISHES = Rule(
    code="E0914",
    title="a feed would vanish",
    why="everybody subscribed to it gets an error, and no episode ever again",
    fix="put its file back into feeds/; or run again with --allow vanish=NAME",
)
RETURNS = Rule(
    code="E0916",
    title="an episode that was taken back would come back",
    why="somebody had a reason to take it from listeners, and perhaps promised it",
    fix="set `status: withdrawn` in its episode.md; or, if it may be heard again, run again with --allow return=ID",
)
HEARD = Rule(
    code="E0918",
    title="what was redacted can still be heard",
    why="the audio file stays as published, and in it, or in the texts in its tags, what nobody may hear",
    fix="run `publish.py replace ID`: it takes back words and audio in one go, and deletes the old file; or, to take "
    "back the words on pages and in feeds alone, run again with --allow heard=ID",
)
NEW_TOKEN = Rule(
    code="E0924",
    title="the address of a members' feed would change",
    why="every member who is subscribed gets an error, and no episode ever again, until they have the new address",
    fix="set the token in the environment back to what it was; or, if it has leaked, tell members the new address and "
    "run again with --allow new-token=NAME",
)
UNKNOWN_RETRACT = Rule(
    code="E0917",
    title="nothing to take back",
    why="only what was published can be taken back; another episode may have been meant",
    fix="check the id with `publish.py status`",
)
UNKNOWN_HIDE = Rule(
    code="E0919",
    title="nothing to hide",
    why="only what is published can be hidden; another episode may have been meant",
    fix="check the id with `publish.py status`",
)
NOT_HIDDEN = Rule(
    code="E0922",
    title="nothing to show again",
    why="only what is hidden can be shown again; another episode may have been meant",
    fix="check the id with `publish.py status`; what was taken back comes back with --allow return=ID",
)
UNKNOWN_REPLACE = Rule(
    code="E0915",
    title="nothing to replace",
    why="only a published episode has audio that listeners may already hold",
    fix="check the id with `publish.py status`",
)
