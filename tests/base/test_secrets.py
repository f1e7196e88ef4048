"""What must stand in no message does not, however a message is written."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table

from pipeline.base.secrets import HIDDEN, Secrets

KEY = "wJalr/XUtnFEMI+K7MDENG=bPxRfiCY"


def net(*values: str, feeds: tuple[str, ...] = ()) -> Secrets:
    secrets = Secrets()
    secrets.hide_keys(values)
    secrets.hide_tokens(["a-token-of-today"], feeds)
    return secrets


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"the key {KEY} is wrong", f"the key {HIDDEN} is wrong"),
        ("at https://a.example/?k=wJalr%2FXUtnFEMI%2BK7MDENG%3DbPxRfiCY", f"at https://a.example/?k={HIDDEN}"),
        (json.dumps({"said": KEY}), json.dumps({"said": HIDDEN})),
        (f"{KEY[:9]}\n       {KEY[9:]}", HIDDEN),
        (f"\x1b[1m{KEY[:3]}\x1b[0m{KEY[3:]}", f"\x1b[1m{HIDDEN}"),
        (
            "https://air.example/feeds/members-an-older-token-of-ours.xml",
            f"https://air.example/feeds/members-{HIDDEN}.xml",
        ),
        ("https://air.example/feeds/public.xml", "https://air.example/feeds/public.xml"),
        ("members/0123456789abcdef0123456789abcdef/017.mp3", f"members/{HIDDEN}/017.mp3"),
        ("https://ana:geheim@air.example/feed", f"https://{HIDDEN}@air.example/feed"),
        (
            "https://a.example/x?X-Amz-Signature=ab12&partNumber=2",
            f"https://a.example/x?X-Amz-Signature={HIDDEN}&partNumber=2",
        ),
        ("https://a.example/feed?token=ab12 is private", f"https://a.example/feed?token={HIDDEN} is private"),
        ("ana@air.example at 12:30", "ana@air.example at 12:30"),
    ],
)
def test_what_is_secret_is_hidden_and_the_rest_stays(text: str, said: str) -> None:
    assert net(KEY, feeds=("members",)).without(text) == said


@given(
    secret=st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", min_size=16, max_size=60),
    width=st.integers(20, 120),
    before=st.text("xyz ", max_size=40),
)
def test_a_terminal_may_break_it_anywhere(secret: str, width: int, before: str) -> None:
    console = Console(file=io.StringIO(), width=width, force_terminal=True)
    rows = Table.grid(padding=(0, 2))
    rows.add_row("", "", f"{before}https://air.example/feeds/members-{secret}.xml is gone")
    console.print(rows)
    said = net(secret).without(console.file.getvalue())  # type: ignore[attr-defined] # it is the text above
    assert secret not in "".join(said.split())


def test_what_is_too_short_to_be_a_key_is_left_in_words() -> None:
    assert net("air", "").without("up for air") == "up for air"


def test_somebody_who_asks_for_the_addresses_gets_them_and_no_keys() -> None:
    secrets, address = net(KEY, feeds=("members",)), "feeds/members-a-token-of-today.xml"
    assert secrets.without(f"{address} {KEY}") == f"feeds/members-{HIDDEN}.xml {HIDDEN}"
    secrets.show_addresses()
    assert secrets.without(f"{address} {KEY}") == f"{address} {HIDDEN}"
    secrets.forget()
    assert secrets.without(KEY) == KEY
