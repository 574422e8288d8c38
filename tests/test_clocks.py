"""No deadline hangs on the wall clock, which people and time servers set.

Everything that waits or measures reads trio's clock, `time.monotonic` or `time.perf_counter`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: What reads the wall clock.
WALL = frozenset(
    {
        *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime"),
        *("time.strftime", "time.asctime"),
        *("datetime.now", "datetime.utcnow", "datetime.today", "date.today"),
    }
)
#: Modules that may, and what for.
MAY = {
    "limina/transport/hypercorn_log.py": "the time of an access line",
}


def reads(source: str) -> Iterator[str]:
    """Every name of `WALL` that is mentioned, or imported by itself."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            dotted = ".".join(ast.unparse(node).split(".")[-2:])
            if dotted in WALL:
                yield dotted
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (f"time.{a.name}" for a in node.names if f"time.{a.name}" in WALL)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import time\ntime.time()", ["time.time"]),
        ("from time import time", ["time.time"]),
        ("import datetime\ndatetime.datetime.now()", ["datetime.now"]),
        ("import time\ntime.monotonic(); time.perf_counter()", []),
    ],
)
def test_a_read_is_seen(source: str, found: list[str]) -> None:
    assert list(reads(source)) == found


def test_nothing_waits_for_the_wall_clock() -> None:
    paths = [*(ROOT / "limina").rglob("*.py"), *(ROOT / "plugins").glob("*/limina_*/**/*.py")]
    assert len(paths) > 100
    found = {
        path.relative_to(ROOT).as_posix(): names
        for path in paths
        if (names := list(reads(path.read_text("utf-8"))))
    }
    assert set(found) == set(MAY), found
