"""Laws of the whole house that no linter knows, held by reading the code."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

PIPELINE = Path(__file__).parents[1] / "pipeline"
READERS = {
    "datetime.now": "the clock",
    "datetime.utcnow": "the clock",
    "date.today": "the clock",
    "time.time": "the clock",
    "time.monotonic": "the clock",
    "time.sleep": "the clock",
    "os.environ": "the environment",
    "os.getenv": "the environment",
    "uuid.uuid4": "chance",
    "secrets.token_hex": "chance",
    "random.Random": "chance",
}
ALLOWED: Mapping[str, str] = {
    "source/files.py time.time": "a file that was written just now may still be written to: its digest is not kept",
    "base/http.py time.sleep": "waiting before asking again",
    "base/http.py time.monotonic": "a limit on the whole of an answer",
    "store/folder.py time.sleep": "waiting for another writer",
    "store/folder.py time.time": "a lock that a dead run left behind is broken",
    "store/writers.py time.time": "what a dead run left lying is removed",
    "store/conditions.py uuid.uuid4": "the name of a probe, deleted at once",
    "verify/doctor.py uuid.uuid4": "the name of a probe, deleted at once",
    "verify/secrecy.py uuid.uuid4": "the name of a probe, deleted at once",
    "release/members.py secrets.token_hex": "minted once, by whoever is first, and kept in the control storage",
}


def read() -> Iterator[str]:
    for path in PIPELINE.rglob("*.py"):
        where = path.relative_to(PIPELINE).as_posix()
        if not where.startswith("cli/"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute) and ast.unparse(node) in READERS:
                    yield f"{where} {ast.unparse(node)}"


def test_only_the_command_line_reads_the_clock_the_environment_and_chance_but_where_it_is_said_why() -> None:
    assert set(read()) == set(ALLOWED)
