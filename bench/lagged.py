"""`limina serve` with a clock in its event loop that notes how late the loop is.

    python -m bench.lagged FILE serve ...

A task of its own wants to wake every few milliseconds and notes by how much it came too late. The
notes are written to the file when the server ends: pairs of the time it was due, as
`time.monotonic` tells it in every process, and the seconds it was late.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Final

import trio

from limina.cli.main import main

#: Seconds between two looks at the clock.
INTERVAL: Final = 0.005


async def watch(notes: list[tuple[float, float]]) -> None:
    """Note how late the loop is, until cancelled."""
    while True:
        due = time.monotonic() + INTERVAL
        await trio.sleep(INTERVAL)
        notes.append((due, time.monotonic() - due))


def between(notes: Sequence[tuple[float, float]], begun: float, seconds: float) -> list[float]:
    """How late the loop was at the times that were due in a period."""
    return [late for due, late in notes if begun <= due < begun + seconds]


def serve(file: Path, arguments: Sequence[str]) -> int:
    """Run the command line, and write the notes down when it ends."""
    notes: list[tuple[float, float]] = []
    run: Any = trio.run

    def watched(function: Callable[..., Awaitable[Any]], *given: Any) -> None:
        async def both() -> None:
            async with trio.open_nursery() as nursery:
                nursery.start_soon(watch, notes)
                await function(*given)
                nursery.cancel_scope.cancel()

        run(both)

    trio.run = watched  # type: ignore[assignment]
    try:
        return main(arguments)
    finally:
        trio.run = run
        file.write_text(json.dumps(notes))


if __name__ == "__main__":
    sys.exit(serve(Path(sys.argv[1]), sys.argv[2:]))
