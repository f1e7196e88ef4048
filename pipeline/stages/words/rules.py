"""The laws of transcripts and chapters (E04xx, W04xx)."""

from pipeline.problems import Rule

EMPTY = Rule(
    code="E0401",
    title="a transcript without words",
    why="people who read instead of listening would find an empty page",
    fix="put the words in, or take the file away",
)
TOO_LARGE = Rule(
    code="E0402",
    title="a transcript of absurd size",
    why="no app would load it, and reading it could stop this machine",
    fix="check that the file really is a transcript; a day of talking is less than 2 MB",
)
NO_HEADER = Rule(
    code="E0403",
    title="a WebVTT file without its first line",
    why="apps that look for WEBVTT at the top show no transcript at all",
    fix="write WEBVTT as the first line and leave the second one empty",
)
TIMING = Rule(
    code="E0404",
    title="a time that cannot be read",
    why="nobody could tell when these words are said, so they would be missing or show at the wrong moment",
    fix="write the line like this: 00:01:02.000 --> 00:01:05.500",
)
END_FIRST = Rule(
    code="E0405",
    title="words that end before they begin (cue times)",
    why="apps skip such words, so listeners who read along would miss them",
    fix="correct the two times of this line; the first is where the words begin",
)
NO_TIMING = Rule(
    code="E0406",
    title="words without a time (cue timing)",
    why="apps skip words that have no time above them, so listeners who read along would miss them",
    fix="take out the empty line above them if they belong to the words before, or put a line with their times there",
)
BACKWARDS = Rule(
    code="E0407",
    title="times that jump back",
    why="the words would be shown in another order than they are said",
    fix="correct the time, or move these words to their place; a common cause is an hour that is missing",
)
NOT_JSON = Rule(
    code="E0408",
    title="a file that is not JSON",
    why="nothing of it can be read, so listeners would get no transcript",
    fix="export the transcript again, or give the file the ending of its real format",
)
JSON_FIELD = Rule(
    code="E0409",
    title="a JSON transcript with a field missing or wrong",
    why="nobody could tell what is said there or when, so listeners would miss it",
    fix="each entry of `segments` needs `startTime` and `endTime` in seconds, and the words as `body`",
)
WORDS_PAST_END = Rule(
    code="E0410",
    title="words after the end of the audio",
    why="the transcript belongs to another cut, so every line may be shown at the wrong moment",
    fix="export the transcript from the final recording, or correct the times",
)
CHAPTER_PAST_END = Rule(
    code="E0411",
    title="a chapter after the end of the audio",
    why="apps hide the whole chapter list, or jump to the next episode",
    fix="correct the time of this chapter, or take it out",
)
CHAPTER_ORDER = Rule(
    code="E0412",
    title="chapters out of order",
    why="apps would show the wrong chapter while people listen",
    fix="sort the chapters by their times, or correct the time",
)
CHAPTER_TWICE = Rule(
    code="E0413",
    title="two chapters at one time",
    why="one of the two would have no length, and apps show neither or the wrong one",
    fix="correct one of the two times, or make one chapter of both",
)
CHAPTER_UNTITLED = Rule(
    code="E0414",
    title="a chapter without a title",
    why="listeners would see an empty line and not know where it leads",
    fix="give the chapter a title, or take it out",
)
TOO_MANY_CHAPTERS = Rule(
    code="E0415",
    title="more chapters than an audio file can hold",
    why="the audio file's own list has room for 255 (ID3v2 chapter frames, clause 3.2), so apps would lose the rest",
    fix="make fewer chapters; between five and twenty is what people can use",
)
LITTLE_COVERED = Rule(
    code="W0416",
    title="a transcript that covers far less than the audio",
    why="people who read instead of listening would miss the rest",
    fix="check that the file is whole and belongs to this recording",
)
LATE_FIRST_CHAPTER = Rule(
    code="W0417",
    title="chapters that do not begin with the audio",
    why="some apps show no chapter before the first one, and some ignore a list that does not begin at 00:00:00",
    fix="put a chapter at 00:00:00 first",
)
UNTIMED_REDACTION = Rule(
    code="E0418",
    title="a transcript without times, of a recording with something taken out",
    why="nobody can tell which words belong to it, so what must not be heard could still be read",
    fix="put [[ ]] around the words to leave out; if they are gone already, write […] where they were; "
    "or, if all of it may be read, run again with --allow said=ID",
)
DRIFT = Rule(
    code="E0419",
    title="times that run away from the audio (drift)",
    why="the longer people listen, the further off the words and chapters are that they see and jump to",
    fix="export the times again from a project at the frame rate of the recording, or as plain time codes",
)
LATE_WORDS = Rule(
    code="W0420",
    title="a transcript of another cut (constant offset)",
    why="every line is shown at the wrong moment",
    fix="export it again from the final recording; times count from this very file, without the intro put before it",
)
NEAR_REDACTION = Rule(
    code="E0421",
    title="words beside what must not be heard",
    why="the times of a transcript are seldom exact: these words may be the very ones that must not get out",
    fix="read them; put [[ ]] around the words to leave out, and nothing else is withheld there; "
    "or, if all of it may be read, run again with --allow said=ID",
)
MARKED_ELSEWHERE = Rule(
    code="E0422",
    title="words that are left out in one place and stand in another",
    why="whoever wants to know what was left out finds it there",
    fix="put [[ ]] around them there, too; or, if they may be read there, run again with --allow said=ID",
)
OPEN_MARK = Rule(
    code="E0423",
    title="marks that are not in pairs",
    why="nobody could tell where the words begin and end that must not get out",
    fix="write [[ before the first of them and ]] behind the last",
)

RULES = (
    EMPTY,
    TOO_LARGE,
    NO_HEADER,
    TIMING,
    END_FIRST,
    NO_TIMING,
    BACKWARDS,
    NOT_JSON,
    JSON_FIELD,
    WORDS_PAST_END,
    CHAPTER_PAST_END,
    CHAPTER_ORDER,
    CHAPTER_TWICE,
    CHAPTER_UNTITLED,
    TOO_MANY_CHAPTERS,
    LITTLE_COVERED,
    LATE_FIRST_CHAPTER,
    UNTIMED_REDACTION,
    DRIFT,
    LATE_WORDS,
    NEAR_REDACTION,
    MARKED_ELSEWHERE,
    OPEN_MARK,
)
