"""The program of a worker process: `python -m limina.runtime.worker_main`, started by the server.

It reads a `Setup` from its standard input, loads its detectors, and answers one batch after another
until the input ends. The pipes are taken away from where anything that prints could reach them. It
ends with the server even where a detector is stuck, and nothing but its own log lines is ever
written to standard error.
"""

from __future__ import annotations

import gc
import logging
import math
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from limina.plugin.errors import PluginError
from limina.runtime.faults import LOG_FORMAT, describe
from limina.runtime.loading import load_all
from limina.runtime.lossy import lose_what_cannot_be_written
from limina.runtime.tasks import perform
from limina.runtime.wire import (
    PREFIX,
    Setup,
    Started,
    decode_batch,
    decode_setup,
    encode_report,
    encode_started,
)

if TYPE_CHECKING:
    from limina.runtime.pipeline import Pipeline

log = logging.getLogger(__name__)

#: Seconds a batch may go on after the server has gone, or after its time is up.
GRACE: Final = 5.0
#: How far a worker stands back behind the front process where processors are scarce (`nice`).
POLITENESS: Final = 5
#: Exit status of a worker that met an error of its own.
BROKEN: Final = 70


def read_frame(inbox: BinaryIO) -> bytes | None:
    """The content of the next frame, or None if the server has closed the pipe."""
    prefix = inbox.read(PREFIX)
    if len(prefix) < PREFIX:
        return None
    size = int.from_bytes(prefix, "big")
    payload = inbox.read(size)
    return payload if len(payload) == size else None


def work(
    inbox: BinaryIO, outbox: BinaryIO, load: Callable[[Setup], tuple[Pipeline, Callable[[], None]]]
) -> int:
    """Load detectors and answer batches until there are no more.

    Args:
        inbox: Where the server writes.
        outbox: Where it reads.
        load: Makes the pipeline, and what lets the plugins go.

    Returns:
        The exit status.
    """
    first = read_frame(inbox)
    if first is None:
        return 0
    try:
        pipeline, shutdown = load(decode_setup(first))
    except Exception as error:
        outbox.write(encode_started(Started(reason(error))))
        outbox.flush()
        return 1
    try:
        answer_all(inbox, outbox, pipeline)
    finally:
        pipeline.close()
        shutdown()
    return 0


def reason(error: Exception) -> str:
    """Why there is no start, in one line."""
    return str(error) if isinstance(error, PluginError) else describe(error)


def answer_all(inbox: BinaryIO, outbox: BinaryIO, pipeline: Pipeline) -> None:
    """Say that all is loaded, and answer batches until there are no more."""
    outbox.write(encode_started(Started()))
    outbox.flush()
    while _answer(inbox, outbox, pipeline):
        pass


def _answer(inbox: BinaryIO, outbox: BinaryIO, pipeline: Pipeline) -> bool:
    """Answer one batch, of which nothing is kept; False if there is none."""
    payload = read_frame(inbox)
    if payload is None:
        return False
    number, seconds, tasks = decode_batch(payload)
    # Ends the process by the kernel's hand, even where a library holds the interpreter.
    signal.setitimer(signal.ITIMER_REAL, seconds + GRACE if math.isfinite(seconds) else 0.0)
    report = perform(pipeline, tasks)
    signal.setitimer(signal.ITIMER_REAL, 0.0)
    for piece in encode_report(number, report):
        outbox.write(piece)
    outbox.flush()
    return True


def load(setup: Setup) -> tuple[Pipeline, Callable[[], None]]:
    """Load plugins and detectors as the settings say."""
    settings = setup.settings
    # What is loaded stays, and to look for what does not takes longer than that is worth. A library
    # that turns the collector off and on again while it reads a file turns nothing on by that.
    thresholds = gc.get_threshold()
    gc.set_threshold(0)
    logging.basicConfig(level=settings.log_level.upper(), format=LOG_FORMAT, stream=sys.stderr)
    plugins, pipeline = load_all(settings)
    gc.freeze()  # nor is it looked through ever again
    gc.set_threshold(*thresholds)
    return pipeline, plugins.shutdown


def end_with(pipe: int, *, seconds: float = GRACE, leave: Callable[[int], None] = os._exit) -> None:
    """Wait until nobody can write to a pipe any more, and a little, and end the process."""
    poll = select.poll()
    poll.register(pipe, 0)  # that the other end is closed is reported unasked
    poll.poll()
    time.sleep(seconds)
    leave(1)


def labour(inbox: int, outbox: int, pipeline: Pipeline) -> int:
    """What a worker that was forked does: all but to load, and to let go.

    Args:
        inbox: The pipe the server writes to.
        outbox: The pipe it reads from.
        pipeline: What was loaded before.

    Returns:
        The exit status.
    """
    os.nice(POLITENESS)
    name_process("limina-worker")
    threading.Thread(target=end_with, args=(inbox,), daemon=True).start()
    answer_all(os.fdopen(inbox, "rb"), os.fdopen(outbox, "wb"), pipeline)
    return 0


def ignore_signals() -> None:
    """Leave to the server what reaches the whole group of processes."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def take_pipes() -> None:
    """Take standard input and output away from whatever reads or prints."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    lose_what_cannot_be_written()


def name_process(name: str) -> None:
    """Show a name in lists of processes, where the system lets us (Linux)."""
    with suppress(OSError):
        Path("/proc/self/comm").write_text(name, "ascii")


def guarded(run: Callable[[], int]) -> int:
    """The exit status of a program, whatever becomes of it."""
    try:
        return run()
    except ConnectionError:
        return 0  # the server has gone
    except BaseException as error:
        # The type only: a message may hold a text.
        log.critical("a worker ends: %s", describe(error))
        return BROKEN


def main() -> int:
    """Take the pipes over and work."""
    ignore_signals()
    os.nice(POLITENESS)
    name_process("limina-worker")
    inbox, outbox = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    take_pipes()
    threading.Thread(target=end_with, args=(inbox.fileno(),), daemon=True).start()
    return guarded(lambda: work(inbox, outbox, load))


if __name__ == "__main__":
    status = main()
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    # Whatever a library would still do at exit, threads that do not end included, is left undone.
    os._exit(status)
