"""The REST routes: a Starlette application that turns HTTP into units of work and back.

What a body may hold is decided in `limina.protocol.batch`, what is answered in the runtime; here
are paths, statuses, keys and the limit on bodies. Neither answers nor log lines repeat what came
from a client.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING, Final

import trio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from limina.plugin.hookspecs import Handshake
from limina.protocol.batch import (
    Batch,
    decode_analyze,
    decode_ner,
    decode_process,
    decode_reidentify,
)
from limina.protocol.errors import RequestError
from limina.protocol.request import Limits
from limina.runtime.faults import describe
from limina.runtime.metrics import CONTENT_TYPE as METRICS_TYPE
from limina.runtime.openapi import PREFIXES
from limina.runtime.work import Kind, units
from limina.transport.http import about, health, refusal

if TYPE_CHECKING:
    from limina.runtime.dispatch import TextService

log = logging.getLogger(__name__)

Answer = tuple[int, bytes]
_Endpoint = Callable[[Request], Awaitable[Response]]
_Decode = Callable[[bytes, Limits], Batch]

WEBSOCKET_PATH: Final = "/ws"
JSON: Final = "application/json"
_LISTS: Final[dict[str, tuple[Kind, _Decode]]] = {
    "/process/text": ("process", decode_process),
    "/ner/text": ("ner", decode_ner),
    "/analyze/text": ("analyze", decode_analyze),
}
#: Seconds the whole body of a request may take to arrive, however often a piece of it does.
BODY_SECONDS: Final = 30.0
_REIDENTIFY: Final = "/process/text/reidentify"


def make_routes(
    service: TextService,
    *,
    max_body_bytes: int,
    ready: Callable[[], bool],
    draining: Callable[[], bool] = lambda: False,
) -> Starlette:
    """Make the application that answers plain HTTP.

    Args:
        service: Answers units of work, and says what the server is.
        max_body_bytes: Longest body; a longer one gets 413.
        ready: Whether requests are welcome now.
        draining: Whether the server is shutting down: a call that comes now gets LIM204.

    Returns:
        An ASGI application for `http` scopes.
    """
    routes = _Routes(service, max_body_bytes, ready, draining)
    app = Starlette(routes=routes.all(), exception_handlers={HTTPException: _http_error})
    # A redirect would repeat the client's Host, and a POST is not to be sent twice.
    app.router.redirect_slashes = False
    return app


class _Routes:
    def __init__(
        self,
        service: TextService,
        max_body_bytes: int,
        ready: Callable[[], bool],
        draining: Callable[[], bool],
    ) -> None:
        self._service = service
        self._max_body_bytes = max_body_bytes
        self._ready = ready
        self._draining = draining

    def all(self) -> list[Route]:
        facts = self._service.facts
        get: dict[str, Callable[[], tuple[int, bytes, str]]] = {
            "/": lambda: (200, about(), JSON),
            "/healthz": lambda: (*health(self._ready()), JSON),
            "/metrics": lambda: (200, facts.metrics.render(), METRICS_TYPE),
            "/diagnostics": lambda: (200, facts.diagnostics, JSON),
            "/entities": lambda: (200, facts.entities, JSON),
            "/openapi.json": lambda: (200, facts.openapi, JSON),
        }
        routes = [Route(path, self._get(path, give), methods=["GET"]) for path, give in get.items()]
        routes.append(Route(WEBSOCKET_PATH, _upgrade, methods=["GET"]))
        for path, (kind, decode) in _LISTS.items():
            endpoint = self._post(path, self._list(path, kind, decode))
            routes += self._versions(path, endpoint)
        return routes + self._versions(_REIDENTIFY, self._post(_REIDENTIFY, self._reidentify))

    def _versions(self, path: str, endpoint: _Endpoint) -> list[Route]:
        return [Route(prefix + path, endpoint, methods=["POST"]) for prefix in PREFIXES]

    def _get(self, path: str, give: Callable[[], tuple[int, bytes, str]]) -> _Endpoint:
        async def answer(request: Request) -> Response:
            refused = self._refused(request, path)
            if refused is not None:
                return refused
            status, body, media_type = give()
            return _response((status, body), media_type)

        return answer

    def _post(self, path: str, work: Callable[[bytes], Awaitable[bytes]]) -> _Endpoint:
        async def answer(request: Request) -> Response:
            refused = self._refused(request, path) or self._sent_away(path)
            if refused is not None:
                return refused
            outcome = "answered"
            try:
                with trio.fail_after(BODY_SECONDS):
                    body = await self._body(request)
                return _response((200, await work(body)))
            except RequestError as error:
                outcome = error.code
                return _response(refusal(error.status, error.detail, error.code))
            except trio.TooSlowError:
                outcome = "too slow"
                return _response(refusal(408, "the body did not arrive in time"))
            except ClientDisconnect:
                outcome = "disconnected"
                return _response(refusal(400, "the body is not complete"))
            except Exception as error:
                # The type and place only: a message of an exception may quote a client's text.
                log.error("a request failed: %s", describe(error))
                outcome = "LIM205"
                return _response(refusal(500, "internal error; nothing is returned", "LIM205"))
            finally:
                self._service.facts.metrics.request(path, outcome)

        return answer

    def _list(self, path: str, kind: Kind, decode: _Decode) -> Callable[[bytes], Awaitable[bytes]]:
        async def work(body: bytes) -> bytes:
            batch = decode(body, self._service.limits)
            pieces = await self._service.submit_all(units(batch, kind, path))
            return b"[" + b",".join(pieces) + b"]"

        return work

    async def _reidentify(self, body: bytes) -> bytes:
        return await self._service.reidentify(decode_reidentify(body, self._service.limits))

    async def _body(self, request: Request) -> bytes:
        limit = self._max_body_bytes
        declared = request.headers.get("content-length", "")
        if declared.isdecimal() and int(declared[:20]) > limit:
            raise _too_long(limit)
        body = bytearray()
        async with aclosing(request.stream()) as chunks:
            async for chunk in chunks:
                body += chunk
                if len(body) > limit:
                    raise _too_long(limit)
        return bytes(body)

    def _refused(self, request: Request, path: str) -> Response | None:
        """The answer to a request that is not let in."""
        client = request.client
        # Under its plain path, so that one rule of a plugin or a setting holds for all versions.
        handshake = Handshake(path, _headers(request), client.host if client else None)
        try:
            if self._service.authorize(handshake):
                return None
            error = RequestError("LIM301", "the connection is not authorized")
        except RequestError as forbidden:
            error = forbidden
        self._service.facts.metrics.request(path, error.code)
        return _response(refusal(error.status, error.detail, error.code))

    def _sent_away(self, path: str) -> Response | None:
        """The answer to a call that comes while the server shuts down; its client is to connect
        anew, which may lead to another server.
        """
        if not self._draining():
            return None
        error = RequestError("LIM204", "the server is shutting down")
        self._service.facts.metrics.request(path, error.code)
        response = _response(refusal(error.status, error.detail, error.code))
        response.headers["connection"] = "close"
        return response


def _headers(request: Request) -> Sequence[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw
    ]


def _too_long(limit: int) -> RequestError:
    return RequestError("LIM117", f"the body is longer than {limit} bytes")


async def _upgrade(request: Request) -> Response:
    response = _response(refusal(426, "this path speaks WebSocket"))
    response.headers["upgrade"] = "websocket"
    return response


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        response = _response(refusal(405, "this path does not answer this method"))
        response.headers["allow"] = (error.headers or {}).get("Allow", "GET")
        return response
    return _response(refusal(404, "there is nothing at this path"))


def _response(answer: Answer, media_type: str = JSON) -> Response:
    status, body = answer
    response = Response(body, status, {"cache-control": "no-store"})
    response.headers["content-type"] = media_type
    return response
