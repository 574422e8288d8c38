"""Results as tables: plain text for a terminal, Markdown for a page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from limina.evaluation.alarms import Alarms
from limina.evaluation.confusion import Confusion
from limina.evaluation.dial import Notch
from limina.evaluation.misses import Miss
from limina.evaluation.reliability import Reliability
from limina.evaluation.result import Comparison, Result
from limina.evaluation.scores import Figures

#: Figure to its heading and number of decimals.
_COLUMNS = {
    "gold": ("gold", 0),
    "predicted": ("pred", 0),
    "strict_precision": ("strict P", 3),
    "strict_recall": ("R", 3),
    "strict_f1": ("F1", 3),
    "overlap_precision": ("overlap P", 3),
    "overlap_recall": ("R", 3),
    "overlap_f1": ("F1", 3),
    "overlap_f2": ("F2", 3),
    "leak_rate": ("leak", 4),
    "character_precision": ("char P", 3),
    "missed": ("missed", 0),
    "partly_leaked": ("partly", 0),
}
#: Figures whose intervals are told.
TOLD = ("strict_f1", "overlap_f1", "overlap_f2", "leak_rate", "character_precision")
#: Figures that are told of every sensitivity.
DIALLED = tuple(_COLUMNS)[1:-2]
#: Labels that are told of false alarms.
ALARMING = 4
#: Pairs of labels in a table of what was taken for what.
CONFUSED = 25


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and rows; the first column is text, the others are numbers."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def main_table(result: Result, of: str = "") -> Table:
    """All figures of every label, `ALL` last; `of` says of which result."""
    labels = result.counted.labels
    rows = [
        (
            labels[index],
            *(_number(result.figures[name][index], d) for name, (_, d) in _COLUMNS.items()),
        )
        for index in _all_last(labels)
    ]
    return Table(f"figures{of}", ("label", *(head for head, _ in _COLUMNS.values())), tuple(rows))


def interval_table(result: Result) -> Table:
    """The 95 % intervals of the figures that matter most."""
    labels = result.counted.labels
    rows = [
        (labels[index], *(_between(result.intervals[name], index) for name in TOLD))
        for index in _all_last(labels)
        if result.intervals
    ]
    return Table("95 % intervals", ("label", *(_plain(name) for name in TOLD)), tuple(rows))


def alarm_table(result: Result, of: str = "") -> Table:
    """False alarms for every 1,000 words; `of` says of which result."""
    parts: Sequence[tuple[str, Alarms]] = (
        ("texts without annotated spans", result.empty),
        ("all texts", result.everywhere),
    )
    rows = [
        (
            name,
            *(str(part.texts), str(part.words), str(part.false), _number(part.rate, 2)),
            ", ".join(f"{label} {number}" for label, number in _first(part.labels, ALARMING)),
        )
        for name, part in parts
    ]
    head = ("in", "texts", "words", "false", "per 1,000 words", "most of them")
    return Table(f"false alarms{of}", head, tuple(rows))


def dial_table(notches: Sequence[Notch]) -> Table:
    """The figures over all labels at each sensitivity; the configured one has a star."""
    rows = [
        (
            f"{_plain_share(one.sensitivity)}{' *' if one.configured else ''}",
            *(_number(one.figures[name], _COLUMNS[name][1]) for name in DIALLED),
        )
        for one in notches
    ]
    head = ("sensitivity", *(_COLUMNS[name][0] for name in DIALLED))
    return Table("all labels by sensitivity (*: as configured)", head, tuple(rows))


def confusion_table(confusion: Confusion, number: int = CONFUSED) -> Table:
    """The pairs of different labels that are most frequent."""
    wrong = [(pair, count) for pair, count in confusion.items() if pair[0] != pair[1]]
    wrong.sort(key=lambda item: (-item[1], item[0]))
    rows = [(f"{gold} as {found}", str(count)) for (gold, found), count in wrong[:number]]
    return Table(
        "taken for another (-: nothing annotated, or nothing found)", ("", "n"), tuple(rows)
    )


def comparison_table(comparison: Comparison) -> Table:
    """Both results and their difference."""
    first, second = comparison.first, comparison.second
    labels = first.counted.labels
    rows = []
    for index in _all_last(labels):
        for name in TOLD:
            ours, theirs = first.figures[name][index], second.figures[name][index]
            between = _between(comparison.intervals[name], index) if comparison.intervals else ""
            decimals = _COLUMNS[name][1]
            rows.append(
                (
                    f"{labels[index]} {_plain(name)}",
                    _number(ours, decimals),
                    _number(theirs, decimals),
                    _number(theirs - ours, decimals, "+"),
                    between,
                )
            )
    head = ("figure", "first", "second", "difference", "95 % interval")
    return Table("comparison", head, tuple(rows))


def reliability_table(detectors: Mapping[str, Reliability], *, labels: bool = False) -> Table:
    """How far scores and shares lie apart, by detector, or by detector and label."""
    rows = [
        (
            name,
            str(one.number),
            _number(one.score, 3),
            _number(one.right, 3),
            _number(one.error, 3),
        )
        for name, one in detectors.items()
        if labels or " " not in name
    ]
    head = ("detector", "detections", "mean score", "right", "calibration error")
    return Table("reliability", head, tuple(rows))


def bin_table(name: str, one: Reliability) -> Table:
    """The bins of one detector."""
    rows = [(_number(part.score, 3), str(part.number), _number(part.right, 3)) for part in one.bins]
    return Table(f"reliability of {name}", ("mean score", "detections", "right"), tuple(rows))


def miss_lines(misses: Sequence[Miss]) -> Iterator[str]:
    """The worst misses with their texts; line ends are shown as spaces."""
    for miss in misses:
        shown = " ".join(f"{miss.before}⟦{miss.shown}⟧{miss.behind}".split())
        yield f"{miss.label} {miss.name}:{miss.start}-{miss.end} {miss.leaked} leaked: {shown}"


def plain(table: Table) -> Iterator[str]:
    """The lines of a table for a terminal."""
    widths = [max(map(len, column)) for column in zip(table.head, *table.rows, strict=True)]
    yield f"{table.title}:"
    for row in (table.head, *table.rows):
        first, *rest = (
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join((first, *rest)).rstrip()


def markdown(table: Table) -> Iterator[str]:
    """The lines of a table in Markdown."""
    yield f"## {table.title[:1].upper()}{table.title[1:]}"
    yield ""
    yield f"| {' | '.join(table.head)} |"
    yield f"|---|{'---:|' * (len(table.head) - 1)}"
    for row in table.rows:
        yield f"| {' | '.join(row)} |"


def _first(labels: Mapping[str, int], number: int) -> Iterator[tuple[str, int]]:
    return islice(labels.items(), number)


def _all_last(labels: Sequence[str]) -> Iterator[int]:
    yield from range(1, len(labels))
    yield 0


def _plain(name: str) -> str:
    return name.replace("_", " ").replace(" f", " F")


def _plain_share(value: float) -> str:
    """With two decimals, or with as many as it takes."""
    return max(f"{value:.2f}", f"{value:g}", key=len)


def _number(value: float, decimals: int, sign: str = "") -> str:
    return "-" if math.isnan(value) else f"{value:{sign}.{decimals}f}"


def _between(bounds: tuple[Figures, Figures], index: int) -> str:
    low, high = bounds[0][index], bounds[1][index]
    return "-" if math.isnan(low) else f"{low:.3f} … {high:.3f}"
