"""What can stop a change of what listeners see. E093: releases. E094: saved plans."""

from pipeline.problems import Rule

LOST_RACE = Rule(
    code="E0931",
    title="somebody else published first",
    why="mixing two releases could take an episode away from listeners",
    fix="run again: the plan will show what has changed in the meantime",
)
NO_GENERATION = Rule(
    code="E0932",
    title="a generation that is not kept",
    why="only what is kept whole can be shown to listeners again",
    fix="choose one of those that `publish.py generations` lists",
)
NOT_WHOLE = Rule(
    code="E0933",
    title="a generation that is no longer whole",
    why="listeners would find addresses that do not answer, or something that was taken back",
    fix="choose a later generation; or put the folder back as it was, with version control, and publish",
)
LOST_SECRET = Rule(
    code="E0935",
    title="the secret of members' addresses cannot be read",
    why="without it members' audio would get addresses that anybody can work out",
    fix="take members.json back from a copy of the control storage; if there is none, delete it: a new one is made, "
    "and what is published stays where it is",
)
NOTHING_NAMED = Rule(
    code="E0934",
    title="it is not known what listeners need",
    why="without a manifest every file looks as though nobody needed it",
    fix="publish first; if something was published here, restore manifest.json from the newest file under generations/",
)
