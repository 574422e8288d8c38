"""Holding a lock without giving way where nobody else has it.

`async with lock` always gives the other tasks a turn, and a turn of the event loop is dear where
one message is under way. It knows nothing of what is locked.
"""

from __future__ import annotations

from types import TracebackType

import trio


class Holding:
    """An `async with` over a lock.

    Args:
        lock: The lock; where it is taken, its waiters get it in their order.
    """

    def __init__(self, lock: trio.Lock) -> None:
        self._lock = lock

    async def __aenter__(self) -> None:
        if self._lock.locked():
            await self._lock.acquire()
        else:
            self._lock.acquire_nowait()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._lock.release()
