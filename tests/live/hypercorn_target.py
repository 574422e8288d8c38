"""A small server for `test_hypercorn_guard.py`, with or without the guard.

Prints `port N` once it listens. The application does what a test asks in a text message: `big:N`
answers with N characters, `raise:WORDS` raises ValueError(WORDS), anything else is echoed. HTTP
requests are answered with the number of living tasks, `/slow` after a moment, without reading their
body.
"""

from __future__ import annotations

import argparse
import signal
from typing import Any

import hypercorn.trio
import trio
from hypercorn.config import Config


async def app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        for answer in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{answer}.complete"})
    elif scope["type"] == "http":
        await trio.sleep(0.2 if scope["path"] == "/slow" else 0)
        body = b"%d" % trio.lowlevel.current_statistics().tasks_living
        length = (b"content-length", b"%d" % len(body))
        await send({"type": "http.response.start", "status": 200, "headers": [length]})
        await send({"type": "http.response.body", "body": body})
    else:
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            text = message["text"]
            if text.startswith("raise:"):
                raise ValueError(text.removeprefix("raise:"))
            if text.startswith("big:"):
                text = "x" * int(text.removeprefix("big:"))
            await send({"type": "websocket.send", "text": text})


async def main(options: argparse.Namespace) -> None:
    config = Config()
    config.bind = ["127.0.0.1:0"]
    config.accesslog = "-"
    config.access_log_format = '%(R)s %(q)s "%({x-canary}i)s" "%(a)s" %(s)s'
    config.graceful_timeout = 0.5
    config.read_timeout = options.read_timeout
    config.websocket_ping_interval = options.ping_interval
    config.websocket_max_message_size = options.max_message_bytes
    config.__dict__["send_timeout"] = options.send_timeout

    async def stopped() -> None:
        with trio.open_signal_receiver(signal.SIGTERM) as signals:
            async for _ in signals:
                return

    async with trio.open_nursery() as nursery:
        serve = hypercorn.trio.serve
        binds = await nursery.start(
            lambda *, task_status: serve(
                app, config, shutdown_trigger=stopped, task_status=task_status
            )
        )
        print("port", binds[0].rpartition(":")[2], flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--guard", action="store_true")
    parser.add_argument("--read-timeout", type=float)
    parser.add_argument("--ping-interval", type=float)
    parser.add_argument("--send-timeout", type=float, default=30.0)
    parser.add_argument("--max-message-bytes", type=int, default=4 * 1024 * 1024)
    arguments = parser.parse_args()
    if arguments.guard:
        from limina.transport import hypercorn_guard

        hypercorn_guard.install()
    trio.run(main, arguments)
