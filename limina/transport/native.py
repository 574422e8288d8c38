"""The native server: `/ws`, `/healthz` and `/` on a trio socket, with nothing between.

Here a server listens, counts its connections and ends in good order; `native_connection` moves the
bytes of one connection. What is said on `/ws` is decided in `limina.protocol`, not here.
"""

from __future__ import annotations

import signal
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import trio

from limina.protocol.connection import ConnectionConfig
from limina.protocol.session import (
    DEFAULT_MAX_CONSECUTIVE_ERRORS,
    DEFAULT_MAX_IN_FLIGHT,
    DEFAULT_MAX_MESSAGE_BYTES,
    MessageSession,
    Session,
)
from limina.runtime.metrics import Metrics
from limina.transport.connections import Connections
from limina.transport.http import REFUSED_CONNECTIONS
from limina.transport.native_connection import NativeConnection
from limina.transport.proxies import Proxies

if TYPE_CHECKING:
    from limina.runtime.dispatch import Dispatch

#: Where the conversation is.
DEFAULT_PATHS = ("/ws",)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """How to serve. The names and meanings are those of `limina.config.Settings`.

    The worst memory of one connection is about `max_message_bytes` for the message being received,
    `max_in_flight` requests of that size, and their answers.

    Attributes:
        host: Address to listen on; an IPv6 address without brackets.
        port: Port to listen on; 0 takes a free one.
        max_message_bytes: Longest WebSocket message, in UTF-8 bytes; a longer one closes with 1009.
        max_in_flight: Requests of one connection that are worked on at a time.
        max_consecutive_errors: Bad requests in a row after which a connection is closed with 1008.
        max_connections: Connections held at a time; further ones get a 503.
        handshake_timeout: Seconds a client has to complete its handshake.
        ping_interval: Seconds of silence after which a client is pinged.
        pong_timeout: Seconds a client has to answer a ping.
        close_timeout: Seconds a client has to close after our last word.
        send_timeout: Seconds within which a client has to take some of what is sent to it.
        drain_timeout: Seconds from the shutdown until answers still owed are given up.
        log_connections: Whether the end of every conversation is logged.
        trusted_proxies: Addresses and networks whose `X-Forwarded-For` is believed in the log.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    max_message_bytes: int = DEFAULT_MAX_MESSAGE_BYTES
    max_in_flight: int = DEFAULT_MAX_IN_FLIGHT
    max_consecutive_errors: int = DEFAULT_MAX_CONSECUTIVE_ERRORS
    max_connections: int = 2_000
    handshake_timeout: float = 10.0
    ping_interval: float = 20.0
    pong_timeout: float = 20.0
    close_timeout: float = 5.0
    send_timeout: float = 30.0
    drain_timeout: float = 30.0
    log_connections: bool = False
    trusted_proxies: tuple[str, ...] = ()


class Server:
    """The connections of one server.

    Args:
        dispatch: Answers requests and decides over handshakes.
        options: How to serve.
        make_session: Makes the conversation of a new connection; by default one that speaks Limina.
        paths: Where a handshake is welcome.
        deflate: Whether to agree on permessage-deflate where a client offers it.
        metrics: Where connections are counted.
    """

    def __init__(
        self,
        dispatch: Dispatch,
        options: ServeOptions,
        make_session: Callable[[], MessageSession] | None = None,
        *,
        paths: Collection[str] = DEFAULT_PATHS,
        deflate: bool = False,
        metrics: Metrics | None = None,
    ) -> None:
        self._dispatch = dispatch
        self._options = options
        self._make_session = make_session or self._limina_session
        self._config = ConnectionConfig(
            paths=frozenset(paths),
            deflate=deflate,
            max_message_bytes=options.max_message_bytes,
            handshake_timeout=options.handshake_timeout,
            ping_interval=options.ping_interval,
            pong_timeout=options.pong_timeout,
            close_timeout=options.close_timeout,
        )
        self._connections: set[NativeConnection] = set()
        self._visits = Connections(
            metrics,
            log_connections=options.log_connections,
            proxies=Proxies(options.trusted_proxies),
        )
        self._draining = False

    async def handle(self, stream: trio.abc.HalfCloseableStream) -> None:
        """Serve one connection to its end. Never raises but when cancelled."""
        open_connections = len(self._connections)
        if open_connections >= self._options.max_connections + REFUSED_CONNECTIONS:
            await trio.aclose_forcefully(stream)
            return
        connection = NativeConnection(
            stream,
            self._make_session(),
            self._dispatch,
            self._config,
            send_timeout=self._options.send_timeout,
            full=open_connections >= self._options.max_connections,
            connections=self._visits,
        )
        self._connections.add(connection)
        if self._draining:
            connection.drain()
        try:
            await connection.run()
        finally:
            self._connections.discard(connection)

    async def drain(self) -> None:
        """Let every conversation end in good order, and return when the last has, or in time.

        Idle conversations get 1001 at once, new handshakes 503, busy ones their answers first; what
        is still busy after `drain_timeout` gets 1012. A client that does not read is not waited for
        longer than `close_timeout`.
        """
        self._draining = True
        for connection in self._connections:
            connection.drain()
        with trio.move_on_after(self._options.drain_timeout):
            await self._conversations_over()
        for connection in self._connections:
            connection.give_up()
        with trio.move_on_after(self._options.close_timeout):
            await self._conversations_over()

    async def _conversations_over(self) -> None:
        # No conversation begins while the server drains.
        for connection in list(self._connections):
            await connection.conversation_over()

    def _limina_session(self) -> Session:
        return Session(
            self._dispatch.limits,
            max_in_flight=self._options.max_in_flight,
            max_message_bytes=self._options.max_message_bytes,
            max_consecutive_errors=self._options.max_consecutive_errors,
        )


async def serve(
    dispatch: Dispatch,
    options: ServeOptions | None = None,
    *,
    make_session: Callable[[], MessageSession] | None = None,
    paths: Collection[str] = DEFAULT_PATHS,
    deflate: bool = False,
    metrics: Metrics | None = None,
    shutdown_trigger: Callable[[], Awaitable[None]] | None = None,
    task_status: trio.TaskStatus[list[str]] = trio.TASK_STATUS_IGNORED,
) -> None:
    """Serve until told to stop, then drain.

    While conversations end, the listening socket stays open, so that late clients get a 503 and not
    a refused connection.

    Args:
        dispatch: A running dispatcher; it has to go on running until this returns.
        options: How to serve.
        make_session: Makes the conversation of a new connection; by default one that speaks Limina.
        paths: Where a handshake is welcome.
        deflate: Whether to agree on permessage-deflate where a client offers it; it costs the
            server memory and time of the client's choosing, within the limits.
        metrics: Where connections are counted.
        shutdown_trigger: Returns when the server is to stop; by default on SIGTERM or SIGINT.
        task_status: Told the addresses listened on (`http://127.0.0.1:8080`).

    Raises:
        OSError: If the address cannot be listened on.
    """
    options = options or ServeOptions()
    server = Server(dispatch, options, make_session, paths=paths, deflate=deflate, metrics=metrics)
    listeners = await trio.open_tcp_listeners(options.port, host=options.host)
    async with trio.open_nursery() as nursery:
        await nursery.start(trio.serve_listeners, server.handle, listeners)
        task_status.started([_url(listener) for listener in listeners])
        await (shutdown_trigger or _signalled)()
        await server.drain()
        nursery.cancel_scope.cancel()


def _url(listener: trio.SocketListener) -> str:
    host, port = listener.socket.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


async def _signalled() -> None:
    with trio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
        await anext(signals)
