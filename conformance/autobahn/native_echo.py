"""The native server with an echo in the place of Limina's session: the target of the Autobahn
suite.

Everything below the message level is what production runs; only what is said is exchanged. Prints
`port N` once it listens, and stops on SIGTERM.

    python -m conformance.autobahn.native_echo [--deflate]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from functools import partial

import trio

from limina.plugin.hookspecs import Handshake
from limina.protocol import closecodes
from limina.protocol.closecodes import Close
from limina.protocol.errors import LocalProtocolError
from limina.protocol.events import (
    NEED_DATA,
    NeedData,
    Paused,
    RequestFailed,
    ResponseReady,
    SessionEvent,
)
from limina.protocol.schema import Limits, Request
from limina.runtime.dispatch import Answered
from limina.transport.native import ServeOptions, serve

#: The suite's largest message has 16 MiB.
MAX_MESSAGE_BYTES = 32 * 1024 * 1024


class EchoSession:
    """A conversation that gives every message back."""

    def __init__(self) -> None:
        self._messages: list[str | bytes] = []

    def receive_message(self, message: str | bytes) -> None:
        """Keep the message for the way back."""
        self._messages.append(message)

    def receive_disconnect(self, code: int = closecodes.ABNORMAL) -> None:
        """Forget what was to be sent."""
        self._messages.clear()

    def drain(self) -> None:
        """Echoes are never owed for long: nothing to do."""

    def next_event(self) -> SessionEvent | NeedData | Paused:
        """Nothing ever happens here."""
        return NEED_DATA

    def send(self, answer: ResponseReady | RequestFailed) -> None:
        """No request is ever handed out."""
        raise LocalProtocolError("an echo has no requests")

    def messages_to_send(self) -> list[str | bytes]:
        """The messages, as they came."""
        messages, self._messages = self._messages, []
        return messages

    def close_to_send(self) -> Close | None:
        """The suite closes."""
        return None


class NoDispatch:
    """Lets everybody in, and is never asked anything."""

    limits = Limits()
    ready = True

    def ask(self, request: Request, answered: Answered) -> int:
        """No request is ever handed out."""
        raise LocalProtocolError("an echo has no requests")

    def withdraw(self, numbers: Iterable[int]) -> None:
        """There is none to be withdrawn."""

    def authorize(self, handshake: Handshake) -> bool:
        """Anybody may come in."""
        return True


async def main(deflate: bool) -> None:
    """Serve on a free port of 127.0.0.1 until SIGTERM."""
    options = ServeOptions(port=0, max_message_bytes=MAX_MESSAGE_BYTES)
    run = partial(
        serve, NoDispatch(), options, make_session=EchoSession, paths=("/", "/ws"), deflate=deflate
    )
    async with trio.open_nursery() as nursery:
        [url] = await nursery.start(run)
        print(f"port {url.rpartition(':')[2]}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deflate", action="store_true", help="agree on permessage-deflate")
    trio.run(main, parser.parse_args().deflate)
