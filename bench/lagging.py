"""How late the event loop is under load, and what a long text in flight does to short messages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import serving
from bench.lagged import between
from bench.load import Group, Load, Result, run
from bench.report import Ratio, Table, milliseconds
from bench.stats import median, percentile
from bench.texts import Text, Writer

#: Connections with short messages, for the lag, and beside the long text.
BUSY, BESIDE = 32, 8
#: Length of the long text.
LONG = 500_000
#: The lag that is allowed, in seconds.
ALLOWED = 0.005


@dataclass(frozen=True, slots=True)
class Lag:
    """What was measured; times are in seconds.

    Attributes:
        idle: 99th percentile of the lag without load: what the clock itself costs.
        busy: The same under load.
        busy_median: The median under load.
        beside: The 99th percentile with a long text in flight.
        without: p99 of short messages without the long text, before and after.
        with_long: p99 of short messages with it.
    """

    idle: float
    busy: float
    busy_median: float
    beside: float
    without: tuple[float, float]
    with_long: float


def measure(transport: str, texts: Sequence[Text], quick: bool) -> Lag:
    """Run a server with a clock in its event loop, and put load on it.

    Args:
        transport: The transport.
        texts: Short messages.
        quick: Whether shorter loads will do.
    """
    messages = [text.text for text in texts]
    long = Group([Writer().long(LONG).text])
    short, busy = Group(messages, BESIDE), Group(messages, BUSY)
    seconds = 1.0 if quick else 5.0
    with TemporaryDirectory() as folder:
        notes = Path(folder, "lag.json")
        module = ("bench.lagged", str(notes))
        options = ("--transport", transport)
        with serving.limina(*options, configuration=serving.PATIENT, module=module) as server:

            def load(time: float, *groups: Group) -> Result:
                return run(Load(server.port, groups, time, watched=server.watched))

            # A connection without messages.
            idle = load(1.0, Group(messages, depth=0))
            loaded = load(seconds, busy)
            before = load(seconds, short)
            beside = load(seconds * 2, short, long)
            after = load(seconds, short)
        taken = json.loads(notes.read_text())

    def lag(result: Result, share: float = 0.99) -> float:
        return percentile(between(taken, result.begun, result.seconds), share)

    return Lag(
        idle=lag(idle),
        busy=lag(loaded),
        busy_median=lag(loaded, 0.5),
        beside=lag(beside),
        without=(before.groups[0].p99, after.groups[0].p99),
        with_long=beside.groups[0].p99,
    )


def table(lags: Mapping[str, Lag]) -> Table:
    """The absolute figures."""
    head = ["event loop's lag, and p99 of short messages, ms", *lags]
    rows = {
        "lag p99, idle": [one.idle for one in lags.values()],
        f"lag p50, {BUSY} connections": [one.busy_median for one in lags.values()],
        f"lag p99, {BUSY} connections": [one.busy for one in lags.values()],
        f"lag p99, {BESIDE} connections and a long text": [one.beside for one in lags.values()],
        f"p99, {BESIDE} connections, before": [one.without[0] for one in lags.values()],
        f"p99, {BESIDE} connections and a long text": [one.with_long for one in lags.values()],
        f"p99, {BESIDE} connections, after": [one.without[1] for one in lags.values()],
    }
    return Table(head, [[name, *map(milliseconds, values)] for name, values in rows.items()])


def ratios(transport: str, lag: Lag) -> Iterator[Ratio]:
    """What is judged."""
    yield Ratio(
        f"{transport}, event loop's lag p99 with {BUSY} connections",
        lag.busy * 1e3,
        ALLOWED * 1e3,
        most=True,
        unit=" ms",
    )
    yield Ratio(
        f"{transport}, p99 of short messages with {LONG:,} characters in flight : without",
        lag.with_long / median(lag.without),
        2.0,
        most=True,
    )
