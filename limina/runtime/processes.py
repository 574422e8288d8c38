"""A worker in a process of its own, seen from the front process.

Batches go to its standard input, answers come from its standard output, both as frames
(`limina.runtime.wire`); it logs to our standard error. Nothing about the settings or a text is ever
on its command line or in its environment. When this process ends, however it does, the pipes close
and the worker ends too.
"""

from __future__ import annotations

import logging
import math
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Final

import trio

from limina.plugin.errors import PluginError
from limina.protocol.errors import RequestError
from limina.runtime.crew import WorkerLost
from limina.runtime.faults import describe
from limina.runtime.memory import resident
from limina.runtime.pipeline import Outcome
from limina.runtime.tasks import Report, Task
from limina.runtime.wire import (
    PREFIX,
    Garbage,
    Setup,
    decode_report,
    decode_started,
    encode_batch,
    encode_setup,
)

log = logging.getLogger(__name__)

#: The program; `-P` keeps Python from looking for modules in the working directory by itself.
COMMAND: Final = (sys.executable, "-P", "-m", "limina.runtime.worker_main")
#: Seconds a worker may take to load its detectors.
START_SECONDS: Final = 300.0
#: Seconds a worker has to end in good order.
CLOSE_SECONDS: Final = 3.0
#: Bytes that are read at a time; what a pipe holds.
_CHUNK: Final = 65_536
#: Libraries that would start a thread for each core; there is a worker for each core already.
_ONE_THREAD: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class ProcessWorker:
    """One worker process after another.

    Args:
        setup: What each starts with.
        command: The program.
        memory: Bytes a process may have after a batch before it is to be replaced; None for any.
    """

    def __init__(
        self, setup: Setup, command: Sequence[str] = COMMAND, memory: int | None = None
    ) -> None:
        self._setup = setup
        self._command = command
        self._memory = memory
        self._number = 0
        self._process: trio.Process | None = None
        self._busy = trio.Lock()
        self._outgrown = trio.Event()

    @property
    def pid(self) -> int | None:
        """The process's number, or None if there is none."""
        return None if self._process is None else self._process.pid

    async def start(self) -> None:
        """Start a process and have it load its detectors.

        Raises:
            PluginError: If it says that it cannot.
            WorkerLost: If it ends, answers garbage or takes too long.
        """
        self._process = await self._open()
        self._outgrown = trio.Event()

    async def process(self, tasks: Sequence[Task], seconds: float = math.inf) -> Report:
        """Do a batch.

        Args:
            tasks: The tasks.
            seconds: How long they may take; some seconds later the worker ends itself.

        Raises:
            WorkerLost: If the process ended or answered garbage.
        """
        self._number += 1
        try:
            batch = encode_batch(self._number, seconds, tasks)
        except Exception as error:
            log.error("internal error: %s", describe(error))
            failure = RequestError("LIM205", "internal error; nothing is returned")
            return Report([Outcome(failure) for _ in tasks])
        async with self._busy:
            process = self._process
            assert process is not None, "start() comes first"
            await _send(process, batch)
            try:
                report = decode_report(await _receive(process), self._number, len(tasks))
            except Garbage:
                raise WorkerLost("garbage") from None
            if self._memory is not None and (resident(process.pid) or 0) > self._memory:
                self._outgrown.set()
        return report

    async def outgrown(self) -> None:
        """Return when the process has had too much memory after a batch."""
        await self._outgrown.wait()

    async def renew(self) -> None:
        """Start another process, and let it take the place of this one between two batches.

        Raises:
            PluginError: As `start`; this one goes on.
            WorkerLost: As `start`; this one goes on.
        """
        fresh = await self._open()
        try:
            async with self._busy:
                old, self._process = self._process, fresh
                self._outgrown = trio.Event()
        except BaseException:
            await _kill(fresh)
            raise
        if old is not None:
            await _close(old)

    async def gone(self) -> None:
        """Return when the process has ended."""
        while True:
            process = self._process
            assert process is not None, "start() comes first"
            await process.wait()
            if process is self._process:
                return

    async def kill(self) -> None:
        """End the process at once, if it has not ended by itself."""
        process, self._process = self._process, None
        if process is not None:
            await _kill(process)

    async def close(self) -> None:
        """Let the process close its detectors; end it if that takes too long."""
        process, self._process = self._process, None
        if process is not None:
            await _close(process)

    async def _open(self) -> trio.Process:
        """Start a process and have it load its detectors."""
        process = await trio.lowlevel.open_process(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(os.environ),
        )
        try:
            with trio.fail_after(START_SECONDS):
                await _send(process, encode_setup(self._setup))
                started = decode_started(await _receive(process))
        except trio.TooSlowError:
            await _kill(process)
            raise WorkerLost("slow start") from None
        except Garbage:
            await _kill(process)
            raise WorkerLost("garbage") from None
        except BaseException:
            await _kill(process)
            raise
        if started.error:
            await _kill(process)
            raise PluginError(started.error)
        return process


async def _kill(process: trio.Process) -> None:
    if process.poll() is not None:
        log.warning("worker process %d ended with status %d", process.pid, process.returncode)
    process.kill()
    with trio.CancelScope(shield=True):
        await process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                await stream.aclose()


async def _close(process: trio.Process) -> None:
    assert process.stdin is not None and process.stdout is not None
    try:
        with trio.move_on_after(CLOSE_SECONDS):
            await process.stdin.aclose()
            await process.wait()
            await process.stdout.aclose()
    finally:
        if process.poll() is None:
            await _kill(process)


async def _send(process: trio.Process, data: bytes | bytearray) -> None:
    assert process.stdin is not None
    try:
        await process.stdin.send_all(data)
    except trio.BrokenResourceError:
        raise WorkerLost("ended") from None


async def _receive(process: trio.Process) -> memoryview:
    """The content of one frame; nothing may follow it."""
    assert process.stdout is not None
    received = bytearray()
    size = PREFIX
    while len(received) < size:
        chunk = await process.stdout.receive_some(_CHUNK)
        if not chunk:
            raise WorkerLost("ended")
        received += chunk
        if size == PREFIX and len(received) >= PREFIX:
            size += int.from_bytes(received[:PREFIX], "big")
    if len(received) > size:
        raise WorkerLost("garbage")
    return memoryview(received)[PREFIX:]


def environment(own: Mapping[str, str]) -> dict[str, str]:
    """A worker's environment: ours, with our path of modules, one thread for each library."""
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
    return {**dict.fromkeys(_ONE_THREAD, "1"), **own, "PYTHONPATH": path}
