"""The fork server, seen from the front process: one process that has loaded the detectors, and
that workers are forked from.

They share its memory, and the next one is there within milliseconds. The fork server itself never
sees a text, so that each worker begins as the first one did. It is asked for a worker, and for the
status of one that has ended, over a socket; pipes go there with the question (SCM_RIGHTS).
"""

from __future__ import annotations

import logging
import os
import select
import signal
import socket
import struct
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

import trio

from limina.plugin.errors import PluginError
from limina.runtime.crew import WorkerLost
from limina.runtime.faults import describe
from limina.runtime.launching import COMMAND, Launched, launch
from limina.runtime.pipes import one_way, receive_frame, send_frame
from limina.runtime.wire import (
    FORK,
    NUMBER,
    STATUS,
    Garbage,
    Setup,
    Started,
    decode_started,
    encode_setup,
)

log = logging.getLogger(__name__)

#: Seconds the fork server has to end in good order.
CLOSE_SECONDS: Final = 3.0
#: Seconds it may take over an answer.
ANSWER_SECONDS: Final = 10.0


class ForkServer:
    """One fork server after another, should one be lost.

    Args:
        command: The program.
        launched: The first one, where it has been started already.
    """

    def __init__(self, command: Sequence[str] = COMMAND, launched: Launched | None = None) -> None:
        self._command = command
        self._launched = launched
        self._process: subprocess.Popen[bytes] | None = None
        self._stream: trio.SocketStream | None = None
        self._asking = trio.Lock()
        self._loaded = False
        #: Whether workers can be forked from what was loaded.
        self.usable = True

    @property
    def pid(self) -> int | None:
        """The process's number, or None if there is none."""
        return None if self._process is None else self._process.pid

    async def open(self, setup: Setup) -> None:
        """Have the process begin to load the detectors; `load` waits for it.

        Args:
            setup: What workers start with.
        """
        launched, self._launched = self._launched or launch(self._command), None
        self._process = launched.process
        self._stream = trio.SocketStream(trio.socket.from_stdlib_socket(launched.control))
        self._loaded = False
        with suppress(WorkerLost):  # if it has ended already, `load` will see
            await send_frame(self._stream, encode_setup(setup))

    async def load(self, setup: Setup) -> None:
        """Return when it has loaded the detectors; start it if it is not there.

        Args:
            setup: What workers start with; that of `open`.

        Raises:
            PluginError: If it says that it cannot.
            WorkerLost: If it ends or answers garbage.
        """
        async with self._asking:
            if self._loaded or not self.usable:
                return
            if self._stream is None:
                await self.open(setup)
            started = await self._wait_for_start()
            self._loaded = True
        if started.threads > 1:
            log.info("a detector has started threads; each worker loads its detectors by itself")
            self.usable = False
            await self.close()

    async def _wait_for_start(self) -> Started:
        assert self._stream is not None
        try:
            started = decode_started(await receive_frame(self._stream))
        except Garbage:
            await self._kill()
            raise WorkerLost("garbage") from None
        except BaseException:
            await self._kill()
            raise
        if started.error:
            await self._kill()
            raise PluginError(started.error)
        return started

    async def fork(self) -> Forked:
        """A new worker.

        Raises:
            WorkerLost: If there is no getting one.
        """
        theirs_in, ours_out = one_way()
        ours_in, theirs_out = one_way()
        stdin, stdout = trio.lowlevel.FdStream(ours_out), trio.lowlevel.FdStream(ours_in)
        try:
            answer, descriptors = await self._ask(FORK, [theirs_in, theirs_out])
            [pid] = NUMBER.unpack(answer)
            if len(descriptors) == 1:
                return Forked(self, pid, descriptors[0], stdin, stdout)
            raise WorkerLost("no process")
        except BaseException:
            await trio.aclose_forcefully(stdin)
            await trio.aclose_forcefully(stdout)
            raise
        finally:
            os.close(theirs_in)
            os.close(theirs_out)

    async def status(self, pid: int) -> int | None:
        """The status of a worker that has ended, its signal negative; None if nobody knows it."""
        try:
            answer, _ = await self._ask(STATUS + NUMBER.pack(pid))
        except WorkerLost:
            return None
        [status] = NUMBER.unpack(answer)
        return int(status)

    async def close(self) -> None:
        """Let it close its detectors; end it if that takes too long. Workers stay."""
        process, stream = self._process, self._stream
        if process is None or stream is None:
            return
        await stream.aclose()
        self._stream = None
        with trio.move_on_after(CLOSE_SECONDS):
            await _end_of(process)
        await self._kill()

    async def _ask(
        self, question: bytes, descriptors: Sequence[int] = ()
    ) -> tuple[bytes, list[int]]:
        """Ask and wait for the answer: a number, and perhaps a descriptor.

        Whatever goes wrong, the fork server is given up: the next answer could be another's.
        """
        async with self._asking:
            if self._stream is None:
                raise WorkerLost("ended")
            wire = self._stream.socket
            rights = struct.pack(f"{len(descriptors)}i", *descriptors)
            with trio.CancelScope(shield=True), trio.move_on_after(ANSWER_SECONDS):
                try:
                    ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)] if rights else []
                    await wire.sendmsg([question], ancillary)
                    answer, received, _, _ = await wire.recvmsg(NUMBER.size, socket.CMSG_SPACE(4))
                    if len(answer) == NUMBER.size:
                        given = [
                            descriptor
                            for _, _, data in received
                            for (descriptor,) in struct.iter_unpack("i", data)
                        ]
                        return answer, given
                except OSError as error:
                    log.debug("the fork server cannot be asked: %s", describe(error))
            log.error("the fork server is lost")
            await self._kill()
        raise WorkerLost("ended")

    async def _kill(self) -> None:
        process, stream = self._process, self._stream
        self._process = self._stream = None
        self._loaded = False
        with trio.CancelScope(shield=True):
            if stream is not None:
                await trio.aclose_forcefully(stream)
            if process is not None:
                process.kill()
                await _end_of(process)


