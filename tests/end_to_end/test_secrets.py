"""One run of every command, in success and failure, as text and as JSON: no token, key or secret address is said."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.app import COMMANDS
from tests.end_to_end.conftest import Run
from tests.end_to_end.test_announcing import Listener, ear
from tests.support.buckets import ROOT
from tests.support.processes import SECONDS
from tests.support.tiny import add_episode

__all__ = ["ear"]  # a fixture
TOKEN, OLD_TOKEN = "quite-a-long-token-of-today-0123456789", "the-token-of-yesterday-9876543210"
KEYS = {
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE0SECRET",
    "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLE",
    "AWS_SESSION_TOKEN": "session//token+of=an+hour",
    "PODWRIGHT_PODPING_TOKEN": "podping-token-of-ours",
}
SECRET = [*KEYS.values(), TOKEN, OLD_TOKEN, "of-nobody-else"]
FOLDER_OF_MEMBERS = re.compile(r"members/[0-9a-f]{32}")


@pytest.fixture
def show(published: Path, monkeypatch: pytest.MonkeyPatch, run: Run, ear: str) -> Path:
    """With a members' feed and episode, published twice; a webhook that refuses, and keys in the environment."""
    Listener.answers = [404] * 1000
    told = {"PODWRIGHT_TOKEN_MEMBERS": TOKEN, "PODWRIGHT_WEBHOOK": f"{ear}/hook/of-nobody-else"}
    for name, value in {**KEYS, **told}.items():
        monkeypatch.setenv(name, value)
    (published / "feeds").mkdir()
    (published / "feeds/public.toml").write_text('title = "Tiny Show"\n', encoding="utf-8")
    (published / "feeds/members.toml").write_text('title = "Tiny"\naudience = "members"\n', encoding="utf-8")
    folder = add_episode(published, "003-quiet", "Quiet", month=3)
    text = (folder / "episode.md").read_text(encoding="utf-8")
    (folder / "episode.md").write_text(text.replace("posts: []", "audience: members"), encoding="utf-8")
    answer = run("--show", published, "--yes")
    assert answer.code == 0, answer.said
    assert said_of(answer.out + answer.err) == set()
    assert "feed “members”: https://tiny.example/feeds/members-***.xml" in answer.said
    assert (published / f"public/feeds/members-{TOKEN}.xml").exists()
    return published


def said_of(text: str) -> set[str]:
    """Which secrets stand in a text, broken over lines or not."""
    together = "".join(text.split())
    found = {secret for secret in SECRET if secret in text or secret in together}
    return found | set(FOLDER_OF_MEMBERS.findall(together))


def spoiled(show: Path) -> None:
    """What members get is not what was released, and their feed is gone."""
    (show / f"public/feeds/members-{TOKEN}.xml").unlink(missing_ok=True)
    for file in (show / "public/members").rglob("*.mp3"):
        file.unlink()


RUNS = [
    ["--yes"],
    ["check"],
    ["plan"],
    ["status"],
    ["verify"],
    ["verify", "--whole"],
    ["watch", "--every", "0", "--times", "1"],
    ["announce"],
    ["doctor"],
    ["generations"],
    ["replace", "003", "--yes"],
    ["hide", "003", "--yes"],
    ["unhide", "003", "--yes"],
    ["retract", "003", "--yes", "--purge"],
    ["rollback", "--yes"],
    ["prune", "--days", "0", "--yes"],
    ["migrate", "public/feeds/members-{token}.xml"],
    ["lint", "public/feeds/members-{token}.xml"],
    ["import", "public/feeds/members-{token}.xml", "--into", "imported"],
    ["new", "Another"],
    ["init", "somewhere"],
    ["audio", "episodes/003-quiet/recording.wav"],
    ["preview", "--port", "70000"],
]
TEXT_ONLY = {"new", "init", "preview"}
NO_SHOW = {"lint", "import", "init", "audio"}


@pytest.mark.parametrize(
    ("form", "broken"),
    [
        pytest.param("text", False, id="text-whole"),
        pytest.param("json", False, id="json-whole", marks=pytest.mark.slow),
        pytest.param("text", True, id="text-broken", marks=pytest.mark.slow),
        pytest.param("json", True, id="json-broken", marks=pytest.mark.slow),
    ],
)
def test_no_command_says_a_secret(
    show: Path, run: Run, form: str, monkeypatch: pytest.MonkeyPatch, *, broken: bool
) -> None:
    """In the order in which somebody might say them, on one show."""
    monkeypatch.chdir(show)
    for command in RUNS:
        if form == "json" and command[0] in TEXT_ONLY:
            continue
        if broken:
            spoiled(show)
        words = [word.format(token=TOKEN) for word in command]
        where = [] if command[0] in NO_SHOW else ["--show", show]
        answer = run(*words, *where, *(["--json"] if form == "json" else []))
        assert said_of(answer.out + answer.err) == set(), command
        if form == "json":
            json.loads(answer.out)
        assert {str(path): found for path in beside(show) if (found := said_of(path.read_text("latin-1")))} == {}, (
            command
        )


def beside(show: Path) -> list[Path]:
    """Everything in the folder but the stores, and what was imported from a members' feed on purpose."""
    elsewhere = {"public", "public-control", "imported"}
    return [path for path in show.rglob("*") if path.is_file() and path.relative_to(show).parts[0] not in elsewhere]


