"""A worker in a process of its own, seen from the front process.

Batches go to its standard input, answers come from its standard output, both as frames
(`limina.runtime.wire`); it logs to our standard error. Nothing about the settings or a text is ever
on its command line or in its environment. When this process ends, however it does, the pipes close
and the worker ends too. It is forked from a process that has loaded the detectors
(`limina.runtime.forkserver`), or, where that cannot be, loads its own.
"""

from __future__ import annotations

import logging
import math
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, TypeAlias

import trio

from limina.plugin.errors import PluginError
from limina.protocol.errors import RequestError
from limina.runtime.crew import WorkerLost
from limina.runtime.faults import describe
from limina.runtime.forkserver import Forked, ForkServer
from limina.runtime.launching import environment
from limina.runtime.memory import resident
from limina.runtime.outcome import Outcome
from limina.runtime.pipes import receive_frame, send_frame, write_some
from limina.runtime.tasks import Report, Task
from limina.runtime.wire import (
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

_Process: TypeAlias = trio.Process | Forked


@dataclass(slots=True)
class _Batch:
    """A batch that was begun.

    Attributes:
        process: Who is at it.
        number: Its number.
        tasks: How many tasks it has.
        rest: What has not been written yet; None if the batch could not be put into bytes.
        lost: Whether nobody reads any more.
    """

    process: _Process
    number: int
    tasks: int
    rest: memoryview | None
    lost: bool = False


class ProcessWorker:
    """One worker process after another.

    Args:
        setup: What each starts with.
        command: The program.
        memory: Bytes a process may have after a batch before it is to be replaced; None for any.
        server: Forks the processes; without one, each loads its own detectors.
    """

    def __init__(
        self,
        setup: Setup,
        command: Sequence[str] = COMMAND,
        memory: int | None = None,
        server: ForkServer | None = None,
    ) -> None:
        self._setup = setup
        self._command = command
        self._memory = memory
        self._server = server
        self._number = 0
        self._process: _Process | None = None
        #: Held from the first byte of a batch to its answer, by whoever is at it.
        self._free = trio.Semaphore(1, max_value=1)
        self._under_way: _Batch | None = None
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

    def begin(self, tasks: Sequence[Task], seconds: float = math.inf) -> None:
        """Hand a batch over without a turn of the event loop, where the process is not being
        replaced just now; `process` goes on with it.
        """
        with suppress(trio.WouldBlock):
            self._free.acquire_nowait()
            self._write(tasks, seconds)

    async def process(self, tasks: Sequence[Task], seconds: float = math.inf) -> Report:
        """Do a batch.

        Args:
            tasks: The tasks.
            seconds: How long they may take; some seconds later the worker ends itself.

        Raises:
            WorkerLost: If the process ended or answered garbage.
        """
        if self._under_way is None:
            await self._free.acquire()
            self._write(tasks, seconds)
        batch, self._under_way = self._under_way, None
        assert batch is not None, "it was written just now, or by `begin`"
        try:
            return await self._finish(batch)
        finally:
            self._free.release()

    def _write(self, tasks: Sequence[Task], seconds: float) -> None:
        """Write a batch, or as much of it as fits into the socket."""
        process = self._process
        assert process is not None, "start() comes first"
        assert process.stdin is not None
        self._number += 1
        self._under_way = batch = _Batch(process, self._number, len(tasks), None)
        try:
            batch.rest = memoryview(encode_batch(self._number, seconds, tasks))
        except Exception as error:
            log.error("internal error: %s", describe(error))
            return
        try:
            batch.rest = batch.rest[write_some(process.stdin, batch.rest) :]
        except OSError:
            batch.lost = True

    async def _finish(self, batch: _Batch) -> Report:
        """Write what is left of a batch, and read its answers."""
        if batch.rest is None:
            failure = RequestError("LIM205", "internal error; nothing is returned")
            return Report([Outcome(failure) for _ in range(batch.tasks)])
        if batch.lost:
            raise WorkerLost("ended")
        process = batch.process
        assert process.stdin is not None and process.stdout is not None
        if batch.rest:
            await send_frame(process.stdin, batch.rest)
        try:
            answer = await receive_frame(process.stdout)
            report = decode_report(answer, batch.number, batch.tasks)
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
            async with self._free:
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
        if self._under_way is not None:
            self._under_way = None
            self._free.release()
        process, self._process = self._process, None
        if process is not None:
            await _kill(process)

    async def close(self) -> None:
        """Let the process close its detectors; end it if that takes too long."""
        process, self._process = self._process, None
        if process is not None:
            await _close(process)

    async def _open(self) -> _Process:
        """Start a process whose detectors are loaded."""
        process: _Process | None = None
        try:
            with trio.fail_after(START_SECONDS):
                if self._server is not None:
                    await self._server.load(self._setup)
                if self._server is not None and self._server.usable:
                    process = await self._server.fork()
                else:
                    process = await _spawn(self._command)
                    assert process.stdin is not None
                    await send_frame(process.stdin, encode_setup(self._setup))
                assert process.stdout is not None
                started = decode_started(await receive_frame(process.stdout))
            if started.error:
                raise PluginError(started.error)
        except BaseException as error:
            if process is not None:
                await _kill(process)
            if isinstance(error, trio.TooSlowError):
                raise WorkerLost("slow start") from None
            if isinstance(error, Garbage):
                raise WorkerLost("garbage") from None
            raise
        return process


async def _spawn(command: Sequence[str]) -> trio.Process:
    return await trio.lowlevel.open_process(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(os.environ)
    )


async def _kill(process: _Process) -> None:
    by_itself = process.poll() is not None
    process.kill()
    with trio.CancelScope(shield=True):
        status = await process.wait()
        if by_itself:
            log.warning("worker process %d ended with status %s", process.pid, status)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                await stream.aclose()


async def _close(process: _Process) -> None:
    assert process.stdin is not None and process.stdout is not None
    try:
        with trio.move_on_after(CLOSE_SECONDS):
            await process.stdin.aclose()
            await process.wait()
            await process.stdout.aclose()
    finally:
        if process.poll() is None:
            await _kill(process)
