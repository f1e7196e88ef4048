"""A publication is killed at every request, and at any moment: no listener meets a half, and the next run finishes."""

import hashlib
import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lxml import etree

from tests.end_to_end.test_unfinished import edit, public
from tests.support.buckets import ROOT, BucketShow, Stored, bucket_show, copied, listen
from tests.support.processes import SECONDS, started
from tests.support.proxy import Fault, Proxy, Seen, proxied
from tests.support.servers import S3Server
from tests.support.tiny import add_episode, sound

pytestmark = pytest.mark.slow
OLD, NEW = ["Second", "First"], ["Third", "First, again"]
RANDOM_KILLS = 20


@pytest.fixture
def proxy(s3_server: S3Server) -> Iterator[Proxy]:
    with proxied(s3_server.endpoint) as running:
        yield running


@pytest.fixture
def show(s3_server: S3Server, tmp_path: Path) -> BucketShow:
    """Published once; since then an episode was added, one was changed and got new audio, and one was withdrawn."""
    made = bucket_show(s3_server, tmp_path / "show", f"killed{abs(hash(str(tmp_path))) % 10**12:012}")
    code, said = made.publish()
    assert code == 0, said
    return made


def change(show: BucketShow) -> None:
    add_episode(show.folder, "003-third", "Third", month=3)
    edit(show.folder / "episodes/001-first/episode.md", "title: First", "title: First, again")
    edit(show.folder / "episodes/002-second/episode.md", "posts: []", "status: withdrawn")


def kept(folder: Path) -> Callable[[], None]:
    """Puts the folder's own records back as they are now."""
    lock, post = (folder / "publish.lock").read_bytes(), (folder / "posts/a-post.md").read_bytes()

    def put_back() -> None:
        (folder / "publish.lock").write_bytes(lock)
        (folder / "posts/a-post.md").write_bytes(post)

    return put_back


def finished(show: BucketShow, before: dict[str, Stored]) -> tuple[dict[str, bytes], int]:
    """What an undisturbed run leaves in public, with the cache warm; and how many requests it makes."""
    with proxied(show.server.endpoint) as counting:
        put_back = kept(show.folder)
        code, said = show.publish(counting.endpoint)
        assert code == 0, said
        whole, requests = show.public(), len(counting.seen)
    show.put_back(before)
    put_back()
    return whole, requests


@pytest.mark.parametrize("fault", [Fault.RESET, Fault.LOST])
def test_killed_at_every_request(show: BucketShow, proxy: Proxy, fault: Fault) -> None:
    """LOST: after the server has acted. RESET: before it has heard of it, which is after the request before: a few."""
    before = show.stored()
    change(show)
    whole, requests = finished(show, before)
    put_back = kept(show.folder)
    for number in range(1, requests + 1, 1 if fault is Fault.LOST else 7):
        killed_at(show, proxy, number, fault)
        assert listen(show.base_url) in (OLD, NEW)
        code, said = show.publish()
        assert code == 0, f"after a kill at request {number}: {said}"
        assert show.public() == whole, f"after a kill at request {number}"
        show.put_back(before)
        put_back()


def killed_at(show: BucketShow, proxy: Proxy, number: int, fault: Fault) -> None:
    proxy.seen.clear()
    with show.started(proxy.endpoint) as process:

        def rule(seen: Seen) -> Fault:
            if seen.number < number:
                return Fault.NONE
            if fault is Fault.RESET or seen.number > number:
                process.kill()
                return Fault.RESET
            return Fault.LOST

        proxy.rule = rule
        process.communicate(timeout=2 * SECONDS)
    proxy.rule = lambda _: Fault.NONE


def test_killed_at_any_moment(show: BucketShow, s3_server: S3Server) -> None:
    before = show.stored()
    change(show)
    whole, _ = finished(show, before)
    put_back, chance = kept(show.folder), random.Random(7)  # noqa: S311 - moments, not secrets
    begun = time.monotonic()
    assert show.publish()[0] == 0
    length = time.monotonic() - begun
    show.put_back(before)
    put_back()
    for _ in range(RANDOM_KILLS):
        with show.started(s3_server.endpoint):
            time.sleep(chance.uniform(0.2, 1.0) * length)
        assert listen(show.base_url) in (OLD, NEW)
        if chance.random() < 0.5:
            code, said = show.publish()
            assert code == 0, said
            assert show.public() == whole
            show.put_back(before)
            put_back()


def test_a_folder_is_never_half_published(published: Path) -> None:
    """The same for a show that is published to a folder: whatever the feed names is there, whole."""
    add_episode(published, "003-third", "Third", month=3)
    edit(published / "episodes/001-first/episode.md", "title: First", "title: First, again")
    home, chance = published.with_name("untouched"), random.Random(8)  # noqa: S311 - moments, not secrets
    shutil.copytree(published, home)
    begun = time.monotonic()
    assert ran(publish_folder(published)) == 0
    length, whole = time.monotonic() - begun, public(published)
    for _ in range(RANDOM_KILLS):
        shutil.rmtree(published)
        shutil.copytree(home, published)
        with started(publish_folder(published)):
            time.sleep(chance.uniform(0.2, 1.0) * length)
        feed = etree.parse(published / "public/feeds/public.xml")
        for enclosure in feed.iter("enclosure"):
            file = published / "public" / str(enclosure.get("url")).removeprefix("https://tiny.example/")
            assert file.stat().st_size == int(str(enclosure.get("length")))
            assert hashlib.sha256(file.read_bytes()).hexdigest().startswith(file.stem[-12:])
        assert ran(publish_folder(published)) == 0
        assert public(published) == whole


def publish_folder(show: Path) -> list[str]:
    return [sys.executable, str(ROOT / "publish.py"), "--show", str(show), "--yes"]


def ran(command: list[str]) -> int:
    with started(command) as process:
        return process.wait(SECONDS)


@pytest.mark.parametrize("producers", [2, 5, 8])
def test_of_many_producers_at_once_one_is_live_whole(show: BucketShow, tmp_path: Path, producers: int) -> None:
    clones = [copied(show, tmp_path / f"producer-{number}") for number in range(producers)]
    for number, clone in enumerate(clones):
        edit(clone / "episodes/001-first/episode.md", "title: First", f"title: First of {number}")
        sound(clone / "episodes/001-first/recording.wav", seed=number)
    with ThreadPoolExecutor(producers) as pool:
        endpoint = show.server.endpoint
        runs = list(pool.map(lambda clone: show.publish(endpoint, "replace", "001", "--yes", folder=clone), clones))
    codes = [code for code, _ in runs]
    assert set(codes) <= {0, 4, 5}, runs
    (title,) = {title for title in listen(show.base_url) if title.startswith("First")}
    live = int(title.removeprefix("First of "))
    assert codes[live] in {0, 4}, "the one that is live was not refused"
    public = show.public()
    shutil.rmtree(clones[live] / ".podwright")
    code, said = show.publish(folder=clones[live])
    assert code == 0, said
    assert "Nothing to do" in said, "what is live is all of what that producer has, and of nobody else"
    assert show.public() == public
