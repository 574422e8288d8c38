"""The guard around hypercorn's trio worker: one client can cost one connection, never the server.

Installed once by `limina.transport.asgi`, so that `hypercorn -k trio limina.transport.asgi:app` is
guarded as well. It replaces the connection handler of hypercorn's trio worker, the defaults of its
configuration and its logger; `docs/explanation/hypercorn.md` says what each part cures. It must not
know what application is served.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import re
import weakref
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, cast

import h11
import hypercorn.config
import hypercorn.trio.run
import trio
from hypercorn.config import Config
from hypercorn.events import Closed, Event, RawData, Updated
from hypercorn.protocol import ProtocolWrapper
from hypercorn.trio.tcp_server import TCPServer
from hypercorn.trio.worker_context import WorkerContext
from hypercorn.typing import AppWrapper, ConnectionState, LifespanState
from hypercorn.utils import parse_socket_addr

from limina.runtime.faults import describe
from limina.runtime.locking import Holding
from limina.transport.http import REFUSED_CONNECTIONS
from limina.transport.hypercorn_log import PrivateLogger, PrivateStatsdLogger
from limina.transport.hypercorn_protocol import GuardedH11Protocol, GuardedTaskGroup
from limina.transport.receiving import receive_next
from limina.transport.sending import send_now

#: The hypercorn releases the guard is written for and tested with.
TESTED: Final = re.compile(r"0\.18\.\d+")

#: Key in an ASGI scope's `state`: hypercorn's event that is set when the worker begins to stop.
TERMINATED: Final = "limina.hypercorn.terminated"

#: hypercorn settings whose defaults the guard replaces; sizes in bytes, times in seconds. Options
#: given to hypercorn (`--read-timeout`, a configuration file) still win. `max_connections` and
#: `send_timeout` are the guard's own.
DEFAULTS: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "alpn_protocols": ["http/1.1"],
        "backlog": 1024,
        "include_server_header": False,
        "max_app_queue_size": 1,
        "max_connections": 2_000,
        "read_timeout": 50,
        "send_timeout": 30.0,
        "websocket_max_message_size": 4 * 1024 * 1024,
        "websocket_ping_interval": 20.0,
    }
)

_READ_BYTES = 64 * 1024
_SEND_BYTES = 64 * 1024
#: How long a connection we have closed is still read and discarded. Closing a socket with unread
#: input resets the connection, and the reset can overtake the Close frame or the answer that says
#: why (RFC 9112 section 9.6).
_LINGER_SECONDS = 1.0
#: What a client is at that has sent all of its request.
_ASKED = frozenset({h11.DONE, h11.MUST_CLOSE})
#: How many connections each of hypercorn's workers in this process has open.
_open_connections: Final[weakref.WeakKeyDictionary[WorkerContext, int]] = (
    weakref.WeakKeyDictionary()
)


class UnsupportedHypercorn(RuntimeError):
    """The installed hypercorn is not one the guard is tested with; serving would be unguarded."""


def install() -> None:
    """Guard hypercorn's trio worker in this process. Calling it again does nothing.

    Raises:
        UnsupportedHypercorn: For a hypercorn release the guard was not tested with. Unguarded, one
            unauthenticated request ends the server, so this is no warning.
    """
    version = importlib.metadata.version("hypercorn")
    if not TESTED.fullmatch(version):
        raise UnsupportedHypercorn(
            f"limina is tested with hypercorn 0.18 and does not serve on {version} unguarded; "
            "install hypercorn==0.18.0, or serve with --transport native"
        )
    run: Any = hypercorn.trio.run
    if run.TCPServer is GuardedTCPServer:
        return
    for name, value in DEFAULTS.items():
        setattr(Config, name, value)
    # Config.set_statsd_logger_class compares with this name before it takes the statsd logger.
    config: Any = hypercorn.config
    config.Logger = Config.logger_class = PrivateLogger
    run.StatsdLogger = PrivateStatsdLogger
    run.TCPServer = GuardedTCPServer


class GuardedTCPServer(TCPServer):
    """One connection: its errors stay inside, its sends have a deadline, and it ends for good.

    Args:
        app: The application.
        config: hypercorn's configuration, with `max_connections` and `send_timeout` beside.
        context: The worker's state.
        state: The lifespan's state; a connection sees it with `TERMINATED` added.
        stream: The accepted TCP or TLS stream.
    """

    def __init__(
        self,
        app: AppWrapper,
        config: Config,
        context: WorkerContext,
        state: LifespanState,
        stream: trio.SSLStream[trio.SocketStream],
    ) -> None:
        super().__init__(app, config, context, {**state, TERMINATED: context.terminated}, stream)
        self._tls = isinstance(stream, trio.SSLStream)
        self._tcp = cast(trio.SocketStream, stream.transport_stream if self._tls else stream)
        self._send_timeout: float = getattr(config, "send_timeout", DEFAULTS["send_timeout"])
        self._room: int = getattr(config, "max_connections", DEFAULTS["max_connections"])
        self._full = False
        self._receiving = trio.CancelScope()
        #: When a connection we have closed is no longer read from; None while it is open.
        self._deaf_until: float | None = None
        self._finished_reading = False

    async def run(self) -> None:
        """Serve the connection to its end; no `Exception` leaves."""
        others = _open_connections.get(self.context, 0)
        if others >= self._room + REFUSED_CONNECTIONS:
            await trio.aclose_forcefully(self.stream)
            return
        self._full = others >= self._room
        _open_connections[self.context] = others + 1
        try:
            await self._converse()
        except* OSError:
            pass
        except* Exception as group:
            await self.config.log.error(
                "A connection was dropped after an internal error: %s", describe(group)
            )
        finally:
            _open_connections[self.context] -= 1
            await trio.aclose_forcefully(self.stream)

    async def _converse(self) -> None:
        if self._tls:
            try:
                with trio.fail_after(self.config.ssl_handshake_timeout):
                    await self.stream.do_handshake()
            except (trio.BrokenResourceError, trio.TooSlowError):
                return
        socket = self._tcp.socket
        client = parse_socket_addr(socket.family, socket.getpeername())
        server = parse_socket_addr(socket.family, socket.getsockname())
        async with GuardedTaskGroup() as tasks:
            self._task_group = tasks
            protocol = GuardedH11Protocol(
                self.app,
                self.config,
                self.context,
                tasks,
                ConnectionState(self.state),
                self._tls,
                client,
                server,
                self.protocol_send,
            )
            protocol.full = self._full
            # The wrapper would only add the change to HTTP/2.
            self.protocol = cast(ProtocolWrapper, protocol)
            await self.idle_task.restart(tasks, self._idle_timeout)
            await self._read_data()

    async def protocol_send(self, event: Event) -> None:
        """Do what the protocol asks: send, close, arm or disarm the idle timer."""
        if isinstance(event, RawData):
            await self._send(event.data)
        elif isinstance(event, Closed):
            await self._stop_reading()
            await self.protocol.handle(Closed())
        elif isinstance(event, Updated) and not (event.idle and self._finished_reading):
            await super().protocol_send(event)

    async def _send(self, data: bytes) -> None:
        """Send everything, as long as the peer takes some of it within each `send_timeout`.

        hypercorn shields its sends from cancellation and gives them no deadline. Here a send that
        is late or cancelled closes the connection, since a frame may have been cut in two.
        """
        async with Holding(self.send_lock):
            try:
                sent = send_now(self.stream, memoryview(data)[:_SEND_BYTES])
                for start in range(sent, len(data), _SEND_BYTES):
                    with trio.fail_after(self._send_timeout):
                        await self.stream.send_all(memoryview(data)[start : start + _SEND_BYTES])
                return
            except (OSError, trio.BrokenResourceError, trio.ClosedResourceError):
                pass
            except (trio.TooSlowError, trio.Cancelled) as error:
                await trio.aclose_forcefully(self.stream)
                if isinstance(error, trio.Cancelled):
                    raise
        await self.protocol.handle(Closed())

    async def _read_data(self) -> None:
        peer_ended = await self._read_until_end()
        self._finished_reading = True
        await self.idle_task.stop()
        await self.protocol.handle(Closed())
        if not peer_ended:
            # An answer may still be on its way to a peer that only shut its own half.
            await trio.aclose_forcefully(self.stream)

    async def _read_until_end(self) -> bool:
        """Feed the protocol; return whether it was the peer who ended."""
        while True:
            try:
                with trio.CancelScope(deadline=self._read_deadline()) as self._receiving:
                    data = bytes(await receive_next(self.stream, _READ_BYTES))
            except (trio.ClosedResourceError, trio.BrokenResourceError):
                return False
            if self._receiving.cancelled_caught:
                return False
            if self._deaf_until is None:
                await self.protocol.handle(RawData(data))
            if not data:
                return True

    @property
    def _owes_an_answer(self) -> bool:
        """Whether a plain request has come whole: its client has nothing to say until we have."""
        connection = cast(GuardedH11Protocol, self.protocol).connection
        return isinstance(connection, h11.Connection) and connection.their_state in _ASKED

    def _read_deadline(self) -> float:
        if self._deaf_until is not None:
            return self._deaf_until
        patience = None if self._owes_an_answer else self.config.read_timeout
        return trio.current_time() + (float("inf") if patience is None else patience)

    async def _stop_reading(self) -> None:
        """Shut our half and discard what still comes, for a moment; the reader then closes."""
        if self._deaf_until is None:
            self._deaf_until = trio.current_time() + _LINGER_SECONDS
            self._receiving.deadline = self._deaf_until
            # No FIN where the peer is gone or a send is stuck; the closing ends both.
            with (
                contextlib.suppress(trio.BrokenResourceError, trio.ClosedResourceError),
                trio.move_on_after(_LINGER_SECONDS),
            ):
                async with self.send_lock:
                    await self._tcp.send_eof()
