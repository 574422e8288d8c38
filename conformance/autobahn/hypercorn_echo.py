"""The Autobahn target on hypercorn: an echo application behind the trio worker and limina's guard.

Configured as in production, apart from the message size: the largest case sends 16 MiB. Prints
`port N` once it listens, and stops on SIGTERM. `--unguarded` leaves the guard out, to compare.

    python -m conformance.autobahn.hypercorn_echo [PORT] [--unguarded]
"""

from __future__ import annotations

import argparse
from typing import Any

import hypercorn.trio
import trio
from hypercorn.config import Config

LARGEST_MESSAGE = 64 * 1024 * 1024


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """Echo every message, whatever its type."""
    if scope["type"] == "lifespan":
        for phase in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{phase}.complete"})
        return
    await receive()
    await send({"type": "websocket.accept"})
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return
        await send({**message, "type": "websocket.send"})
        await trio.lowlevel.checkpoint()


async def main(port: int) -> None:
    """Serve for ever."""
    config = Config.from_mapping(
        bind=f"127.0.0.1:{port}",
        errorlog=None,
        websocket_max_message_size=LARGEST_MESSAGE,
    )
    async with trio.open_nursery() as nursery:
        binds = await nursery.start(hypercorn.trio.serve, echo, config)
        print("port", binds[0].rpartition(":")[2], flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int, nargs="?", default=0)
    parser.add_argument("--unguarded", action="store_true")
    options = parser.parse_args()
    if not options.unguarded:
        from limina.transport import hypercorn_guard

        hypercorn_guard.install()
    trio.run(main, options.port)