def test_every_command_was_run() -> None:
    ran = {command[0] for command in RUNS if not command[0].startswith("-")}
    assert ran == {command.__name__.rstrip("_") for command in COMMANDS}


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_whoever_asks_for_the_addresses_gets_them(show: Path, run: Run, form: list[str]) -> None:
    said = run("status", "--addresses", "--show", show, *form).out
    assert f"members-{TOKEN}.xml" in "".join(said.split())
    assert not any(key in said for key in KEYS.values())


def test_an_earlier_token_is_hidden_as_well(show: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODWRIGHT_TOKEN_MEMBERS", OLD_TOKEN)
    answer = run("plan", "--show", show)
    assert said_of(answer.out + answer.err) == set()
    monkeypatch.delenv("PODWRIGHT_TOKEN_MEMBERS")
    for command in ("status", "verify", "--yes"):
        answer = run(command, "--show", show)
        assert said_of(answer.out + answer.err) == set(), "not even the one that only the release knows"


def test_another_token_would_cut_members_off_and_stops_the_run(
    show: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PODWRIGHT_TOKEN_MEMBERS", OLD_TOKEN)
    answer = run("--show", show, "--yes")
    assert answer.code == 3
    assert "E0924" in answer.said
    assert "--allow new-token=members" in answer.said
    assert (show / f"public/feeds/members-{TOKEN}.xml").exists()
    assert run("--show", show, "--yes", "--allow", "new-token=members").code == 0
    assert not (show / f"public/feeds/members-{TOKEN}.xml").exists()
    assert (show / f"public/feeds/members-{OLD_TOKEN}.xml").exists()


def test_members_addresses_cannot_be_worked_out_from_what_is_committed(show: Path, run: Run) -> None:
    (audio,) = (show / "public/members").rglob("*.mp3")
    digest = hashlib.sha256(audio.read_bytes()).hexdigest()
    lock = (show / "publish.lock").read_text(encoding="utf-8")
    assert digest in lock
    assert audio.parent.name not in lock
    assert audio.parent.name != digest[:32]
    assert "members/-/003-quiet.mp3" in lock
    assert "Nothing to do" in run("--show", show, "--yes").said
    (show / "publish.lock").unlink()
    (show / "episodes/001-first/episode.md").write_text("---\ntitle: First\n---\nOther notes.\n", encoding="utf-8")
    assert run("--show", show, "--yes").code == 0
    assert audio.exists()
    assert (show / "publish.lock").read_text(encoding="utf-8") == lock, "nor once it was lost"


def test_another_storage_gets_other_addresses_for_members_from_the_same_lock(show: Path, run: Run) -> None:
    (audio,) = (show / "public/members").rglob("*.mp3")
    for name in ("public", "public-control"):
        shutil.rmtree(show / name)
    assert run("--show", show, "--yes").code == 0
    (again,) = (show / "public/members").rglob("*.mp3")
    assert again.name == audio.name
    assert again.parent.name != audio.parent.name
    assert f"members/{again.parent.name}/" in (show / f"public/feeds/members-{TOKEN}.xml").read_text(encoding="utf-8")
    assert run("verify", "--show", show).code == 0


@pytest.mark.slow
def test_addresses_of_an_earlier_version_stay_and_are_told(show: Path, run: Run) -> None:
    """They were made of the audio's hash."""
    (audio,) = (show / "public/members").rglob("*.mp3")
    digest = hashlib.sha256(audio.read_bytes()).hexdigest()
    for file in (*(show / "public").rglob("*"), show / "public-control/manifest.json", show / "publish.lock"):
        if file.is_file() and file.suffix in {".xml", ".html", ".json", ".lock"}:
            text = file.read_text(encoding="utf-8")
            told = text.replace(audio.parent.name, digest[:32]).replace("members/-/", f"members/{digest[:32]}/")
            file.write_text(told, encoding="utf-8")
    audio.parent.rename(audio.parent.with_name(digest[:32]))
    text = (show / "episodes/001-first/episode.md").read_text(encoding="utf-8")
    (show / "episodes/001-first/episode.md").write_text(text + "More.\n", encoding="utf-8")
    answer = run("--show", show, "--yes")
    assert answer.code == 0, answer.said
    assert "W0954" in answer.said
    assert "publish.py replace 003" in answer.said
    assert (show / f"public/members/{digest[:32]}/003-quiet.mp3").exists()
    assert run("replace", "003", "--show", show, "--yes").code == 0
    assert "W0954" not in run("verify", "--show", show).said


def test_a_crash_writes_no_secret(show: Path) -> None:
    """Its file is sent to us by somebody who trusts that nothing private is in it."""
    script = (
        "import sys; from pipeline.cli import main; from pipeline.app import check\n"
        f"def broken(*_): raise RuntimeError('at https://tiny.example/feeds/members-{TOKEN}.xml')\n"
        "check.load = broken\nsys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", script, "check", "--show", str(show)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        command, cwd=show.parent, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert told.returncode == 1
    assert said_of(told.stdout + told.stderr) == set()
    assert not (show.parent / ".podwright").exists(), "it lies in the show, not where one stands"
    crash = (show / ".podwright/crash.txt").read_text(encoding="utf-8")
    assert "RuntimeError" in crash
    assert said_of(crash) == set()
