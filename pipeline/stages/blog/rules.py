"""The rules of the question-episode-post graph (E07xx), and of writing into somebody's post (W07xx)."""

from pipeline.problems import Rule

UNKNOWN_EPISODE = Rule(
    code="E0701",
    title="a post names an episode that does not exist",
    why="readers of the post would get no player, and listeners no way to the post",
    fix="write the episode's id in quotes: the number its folder's name begins with, or the `id` in its episode.md",
)
UNKNOWN_POST = Rule(
    code="E0702",
    title="an episode names a post that does not exist",
    why="listeners would get no way from the episode to the written answer",
    fix="write the post's slug, or take the line out",
)
MEMBERS_ONLY = Rule(
    code="E0703",
    title="a public post names an episode for members",
    why="everybody who reads the post would learn of an episode that was promised to members",
    fix="take the id out of the post, or let the episode's audience be public",
)
ONE_ID_TWO_POSTS = Rule(
    code="E0704",
    title="two posts answer to one id",
    why="an episode that names this id would lead listeners to whichever post came first",
    fix="give each post its own slug",
)
DRAFT_EPISODE = Rule(
    code="W0705",
    title="a post names an episode that is still a draft",
    why="readers get no player until the episode is out",
    fix="publish the episode, or leave it: the player comes by itself once the episode is no draft any more",
)
WITHDRAWN_EPISODE = Rule(
    code="W0706",
    title="a post names an episode that was withdrawn",
    why="the player is taken out of the post, and what the post says about the episode may lead nowhere",
    fix="take the id out of the post, and read its text once more",
)
EDITED = Rule(
    code="W0707",
    title="a player in a post was edited by a person",
    why="it is left exactly as it is, so it does not follow a new title, length or address of the episode",
    fix="to get a fresh player, delete everything from its first marker to its last",
)
EDITED_AND_UNLINKED = Rule(
    code="W0708",
    title="an edited player shows an episode that the post no longer names",
    why="it is left exactly as it is, so readers may be led to something that is not there",
    fix="delete everything from its first marker to its last, or name the episode again",
)
BROKEN_MARKER = Rule(
    code="W0709",
    title="a player's markers do not match",
    why="nobody can tell where the player ends and your own text begins, so nothing is touched there",
    fix="delete the marker that has lost its partner",
)
UNREADABLE = Rule(
    code="W0710",
    title="a post is not UTF-8 text",
    why="a player written into it could damage the text, so readers get none",
    fix="save the post as UTF-8",
)
NO_PLACE = Rule(
    code="W0711",
    title="a post has no safe place for a player",
    why="whatever is added at its end would be shown as code, or not at all, so readers get no player",
    fix="close what is open, or put <!-- podwright here --> on a line of its own before it",
)
CROWDED_ANCHOR = Rule(
    code="W0712",
    title="the line that marks the player's place touches other text",
    why="a player between two lines of a paragraph would tear it, so readers get none",
    fix="leave an empty line before and after <!-- podwright here -->",
)
HIDDEN = Rule(
    code="W0713",
    title="a player stands inside something that never closes",
    why="readers see its code in place of a player, and it is neither brought up to date nor taken away",
    fix="close what is open above it",
)

RULES = (
    UNKNOWN_EPISODE,
    UNKNOWN_POST,
    MEMBERS_ONLY,
    ONE_ID_TWO_POSTS,
    DRAFT_EPISODE,
    WITHDRAWN_EPISODE,
    EDITED,
    EDITED_AND_UNLINKED,
    BROKEN_MARKER,
    UNREADABLE,
    NO_PLACE,
    CROWDED_ANCHOR,
    HIDDEN,
)
