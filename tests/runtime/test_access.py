"""Who is let in: keys, origins, public paths, and plugins last."""

from __future__ import annotations

import pytest

from limina.plugin.hookspecs import Handshake
from limina.protocol.errors import RequestError
from limina.runtime.access import Access


def coming(*headers: tuple[str, str], path: str = "/ws") -> Handshake:
    return Handshake(path, headers)


def test_without_keys_everybody_is_let_in() -> None:
    assert Access().authorize(coming())
    assert Access().authorize(coming(("x-api-key", "anything")))


@pytest.mark.parametrize(
    "header",
    [
        ("x-api-key", "second"),
        ("authorization", "Bearer second"),
        ("authorization", "bearer  second "),
        ("x-api-key", "schl\u00c3\u00bcssel"),
    ],
)
def test_any_of_the_keys_opens_in_either_header(header: tuple[str, str]) -> None:
    assert Access(["first", "second", "schlüssel"]).authorize(coming(header))


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("x-api-key", "")],
        [("x-api-key", "Second")],
        [("x-api-key", "secon")],
        [("x-api-key", "second2")],
        [("authorization", "second")],
        [("authorization", "Basic second")],
        [("authorization", "Bearer")],
        [("cookie", "second")],
        [("x-api-key", "\u20ac")],
    ],
)
def test_nothing_else_opens(headers: list[tuple[str, str]]) -> None:
    assert not Access(["first", "second"]).authorize(coming(*headers))


def test_no_keys_at_all_open_to_nobody() -> None:
    assert not Access([]).authorize(coming(("x-api-key", "")))


def test_public_paths_need_no_key_and_ask_no_plugin() -> None:
    access = Access(["k"], public_paths=["/healthz"], plugins=lambda handshake: False)
    assert access.authorize(coming(path="/healthz"))
    assert not access.authorize(coming(("x-api-key", "k"), path="/ws"))


def test_a_plugin_is_asked_of_those_with_a_key_only() -> None:
    asked: list[Handshake] = []

    def plugins(handshake: Handshake) -> bool:
        asked.append(handshake)
        return False

    access = Access(["k"], plugins=plugins)
    assert not access.authorize(coming())
    assert asked == []
    assert not access.authorize(coming(("x-api-key", "k")))
    assert len(asked) == 1


@pytest.mark.parametrize("origin", ["https://a.example", "HTTPS://A.example"])
def test_a_page_on_the_list_and_a_program_may_connect(origin: str) -> None:
    access = Access(origins=["https://A.example/"])
    assert access.authorize(coming(("origin", origin)))
    assert access.authorize(coming())


@pytest.mark.parametrize("origin", ["https://b.example", "null", "", "https://a.example.evil"])
def test_any_other_page_is_forbidden_without_its_name(origin: str) -> None:
    access = Access(origins=["https://a.example"])
    with pytest.raises(RequestError) as caught:
        access.authorize(coming(("origin", origin)))
    assert (caught.value.code, caught.value.status) == ("LIM302", 403)
    assert not origin or origin not in caught.value.detail
