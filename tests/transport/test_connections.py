"""What is counted of connections, and what a line of their log says."""

from __future__ import annotations

import logging

import pytest
import trio
from trio.testing import MockClock

from limina.plugin.hookspecs import Handshake
from limina.runtime.metrics import Metrics
from limina.transport.connections import Connections
from limina.transport.proxies import Proxies

HANDSHAKE = Handshake(
    "/ws", [("x-forwarded-for", "192.0.2.7"), ("user-agent", "canary")], "127.0.0.1"
)


def visit(connections: Connections, *, code: int | None = None) -> None:
    async def main() -> None:
        with connections.visit(HANDSHAKE) as visit:
            await trio.sleep(2.5)
            visit.asked()
            visit.rejected("LIM101")
            if code is not None:
                visit.closing(code)

    trio.run(main, clock=MockClock(autojump_threshold=0))


def value(metrics: Metrics, sample: str) -> float:
    lines = metrics.render().decode().splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith(sample))


def test_a_conversation_is_counted_while_it_lasts_and_by_its_end() -> None:
    metrics = Metrics()
    connections = Connections(metrics)

    async def main() -> None:
        with connections.visit(HANDSHAKE):
            assert value(metrics, "limina_websocket_connections") == 1
            assert value(metrics, 'limina_websocket_handshakes_total{status="101"}') == 1

    trio.run(main)
    visit(connections, code=1001)
    assert value(metrics, "limina_websocket_connections") == 0
    assert value(metrics, 'limina_websocket_closes_total{code="client"}') == 1
    assert value(metrics, 'limina_websocket_closes_total{code="1001"}') == 1
    assert value(metrics, 'limina_requests_total{outcome="LIM101",route="/ws"}') == 1


def test_a_refused_handshake_is_counted_by_its_status() -> None:
    metrics = Metrics()
    Connections(metrics).refused(HANDSHAKE, 503)
    assert value(metrics, 'limina_websocket_handshakes_total{status="503"}') == 1
    assert value(metrics, "limina_websocket_connections") == 0


def test_without_being_asked_for_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    connections = Connections(Metrics())
    with caplog.at_level(logging.DEBUG):
        visit(connections, code=1001)
        connections.refused(HANDSHAKE, 401)
    assert caplog.records == []


@pytest.mark.parametrize(
    ("trusted", "address"), [((), "127.0.0.1"), (("127.0.0.0/8",), "192.0.2.7")]
)
def test_a_line_says_who_how_long_how_many_and_how_it_ended(
    trusted: tuple[str, ...], address: str, caplog: pytest.LogCaptureFixture
) -> None:
    connections = Connections(log_connections=True, proxies=Proxies(trusted))
    with caplog.at_level(logging.INFO):
        visit(connections, code=1001)
        visit(connections)
        connections.refused(HANDSHAKE, 401)
    assert [record.getMessage() for record in caplog.records] == [
        f"a conversation from {address} ended after 2.5 s and 2 messages, closed by us with 1001",
        f"a conversation from {address} ended after 2.5 s and 2 messages, closed by the client",
        f"a handshake from {address} was refused with 401",
    ]


def test_a_conversation_that_fails_is_counted_too() -> None:
    metrics = Metrics()

    async def main() -> None:
        with Connections(metrics).visit(HANDSHAKE):
            raise ValueError("canary")

    with pytest.raises(ValueError):
        trio.run(main)
    assert value(metrics, "limina_websocket_connections") == 0
