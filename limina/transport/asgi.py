"""limina as an ASGI application for hypercorn's trio worker: `/ws`, and the REST routes beside it.

`create_app` wraps a running dispatcher; `app` builds the configured runtime itself when the server
starts, for `hypercorn -k trio limina.transport.asgi:app`. Importing the module guards hypercorn.
What is said on `/ws` is decided in `limina.protocol.session`, not here.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import trio
from starlette.applications import Starlette

from limina.plugin.hookspecs import Handshake
from limina.protocol.errors import RequestError
from limina.protocol.session import (
    DEFAULT_MAX_CONSECUTIVE_ERRORS,
    DEFAULT_MAX_IN_FLIGHT,
    DEFAULT_MAX_MESSAGE_BYTES,
    Session,
)
from limina.runtime.faults import describe
from limina.transport import hypercorn_guard
from limina.transport.asgi_session import (
    DEFAULT_CLOSE_TIMEOUT,
    Conversation,
    Receive,
    Send,
    Signal,
)
from limina.transport.connections import Connections
from limina.transport.http import CONTENT_TYPE, WEBSOCKET_PATH, plain, refusal
from limina.transport.proxies import Proxies
from limina.transport.rest import make_routes

if TYPE_CHECKING:
    from limina.runtime.dispatch import Dispatch, TextService

hypercorn_guard.install()

Scope = dict[str, Any]
Headers = list[tuple[bytes, bytes]]

_REFUSAL_EXTENSION = "websocket.http.response"


@dataclass(frozen=True, slots=True)
class Runtime:
    """What the application serves with.

    Attributes:
        dispatch: Answers requests and decides over handshakes.
        max_in_flight: Requests of one connection that are worked on at a time.
        max_message_bytes: Longest message in UTF-8 bytes; a longer one closes with 1009.
        max_consecutive_errors: Bad requests in a row after which a connection is closed with 1008.
        texts: Answers the REST routes; None leaves `/healthz` and `/` alone.
        connections: Counts and logs the connections to `/ws`.
        close_timeout: Seconds a client has to answer our Close.
    """

    dispatch: Dispatch
    max_in_flight: int = DEFAULT_MAX_IN_FLIGHT
    max_message_bytes: int = DEFAULT_MAX_MESSAGE_BYTES
    max_consecutive_errors: int = DEFAULT_MAX_CONSECUTIVE_ERRORS
    texts: TextService | None = None
    connections: Connections = field(default_factory=Connections)
    close_timeout: float = DEFAULT_CLOSE_TIMEOUT


class App:
    """The ASGI application.

    Args:
        open_runtime: Gives the runtime for as long as the server runs; entered in the lifespan.
    """

    def __init__(self, open_runtime: Callable[[], AbstractAsyncContextManager[Runtime]]) -> None:
        self._open_runtime = open_runtime
        self._runtime: Runtime | None = None
        self._routes: Starlette | None = None
        self._draining = trio.Event()
        self._conversations = 0
        self._calls = 0
        self._last_left = trio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, or the lifespan, as the ASGI specification says."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def drain(self) -> None:
        """Refuse what is new, let every conversation end in good order and every call get its
        answer, wait for the last.
        """
        self._draining.set()
        while self._conversations or self._calls:
            self._last_left = trio.Event()
            await self._last_left.wait()

    @property
    def _serving(self) -> Runtime | None:
        runtime = self._runtime
        if runtime is None or self._draining.is_set() or not runtime.dispatch.ready:
            return None
        return runtime

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        started = False
        failure = ""
        try:
            if not trio.lowlevel.in_trio_run():
                raise RuntimeError("limina needs hypercorn's trio worker: hypercorn -k trio")
            async with self._open_runtime() as self._runtime:
                self._routes = self._make_routes(self._runtime)
                started = True
                await send({"type": "lifespan.startup.complete"})
                await receive()
        except Exception as error:
            if started:
                raise
            failure = _reason(error)
        finally:
            self._runtime = self._routes = None
        if started:
            await send({"type": "lifespan.shutdown.complete"})
        else:
            # An exception would let hypercorn go on without a lifespan; this stops it.
            await send({"type": "lifespan.startup.failed", "message": failure})

    def _make_routes(self, runtime: Runtime) -> Starlette | None:
        if runtime.texts is None:
            return None
        return make_routes(
            runtime.texts,
            max_body_bytes=runtime.max_message_bytes,
            ready=lambda: self._serving is not None,
            draining=self._draining.is_set,
        )

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._routes is not None:
            self._calls += 1
            try:
                # hypercorn runs the lifespan of this application; Starlette's own has none.
                await self._routes(scope, receive, send)
            finally:
                self._calls -= 1
                self._leave()
            return
        ready = self._serving is not None
        status, body, headers = plain(scope["method"], scope["path"], ready=ready)
        more = [(name.encode("ascii"), value.encode("ascii")) for name, value in headers]
        start = {"type": "http.response.start", "status": status}
        await send({**start, "headers": _headers(body, more)})
        await send({"type": "http.response.body", "body": body})

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        handshake = _handshake(scope)
        runtime = self._admit(scope, handshake)
        if not isinstance(runtime, Runtime):
            if self._runtime is not None:
                self._runtime.connections.refused(handshake, runtime[0])
            await _refuse(scope, send, *runtime)
            return
        session = Session(
            runtime.dispatch.limits,
            max_in_flight=runtime.max_in_flight,
            max_message_bytes=runtime.max_message_bytes,
            max_consecutive_errors=runtime.max_consecutive_errors,
        )
        self._conversations += 1
        try:
            with runtime.connections.visit(handshake) as visit:
                await send({"type": "websocket.accept"})
                conversation = Conversation(
                    session, runtime.dispatch, receive, send, visit, runtime.close_timeout
                )
                await conversation.run(list(self._ends(scope)))
        finally:
            self._conversations -= 1
            self._leave()

    def _leave(self) -> None:
        if not self._conversations and not self._calls:
            self._last_left.set()

    def _admit(self, scope: Scope, handshake: Handshake) -> Runtime | tuple[int, bytes]:
        """Decide over a handshake: the runtime to serve it with, or the refusal."""
        if scope["path"] != WEBSOCKET_PATH:
            return refusal(404, "there is nothing at this path")
        if self._draining.is_set():
            return refusal(503, "the server is shutting down", "LIM204")
        runtime = self._serving
        if runtime is None:
            return refusal(503, "the server is not ready")
        try:
            if runtime.dispatch.authorize(handshake):
                return runtime
        except RequestError as error:
            return refusal(error.status, error.detail, error.code)
        return refusal(401, "the connection is not authorized", "LIM301")

    def _ends(self, scope: Scope) -> Iterable[Signal]:
        yield self._draining
        # Plain hypercorn does not know `drain`; the guard passes on that its worker is stopping.
        terminated = scope.get("state", {}).get(hypercorn_guard.TERMINATED)
        if terminated is not None:
            yield terminated


def create_app(
    dispatch: Dispatch,
    *,
    max_in_flight: int = DEFAULT_MAX_IN_FLIGHT,
    max_message_bytes: int = DEFAULT_MAX_MESSAGE_BYTES,
    max_consecutive_errors: int = DEFAULT_MAX_CONSECUTIVE_ERRORS,
    texts: TextService | None = None,
    connections: Connections | None = None,
    close_timeout: float = DEFAULT_CLOSE_TIMEOUT,
) -> App:
    """Make the application for a dispatcher that runs already.

    Args:
        dispatch: The dispatcher, which the caller started and will stop.
        max_in_flight: Requests of one connection that are worked on at a time.
        max_message_bytes: Longest message in UTF-8 bytes.
        max_consecutive_errors: Bad requests in a row after which a connection is closed.
        texts: Answers the REST routes; usually the dispatcher again.
        connections: Counts and logs the connections to `/ws`; by default they are counted in the
            metrics of `texts`.
        close_timeout: Seconds a client has to answer our Close.

    Returns:
        The application; it is ready once the server has run its lifespan.
    """
    if connections is None:
        connections = Connections(texts.facts.metrics if texts is not None else None)
    runtime = Runtime(
        dispatch,
        max_in_flight,
        max_message_bytes,
        max_consecutive_errors,
        texts,
        connections,
        close_timeout,
    )

    @asynccontextmanager
    async def given() -> AsyncIterator[Runtime]:
        yield runtime

    return App(given)


@asynccontextmanager
async def _configured() -> AsyncIterator[Runtime]:
    # Loads plugins and models; importing this module must not.
    from limina.config import load_settings
    from limina.runtime.service import open_dispatcher

    settings = load_settings()
    async with open_dispatcher(settings) as dispatcher:
        yield Runtime(
            dispatcher,
            settings.max_in_flight,
            settings.max_message_bytes,
            settings.max_consecutive_errors,
            dispatcher,
            Connections(
                dispatcher.facts.metrics,
                log_connections=settings.log_connections,
                proxies=Proxies(settings.trusted_proxies),
            ),
            settings.close_timeout,
        )


def _handshake(scope: Scope) -> Handshake:
    return Handshake(
        path=scope["raw_path"].decode("ascii"),
        headers=[
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]
        ],
        client=scope["client"][0] if scope.get("client") else None,
    )


def _headers(body: bytes, more: Iterable[tuple[bytes, bytes]] = ()) -> Headers:
    return [
        (b"content-type", CONTENT_TYPE),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        *more,
    ]


async def _refuse(scope: Scope, send: Send, status: int, body: bytes) -> None:
    """Answer a handshake with HTTP instead of accepting it."""
    if _REFUSAL_EXTENSION not in scope.get("extensions", {}):
        await send({"type": "websocket.close"})
        return
    start = {"type": f"{_REFUSAL_EXTENSION}.start", "status": status}
    await send({**start, "headers": [*_headers(body), (b"connection", b"close")]})
    await send({"type": f"{_REFUSAL_EXTENSION}.body", "body": body})


def _reason(error: BaseException) -> str:
    """Why the start failed; such messages are about the configuration, never about a client."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return str(error) or describe(error)


app = App(_configured)
