"""10,000 mutated requests: each is answered, and the server is as well afterwards as before."""

from __future__ import annotations

import contextlib
import json
import random
from collections.abc import Iterator

import pytest
import trio

from conformance.arithmetic import check_arithmetic
from conformance.judge import Mode
from conformance.scripts import HEALTHY_MESSAGE
from conformance.serving import TRANSPORTS, serving
from conformance.vectors import load_vectors
from limina.protocol.errors import CATALOGUE
from limina.transport.client import Client, Disconnected, open_client

MESSAGES = 10_000
CONNECTIONS = 4
SEED = 20_240_501

PAYLOADS = [
    json.dumps(vector.request, ensure_ascii=index % 2 == 0)
    for index, vector in enumerate(load_vectors())
    if len(json.dumps(vector.request)) < 700
]
VALUES = ["null", "true", "-1", "1e400", "[]", "{}", '""', '"a"', "[[]]", '"\\ud800"', '{"a":1}']
PIECES = [*'"\\{}[],:(\x00é😀', "\\u0000", "(?R)", "9" * 30]


def mutate(message: str, chance: random.Random) -> str:
    """Change a message in one to three places; most results are still JSON, many still requests."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(message) + 1)
        to = min(len(message), at + chance.randint(0, 8))
        match chance.randrange(7):
            case 0:
                message = message[:at] + message[to:]
            case 1:
                message = message[:at] + chance.choice(PIECES) + message[at:]
            case 2:
                message = message[:at] + message[at:to] * chance.randint(2, 40) + message[to:]
            case 3:
                other = chance.choice(PAYLOADS)
                message = message[:at] + other[chance.randrange(len(other)) :]
            case 4 | 5:
                message = swap_value(message, chance)
            case _:
                message = message[:at] + chr(chance.randrange(0xD7FF)) + message[to:]
    return message


def swap_value(message: str, chance: random.Random) -> str:
    """Put something else into one place of the JSON, if it is JSON."""
    try:
        value = json.loads(message)
    except (ValueError, RecursionError):
        return message
    places: list[tuple[dict[str, object] | list[object], str | int]] = []

    def walk(holder: object) -> None:
        if isinstance(holder, dict):
            for key, inner in holder.items():
                places.append((holder, key))
                walk(inner)
        elif isinstance(holder, list):
            for index, inner in enumerate(holder):
                places.append((holder, index))
                walk(inner)

    walk(value)
    if not places:
        return message
    holder, key = chance.choice(places)
    marker = "\u0001"
    holder[key] = marker  # type: ignore[index]
    return json.dumps(value).replace(json.dumps(marker), chance.choice(VALUES), 1)


def fuzzed(count: int, seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    for _ in range(count):
        yield mutate(chance.choice(PAYLOADS), chance)


def test_the_messages_are_a_mixture_of_good_and_bad() -> None:
    parsed = 0
    for message in fuzzed(1_000, SEED):
        with contextlib.suppress(ValueError, RecursionError):
            parsed += isinstance(json.loads(message), dict)
    assert 200 < parsed < 900


async def check(client: Client, message: str) -> str:
    """Send one message; the code of the answer, or `answered`."""
    await client.send(message)
    with trio.fail_after(30):
        answer = json.loads(await client.receive())
    if "detail" in answer:
        assert set(answer) == {"detail", "code"}
        assert answer["code"] in CATALOGUE
        # LIM205 would be a bug of ours, LIM201 a detector that fails.
        assert answer["code"] < "LIM200", (answer["code"], message)
        return str(answer["code"])
    problems = check_arithmetic(json.loads(message), answer)
    assert problems == [], (problems, message)
    return "answered"


async def converse(url: str, messages: list[str], outcomes: set[str]) -> None:
    """Send every message, on a new connection whenever a hundred errors in a row ended the last."""
    while messages:
        async with open_client(url) as client:
            try:
                while messages:
                    outcomes.add(await check(client, messages[-1]))
                    messages.pop()
            except Disconnected as end:
                assert end.code == 1008, end


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_every_mutated_request_is_answered(transport: str) -> None:
    outcomes: set[str] = set()

    async def main(url: str) -> None:
        async with trio.open_nursery() as nursery:
            for number in range(CONNECTIONS):
                messages = list(fuzzed(MESSAGES // CONNECTIONS, SEED + number))
                nursery.start_soon(converse, url, messages, outcomes)
        async with open_client(url) as client:
            assert await check(client, HEALTHY_MESSAGE) == "answered"

    with serving(transport, Mode.EXACT) as url:
        trio.run(main, url)
    assert {"answered", "LIM101", "LIM102", "LIM104", "LIM105", "LIM106", "LIM108"} <= outcomes
