"""How time and memory grow with the length of a text, and what a second worker is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import serving, svg
from bench.allocating import allocated
from bench.load import ask
from bench.processes import memory, peak_memory, reset_peak
from bench.report import Ratio, Section, Table, figure, mebibytes
from bench.serving import Server
from bench.stats import median, slope
from bench.texts import Writer

LENGTHS = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
QUICK = (1_000, 10_000, 100_000)
#: From here on growth is to be linear.
FROM = 10_000
#: The length at which one worker is compared with two.
SHARED, SHARED_QUICK = 500_000, 100_000

#: From here on memory is drawn: what is less is chance.
_SEEN = 2**17

_CONFIGURATION = serving.PATIENT + "max_text_characters = 1000000\n"


@dataclass(frozen=True, slots=True)
class _Point:
    """One length: seconds, and the most memory above that at rest, in bytes.

    Attributes:
        characters: The length, in code points.
        seconds: From the text to its answer.
        workers: Resident memory of the workers.
        front: That of the front process.
    """

    characters: int
    seconds: float
    workers: int
    front: int


def measure(quick: bool) -> Section:
    """Send texts of growing length to one worker, then one text to one and to two in turns.

    Args:
        quick: Whether fewer and shorter texts will do.
    """
    shared = SHARED_QUICK if quick else SHARED
    text = Writer().long(shared).text
    with serving.limina("--workers", "1", configuration=_CONFIGURATION) as one:
        points = _points(one, QUICK, 1) if quick else _points(one, LENGTHS, 3)
        sizes = _allocations(QUICK if quick else LENGTHS)
        with serving.limina("--workers", "2", configuration=_CONFIGURATION) as two:
            turns = [(_time(one, text, 1), _time(two, text, 1)) for _ in range(1 if quick else 3)]
    return _section(points, sizes, shared, turns)


def _section(
    points: Sequence[_Point],
    allocations: Sequence[int],
    shared: int,
    turns: Sequence[tuple[float, float]],
) -> Section:
    rows = [
        [
            f"{one.characters:,}",
            figure(one.seconds),
            figure(one.characters / one.seconds),
            mebibytes(one.workers),
            mebibytes(one.front),
            mebibytes(size),
        ]
        for one, size in zip(points, allocations, strict=True)
    ]
    head = ["characters, one worker", "seconds", "characters/s", "worker's peak above rest, MiB"]
    single, double = (median([turn[which] for turn in turns]) for which in (0, 1))
    both = Table(
        [f"{shared:,} characters", "seconds", "characters/s"],
        [
            ["one worker", figure(single), figure(shared / single)],
            ["two workers", figure(double), figure(shared / double)],
        ],
    )
    long = [one for one in points if one.characters >= FROM]
    times = slope([(one.characters, one.seconds) for one in long])
    resident = slope([(one.characters, one.workers + one.front) for one in long])
    sizes = slope(
        [
            (one.characters, size)
            for one, size in zip(points, allocations, strict=True)
            if one.characters >= FROM
        ]
    )
    grown = f"from {FROM:,} to {points[-1].characters:,} characters (1 is linear)"
    return Section(
        tables=[Table([*head, "front's, MiB", "allocated, MiB"], rows), both],
        ratios=[
            Ratio(f"growth of time {grown}", times, 1.15, most=True),
            Ratio(f"growth of allocated memory {grown}", sizes, 1.15, most=True),
            Ratio(f"growth of resident memory above rest {grown}", resident),
            Ratio(f"{shared:,} characters, two workers : one", single / double, 1.6),
        ],
        figures={
            "bench-length.svg": (
                svg.lines(
                    "characters",
                    "seconds",
                    [
                        svg.Series("one worker", [(one.characters, one.seconds) for one in points]),
                        _linear(points, [one.seconds for one in points]),
                    ],
                ),
                "Time to an answer over the length of the text, beside a line that is linear",
            ),
            "bench-memory.svg": (
                svg.lines(
                    "characters",
                    "MiB above rest",
                    [
                        svg.Series(name, [(one.characters, size / 2**20) for one, size in known])
                        for name, known in _known_sizes(points)
                    ]
                    + [
                        svg.Series(
                            "allocated, in one process",
                            [
                                (one.characters, size / 2**20)
                                for one, size in zip(points, allocations, strict=True)
                            ],
                            dashed=True,
                        )
                    ],
                ),
                "Most memory above rest over the length of the text",
            ),
        },
    )


def _known_sizes(
    points: Sequence[_Point],
) -> list[tuple[str, list[tuple[_Point, int]]]]:
    """What can stand on a logarithmic axis: short texts often need no memory that is not there."""
    return [
        ("worker", [(one, one.workers) for one in points if one.workers > _SEEN]),
        ("front process", [(one, one.front) for one in points if one.front > _SEEN]),
    ]


def _linear(points: Sequence[_Point], values: Sequence[float]) -> svg.Series:
    """A line with the slope 1 through the last point."""
    last, value = points[-1].characters, values[-1]
    begin = max(FROM, points[0].characters)
    return svg.Series("linear", [(begin, value * begin / last), (last, value)], dashed=True)


def _points(server: Server, lengths: Sequence[int], times: int) -> list[_Point]:
    _time(server, Writer(1).long(lengths[0]).text, 20)
    rest = {pid: memory(pid) for pid in (*server.workers, server.pid)}
    points = []
    for length in lengths:
        text = Writer().long(length).text
        for pid in rest:
            reset_peak(pid)
        seconds = _time(server, text, 1 if length > 200_000 else times)
        grown = {pid: max(0, peak_memory(pid) - before) for pid, before in rest.items()}
        front = grown.pop(server.pid)
        points.append(_Point(length, seconds, sum(grown.values()), front))
    return points


def _allocations(lengths: Sequence[int]) -> list[int]:
    """The most bytes that are allocated at a time for a text of each length, above rest, in a
    server that is one process.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder, "allocated")
        module = ("bench.allocating", str(file))
        with serving.limina(
            "--workers", "0", configuration=_CONFIGURATION, module=module
        ) as server:
            _time(server, Writer(1).long(lengths[0]).text, 20)
            rest, _ = allocated(server.pid, file)
            most = []
            for length in lengths:
                _time(server, Writer().long(length).text, 1)
                most.append(allocated(server.pid, file)[1] - rest)
    return most


def _time(server: Server, text: str, times: int) -> float:
    """Median seconds from a text to its answer."""
    return median(ask(server.port, text, times))
