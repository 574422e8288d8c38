"""`limina replay`: a recorded conversation, once more, in this process or against a server.

The input is JSON Lines: each line an object with `request` and, if it is to be compared, `response`
(the shape of the conformance payloads), or the request itself. What is printed of a difference are
paths, never values.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import trio

from limina.cli.failure import CommandFailed
from limina.cli.reading import STDIN, read_lines
from limina.config import Settings
from limina.protocol.errors import RequestError
from limina.protocol.schema import decode_request
from limina.runtime.loading import load_plugins, make_pipeline, request_limits
from limina.transport.client import open_client

#: Sends one message, gives back the answer.
Exchange = Callable[[str], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One line of the input.

    Attributes:
        place: `FILE:LINE`.
        name: The line's `id`, or its number.
        message: The request as it goes over the wire.
        response: The recorded answer, or None if there is nothing to compare with.
    """

    place: str
    name: str
    message: str
    response: dict[str, Any] | None


def add_parser(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "replay", parents=[shared], help="replay recorded requests and compare the answers"
    )
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="JSON Lines; - or none: standard input"
    )
    parser.add_argument(
        "--url", metavar="URL", help="ws://HOST:PORT/ws of a server; by default in this process"
    )
    parser.add_argument(
        "--quiet", action="store_true", help="print no answers, only the comparison"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Replay every line; exit status 1 if an answer differs from the recorded one."""
    recorded = [line for name in options.files or [STDIN] for line in read_recorded(name)]
    if options.url is not None:
        return trio.run(_against_server, options.url, recorded, options.quiet)
    plugins = load_plugins(settings)
    limits = request_limits(settings, plugins)
    pipeline = make_pipeline(settings, plugins)

    async def exchange(message: str) -> str:
        try:
            request = decode_request(message, limits)
        except RequestError as error:
            return error.to_json()
        [outcome] = pipeline.process([request])
        answer = outcome.answer
        return answer.to_json() if isinstance(answer, RequestError) else answer.decode()

    try:
        return trio.run(_replay, exchange, recorded, options.quiet)
    finally:
        pipeline.close()


def read_recorded(name: str) -> Iterator[Recorded]:
    """Read the lines of one input."""
    for batch in read_lines(name, lambda count: None):
        for number, line, _ in batch:
            if not line.strip():
                continue
            place = f"{name}:{number}"
            try:
                record = msgspec.json.decode(line, type=dict[str, Any])
            except (msgspec.DecodeError, RecursionError):
                raise CommandFailed(f"{place}: not a JSON object") from None
            if "request" not in record:
                yield Recorded(place, str(number), line, None)
                continue
            response = record.get("response")
            yield Recorded(
                place,
                str(record.get("id", number)),
                msgspec.json.encode(record["request"]).decode(),
                response if isinstance(response, dict) else None,
            )


async def _against_server(url: str, recorded: list[Recorded], quiet: bool) -> int:
    try:
        async with open_client(url) as client:

            async def exchange(message: str) -> str:
                await client.send(message)
                return await client.receive()

            return await _replay(exchange, recorded, quiet)
    except OSError as error:
        raise CommandFailed(f"{url}: {error.strerror or 'no connection'}") from None


async def _replay(exchange: Exchange, recorded: list[Recorded], quiet: bool) -> int:
    same = different = 0
    for line in recorded:
        answer = await exchange(line.message)
        if not quiet:
            print(answer, flush=True)
        if line.response is None:
            continue
        paths = list(differences(line.response, msgspec.json.decode(answer)))
        if paths:
            different += 1
            print(f"{line.name}: differs at {', '.join(paths[:5])}", file=sys.stderr)
        else:
            same += 1
    print(f"{len(recorded)} replayed, {same} same, {different} different", file=sys.stderr)
    return 1 if different else 0


def differences(recorded: Any, answer: Any, path: str = "") -> Iterator[str]:
    """Where an answer is not what was recorded.

    Args:
        recorded: The recorded answer; members it lacks are not compared.
        answer: The answer.
        path: Path of the two within the answer.

    Yields:
        Paths such as `entities[1].location.end_idx`, in document order; never a value.
    """
    if isinstance(recorded, dict) and isinstance(answer, dict):
        for key, value in recorded.items():
            inner = f"{path}.{key}" if path else key
            if key in answer:
                yield from differences(value, answer[key], inner)
            else:
                yield inner
    elif isinstance(recorded, list) and isinstance(answer, list) and len(recorded) == len(answer):
        for i, (one, other) in enumerate(zip(recorded, answer, strict=True)):
            yield from differences(one, other, f"{path}[{i}]")
    elif isinstance(recorded, float) and isinstance(answer, int | float):
        if not math.isclose(recorded, answer, rel_tol=1e-9):
            yield path
    elif recorded != answer:
        yield path
