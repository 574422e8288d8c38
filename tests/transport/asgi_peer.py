"""A dispatcher that needs no models, and the server's side of an ASGI connection."""

from __future__ import annotations

from typing import Any

import msgspec
import trio

from limina.plugin.hookspecs import Handshake
from limina.protocol.errors import RequestError
from limina.protocol.schema import Limits, Request
from limina.runtime.dispatch import Answered
from tests.transport.answering import Answering

Message = dict[str, Any]


class FakeDispatch(Answering):
    """Answers `{"text": …}` after as many seconds as a text such as `slow 2.5` says; `bug` is a
    fault of ours, `garbage` is answered with what is no text.
    """

    def __init__(self, *, ready: bool = True, authorized: bool = True) -> None:
        super().__init__()
        self.limits = Limits()
        self.ready = ready
        self.authorized = authorized
        self.handshakes: list[Handshake] = []
        self.working = 0
        self.most_working = 0
        self.cancelled = 0

    async def submit(self, request: Request) -> bytes:
        text = request.text
        if text == "refused":
            raise RequestError("LIM201", "a required detector failed")
        self.working += 1
        self.most_working = max(self.most_working, self.working)
        try:
            await trio.sleep(float(text.removeprefix("slow ")) if text.startswith("slow") else 0)
        except trio.Cancelled:
            self.cancelled += 1
            raise
        finally:
            self.working -= 1
        return b"\xff" if text == "garbage" else msgspec.json.encode({"text": text})

    def ask(self, request: Request, answered: Answered) -> int:
        if request.text.startswith("bug"):
            raise ValueError(request.text)
        return super().ask(request, answered)

    def authorize(self, handshake: Handshake) -> bool:
        self.handshakes.append(handshake)
        return self.authorized


class Peer:
    """The server's side of one ASGI connection.

    Args:
        scope: The connection's.
        polite: Whether a Close is answered with the client's own.
    """

    def __init__(self, scope: Message | None = None, *, polite: bool = True) -> None:
        self.scope = scope or {}
        self.polite = polite
        self.received = 0
        self._to_app, self._inbox = trio.open_memory_channel[Message](1000)
        self._outbox, self._from_app = trio.open_memory_channel[Message](1000)

    async def receive(self) -> Message:
        message = await self._inbox.receive()
        self.received += 1
        return message

    async def send(self, message: Any) -> None:
        # As hypercorn's send after a disconnect: it does not yield.
        self._outbox.send_nowait(dict(message))
        if message["type"] == "websocket.close" and self.polite:
            self.tell("websocket.disconnect", code=message.get("code", 1000))

    def tell(self, kind: str, **fields: Any) -> None:
        self._to_app.send_nowait({"type": kind, **fields})

    def ask(self, *texts: str) -> None:
        for text in texts:
            self.tell("websocket.receive", text=msgspec.json.encode({"text": text}).decode())

    async def next(self) -> Message:
        return await self._from_app.receive()

    async def answer(self) -> Any:
        message = await self.next()
        assert message["type"] == "websocket.send", message
        return msgspec.json.decode(message["text"])

    @property
    def unread(self) -> int:
        return self._from_app.statistics().current_buffer_used


def closed(code: int, reason: str) -> Message:
    """The message that closes a WebSocket."""
    return {"type": "websocket.close", "code": code, "reason": reason}
