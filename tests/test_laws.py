"""Laws of the whole house that no linter knows, held by reading the code."""

import ast
import re
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
    "app/spread.py time.sleep": "waiting before a hub is told again",
    "app/watch.py time.sleep": "waiting for the next look",
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


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PIPELINE.rglob("*.py")):
        yield path.relative_to(PIPELINE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]-|\\x[01][0-9a-f]-|\\x7f|[\ud800-\udfff]")
DATES = frozenset({"fromisoformat", "strptime", "parsedate", "parsedate_tz", "parsedate_to_datetime"})
TYPE = re.compile(r"(audio|image|text|application|video)/[a-z0-9.+-]+(; charset=utf-8)?")
POOLS = frozenset({"ThreadPoolExecutor", "ProcessPoolExecutor", "ThreadPool", "Pool"})


def test_only_base_knows_which_characters_nothing_can_hold() -> None:
    found = {where for where, tree in trees() if any(CONTROLS.search(text) for text in texts(tree))}
    assert {where for where in found if not where.startswith("base/")} == set()
    assert found == {"base/text.py"}


def test_only_base_reads_dates() -> None:
    found = {
        where
        for where, tree in trees()
        for node in ast.walk(tree)
        if getattr(node, "attr", getattr(node, "id", None)) in DATES
    }
    assert found == {"base/time.py"}


def members(node: ast.AST) -> Iterator[ast.AST | None]:
    match node:
        case ast.Dict(keys=keys, values=values):
            yield from (*keys, *values)
        case ast.Set(elts=elements) | ast.List(elts=elements) | ast.Tuple(elts=elements):
            yield from elements


def is_type(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and TYPE.fullmatch(node.value) is not None


def test_tables_of_media_types_are_artifacts_or_formats() -> None:
    found = {where for where, tree in trees() for node in ast.walk(tree) if sum(map(is_type, members(node))) > 1}
    assert found == {"artifact/media_types.py"}


def test_only_base_and_engines_start_pools_of_threads() -> None:
    found = {where for where, tree in trees() for node in ast.walk(tree) if getattr(node, "id", None) in POOLS}
    assert found == {"base/parallel.py"}
