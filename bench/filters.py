"""What a request with 20 filters costs: the first time its patterns are seen, and after that.

    python -m bench.filters

Two steps compile patterns: the front process before it accepts a request, a worker before it runs
them. Times are of the processor, the median of many rounds; each first time has new patterns.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from typing import Final, TypeVar

from limina.engine import filters, matching
from limina.protocol import patterns
from limina.protocol.schema import Request, decode_request

FILTERS: Final = 20
ROUNDS: Final = 50
TEXT: Final = "John Smith, GID-12345, lives at 123 Fake St. and was a dev in Rome as a freelancer."
KINDS: Final = (
    r"\bGID-@\d{5}\b",
    r"(?i)john @|grace @",
    r"I was a.*?as a freelancer @",
    r"[A-Z][a-z]+ @ [A-Z][a-z]+",
    r"\b(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.@\d{2}\b",
)


def message(number: int) -> str:
    """A request whose patterns no other number has."""
    wanted = [
        {
            "type": "BLOCK",
            "pattern": KINDS[n % len(KINDS)].replace("@", f"{number}x{n}"),
            "entity_type": "CODE",
        }
        for n in range(FILTERS)
    ]
    return json.dumps({"text": TEXT, "entity_detection": {"filter": wanted}})


T = TypeVar("T")


def seconds(step: Callable[[T], object], given: T) -> float:
    """Processor time of one call."""
    began = time.process_time()
    step(given)
    return time.process_time() - began


def run(request: Request) -> object:
    """What a worker does with the filters."""
    return filters.compile_filters(request, clock=time.monotonic).block_detections(request.text)


def main() -> None:
    """Print the table."""
    steps: dict[str, tuple[list[float], list[float]]] = {
        "front: decode and check": ([], []),
        "worker: compile and search": ([], []),
    }
    for number in range(ROUNDS):
        sent = message(number)
        for turn in (0, 1):
            steps["front: decode and check"][turn].append(seconds(decode_request, sent))
        request = decode_request(sent)
        for turn in (0, 1):
            steps["worker: compile and search"][turn].append(seconds(run, request))
    print(f"{FILTERS} filters, {len(TEXT)} characters, {ROUNDS} rounds")
    print(f"{'':28} {'first, µs':>10} {'again, µs':>10} {'ratio':>7}")
    for name, (first, again) in steps.items():
        one, two = statistics.median(first) * 1e6, statistics.median(again) * 1e6
        print(f"{name:28} {one:10.0f} {two:10.0f} {one / two:7.1f}")
    for name, kept in (("front", patterns.passed), ("worker", matching.compiled)):
        print(f"{name}: {kept.hits} hits, {kept.misses} misses, {len(kept)} kept, size {kept.size}")


if __name__ == "__main__":
    main()
