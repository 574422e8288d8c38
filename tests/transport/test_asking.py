"""Requests that are asked, their answers as they come, and those that nobody waits for."""

from __future__ import annotations

from collections.abc import Iterable

from limina.plugin.hookspecs import Handshake
from limina.protocol.errors import RequestError
from limina.protocol.events import RequestFailed, RequestReceived, ResponseReady
from limina.protocol.schema import Limits, Request
from limina.runtime.dispatch import Answered
from limina.transport.asking import Asking

REFUSED = RequestError("LIM202", "too many requests are waiting; try again later")


class Dispatch:
    """Keeps what is asked; `no` is refused."""

    limits = Limits()
    ready = True

    def __init__(self) -> None:
        self.asked: list[Answered] = []
        self.withdrawn: list[int] = []

    def ask(self, request: Request, answered: Answered) -> int:
        if request.text == "no":
            raise REFUSED
        self.asked.append(answered)
        return 10 + len(self.asked)

    def withdraw(self, numbers: Iterable[int]) -> None:
        self.withdrawn += numbers

    def authorize(self, handshake: Handshake) -> bool:
        return True


def test_answers_are_told_and_taken_once_in_the_order_they_come() -> None:
    dispatch, woken = Dispatch(), list[int]()
    asking = Asking(dispatch, lambda: woken.append(1))
    for name in (1, 2):
        asking.ask(RequestReceived(name, Request("a")))
    assert (bool(asking), woken) == (False, [])
    dispatch.asked[1](b"{}")
    dispatch.asked[0](REFUSED)
    assert (bool(asking), woken) == (True, [1, 1])
    assert list(asking.take()) == [ResponseReady(2, b"{}"), RequestFailed(1, REFUSED)]
    assert list(asking.take()) == []


def test_what_is_not_accepted_has_its_answer_at_once() -> None:
    woken = list[int]()
    asking = Asking(Dispatch(), lambda: woken.append(1))
    asking.ask(RequestReceived(1, Request("no")))
    assert (list(asking.take()), woken) == ([RequestFailed(1, REFUSED)], [1])


def test_only_what_is_not_answered_is_withdrawn() -> None:
    dispatch = Dispatch()
    asking = Asking(dispatch, lambda: None)
    for name in (1, 2, 3):
        asking.ask(RequestReceived(name, Request("a")))
    dispatch.asked[1](b"{}")
    asking.withdraw()
    assert dispatch.withdrawn == [11, 13]
