"""A task that asks a dispatcher and waits for the answer, as a connection does."""

from __future__ import annotations

import trio

from limina.protocol.errors import RequestError
from limina.protocol.schema import Request
from limina.runtime.dispatch import Dispatch


async def submit(dispatcher: Dispatch, request: Request) -> bytes:
    """The answer to a request, which is withdrawn where the call is cancelled."""
    done = trio.Event()
    answers: list[bytes | RequestError] = []

    def answered(answer: bytes | RequestError) -> None:
        answers.append(answer)
        done.set()

    number = dispatcher.ask(request, answered)
    try:
        await done.wait()
    finally:
        dispatcher.withdraw([number])
    [answer] = answers
    if isinstance(answer, RequestError):
        raise answer
    return answer
