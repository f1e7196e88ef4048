"""What a recording must keep to be published (E03xx), and what is worth telling of one that does (W03xx)."""

from pipeline.problems import Rule

MISSING = Rule(
    code="E0301",
    title="the audio file cannot be opened",
    why="without the recording there is no episode to listen to",
    fix="check that the file is in the folder, under this very name, and that you may read it",
)
EMPTY = Rule(
    code="E0302",
    title="the audio file is empty",
    why="listeners would download nothing",
    fix="copy or export the recording again; a sync or download may not have finished",
)
NOT_AUDIO = Rule(
    code="E0303",
    title="the file is not audio",
    why="no app could play it",
    fix="export the recording as WAV, FLAC, MP3 or M4A; renaming a file does not change what is in it",
)
NO_SOUND = Rule(
    code="E0304",
    title="the file holds no sound",
    why="listeners would see a picture or tags and hear nothing",
    fix="export the recording again, with its audio track",
)
UNREADABLE = Rule(
    code="E0305",
    title="the audio cannot be decoded",
    why="what cannot be read here cannot be turned into something that plays everywhere",
    fix="if the file is copy-protected, get the original; otherwise export the recording as WAV or FLAC",
)
TRUNCATED = Rule(
    code="E0306",
    title="the audio ends too early (truncated file)",
    why="listeners would miss the end of the episode",
    fix="copy or export the recording again; a copy, download or export may not have finished",
)
DAMAGED = Rule(
    code="E0307",
    title="the audio is damaged (corrupt data)",
    why="listeners would hear a gap or a burst of noise",
    fix="listen to the file at that place, then copy it again from the recorder or export it again",
)
TOO_SHORT = Rule(
    code="E0308",
    title="the audio is too short",
    why="a moment of sound is not an episode, and loudness cannot be measured under 400 ms",
    fix="check that the export holds the whole recording and not only a selection",
)
SILENT = Rule(
    code="E0309",
    title="the recording is silent",
    why="listeners would hear nothing",
    fix="check which track was exported, and that the microphone's channel was not muted",
)
NOT_FINITE = Rule(
    code="E0310",
    title="the audio holds samples that are not numbers (NaN)",
    why="they play as loud clicks or silence, differently in every app",
    fix="a plug-in has failed: export the recording again without it, or as 24-bit WAV",
)
STRANGE_RATE = Rule(
    code="E0311",
    title="the sampling rate is implausible",
    why="the recording would play far too fast or too slow",
    fix="export the recording again at 44.1 or 48 kHz",
)
TOO_MANY_CHANNELS = Rule(
    code="E0312",
    title="the audio has more than 8 channels",
    why="which of them listeners should hear cannot be known",
    fix="mix the recording down to stereo or mono",
)
LONG_BOOKEND = Rule(
    code="E0313",
    title="the intro or outro is longer than a minute",
    why="listeners skip a long intro, and it is in every episode",
    fix="shorten the clip to 60 seconds or less, or make it part of the recording",
)
IMPOSSIBLE_FORMAT = Rule(
    code="E0314",
    title="MP3 does not exist at this sample rate and bit rate",
    why="no app could play the file",
    fix="use rate_hz = 44100 with bitrate_kbps = 128 for stereo and mono_bitrate_kbps = 96 for mono",
)
DEAD_CHANNEL = Rule(
    code="E0315",
    title="one of the two channels is dead (no signal)",
    why="whoever listens with one earphone, or has lost the hearing of one ear, hears nothing",
    fix="check the cable and the track that was exported; or let the other channel be heard in both ears: write "
    'channels = "left" or channels = "right" under [audio]',
)
UPSIDE_DOWN = Rule(
    code="E0316",
    title="left and right cancel each other (inverted polarity)",
    why="on a phone's or a kitchen radio's single loudspeaker the voice disappears",
    fix="turn one channel's polarity round in your editor; or let Podwright do it, in one channel: write "
    'channels = "mono" under [audio]',
)
CLIPPED = Rule(
    code="E0317",
    title="the recording is clipped all over",
    why="every loud word is distorted, and no later step can mend that",
    fix="look for an unclipped take or export; if there is none and you want to publish it all the same, raise "
    "most_clipping under [audio]",
)
LONG_SILENCE = Rule(
    code="E0318",
    title="there is a long silence",
    why="listeners take the episode to be over, and leave",
    fix="cut it out, or look for a track that was muted; if it is meant, raise longest_silence_s under [audio]",
)
LATE_REDACTION = Rule(
    code="E0319",
    title="what must not be heard lies behind the recording's end",
    why="the times must be wrong, so what was to be kept from listeners would be published",
    fix="take the times from this very file, without the intro that Podwright puts before it",
)
NOT_A_FILE = Rule(
    code="E0320",
    title="something that only looks like a recording",
    why="a pipe, socket or device gives its sound once or never ends, and a recording is read several times",
    fix="record or copy the sound into an ordinary file first, and name that",
)
SEVERAL_TRACKS = Rule(
    code="E0321",
    title="the file holds several tracks of sound (streams), and none is named",
    why="the wrong one could be a caller's raw microphone, or the same without the music",
    fix="name the one to be heard: `track: 2` in the front matter of episode.md, or --track 2 for `publish.py audio`; "
    "if several are to be heard together, or it is an intro or outro, export one file with one track (a mixdown)",
)
NO_SUCH_TRACK = Rule(
    code="E0322",
    title="the file has no track of this number",
    why="which sound listeners are meant to hear is not known",
    fix="correct the number after `track` in the front matter of episode.md, or after --track; it counts from 1, holds "
    "for every take of the episode, and can be left out where a file has only one track",
)
UNDERSTATED = Rule(
    code="E0323",
    title="the file holds more sound than its header promises (wrong length field)",
    why="what is beyond the promised end would be missing from the episode, without a word",
    fix="a recorder that breaks off leaves such files, and so does copying one file behind another; to have all of it, "
    "let the recorder or a tool rewrite the header, or open the file in an editor as raw data (“import raw”) and "
    "export it; if the promised length is the right one, export the recording again",
)
CHANGED = Rule(
    code="E0324",
    title="the recording changed while it was being read",
    why="a part of another recording could be published, at a loudness that was measured of this one",
    fix="wait until the recorder, the editor or the sync has finished writing the file, and run the same command again",
)
OFF_TARGET = Rule(
    code="W0331",
    title="the episode is not as loud as the show (loudness target, LUFS)",
    why="listeners turn the volume for this episode, and the next one is wrong",
    fix="its loud and soft parts lie far apart, and more gain would crush the loud ones: even them out by hand",
)
OVER_CEILING = Rule(
    code="W0332",
    title="peaks stay above the ceiling (true peak, dBTP)",
    why="some players distort such peaks",
    fix="raise the bit rate, or lower ceiling_dbtp by a decibel",
)
SQUASHED = Rule(
    code="W0333",
    title="single peaks were brought down by a lot (limiting)",
    why="a clap or a bump is heard next to speech: holding it down may be audible as a dip",
    fix="listen to the loudest moments of the recording, and soften them by hand if they bother you",
)
RAISED = Rule(
    code="W0334",
    title="the recording was very quiet (low level)",
    why="what was raised with it (room, hiss, hum) is heard too",
    fix="next time set the microphone's level so that speech peaks near -12 dBFS",
)
SOME_CLIPPING = Rule(
    code="W0335",
    title="some moments are clipped",
    why="they crackle, on headphones above all",
    fix="listen to them; next time set the microphone's level so that speech peaks near -12 dBFS",
)
ENDS_LOUD = Rule(
    code="W0336",
    title="the recording ends in the middle of a sound",
    why="listeners wonder whether they have missed the end",
    fix="check that the export reaches to the end, and let the last word fade away",
)
OFFSET = Rule(
    code="W0337",
    title="the waveform sits off centre (DC offset)",
    why="its loud moments distort earlier than they need to, and edits click",
    fix="let Podwright filter it: write high_pass_hz = 60 under [audio]; and have the recorder or its cable looked at",
)
TURNED = Rule(
    code="W0338",
    title="one of the two channels was the wrong way round (inverted polarity)",
    why="mixed as they were, the two would have cancelled each other out; Podwright has turned one of them",
    fix="look for a cable or adapter that swaps two wires, or a switch called Ø; nothing else has to be done",
)

RULES = (
    MISSING,
    EMPTY,
    NOT_AUDIO,
    NO_SOUND,
    UNREADABLE,
    TRUNCATED,
    DAMAGED,
    TOO_SHORT,
    SILENT,
    NOT_FINITE,
    STRANGE_RATE,
    TOO_MANY_CHANNELS,
    LONG_BOOKEND,
    IMPOSSIBLE_FORMAT,
    DEAD_CHANNEL,
    UPSIDE_DOWN,
    CLIPPED,
    LONG_SILENCE,
    LATE_REDACTION,
    NOT_A_FILE,
    SEVERAL_TRACKS,
    NO_SUCH_TRACK,
    UNDERSTATED,
    CHANGED,
    OFF_TARGET,
    OVER_CEILING,
    SQUASHED,
    RAISED,
    SOME_CLIPPING,
    ENDS_LOUD,
    OFFSET,
    TURNED,
)
