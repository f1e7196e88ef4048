"""What every store promises, whatever is behind it."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.model import FolderStorage, S3Storage
from pipeline.problems import Conflict, StoreError
from pipeline.store import Storage, Store, digest_of, open_storage, probe_conditions
from tests.support.processes import SECONDS
from tests.support.servers import S3Server

TEXT, FRESH = "text/plain", "no-store"


@pytest.fixture(params=["folder", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    if request.param == "folder":
        return open_storage(FolderStorage(path="public"), tmp_path, {})
    server: S3Server = request.getfixturevalue("s3_server")
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    bucket = server.bucket(f"b{abs(hash(str(tmp_path))) % 10**12:012}")
    return open_storage(S3Storage(bucket=bucket, endpoint=server.endpoint), tmp_path, server.environment)


@pytest.fixture
def store(storage: Storage) -> Store:
    return storage.public


def put(store: Store, key: str, body: bytes) -> None:
    store.put(key, body, content_type=TEXT, cache_control=FRESH, digest=digest_of(body))


def test_what_is_put_is_got_and_stat_knows_it(store: Store) -> None:
    put(store, "words/a.txt", b"hello")
    held, stat = store.get("words/a.txt"), store.stat("words/a.txt")
    assert held
    assert stat
    assert held.body == b"hello"
    assert (stat.size, stat.etag, stat.digest) == (5, held.etag, digest_of(b"hello"))
    assert stat.content_type == TEXT


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.get("nothing.txt") is None
    assert store.stat("nothing.txt") is None
    store.delete("nothing.txt")


def test_a_second_put_replaces_the_first(store: Store) -> None:
    put(store, "a.txt", b"one")
    put(store, "a.txt", b"two")
    held = store.get("a.txt")
    assert held
    assert held.body == b"two"


def test_a_large_file_arrives_whole_and_tells_its_progress(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "large.mp3"
    body = bytes(range(256)) * 4096 * 13
    file.write_bytes(body)
    told: list[int] = []
    store.put(
        "media/large.mp3",
        file,
        content_type="audio/mpeg",
        cache_control=FRESH,
        digest=digest_of(body),
        progress=told.append,
    )
    stat, held = store.stat("media/large.mp3"), store.get("media/large.mp3")
    assert stat
    assert held
    assert (stat.size, stat.digest, stat.content_type) == (len(body), digest_of(body), "audio/mpeg")
    assert held.body == body
    assert sum(told) == len(body)


def test_other_bytes_than_announced_are_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="E1004"):
        store.put("a.txt", b"hello", content_type=TEXT, cache_control=FRESH, digest=digest_of(b"other"))
    assert store.get("a.txt") is None


def test_keys_come_in_order_and_by_prefix(store: Store) -> None:
    for key in ("b/2.txt", "a.txt", "b/1.txt"):
        put(store, key, b"x")
    assert list(store.keys()) == ["a.txt", "b/1.txt", "b/2.txt"]
    assert list(store.keys("b/")) == ["b/1.txt", "b/2.txt"]
    store.delete("b/1.txt")
    assert list(store.keys("b/")) == ["b/2.txt"]


def test_a_swap_wins_only_against_what_it_knew(store: Store) -> None:
    first = store.swap("m.json", b"1", None, content_type=TEXT, cache_control=FRESH)
    with pytest.raises(Conflict):
        store.swap("m.json", b"2", None, content_type=TEXT, cache_control=FRESH)
    second = store.swap("m.json", b"2", first, content_type=TEXT, cache_control=FRESH)
    with pytest.raises(Conflict):
        store.swap("m.json", b"3", first, content_type=TEXT, cache_control=FRESH)
    held = store.get("m.json")
    assert held
    assert (held.body, held.etag) == (b"2", second)


def test_a_swap_of_what_is_gone_loses(store: Store) -> None:
    etag = store.swap("m.json", b"1", None, content_type=TEXT, cache_control=FRESH)
    store.delete("m.json")
    with pytest.raises(Conflict):
        store.swap("m.json", b"2", etag, content_type=TEXT, cache_control=FRESH)


def test_of_many_at_once_exactly_one_wins_each_round(store: Store) -> None:
    etag: str | None = None
    for round_ in range(10):
        winners: list[str] = []

        def race(number: int, known: str | None = etag, at: int = round_, won: list[str] = winners) -> None:
            try:
                won.append(store.swap("m.json", b"%d %d" % (at, number), known, content_type=TEXT, cache_control=FRESH))
            except Conflict:
                return

        together(race, 8)
        assert len(winners) == 1
        etag = winners[0]


def together(function: Callable[[int], None], count: int) -> None:
    threads = [threading.Thread(target=function, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)


@pytest.mark.parametrize(
    "key", ["", "/a", "../a", "a/../b", "a//b", "a\\b", "a\nb", ".hidden", "a/.git/x", "a b", "ä", "x" * 600]
)
def test_a_key_that_is_not_plain_is_refused(store: Store, key: str) -> None:
    for ask in (store.get, store.stat, store.delete, lambda k: put(store, k, b"x")):
        with pytest.raises(StoreError, match="E1001"):
            ask(key)


def test_the_two_stores_never_see_each_other(storage: Storage) -> None:
    put(storage.control, "manifest.json", b"{}")
    assert storage.public.get("manifest.json") is None
    assert list(storage.public.keys()) == []


def test_conditions_are_honoured_and_the_probe_leaves_nothing(storage: Storage) -> None:
    probe_conditions(storage.control)
    assert list(storage.control.keys()) == []


def test_more_than_a_page_of_keys_is_listed(storage: Storage) -> None:
    keys = [f"k/{number:04}.txt" for number in range(1005)]
    for key in keys:
        storage.control.swap(key, b"", None, content_type=TEXT, cache_control=FRESH)
    assert list(storage.control.keys("k/")) == keys


def test_a_listing_tells_size_and_when_it_was_stored(store: Store) -> None:
    before = datetime.now(UTC) - timedelta(minutes=1)
    put(store, "a/1.txt", b"hello")
    put(store, "b.txt", b"")
    first, second = store.listing()
    assert (first.key, first.size, second.key, second.size) == ("a/1.txt", 5, "b.txt", 0)
    assert before < first.modified < datetime.now(UTC) + timedelta(minutes=1)
    assert [listed.key for listed in store.listing("a/")] == ["a/1.txt"]


def test_what_was_swapped_is_known_by_its_digest(store: Store) -> None:
    store.swap("m.json", b"1", None, content_type=TEXT, cache_control=FRESH)
    stat = store.stat("m.json")
    assert stat
    assert stat.digest == digest_of(b"1")
