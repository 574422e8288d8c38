"""Serving limina on hypercorn's trio worker, with an orderly end.

On shutdown the listening socket stays open while the conversations end, so that late clients get a
503 and not a refused connection; only then hypercorn is told to stop. What is served is the
application of `limina.transport.asgi`.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import hypercorn.trio
import trio
from hypercorn.config import Config

from limina.protocol.session import (
    DEFAULT_MAX_CONSECUTIVE_ERRORS,
    DEFAULT_MAX_IN_FLIGHT,
    DEFAULT_MAX_MESSAGE_BYTES,
)
from limina.transport.asgi import create_app
from limina.transport.connections import Connections
from limina.transport.proxies import Proxies

if TYPE_CHECKING:
    from limina.runtime.dispatch import Dispatch, TextService

#: Silence after which a peer is given up, as a multiple of the longest one in which it keeps to the
#: ping interval and the pong timeout.
_SILENCE = 1.25
#: Most of the drain time that is kept back for the connections to close in, in seconds.
_CLOSING_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """How to serve. The names and meanings are those of `limina.config.Settings`.

    Attributes:
        host: Address to listen on; an IPv6 address without brackets.
        port: Port to listen on; 0 takes a free one.
        log_level: Least severe level that is logged.
        max_message_bytes: Longest WebSocket message, in UTF-8 bytes; a longer one closes with 1009.
        max_in_flight: Requests of one connection that are worked on at a time.
        max_consecutive_errors: Bad requests in a row after which a connection is closed with 1008.
        max_connections: Connections held at a time; further ones get a 503.
        handshake_timeout: Seconds a client has to complete its request or TLS handshake, and a
            connection may idle between HTTP requests.
        ping_interval: Seconds between pings to a client.
        pong_timeout: Seconds a client has to answer a ping.
        close_timeout: Seconds a client has to answer our Close.
        send_timeout: Seconds within which a client has to take some of what is sent to it.
        drain_timeout: Seconds from the shutdown to the end, at most.
        certfile: TLS certificate chain in PEM; with `keyfile`, TLS is served.
        keyfile: TLS private key in PEM.
        log_connections: Whether the end of every conversation is logged.
        trusted_proxies: Addresses and networks whose `X-Forwarded-For` is believed in the log.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    log_level: str = "info"
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
    certfile: str | None = None
    keyfile: str | None = None
    log_connections: bool = False
    trusted_proxies: tuple[str, ...] = ()


def make_config(options: ServeOptions) -> Config:
    """Translate the options for hypercorn; what has no option keeps the guard's default.

    Args:
        options: How to serve.

    Returns:
        A configuration for `hypercorn.trio.serve`.
    """
    host = f"[{options.host}]" if ":" in options.host else options.host
    return Config.from_mapping(
        bind=f"{host}:{options.port}",
        loglevel=options.log_level,
        errorlog=_logger(options),
        websocket_max_message_size=options.max_message_bytes,
        websocket_ping_interval=options.ping_interval,
        read_timeout=(options.ping_interval + options.pong_timeout) * _SILENCE,
        send_timeout=options.send_timeout,
        max_connections=options.max_connections,
        keep_alive_timeout=options.handshake_timeout,
        ssl_handshake_timeout=options.handshake_timeout,
        graceful_timeout=_closing_seconds(options),
        certfile=options.certfile,
        keyfile=options.keyfile,
    )


def _logger(options: ServeOptions) -> logging.Logger:
    """Where hypercorn's messages go: to the program's own handlers, without its start-up chat."""
    logger = logging.getLogger("limina.hypercorn")
    level = logging.getLevelNamesMapping()[options.log_level.upper()]
    logger.setLevel(level if level != logging.INFO else logging.WARNING)
    return logger


async def serve(
    dispatch: Dispatch,
    options: ServeOptions | None = None,
    *,
    texts: TextService | None = None,
    shutdown_trigger: Callable[[], Awaitable[None]] | None = None,
    task_status: trio.TaskStatus[list[str]] = trio.TASK_STATUS_IGNORED,
) -> None:
    """Serve until told to stop, then drain.

    Idle conversations get 1001 at once, new handshakes 503, busy ones their answers first. What has
    not ended within `drain_timeout` is cut off.

    Args:
        dispatch: A running dispatcher; it has to go on running until this returns.
        options: How to serve.
        texts: Answers the REST routes, usually the dispatcher again; without it there are none.
        shutdown_trigger: Returns when the server is to stop; by default on SIGTERM or SIGINT.
        task_status: Told the addresses listened on (`http://127.0.0.1:8080`).

    Raises:
        OSError: If the address cannot be listened on, or the TLS files cannot be read.
    """
    options = options or ServeOptions()
    app = create_app(
        dispatch,
        max_in_flight=options.max_in_flight,
        max_message_bytes=options.max_message_bytes,
        max_consecutive_errors=options.max_consecutive_errors,
        texts=texts,
        connections=Connections(
            texts.facts.metrics if texts is not None else None,
            log_connections=options.log_connections,
            proxies=Proxies(options.trusted_proxies),
        ),
        close_timeout=options.close_timeout,
    )

    async def drained() -> None:
        await (shutdown_trigger or _signalled)()
        with trio.move_on_after(options.drain_timeout - _closing_seconds(options)):
            await app.drain()

    # hypercorn calls anything asynchronous an ASGI application; its types spell out every message.
    await hypercorn.trio.serve(
        app,  # type: ignore[arg-type]
        make_config(options),
        shutdown_trigger=drained,
        task_status=task_status,
        mode="asgi",
    )


def _closing_seconds(options: ServeOptions) -> float:
    return min(_CLOSING_SECONDS, options.drain_timeout / 2)


async def _signalled() -> None:
    with trio.open_signal_receiver(signal.SIGTERM, signal.SIGINT) as signals:
        async for _ in signals:
            return
