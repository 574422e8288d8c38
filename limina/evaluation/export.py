"""Results as one JSON object; what is unknown is null. There is no text in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import msgspec

from limina.evaluation.alarms import Alarms
from limina.evaluation.bootstrap import Intervals
from limina.evaluation.dial import Notch
from limina.evaluation.reliability import Reliability
from limina.evaluation.result import Comparison, Result
from limina.evaluation.scores import NAMES

#: Figures that are numbers of spans.
_WHOLE = frozenset(("gold", "predicted", "missed", "partly_leaked"))


def result_object(result: Result) -> dict[str, Any]:
    """One result."""
    labels = result.counted.labels
    return {
        "records": len(result.cases),
        "labels": {
            label: _figures({name: float(result.figures[name][index]) for name in NAMES})
            for index, label in enumerate(labels)
        },
        "ci95": _intervals(labels, result.intervals),
        "false_alarms": {"all": _alarms(result.everywhere), "empty": _alarms(result.empty)},
        "confusion": [
            {"gold": gold, "predicted": found, "count": count}
            for (gold, found), count in sorted(result.confusion.items())
        ],
    }


def comparison_object(comparison: Comparison) -> dict[str, Any]:
    """Two results and the intervals of their differences, second minus first."""
    return {
        "first": result_object(comparison.first),
        "second": result_object(comparison.second),
        "difference_ci95": _intervals(comparison.first.counted.labels, comparison.intervals),
    }


def reliability_object(detectors: Mapping[str, Reliability]) -> dict[str, Any]:
    """The reliability of each detector, and of each of its labels."""
    return {name: asdict(one) for name, one in detectors.items()}


def dial_object(notches: Sequence[Notch]) -> list[dict[str, Any]]:
    """The figures over all labels at each sensitivity."""
    return [
        {
            "sensitivity": one.sensitivity,
            "configured": one.configured,
            "figures": _figures(one.figures),
        }
        for one in notches
    ]


def encode(value: Mapping[str, Any]) -> str:
    """JSON text over several lines."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode()


def _figures(values: Mapping[str, float]) -> dict[str, int | float]:
    return {name: int(value) if name in _WHOLE else value for name, value in values.items()}


def _intervals(labels: tuple[str, ...], intervals: Intervals) -> dict[str, Any]:
    return {
        label: {
            name: [float(low[index]), float(high[index])] for name, (low, high) in intervals.items()
        }
        for index, label in enumerate(labels)
        if intervals
    }


def _alarms(found: Alarms) -> dict[str, Any]:
    return {**asdict(found), "false": found.false, "per_1000_words": found.rate}