async def _end_of(process: subprocess.Popen[bytes]) -> None:
    """Wait until a child has ended, and take its status."""
    if process.poll() is None:
        descriptor = os.pidfd_open(process.pid)  # nobody else's before its status is taken
        try:
            await trio.lowlevel.wait_readable(descriptor)
        finally:
            os.close(descriptor)
        process.wait()


class Forked:
    """A worker that is the fork server's child: as much of `trio.Process` as is needed.

    Attributes:
        pid: Its number; it is nobody else's until the status has been asked for.
        stdin: Where batches go.
        stdout: Where answers come from.
        returncode: Its status; None while it is not known.
    """

    def __init__(
        self,
        server: ForkServer,
        pid: int,
        descriptor: int,
        stdin: trio.abc.SendStream,
        stdout: trio.abc.ReceiveStream,
    ) -> None:
        self.pid = pid
        self.stdin = stdin
        self.stdout = stdout
        self.returncode: int | None = None
        self._server = server
        self._descriptor = descriptor
        self._ended = False
        self._waiting = trio.Lock()

    def poll(self) -> int | None:
        """Its status if it has ended, 0 if nobody knows it; None while it lives."""
        if not self._ended:
            ready = select.poll()
            ready.register(self._descriptor, select.POLLIN)
            if not ready.poll(0):
                return None
        return self.returncode or 0

    async def wait(self) -> int | None:
        """Return its status when it has ended; None if nobody knows it."""
        async with self._waiting:
            if not self._ended:
                await trio.lowlevel.wait_readable(self._descriptor)
                with trio.CancelScope(shield=True):
                    self.returncode = await self._server.status(self.pid)
                self._ended = True
                os.close(self._descriptor)
        return self.returncode

    def kill(self) -> None:
        """End it at once, if it has not ended."""
        if not self._ended:
            with suppress(ProcessLookupError):  # it may have ended by itself
                signal.pidfd_send_signal(self._descriptor, signal.SIGKILL)
