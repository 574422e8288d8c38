"""Deadlines without a clock: what is due is decided by the time the driver tells.

Times are seconds on the driver's own monotonic clock. Nothing here knows what a timer is for.
"""

from __future__ import annotations

import enum


class Timer(enum.Enum):
    """The clocks of a connection."""

    HANDSHAKE = "handshake"
    PING = "ping"
    PONG = "pong"
    IDLE = "idle"
    CLOSE = "close"


class Timers:
    """The deadlines that are set."""

    def __init__(self) -> None:
        self._deadlines: dict[Timer, float] = {}

    def arm(self, timer: Timer, deadline: float) -> None:
        """Set a deadline, replacing the timer's earlier one."""
        self._deadlines[timer] = deadline

    def disarm(self, *timers: Timer) -> None:
        """Forget deadlines, if they are set."""
        for timer in timers:
            self._deadlines.pop(timer, None)

    def clear(self) -> None:
        """Forget all deadlines."""
        self._deadlines.clear()

    def is_armed(self, timer: Timer) -> bool:
        """Whether the timer has a deadline."""
        return timer in self._deadlines

    def next(self) -> float | None:
        """The earliest deadline, or None."""
        return min(self._deadlines.values(), default=None)

    def pop_due(self, now: float) -> Timer | None:
        """Take out the earliest timer that is due; of equal ones, the first of `Timer`."""
        due = [timer for timer in Timer if self._deadlines.get(timer, now + 1) <= now]
        if not due:
            return None
        first = min(due, key=lambda timer: self._deadlines[timer])
        del self._deadlines[first]
        return first
