"""What a run says can never stop it: after the flip a crash over one letter would call a release stopped that went out.

A stream that cannot say a letter gets it spelled; one that nobody reads any more, or cannot be written, falls silent.
"""

import codecs
import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TextIO, cast

from pipeline.base.secrets import Secrets

SPELLED = "podwright-spelled"
MARKS = {0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'", 0x2013: "-", 0x2014: "--", 0x2212: "-", 0x2026: "..."}
MARKS |= {ord("→"): "->", ord("·"): "*", ord("±"): "+-", ord("✓"): "+", ord("✗"): "x", 0xFFFD: "?"}
"""The marks of our own sentences, as a typewriter has them. Letters of a title are never guessed: they are escaped."""


def spelled(error: UnicodeError) -> tuple[str, int]:
    r"""What stands for letters that an encoding does not have: a typewriter's mark, or an escape.

    >>> codecs.register_error(SPELLED, spelled)
    >>> "“Grüße 🌊”".encode("ascii", SPELLED).decode()
    '"Gr\\xfc\\xdfe \\U0001f30a"'
    """
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end].translate(MARKS)
    return missing.encode("ascii", "backslashreplace").decode(), error.end


codecs.register_error(SPELLED, spelled)


SECRETS = Secrets()
"""Nothing leaves this program but through here."""
KEYS = re.compile(
    r"PODWRIGHT_(?!TOKEN_)\w*(WEBHOOK|TOKEN|SECRET|PASSWORD|PASSPHRASE|KEY)\w*|AWS_(ACCESS_KEY_ID|\w*(SECRET|TOKEN)\w*)"
)
TOKENS = re.compile(r"PODWRIGHT_TOKEN_\w+")
"""Variables of the environment whose values are nobody's business."""


class Outlet:
    """A stream that can always be written to; `refused` is why it fell silent."""

    def __init__(self, stream: TextIO) -> None:
        """Spell from now on what the stream's encoding does not have."""
        self._stream = stream
        self.refused: OSError | None = None
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors=SPELLED)  # type: ignore[attr-defined]

    def write(self, text: str) -> int:
        """Say it without what is secret, if anybody listens."""
        said = SECRETS.without(text)
        self._try(lambda: self._stream.write(said))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Say them all."""
        self.write("".join(lines))

    def flush(self) -> None:
        """Say now what waits to be said."""
        self._try(self._stream.flush)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        """Everything else is the stream's."""
        return getattr(self._stream, name)

    @property
    def lost(self) -> bool:
        """Whether something was not written for another reason than that its reader had left (EINVAL on Windows)."""
        return self.refused is not None and not isinstance(self.refused, BrokenPipeError) and os.name != "nt"

    def _try(self, say: Callable[[], object]) -> None:
        if self.refused:
            return
        try:
            say()
        except OSError as error:
            self.refused = error
            self._silence()

    def _silence(self) -> None:
        """Let what still waits in buffers go nowhere, or Python would complain about it when it ends."""
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)


def open_outlets() -> None:
    """Let everything that is said from now on go through outlets. A program without streams has none."""
    SECRETS.forget()
    sys.stdout, sys.stderr = (_outlet(stream) for stream in (sys.stdout, sys.stderr))


def _outlet(stream: TextIO | None) -> TextIO:
    return cast("TextIO", stream if stream is None or isinstance(stream, Outlet) else Outlet(stream))


def hide_environment(environment: Mapping[str, str]) -> None:
    """Never say what the environment holds of keys, tokens and secret addresses."""
    SECRETS.hide_keys(value for name, value in environment.items() if KEYS.fullmatch(name))
    SECRETS.hide_tokens(value for name, value in environment.items() if TOKENS.fullmatch(name))


def unheard() -> bool:
    """Whether standard output has refused what was said to it, so that nothing more gets there."""
    return isinstance(sys.stdout, Outlet) and sys.stdout.refused is not None


def unsaid() -> OSError | None:
    """Why the answer did not get to where it was to be written, though somebody wants it there."""
    if sys.stdout is not None:
        sys.stdout.flush()
    return sys.stdout.refused if isinstance(sys.stdout, Outlet) and sys.stdout.lost else None


def can_say(text: str) -> bool:
    """Whether standard output has all letters of the text."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
