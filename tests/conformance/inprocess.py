"""A server in this process that detects what conformance/recorded.jsonl holds."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from conformance.vectors import RECORDED
from conformance.wire import Received, ServerStream
from limina.config import Settings
from limina.protocol.connection import ConnectionState
from limina.protocol.events import (
    NEED_DATA,
    PAUSED,
    HandshakeReceived,
    HttpRequest,
    RequestFailed,
    RequestReceived,
    ResponseReady,
)
from limina.protocol.schema import Limits
from limina.protocol.server import ServerConnection
from limina.protocol.session import Session
from limina.runtime.loading import load_plugins, make_pipeline, request_limits
from limina.runtime.pipeline import Pipeline


@cache
def recorded() -> tuple[Pipeline, Limits]:
    """The pipeline with the recorded detections, and what it accepts."""
    settings = Settings(
        plugins=("limina-recorded",), plugin_tables={"limina-recorded": {"file": str(RECORDED)}}
    )
    plugins = load_plugins(settings)
    return make_pipeline(settings, plugins), request_limits(settings, plugins)


def answer(event: RequestReceived) -> ResponseReady | RequestFailed:
    """Have a request answered."""
    [outcome] = recorded()[0].process([event.request])
    if isinstance(outcome.answer, bytes):
        return ResponseReady(event.request_id, outcome.answer)
    return RequestFailed(event.request_id, outcome.answer)


def new_session() -> Session:
    """A conversation under the limits of the pipeline."""
    return Session(recorded()[1])


class Peer:
    """A `ServerConnection` with its driver, as a client sees it.

    Args:
        cut: Cuts what arrives into the pieces in which it is fed.
    """

    def __init__(self, cut: Callable[[bytes], list[bytes]]) -> None:
        self._cut = cut
        self._connection = ServerConnection(new_session())
        self._stream = ServerStream()
        self._owed: list[RequestReceived] = []

    def send(self, data: bytes) -> list[Received]:
        """Put bytes on the wire; return what comes back."""
        found = []
        for piece in self._cut(data):
            self._connection.receive_data(piece)
            if self._connection.state is ConnectionState.OPEN:
                found += self._settle()
        # A handshake is decided when all of the step is there, so that bytes too early stay so.
        return found + self._settle()

    def end(self) -> list[Received]:
        """Send nothing more; return what comes back."""
        self._connection.receive_eof()
        return self._settle()

    def _settle(self) -> list[Received]:
        while (event := self._connection.next_event()) is not NEED_DATA:
            if isinstance(event, HandshakeReceived):
                self._connection.accept()
            elif isinstance(event, HttpRequest):
                self._connection.respond(404)
            elif isinstance(event, RequestReceived):
                self._owed.append(event)
            elif event is PAUSED:
                self._answer_last()
        while self._owed:
            self._answer_last()
            if self._connection.next_event() is not NEED_DATA:
                raise AssertionError("an answer brings no event")
        return self._stream.feed(self._connection.data_to_send())

    def _answer_last(self) -> None:
        # The last first: answers leave in request order whatever order they are ready in.
        self._connection.send(answer(self._owed.pop()))
