"""What can be wrong with a command itself, or with the machine it runs on."""

from pipeline.problems import Rule

USAGE = Rule(
    code="E1201",
    title="a command that is not understood",
    why="guessing what you meant could publish something you did not mean",
    fix="see `publish.py --help`, or `publish.py COMMAND --help`",
)
UNFORESEEN = Rule(
    code="E1203",
    title="something unforeseen",
    why="the run broke off; if it was publishing, listeners may have the release already, or a part of it",
    fix="ask `publish.py status`, and run the same command again: it finishes what was begun. "
    "Then send us the file named here, after reading that it holds nothing private",
)
DISK = Rule(
    code="E1207",
    title="this machine's disk refused",
    why="the run broke off; if it was publishing, listeners may have the release already, or a part of it",
    fix="free some space, or check that you may write to the show folder; then run again: it finishes what was begun, "
    "and `publish.py status` tells what listeners get",
)
UNSAID = Rule(
    code="E1240",
    title="an answer that could not be written down",
    why="whoever reads it gets only a part of it; the command itself was carried out to its end",
    fix="free some space where the answer goes; if it was a publication, `publish.py status` tells what listeners get",
)
WRONG_ALLOW = Rule(
    code="E1208",
    title="an --allow that names no danger",
    why="a danger must be named exactly, so that nothing else slips through with it",
    fix="write it as the message says: --allow vanish=ID, twice=ID, redate=ID, return=ID, said=ID, heard=ID, "
    "first=HOST, new-token=NAME or many=COUNT",
)
