"""Reads the file of recordings: JSON Lines, one text and its detections a line.

Errors name the file, the line and the fault. They never repeat what the line holds: recordings may
be made from real texts.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from limina.plugin import Detection

_LABEL = re.compile(r"[A-Z][A-Z0-9_]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


class RecordingsError(ValueError):
    """The file cannot be used; the message is one line without any of the file's content."""


class _Fault(Exception):
    """What is wrong with a line."""


@dataclass(frozen=True, slots=True)
class Recordings:
    """The file's content.

    Attributes:
        detections: Text to its detections, in the order of the file.
        labels: Every label that occurs.
    """

    detections: Mapping[str, tuple[Detection, ...]]
    labels: frozenset[str]


def read_recordings(path: Path) -> Recordings:
    """Read and check a file of recordings.

    Args:
        path: JSON Lines in UTF-8, a byte order mark allowed. Each line is an object with `text`
            (string) and `detections` (array of objects with `start`, `end`, `label`, `score`);
            further keys are ignored, blank lines skipped.

    Returns:
        The recordings.

    Raises:
        RecordingsError: The file cannot be read, a line is malformed, or a text occurs twice.
    """
    try:
        # Split at line feeds only: JSON strings may hold U+2028 and its kin.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise RecordingsError(
            f"limina-recorded: cannot read {path}: {error.strerror or 'input/output error'}"
        ) from None
    except UnicodeDecodeError:
        raise RecordingsError(f"limina-recorded: {path} is not UTF-8") from None
    detections: dict[str, tuple[Detection, ...]] = {}
    first_seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            text, found = _recording(line)
            if text in first_seen:
                raise _Fault(f"the text of line {first_seen[text]} occurs again")
        except _Fault as fault:
            raise RecordingsError(f"limina-recorded: {path}, line {number}: {fault}") from None
        first_seen[text] = number
        detections[text] = found
    labels = frozenset(d.label for found in detections.values() for d in found)
    return Recordings(detections=detections, labels=labels)


def _recording(line: str) -> tuple[str, tuple[Detection, ...]]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise _Fault("not JSON") from None
    if not isinstance(value, dict):
        raise _Fault("not an object")
    text = value.get("text")
    if not isinstance(text, str):
        raise _Fault("text: must be a string")
    if _SURROGATE.search(text):
        raise _Fault("text: holds a lone surrogate")
    found = value.get("detections")
    if not isinstance(found, list):
        raise _Fault("detections: must be an array")
    return text, tuple(
        _detection(item, f"detections[{index}]", len(text)) for index, item in enumerate(found)
    )


def _detection(item: Any, where: str, length: int) -> Detection:
    if not isinstance(item, dict):
        raise _Fault(f"{where}: must be an object")
    start, end = item.get("start"), item.get("end")
    if type(start) is not int or type(end) is not int:
        raise _Fault(f"{where}: start and end must be whole numbers")
    if not 0 <= start < end <= length:
        raise _Fault(f"{where}: the span is empty or lies outside the text")
    label = item.get("label")
    if not isinstance(label, str) or not _LABEL.fullmatch(label):
        raise _Fault(f"{where}: label: must be upper-case letters, digits and underscores")
    score = item.get("score")
    if isinstance(score, bool) or not isinstance(score, int | float):
        raise _Fault(f"{where}: score: must be a number")
    if not math.isfinite(score) or not 0 <= score <= 1:
        raise _Fault(f"{where}: score: must lie in 0..1")
    return Detection(start=start, end=end, label=label, score=float(score))
