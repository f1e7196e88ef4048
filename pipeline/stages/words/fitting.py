"""Times that we guessed stay within the audio; times that somebody wrote stay as they are, and are judged."""

from dataclasses import replace

from pipeline.model import Cue, Millis, Transcript


def fit(transcript: Transcript, end: Millis) -> Transcript:
    """What is guessed behind the last written start, moved so that it ends with the audio, if it would run past it.

    What somebody wrote behind the end is left there: the transcript is another recording's.
    """
    cues = transcript.cues
    last = max((number for number, cue in enumerate(cues) if not cue.guessed_start), default=0)
    tail = cues[last:]
    over = max((cue.end for cue in tail if cue.guessed_end), default=Millis(0))
    if over <= end or tail[0].start >= end:
        return transcript
    start, share = tail[0].start, (end - tail[0].start) / (over - tail[0].start)
    return replace(transcript, cues=(*cues[:last], *(_moved(cue, start, share) for cue in tail)))


def _moved(cue: Cue, origin: Millis, share: float) -> Cue:
    start = Millis(round(origin + (cue.start - origin) * share)) if cue.guessed_start else cue.start
    end = Millis(round(origin + (cue.end - origin) * share)) if cue.guessed_end else cue.end
    return replace(cue, start=start, end=Millis(max(end, start + 1)))
