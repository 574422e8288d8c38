"""Reading annotated texts and predictions, one JSON object a line.

A line that cannot be right is refused with its number, and never with any of its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec


class BadRecord(ValueError):
    """A line is not what it should be.

    Attributes:
        line: Its number, from 1.
        reason: What is wrong with it, in words that quote nothing of the text.
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where something stands, in code points, the end exclusive; `label` as it was written."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated text.

    Attributes:
        name: The record's `id`.
        line: Where it was read.
        text: The text.
        spans: Personal data.
        neutral: Neither right nor wrong to find.
        source: Name of the corpus; picks the part of a mapping.
        scope: The labels that are annotated wherever they occur; None for all.
        asked: The one label the record is annotated for (`entity`), or None.
    """

    name: str
    line: int
    text: str
    spans: tuple[Span, ...]
    neutral: tuple[Span, ...] = ()
    source: str = ""
    scope: frozenset[str] | None = None
    asked: str | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was found in the text with that name."""

    name: str
    line: int
    spans: tuple[Span, ...]
    text: str | None = None


class _Span(msgspec.Struct, frozen=True):
    start: int
    end: int
    label: str = ""
    text: str | None = None


class _Gold(msgspec.Struct, frozen=True):
    id: str | int
    text: str
    spans: list[_Span]
    neutral: list[_Span] = []
    source: str | None = None
    scope: list[str] | None = None
    entity: str | None = None


class _Prediction(msgspec.Struct, frozen=True):
    id: str | int
    spans: list[_Span]
    text: str | None = None


def read_gold(lines: Iterable[bytes | str]) -> list[Gold]:
    """Read annotated texts.

    Args:
        lines: The lines of a file; empty ones do not count.

    Raises:
        BadRecord: For a line that is no record, an `id` that was there before, or a span that is
            empty, outside its text or not the text it says it is.
    """
    records: dict[str, Gold] = {}
    for number, line in _numbered(lines):
        raw = _decode(line, number, _Gold)
        name = str(raw.id)
        if name in records:
            raise BadRecord(number, f"its id is that of line {records[name].line}")
        spans = tuple(_labelled(raw.spans, raw.text, number))
        neutral = tuple(_within(raw.neutral, raw.text, number, "neutral"))
        scope = None if raw.scope is None else frozenset(raw.scope)
        records[name] = Gold(
            name, number, raw.text, spans, neutral, raw.source or "", scope, raw.entity
        )
    return list(records.values())


def read_predictions(lines: Iterable[bytes | str], gold: Iterable[Gold]) -> dict[str, list[Span]]:
    """Read what was found.

    Args:
        lines: The lines of a file; empty ones do not count.
        gold: The annotated texts; predictions for others are left out.

    Returns:
        The name of a text to its predicted spans; texts without a prediction are absent.

    Raises:
        BadRecord: As `read_gold`, and for a prediction whose `text` differs from the gold's.
    """
    texts = {record.name: record.text for record in gold}
    seen: dict[str, int] = {}
    found: dict[str, list[Span]] = {}
    for number, line in _numbered(lines):
        raw = _decode(line, number, _Prediction)
        name = str(raw.id)
        if name in seen:
            raise BadRecord(number, f"its id is that of line {seen[name]}")
        seen[name] = number
        if name not in texts:
            continue
        if raw.text is not None and raw.text != texts[name]:
            raise BadRecord(number, "its text is not the annotated one")
        found[name] = list(_labelled(raw.spans, texts[name], number))
    return found


def write_predictions(gold: Iterable[Gold], found: Mapping[str, Iterable[Span]]) -> Iterator[str]:
    """Predictions as lines that `read_predictions` takes; without the texts."""
    for record in gold:
        spans = [
            {"start": s.start, "end": s.end, "label": s.label} for s in found.get(record.name, ())
        ]
        yield msgspec.json.encode({"id": record.name, "spans": spans}).decode()


def _numbered(lines: Iterable[bytes | str]) -> Iterator[tuple[int, bytes | str]]:
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


_Shape = TypeVar("_Shape", _Gold, _Prediction)


def _decode(line: bytes | str, number: int, shape: type[_Shape]) -> _Shape:
    try:
        return msgspec.json.decode(line, type=shape)
    except msgspec.ValidationError as error:
        raise BadRecord(number, str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadRecord(number, "not JSON in UTF-8") from None


def _labelled(spans: list[_Span], text: str, number: int) -> Iterator[Span]:
    for index, span in enumerate(_within(spans, text, number, "spans")):
        if not span.label:
            raise BadRecord(number, f"spans[{index}] has no label")
        yield span


def _within(spans: list[_Span], text: str, number: int, member: str) -> Iterator[Span]:
    for index, span in enumerate(spans):
        if not 0 <= span.start < span.end <= len(text):
            raise BadRecord(number, f"{member}[{index}] is empty or outside the text")
        if span.text is not None and span.text != text[span.start : span.end]:
            raise BadRecord(number, f"{member}[{index}]: the text there is another one")
        yield Span(span.start, span.end, span.label)
