"""Counting what was done, a little after it was done.

Whoever waits for an answer should not wait for the counting as well, and counting many things one
after the other costs less than counting each in its place. A call that can wait is noted down, and
made a moment later, when there are many, or when somebody is about to look at what they count. It
does not know what is counted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final, ParamSpec

import trio

_Arguments = ParamSpec("_Arguments")

#: Calls that are made at once at most: each takes some microseconds, and they hold up the loop.
MOST: Final = 64
#: Seconds after which a call is made at the latest.
PAUSE: Final = 0.05


class Books:
    """Calls that can wait. They are made in their order, and must not raise."""

    def __init__(self) -> None:
        self._calls: deque[Callable[[], None]] = deque()
        self._something = trio.Event()

    def enter(
        self,
        call: Callable[_Arguments, None],
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> None:
        """Note down a call, with what it is to be given."""
        self._calls.append(lambda: call(*args, **kwargs))
        if len(self._calls) == 1:
            self._something.set()
        elif len(self._calls) >= MOST:
            self.settle()

    def settle(self) -> None:
        """Make every call that was noted down."""
        while self._calls:
            self._calls.popleft()()

    async def keep(self) -> None:
        """Make the calls as they fall due, until cancelled; none is left then."""
        try:
            while True:
                await self._something.wait()
                await trio.sleep(PAUSE)
                self._something = trio.Event()
                self.settle()
        finally:
            self.settle()
