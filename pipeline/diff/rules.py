"""What subscribers would lose, get twice or find moved, and the word that lets each pass in a publication."""

from pipeline.problems import Rule

VANISHES = Rule(
    code="E0911",
    title="an episode would vanish",
    why="it would disappear from subscribers' apps, and links to it from posts and friends would break",
    fix="put it back; or set `status: withdrawn` in its episode.md; or run again with --allow vanish=ID",
)
TWICE = Rule(
    code="E0912",
    title="an episode would appear twice",
    why="apps know an episode by its guid: under a new one every subscriber gets it again, as unheard",
    fix="keep the episode's id and guid as they were published; or run again with --allow twice=ID",
)
REDATED = Rule(
    code="E0913",
    title="a publication date would move",
    why="some apps download the episode again, and it jumps to another place in everybody's list",
    fix="put the published date back; or run again with --allow redate=ID",
)
OTHER_AUDIO = Rule(
    code="W0926",
    title="an episode with another audio file",
    why="apps that have downloaded it keep the old one; whoever is in the middle of it may jump or hear a gap",
    fix="let the old address answer as before, and give new audio an address of its own",
)
APPEARS = Rule(
    code="W0927",
    title="an episode that the old feed does not have",
    why="subscribers get it as a new one",
    fix="nothing to do, if it is new; if it is an old one, give it the old guid",
)
ANOTHER_SHOW = Rule(
    code="E0928",
    title="another show's identity",
    why="apps and directories that know the show by its podcast:guid take it for another one",
    fix="give it back the podcast:guid it had; it is never computed anew, not even after a move",
)
TOO_MANY = Rule(
    code="E0925",
    title="much of the show would change for subscribers at once",
    why="that is hardly ever meant: a folder that is not the right one, or a setting, does this to a whole catalogue",
    fix="look at the episodes one by one; if it is all meant, run again with --allow many=COUNT",
)
