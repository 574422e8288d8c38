"""Replaying: one connection as long as it lives, and an account of everything."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import trio
from trio.testing import MockClock

from conformance.judge import Mode, Status, Verdict
from conformance.runner import Exchange, Tally, replay
from conformance.vectors import Expectation, Vector
from limina.transport.client import Disconnected

ERROR = json.dumps({"detail": "x", "code": "LIM103"})


def vector(name: str, do: str = "answer") -> Vector:
    return Vector(name, "limina", "ours", {"do": do}, Expectation(error="LIM103"))


class FakeServer:
    """Does what a request says."""

    def __init__(self) -> None:
        self.opened = 0

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[Exchange]:
        self.opened += 1

        async def exchange(message: str) -> str:
            match json.loads(message)["do"]:
                case "hang":
                    await trio.sleep_forever()
                case "hang up":
                    raise Disconnected(1011, "")
                case "nonsense":
                    return "nonsense"
            return ERROR

        yield exchange


def run(server: FakeServer, *vectors: Vector) -> tuple[Tally, list[Verdict]]:
    verdicts: list[Verdict] = []

    async def main() -> Tally:
        return await replay(vectors, server.connect, Mode.EXACT, timeout=5, report=verdicts.append)

    return trio.run(main, clock=MockClock(autojump_threshold=0)), verdicts


def test_all_are_sent_on_one_connection_and_told_in_order() -> None:
    server = FakeServer()
    tally, verdicts = run(server, vector("a"), vector("b", "nonsense"), vector("c"))
    assert server.opened == 1
    assert [(one.vector_id, one.status) for one in verdicts] == [
        ("a", Status.PASSED),
        ("b", Status.FAILED),
        ("c", Status.PASSED),
    ]
    assert str(tally) == "2 passed, 1 failed, 0 skipped"
    assert tally.failed


def test_what_the_mode_skips_is_not_sent() -> None:
    skipped = Vector("s", "limina", "ours", {"do": "hang"})
    tally, verdicts = run(FakeServer(), skipped)
    assert verdicts == [Verdict("s", Status.SKIPPED, ("no answer is documented",))]
    assert str(tally) == "0 passed, 0 failed, 1 skipped"
    assert not tally.failed


@pytest.mark.parametrize(
    ("do", "reason"),
    [
        ("hang", "no answer within 5 seconds"),
        ("hang up", "the connection was closed with code 1011"),
    ],
)
def test_after_a_lost_answer_the_rest_is_sent_on_a_new_connection(do: str, reason: str) -> None:
    server = FakeServer()
    tally, verdicts = run(server, vector("a", do), vector("b"))
    assert verdicts[0] == Verdict("a", Status.FAILED, (reason,))
    assert verdicts[1].status is Status.PASSED
    assert server.opened == 2
    assert str(tally) == "1 passed, 1 failed, 0 skipped"


def test_nothing_to_send_opens_no_connection() -> None:
    server = FakeServer()
    assert str(run(server)[0]) == "0 passed, 0 failed, 0 skipped"
    assert server.opened == 0
