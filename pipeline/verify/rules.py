"""What can be wrong with what listeners get, seen from outside."""

from pipeline.problems import Rule

UNREACHABLE = Rule(
    code="E1101",
    title="an address does not answer (unreachable URL)",
    why="the app shows an error instead of the episode, the picture or the transcript",
    fix="check that the storage is public at the show's base_url, then run `publish.py verify`",
)
WRONG_SIZE = Rule(
    code="E1102",
    title="a file has another length than the feed says (Content-Length)",
    why="downloads stop early or never finish",
    fix="publish again; if it stays, a proxy between storage and listeners changes files: turn that off",
)
WRONG_TYPE = Rule(
    code="E1103",
    title="a file has another type than the feed says (Content-Type)",
    why="some apps refuse to play it, and browsers download it instead",
    fix="let the storage or web server send the Content-Type it was given",
)
NO_RANGES = Rule(
    code="E1104",
    title="no byte ranges (HTTP range requests)",
    why="seeking and resuming a download do not work, and Apple refuses the feed",
    fix="turn on range requests in the web server or CDN",
)
WRONG_BYTES = Rule(
    code="E1105",
    title="a file has other bytes than were released (checksum)",
    why="listeners hear something else than you published",
    fix="publish again; if it stays, ask who else writes to this storage",
)
WRONG_FEED = Rule(
    code="E1106",
    title="the feed does not read back",
    why="apps would miss episodes, or refuse the feed",
    fix="publish again; if it stays, something between storage and listeners rewrites or caches the feed",
)
READABLE = Rule(
    code="E1110",
    title="control objects that anybody can read",
    why="they name members' feeds with their secret addresses, and what is not out yet: it would be secret no longer",
    fix="let the bucket's policy show everybody the public prefix only, as `publish.py doctor` prints it; or keep them "
    "in a bucket of their own (`control_bucket` under [storage])",
)
LISTABLE = Rule(
    code="E1111",
    title="a bucket that anybody can list",
    why="the list names members' feeds with their secret addresses, and what is not out yet",
    fix="take s3:ListBucket (in an access list: READ) away from everybody; listeners never need it. If members' feeds "
    "lay there, give them new secrets (PODWRIGHT_TOKEN_…)",
)
WRONG_RANGES = Rule(
    code="E0950",
    title="byte ranges that are not right",
    why="an app that resumes a download, or reads the end of a file first, gets the wrong bytes or gives up",
    fix="let the web server or CDN answer ranges itself, without rewriting or compressing audio",
)
STILL_HEARD = Rule(
    code="W0953",
    title="what was redacted can still be heard",
    why="somebody asked for it to be taken out, or it is nobody's business, and every app still gets it",
    fix="move listeners to new audio: `publish.py replace ID`",
)
GUESSABLE = Rule(
    code="W0954",
    title="a members' address that can be worked out",
    why="it is made of the audio's hash, which publish.lock holds: whoever sees the lock can listen",
    fix="keep publish.lock private; or move members to a new address: `publish.py replace ID`",
)
NO_CORS = Rule(
    code="W0951",
    title="transcripts and chapters that web players may not read (CORS)",
    why="apps that run in a browser show neither transcript nor chapters",
    fix="let the storage answer GET and HEAD from every origin (CORS: `Access-Control-Allow-Origin: *`)",
)
