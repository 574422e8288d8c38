from __future__ import annotations

import logging
from typing import Any

import pytest
import trio
from hypercorn.config import Config
from hypercorn.trio.statsd import StatsdLogger

from limina.transport.hypercorn_log import PrivateLogger, PrivateStatsdLogger

SCOPE: Any = {
    "type": "http",
    "http_version": "1.1",
    "method": "GET",
    "scheme": "http",
    "path": "/canary-path",
    "query_string": b"canary-query",
    "headers": [(b"user-agent", b"canary-agent"), (b"x-secret", b"canary-header")],
    "client": ("192.0.2.7", 4711),
}
EVERYTHING = (
    "%(h)s %(l)s %(t)s %(r)s %(R)s %(s)s %(st)s %(S)s %(m)s %(U)s %(Uq)s %(q)s %(H)s %(b)s %(B)s "
    "%(f)s %(a)s %(T)s %(D)s %(L)s %(p)s %({x-secret}i)s %({x-answer}o)s %({canary}e)s"
)


def logger() -> PrivateLogger:
    target = logging.getLogger("limina.test")
    return PrivateLogger(Config.from_mapping(accesslog=target, errorlog=target))


def test_no_field_of_an_access_line_holds_a_clients_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANARY", "canary-environment")
    response: Any = {"status": 200, "headers": [(b"x-answer", b"canary-answer")]}
    line = EVERYTHING % logger().atoms(SCOPE, response, 1.5)
    assert "canary" not in line
    assert "192.0.2.7:4711" in line
    assert "GET - 1.1" in line
    assert "1.500000" in line


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"path": "/ws"}, ("GET /ws 1.1", "192.0.2.7:4711")),
        ({"path": "/healthz", "client": None}, ("GET /healthz 1.1", "-")),
        ({"path": "/", "method": "CANARY"}, ("- / 1.1", "192.0.2.7:4711")),
    ],
)
def test_our_own_paths_are_logged(fields: dict[str, Any], expected: tuple[str, str]) -> None:
    scope: Any = {**SCOPE, **fields}
    atoms = logger().atoms(scope, None, 0.0)
    assert (atoms["r"], atoms["h"]) == expected
    assert atoms["s"] == "-"


def test_an_application_error_is_logged_without_its_message(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def main() -> None:
        try:
            raise ValueError("canary")
        except ValueError:
            await logger().exception("Error in %s", "the application")

    with caplog.at_level(logging.DEBUG):
        trio.run(main)
    assert "Error in the application: ValueError at test_hypercorn_log.py:" in caplog.text
    assert "canary" not in caplog.text


def test_the_statsd_logger_is_private_in_the_same_way() -> None:
    assert PrivateStatsdLogger.atoms is PrivateLogger.atoms
    assert PrivateStatsdLogger.exception is PrivateLogger.exception
    assert issubclass(PrivateStatsdLogger, StatsdLogger)
