"""The use cases are a library: they publish from Python without a terminal, and tell what happens as values."""

import io
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.app.events import Event, Planned, Secret, Sending, Warned, Working
from pipeline.app.place import place_of
from pipeline.app.prepare import prepare
from pipeline.app.publish import publish
from pipeline.app.rollback import rollback
from pipeline.app.run import Run
from pipeline.app.verify import verify_place
from pipeline.problems import ChangesWaiting

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def a_run(folder: Path, told: list[Event]) -> Run:
    return Run(folder=folder, now=NOW, environment={}, tell=told.append, agree=lambda *_: True)


def test_a_show_is_published_with_no_console_and_its_events_come_in_order(
    show: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mute = io.StringIO()
    monkeypatch.setattr(sys, "stdout", mute)
    monkeypatch.setattr(sys, "stderr", mute)
    told: list[Event] = []
    run = a_run(show, told)
    published = publish(run, prepare(run))
    assert published.generation == 1
    assert verify_place(run, place_of(run)).addresses == published.addresses
    kinds = list(dict.fromkeys(type(event) for event in told))
    assert kinds == [Warned, Planned, Working, Sending]
    assert Counter(e.work for e in told if isinstance(e, Working) and e.done == 1).keys() == {"001", "002"}
    assert [e.sent for e in told if isinstance(e, Sending)][-1] == next(e.total for e in told if isinstance(e, Sending))
    assert mute.getvalue() == ""


def test_nobody_agrees_unless_somebody_is_asked(show: Path) -> None:
    run = Run(folder=show, now=NOW, environment={})
    with pytest.raises(ChangesWaiting):
        publish(run, prepare(run))
    assert not (show / "public").exists()


def test_what_is_secret_is_told_before_anything_else(show: Path) -> None:
    (show / "feeds").mkdir()
    (show / "feeds/inner.toml").write_text('audience = "members"\n', encoding="utf-8")
    environment = {"PODWRIGHT_TOKEN_INNER": "a-token-nobody-guesses"}
    told: list[Event] = []
    run = Run(folder=show, now=NOW, environment=environment, tell=told.append, agree=lambda *_: True)
    publish(run, prepare(run))
    told.clear()
    publish(run, prepare(run))
    assert told[0] == Secret(token=environment["PODWRIGHT_TOKEN_INNER"], opens="inner")


def test_going_back_to_what_is_live_changes_nothing_and_says_so(show: Path) -> None:
    told: list[Event] = []
    run = a_run(show, told)
    publish(run, prepare(run))
    done = rollback(run, place_of(run), 1, ())
    assert (done.plan, done.number) == (None, 1)
