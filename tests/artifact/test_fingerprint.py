"""Equal values, equal names: on any machine, in any process."""

import os
import subprocess
import sys
from dataclasses import replace

from pipeline.artifact.fingerprint import fingerprint
from pipeline.model import Chapter, Millis
from tests.support.shows import an_episode


def test_where_a_value_came_from_does_not_count() -> None:
    here, there = Chapter(start=Millis(0), title="A", where="a:1"), Chapter(start=Millis(0), title="A", where="b:9")
    assert fingerprint(here) == fingerprint(there)


def test_every_other_field_counts() -> None:
    episode = an_episode()
    assert fingerprint(episode) != fingerprint(replace(episode, number=43))


def test_values_that_look_alike_differ() -> None:
    alike = [fingerprint(x) for x in ("1", 1, 1.5, True, None, (1,), ((1,),), b"1", {"1": 1}, "")]
    assert len(set(alike)) == len(alike)


def test_no_hash_seed_and_no_time_zone_shows() -> None:
    code = (
        "from tests.support.shows import an_item; from pipeline.artifact.fingerprint import fingerprint\n"
        "print(fingerprint(an_item()))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
            timeout=120,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima"))
    }
    assert len(runs) == 1
