"""What a path can lead to besides a file. Such a thing is never opened: reading a pipe waits, perhaps for ever."""

import stat
from collections.abc import Callable, Mapping

KINDS: Mapping[str, Callable[[int], bool]] = {
    "a folder": stat.S_ISDIR,
    "a named pipe (FIFO)": stat.S_ISFIFO,
    "a socket": stat.S_ISSOCK,
    "a device": lambda mode: stat.S_ISCHR(mode) or stat.S_ISBLK(mode),
}


def other_than_file(mode: int) -> str | None:
    """What something with this `st_mode` is, in words, if it is no regular file; or else None.

    >>> other_than_file(stat.S_IFIFO)
    'a named pipe (FIFO)'
    """
    if stat.S_ISREG(mode):
        return None
    return next((name for name, fits in KINDS.items() if fits(mode)), "neither a file nor a folder")
