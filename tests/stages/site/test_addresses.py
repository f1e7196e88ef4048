"""Addresses: relative below the base URL, and never a script."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.site.addresses import origin, relative_address, web_link

BASE = "https://air.example/show/"

segments = st.text(alphabet="abc:%20é~-", min_size=1, max_size=4)
paths = st.lists(segments, max_size=4).map("/".join)
targets = st.lists(segments, min_size=1, max_size=4).map("/".join)
tails = st.sampled_from(["", "/", "?v=1", "#t=62", "?v=1#t=62", "/?a=b/c"])


@given(page=paths, target=targets, tail=tails)
def test_a_relative_address_leads_to_its_target(page: str, target: str, tail: str) -> None:
    here, there = BASE + page, BASE + target + tail
    assert urljoin(here, relative_address(here, there, base=BASE)) == there


@given(page=paths, target=targets, tail=tails)
def test_a_relative_address_survives_a_move_of_the_whole_folder(page: str, target: str, tail: str) -> None:
    relative = relative_address(BASE + page, BASE + target + tail, base=BASE)
    moved = "http://127.0.0.1:8000/preview/of/it/"
    assert urljoin(moved + page, relative) == moved + target + tail


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/show/x", "https://air.example/other", "https://air.example/show/../x"]
)
def test_what_lies_outside_the_folder_keeps_its_absolute_address(target: str) -> None:
    assert relative_address(BASE + "index.html", target, base=BASE) == target


@pytest.mark.parametrize("target", ["/evil.example/x", "/", "javascript:alert(1)"])
def test_a_strange_key_never_becomes_another_host_or_a_scheme(target: str) -> None:
    page = BASE + "index.html"
    assert urljoin(page, relative_address(page, BASE + target, base=BASE)) == BASE + target


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/",
        "/guide",
        "guide",
        "https://",
        "https:///guide",
        "https://user:word@example.org/",
        'https://example.org/"onload="x',
        "https://example.org/a b",
        "https://example.org/\n",
        "",
        None,
    ],
)
def test_only_a_plain_web_address_is_a_link(address: str | None) -> None:
    assert web_link(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c&d=(e)#f",
        "HTTPS://example.org/é",
        "https://[2001:db8::1]/guide",
        "https://example.org/it's",
    ],
)
def test_a_plain_web_address_is_left_as_it_is(address: str) -> None:
    assert web_link(address) == address


@pytest.mark.parametrize("address", ["https://a.example; script-src *", "https://a.example'", "nonsense", ""])
def test_no_address_can_write_into_the_content_policy(address: str) -> None:
    assert origin(address) is None
