"""Whose address it is: what is believed of `X-Forwarded-For`, and that no word of it gets out."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.plugin.hookspecs import Handshake
from limina.transport.proxies import MAX_HOPS, NOBODY, Proxies


def client(peer: str | None, *headers: str, trusted: tuple[str, ...] = ("10.0.0.0/8",)) -> str:
    pairs = [("host", "x"), *(("x-forwarded-for", value) for value in headers)]
    return Proxies(trusted).client(Handshake("/ws", pairs, peer))


@pytest.mark.parametrize(
    ("peer", "headers", "address"),
    [
        ("10.0.0.1", ("192.0.2.7",), "192.0.2.7"),
        ("10.0.0.1", (" 192.0.2.7 ",), "192.0.2.7"),
        ("10.0.0.1", ("2001:DB8:0::7",), "2001:db8::7"),
        ("::ffff:10.0.0.1", ("192.0.2.7",), "192.0.2.7"),
        # what a client claims before a proxy that adds to the header
        ("10.0.0.1", ("198.51.100.1, 192.0.2.7",), "192.0.2.7"),
        ("10.0.0.1", ("198.51.100.1", "192.0.2.7"), "192.0.2.7"),
        # through two proxies of ours
        ("10.0.0.1", ("198.51.100.1, 192.0.2.7, 10.0.0.2",), "192.0.2.7"),
        # nobody of whom the header would be believed
        ("192.0.2.9", ("198.51.100.1",), "192.0.2.9"),
        (None, ("198.51.100.1",), NOBODY),
        ("a socket", ("198.51.100.1",), NOBODY),
        ("10.0.0.1", (), "10.0.0.1"),
    ],
)
def test_the_first_peer_that_is_no_proxy_counts(
    peer: str | None, headers: tuple[str, ...], address: str
) -> None:
    assert client(peer, *headers) == address


def test_without_trusted_proxies_the_header_does_not_count() -> None:
    assert client("127.0.0.1", "192.0.2.7", trusted=()) == "127.0.0.1"


@pytest.mark.parametrize(
    "word",
    ["", "unknown", "John Smith", "fe80::1%John", "192.0.2.7:80", "[::1]", "１.2.3.4", "0" * 9999],
)
def test_what_is_no_address_is_not_looked_behind(word: str) -> None:
    assert client("10.0.0.1", f"192.0.2.7, {word}") == "10.0.0.1"


def test_only_so_many_addresses_are_looked_at_and_none_in_part() -> None:
    hops = ["1203.0.113.7"] + ["10.0.0.2"] * MAX_HOPS
    assert client("10.0.0.1", ",".join(hops)) == "10.0.0.2"
    assert client("10.0.0.1", ",".join(["192.0.2.7"] + ["10.0.0.2"] * (MAX_HOPS - 1))) == (
        "192.0.2.7"
    )


@given(st.lists(st.text(st.characters(max_codepoint=255)) | st.ip_addresses().map(str)))
def test_whatever_is_sent_an_address_comes_out(words: list[str]) -> None:
    ip_address(client("10.0.0.1", ",".join(words), trusted=("0.0.0.0/0", "::/0")))


@pytest.mark.parametrize("network", ["proxy.example", "10.0.0.0/33", ""])
def test_a_network_is_one(network: str) -> None:
    with pytest.raises(ValueError):
        Proxies([network])
