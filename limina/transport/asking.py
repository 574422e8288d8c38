"""The requests of one conversation that are worked on, and their answers as they come.

Both transports ask the dispatcher this way. When an answer is sent is theirs to say.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from limina.protocol.errors import RequestError
from limina.protocol.events import RequestFailed, RequestReceived, ResponseReady

if TYPE_CHECKING:
    from limina.runtime.dispatch import Dispatch


class Asking:
    """Asks, and keeps what comes back until it is taken.

    Args:
        dispatch: Answers the requests.
        wake: Called whenever there is an answer to be taken; it must not raise.
    """

    def __init__(self, dispatch: Dispatch, wake: Callable[[], None]) -> None:
        self._dispatch = dispatch
        self._wake = wake
        #: Numbers of the requests that are worked on, by what the session calls them.
        self._asked: dict[int, int] = {}
        self._answers: deque[ResponseReady | RequestFailed] = deque()

    def __bool__(self) -> bool:
        """Whether there is an answer to be taken."""
        return bool(self._answers)

    def ask(self, event: RequestReceived) -> None:
        """Have a request answered; one that is not accepted has its answer at once."""
        name = event.request_id

        def answered(answer: bytes | RequestError) -> None:
            del self._asked[name]
            self._put(name, answer)

        try:
            self._asked[name] = self._dispatch.ask(event.request, answered)
        except RequestError as error:
            self._put(name, error)

    def take(self) -> Iterator[ResponseReady | RequestFailed]:
        """The answers there are, each once."""
        while self._answers:
            yield self._answers.popleft()

    def withdraw(self) -> None:
        """Nobody waits for the other answers any more."""
        self._dispatch.withdraw(self._asked.values())

    def _put(self, name: int, answer: bytes | RequestError) -> None:
        if isinstance(answer, RequestError):
            self._answers.append(RequestFailed(name, answer))
        else:
            self._answers.append(ResponseReady(name, answer))
        self._wake()
