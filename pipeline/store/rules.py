"""What storage can refuse, in words a producer can act on."""

from pipeline.problems import Rule

UNFINISHED = "publishing cannot go on; until it does, listeners have the last release, or the new one in part"
"""True before the flip and after it: a store fails when it likes."""

BAD_KEY = Rule(
    code="E1001",
    title="a name that storage must not get",
    why="it could lead out of the show's own place, or to an address that some apps cannot fetch",
    fix="rename the file or episode: lower-case letters, digits, dashes, dots",
)
OUTSIDE = Rule(
    code="E1002",
    title="a link that leads out of the store",
    why="something that is not the show's could be overwritten or let out",
    fix="remove the link inside the publishing folder, or choose another folder",
)
DISK = Rule(
    code="E1003",
    title="the disk refused",
    why=UNFINISHED,
    fix="free some space, or check that you may write there; then run again: it finishes what was begun",
)
WRONG_BYTES = Rule(
    code="E1004",
    title="what arrived is not what was sent (checksum)",
    why="listeners would get a damaged file",
    fix="run again; if it stays, check this machine's disk and network",
)
TAKEN = Rule(
    code="E1005",
    title="somebody else wrote first (write conflict)",
    why="overwriting it could take an episode away from listeners",
    fix="run again: the plan will show what has changed",
)
NO_CONDITIONS = Rule(
    code="E1006",
    title="storage that ignores conditional writes (If-Match)",
    why="two people publishing at once could take each other's episodes away",
    fix="use storage that honours If-Match and If-None-Match on PUT, such as AWS, R2, MinIO or SeaweedFS",
)
NO_KEYS = Rule(
    code="E1007",
    title="no storage keys (credentials)",
    why="nothing can be published without them",
    fix="set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, in the environment",
)
WRONG_KEYS = Rule(
    code="E1008",
    title="storage keys that are not accepted (credentials)",
    why="nothing can be published with them",
    fix="check the keys in the environment, that they belong to this endpoint, and that they have not expired",
)
DENIED = Rule(
    code="E1009",
    title="storage keys that may not do this (permissions)",
    why=UNFINISHED,
    fix="let the keys get, put, delete and list below the show's two prefixes, then run again",
)
NO_BUCKET = Rule(
    code="E1010",
    title="no such bucket",
    why="there is no place to publish to",
    fix="make the bucket, or correct its name under [storage] in show.toml",
)
UNREACHABLE = Rule(
    code="E1012",
    title="storage cannot be reached",
    why=UNFINISHED,
    fix="check the endpoint under [storage] in show.toml and this machine's network; then run again: "
    "it finishes what was begun",
)
CLOCK = Rule(
    code="E1013",
    title="a clock that is wrong (clock skew)",
    why="storage refuses requests that seem to be from another time",
    fix="set this machine's clock",
)
TROUBLE = Rule(
    code="E1014",
    title="storage in trouble",
    why=UNFINISHED,
    fix="wait a little and run again: it finishes what was begun, and sends nothing twice",
)
