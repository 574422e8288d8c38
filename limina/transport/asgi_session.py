"""One `/ws` conversation over ASGI: moves messages between server, Session and dispatcher.

Every rule is the Session's; here is only who waits for whom. Requests of a connection are worked on
concurrently, a paused session stops the receiving, and one lock keeps the sending in order. It must
not look inside a message.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import trio

from limina.protocol import closecodes
from limina.protocol.closecodes import Close
from limina.protocol.events import (
    NEED_DATA,
    PAUSED,
    RequestReceived,
    RequestRejected,
    SessionClosed,
)
from limina.protocol.session import Session
from limina.runtime.locking import Holding
from limina.transport.asking import Asking
from limina.transport.connections import Visit

if TYPE_CHECKING:
    from limina.runtime.dispatch import Dispatch

log = logging.getLogger(__name__)

Message = MutableMapping[str, Any]
#: Seconds a client has to answer our Close.
DEFAULT_CLOSE_TIMEOUT = 5.0

Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Signal(Protocol):
    """Something that happens once: `trio.Event`, or hypercorn's wrapper around it."""

    async def wait(self) -> None:
        """Return once it has happened."""
        ...


class Conversation:
    """Drives one session over an accepted connection.

    Args:
        session: A fresh session.
        dispatch: Answers the requests.
        receive: ASGI's receive.
        send: ASGI's send.
        visit: Told what comes and how it ends.
        close_timeout: Seconds the client has to answer our Close.
    """

    def __init__(
        self,
        session: Session,
        dispatch: Dispatch,
        receive: Receive,
        send: Send,
        visit: Visit,
        close_timeout: float = DEFAULT_CLOSE_TIMEOUT,
    ) -> None:
        self._session = session
        self._receive = receive
        self._send = send
        self._visit = visit
        self._close_timeout = close_timeout
        self._said_goodbye = self._gone = False
        self._sending = trio.Lock()
        self._something_to_say = trio.Event()
        self._requests = Asking(dispatch, lambda: self._something_to_say.set())
        self._answered = trio.Event()
        self._tasks: trio.Nursery

    async def run(self, shutdown: Sequence[Signal] = ()) -> None:
        """Talk until either side has closed; send the close if it is ours to send.

        Args:
            shutdown: The first of them to happen begins the session's end.
        """
        try:
            try:
                async with trio.open_nursery() as self._tasks:
                    for signal in shutdown:
                        self._tasks.start_soon(self._drain_on, signal)
                    self._tasks.start_soon(self._speak)
                    await self._listen()
                    self._tasks.cancel_scope.cancel()
            finally:
                self._requests.withdraw()
        except* Exception as group:
            # The type only: a message of an exception may quote a client's text.
            log.error("a conversation failed: %s", type(_first(group)).__name__)
            await self._close(closecodes.INTERNAL_ERROR)
        if self._said_goodbye and not self._gone:
            await self._see_off()

    async def _listen(self) -> None:
        while True:
            event = self._session.next_event()
            if isinstance(event, RequestReceived):
                self._visit.asked()
                self._requests.ask(event)
                continue
            if isinstance(event, RequestRejected):
                self._visit.rejected(event.error.code)
            if event is PAUSED:
                self._answered = trio.Event()
            # Also waits for a send under way: a client that does not read is not read from.
            if self._session.has_to_send or self._sending.locked():
                await self._flush()
            if isinstance(event, SessionClosed):
                return
            if event is PAUSED:
                await self._answered.wait()
            elif event is NEED_DATA:
                await self._take(await self._receive())
            else:
                # After a disconnect hypercorn's send returns without ever yielding to other tasks.
                await trio.lowlevel.checkpoint()

    async def _take(self, message: Message) -> None:
        if message["type"] == "websocket.disconnect":
            self._gone = True
            self._session.receive_disconnect(message.get("code", closecodes.ABNORMAL))
        else:
            text = message.get("text")
            self._session.receive_message(message["bytes"] if text is None else text)

    async def _speak(self) -> None:
        """Pass answers on as they come."""
        while True:
            if not self._requests:
                self._something_to_say = trio.Event()
                await self._something_to_say.wait()
            for answer in self._requests.take():
                self._session.send(answer)
            self._answered.set()
            await self._flush()

    async def _drain_on(self, signal: Signal) -> None:
        await signal.wait()
        self._session.drain()
        await self._flush()

    async def _flush(self) -> None:
        async with Holding(self._sending):
            for place, text in enumerate(self._session.messages_to_send()):
                if place:
                    await trio.lowlevel.checkpoint()  # as in `_listen`
                await self._send({"type": "websocket.send", "text": text})
            close = self._session.close_to_send()
            if close is not None:
                await self._close(close)
                self._tasks.cancel_scope.cancel()

    async def _see_off(self) -> None:
        """Wait for the client's Close before the connection is ended.

        A proxy that sees our end first drops the client's side with what the client still sends,
        and the client may then never read our Close.
        """
        with trio.move_on_after(self._close_timeout):
            while (await self._receive())["type"] != "websocket.disconnect":
                pass

    async def _close(self, close: Close) -> None:
        self._said_goodbye = True
        self._visit.closing(close.code)
        await self._send({"type": "websocket.close", "code": close.code, "reason": close.reason})


def _first(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
