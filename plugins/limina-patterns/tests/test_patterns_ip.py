"""Internet addresses of both versions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    "My server is ⟦192.168.0.1⟧.",
    "from ⟦10.0.0.1⟧:8080 to ⟦172.16.254.1⟧/24",
    "ip=⟦1.2.3.4⟧",
    "DNS server ⟦8.8.8.8⟧",
    "⟦255.255.255.0⟧",
    "⟦2001:0db8:85a3:0000:0000:8a2e:0370:7334⟧",
    "[⟦2001:db8::1⟧]:443",
    "link-local ⟦fe80::1ff:fe23:4567:890a⟧",
    "the host ⟦::1⟧ answered",
    "⟦::ffff:192.0.2.128⟧ is mapped",
)
NEAR_MISSES = (
    "version 1.2.3.4.5",
    "version 10.20.30.40",
    "Chrome/120.0.6099.109",
    "section 1.2.3.4 of the report",
    "see 1.2.3.4",
    "999.1.1.1",
    "1.2.3",
    "300.300.300.300",
    "std::string a::b",
    "10:11:12",
    "x[::2] and y[1::3]",
    "v10.12.14.16",
)


@pytest.mark.parametrize("marked", FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], marked: str) -> None:
    check("IP_ADDRESS", marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "IP_ADDRESS")
