"""limina behind hypercorn with a dispatcher that needs no models, as a process of its own.

`python limina_target.py OPTIONS` serves by `hypercorn_server.serve` and prints `port N`; the module
also has an `app` for the plain `hypercorn` command. A text `sleep S` is answered after S seconds,
`until FILE` when the file is there, `big N` with N characters, any other with itself.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

import msgspec
import trio

from limina.plugin.hookspecs import Handshake
from limina.protocol.schema import Limits, Request
from limina.runtime.dispatch import Answered
from limina.transport.asgi import create_app
from limina.transport.hypercorn_server import ServeOptions, serve


class ScriptedDispatch:
    """Does what the text says."""

    limits = Limits()
    ready = True

    def __init__(self) -> None:
        self._scopes: list[trio.CancelScope] = []

    def ask(self, request: Request, answered: Answered) -> int:
        """Answer in a task of its own."""
        scope = trio.CancelScope()
        self._scopes.append(scope)
        trio.lowlevel.spawn_system_task(self._answer, request.text, answered, scope)
        return len(self._scopes) - 1

    def withdraw(self, numbers: Iterable[int]) -> None:
        """Stop the tasks."""
        for number in numbers:
            self._scopes[number].cancel()

    async def _answer(self, text: str, answered: Answered, scope: trio.CancelScope) -> None:
        with scope:
            answered(await self._script(text))

    async def _script(self, text: str) -> bytes:
        if text.startswith("sleep "):
            await trio.sleep(float(text.removeprefix("sleep ")))
        elif text.startswith("until "):
            while not Path(text.removeprefix("until ")).exists():
                await trio.sleep(0.01)
        elif text.startswith("big "):
            text = "x" * int(text.removeprefix("big "))
        return msgspec.json.encode({"processed_text": text})

    def authorize(self, handshake: Handshake) -> bool:
        """Let everybody in who does not ask to be refused."""
        return ("x-api-key", "wrong") not in handshake.headers


app = create_app(ScriptedDispatch())


async def main(options: ServeOptions) -> None:
    """Serve until SIGTERM."""
    async with trio.open_nursery() as nursery:
        binds = await nursery.start(serve, ScriptedDispatch(), options)
        print("port", binds[0].rpartition(":")[2], flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for field in fields(ServeOptions):
        kind = type(field.default) if field.default is not None else str
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=kind, default=field.default)
    parser.set_defaults(port=0)
    trio.run(main, ServeOptions(**vars(parser.parse_args())))
