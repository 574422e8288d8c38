"""A dispatcher made of one asynchronous method."""

from __future__ import annotations

from collections.abc import Iterable

import trio

from limina.protocol.errors import RequestError
from limina.protocol.schema import Request
from limina.runtime.dispatch import Answered


class Answering:
    """Answers each request in a task of its own, by `submit`; withdrawing one cancels its task."""

    def __init__(self) -> None:
        self._scopes: list[trio.CancelScope] = []

    async def submit(self, request: Request) -> bytes:
        """The answer, or the error to answer with."""
        raise NotImplementedError

    def ask(self, request: Request, answered: Answered) -> int:
        scope = trio.CancelScope()
        self._scopes.append(scope)
        trio.lowlevel.spawn_system_task(self._run, request, answered, scope)
        return len(self._scopes) - 1

    def withdraw(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self._scopes[number].cancel()

    async def _run(self, request: Request, answered: Answered, scope: trio.CancelScope) -> None:
        with scope:
            answer: bytes | RequestError
            try:
                answer = await self.submit(request)
            except RequestError as error:
                answer = error
            if not scope.cancel_called:
                answered(answer)
