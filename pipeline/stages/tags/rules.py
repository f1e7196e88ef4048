"""What an MP3 and its tag must keep to (E06xx), and what is worth telling (W06xx)."""

from pipeline.problems import Rule

UNREACHABLE = Rule(
    code="E0601",
    title="the audio file cannot be opened or written",
    why="without its tags an episode shows up in players without a title, a cover or chapters",
    fix="check that the file exists, that you may write to it, and that the disk is not full",
)
NOT_MP3 = Rule(
    code="E0602",
    title="the file is not an MP3",
    why="a tag in front of anything else makes a file that players refuse",
    fix="export the audio as MP3; renaming a file does not change what is in it",
)
NOT_AUDIO = Rule(
    code="E0610",
    title="the file is not what its name says",
    why="without its tags an episode shows up in players without a title, a cover or chapters",
    fix="remove the cache folder .podwright and run again; if it stays, tell us: this is a fault of Podwright",
)
DAMAGED_TAG = Rule(
    code="E0603",
    title="the file's old tag is damaged",
    why="where a damaged tag ends is a guess, and a wrong guess cuts into the audio",
    fix="export the file again; a copy or download of it may not have finished",
)
NOT_JPEG = Rule(
    code="E0604",
    title="the cover inside the audio is not a JPEG",
    why="many players show no picture at all for other formats",
    fix="save the cover as JPEG",
)
TOO_MANY_CHAPTERS = Rule(
    code="E0605",
    title="there are more chapters than an audio file can list",
    why="the table of contents counts in one byte (ID3v2 Chapter Frame Addendum 1.0, 3.2): apps would lose the rest",
    fix="join neighbouring chapters until there are at most 255",
)
CHAPTER_OUTSIDE = Rule(
    code="E0606",
    title="a chapter does not lie inside the audio, or not in order",
    why="players jump to the wrong place, or hide the whole chapter list",
    fix="correct the start time of the chapter",
)
TOO_LARGE = Rule(
    code="E0607",
    title="the tag would be too large",
    why="everything in the tag is downloaded before the first sound is heard",
    fix="use a smaller cover, and shorter addresses",
)
TRANSCRIPT_CUT = Rule(
    code="W0608",
    title="the transcript is too long to go into the audio file whole",
    why="everything in the tag is downloaded before the first sound; the page and the feed carry all of it",
    fix="nothing to do: the copy in the audio ends with the address of the page",
)
LARGE_COVER = Rule(
    code="W0609",
    title="the cover inside the audio is large",
    why="playback starts later on a slow connection",
    fix="keep it under 300 KB",
)
