"""The bytes between the front process and a worker: frames, batches, answers.

A frame is its length, four bytes with the highest first, and so many bytes. The first one to a
worker is a `Setup`, the next ones are batches. A worker answers each with a frame that has a short
head and the answers behind it as they are: the front process reads the head alone. Nothing here
reads or writes a pipe.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Literal, TypeVar

import msgspec

from limina.protocol.batch import RelationDetection
from limina.protocol.errors import CATALOGUE, RequestError
from limina.protocol.request import EntityDetection, ProcessedText, Request
from limina.runtime.outcome import Outcome
from limina.runtime.settling import NOWHERE
from limina.runtime.tasks import Conclusion, Report, Stretch, Survey, Task, Whole
from limina.runtime.work import Kind, Work

T = TypeVar("T")

#: Bytes of a frame's length, and of the length of a head.
PREFIX: Final = 4

#: What the fork server is asked for: a worker, or with a process's number the status it ended with.
FORK: Final = b"f"
STATUS: Final = b"s"
#: A process's number, or a status.
NUMBER: Final = struct.Struct("!i")


class Garbage(Exception):
    """A frame that no worker of ours writes. The message does not say what it holds."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker starts with.

    Attributes:
        settings: The settings; secrets that are drawn at start are in them.
    """

    settings: Any


class Started(msgspec.Struct, array_like=True):
    """A worker's answer to its `Setup`.

    Attributes:
        error: Why it cannot start, in one line; empty if its detectors are loaded.
        threads: The threads it has then.
    """

    error: str = ""
    threads: int = 1


class _Text(msgspec.Struct, array_like=True):
    """A request; what many texts have in common stands once in the batch."""

    text: str
    link_batch: bool
    detection: int
    processed: int
    project_id: str | None


class _Task(msgspec.Struct, array_like=True):
    step: Literal["whole", "survey", "stretch", "conclusion"]
    texts: list[_Text]
    kind: Kind
    route: str
    locale: str | None
    relations: RelationDetection
    survey: bytes
    found: list[bytes]
    zone: tuple[int, int]


class _Batch(msgspec.Struct, array_like=True):
    number: int
    seconds: float
    detections: list[EntityDetection]
    processed: list[ProcessedText]
    tasks: list[_Task]


class _Said(msgspec.Struct, array_like=True):
    """The head's part of one answer."""

    size: int
    code: str
    detail: str
    entities: dict[str, int]
    skipped: tuple[str, ...]


class _Head(msgspec.Struct, array_like=True):
    number: int
    detectors: dict[str, float]
    said: list[_Said]


_encoder = msgspec.msgpack.Encoder()
_batches = msgspec.msgpack.Decoder(_Batch)
_heads = msgspec.msgpack.Decoder(_Head)
_starts = msgspec.msgpack.Decoder(Started)


def frame(payload: bytes) -> bytes:
    """A frame of some bytes."""
    return len(payload).to_bytes(PREFIX, "big") + payload


def encode_setup(setup: Setup) -> bytes:
    """The first frame. Tables of plugins may hold dates, which only pickle gives back as such."""
    return frame(pickle.dumps(setup))


def decode_setup(payload: bytes) -> Setup:
    """A worker's side of `encode_setup`; whoever started the worker is trusted."""
    setup = pickle.loads(payload)
    if not isinstance(setup, Setup):
        raise Garbage("no setup")
    return setup


def encode_started(started: Started) -> bytes:
    """A worker's first frame."""
    return frame(_encoder.encode(started))


def decode_started(payload: bytes | memoryview) -> Started:
    """The front process's side of it.

    Raises:
        Garbage: If it is none.
    """
    try:
        return _starts.decode(payload)
    except (msgspec.MsgspecError, ValueError):
        raise Garbage("not the start of a worker") from None


def encode_batch(number: int, seconds: float, tasks: Sequence[Task]) -> bytearray:
    """A batch as a frame.

    Args:
        number: Comes back with the answers.
        seconds: How long the batch may take.
        tasks: The tasks.
    """
    detections: _Shared[EntityDetection] = _Shared()
    processed: _Shared[ProcessedText] = _Shared()

    def text(request: Request) -> _Text:
        return _Text(
            request.text,
            request.link_batch,
            detections.place(request.entity_detection),
            processed.place(request.processed_text),
            request.project_id,
        )

    def written(task: Task) -> _Task:
        work = Work((task.request,)) if isinstance(task, Stretch) else task.work
        return _Task(
            _STEPS[type(task)],
            [text(request) for request in work.requests],
            work.kind,
            work.route,
            work.locale,
            work.relation_detection,
            task.survey if isinstance(task, Stretch | Conclusion) else b"",
            list(task.found) if isinstance(task, Conclusion) else [],
            task.zone if isinstance(task, Stretch) else NOWHERE,
        )

    all_tasks = [written(task) for task in tasks]
    batch = _Batch(number, seconds, detections.values, processed.values, all_tasks)
    buffer = bytearray(PREFIX)
    _encoder.encode_into(batch, buffer, PREFIX)
    buffer[:PREFIX] = (len(buffer) - PREFIX).to_bytes(PREFIX, "big")
    return buffer


_STEPS: Final[Mapping[type[Task], Any]] = {
    Whole: "whole",
    Survey: "survey",
    Stretch: "stretch",
    Conclusion: "conclusion",
}


class _Shared(Generic[T]):
    """Objects that are written once each, however often they occur."""

    def __init__(self) -> None:
        self.values: list[T] = []
        self._places: dict[int, int] = {}

    def place(self, value: T) -> int:
        place = self._places.setdefault(id(value), len(self.values))
        if place == len(self.values):
            self.values.append(value)
        return place


def decode_batch(payload: bytes | memoryview) -> tuple[int, float, list[Task]]:
    """A worker's side of `encode_batch`: number, seconds and tasks.

    Raises:
        Garbage: If it is none.
    """
    try:
        batch = _batches.decode(payload)
        return batch.number, batch.seconds, [_task(batch, task) for task in batch.tasks]
    except (msgspec.MsgspecError, ValueError, IndexError):
        raise Garbage("not a batch") from None


def _task(batch: _Batch, task: _Task) -> Task:
    requests = tuple(
        Request(
            text.text,
            text.link_batch,
            batch.detections[text.detection],
            batch.processed[text.processed],
            text.project_id,
        )
        for text in task.texts
    )
    if task.step == "stretch":
        return Stretch(requests[0], task.survey, task.zone)
    work = Work(requests, task.kind, task.route, task.locale, task.relations)
    if task.step == "conclusion":
        return Conclusion(work, task.survey, tuple(task.found))
    return Whole(work) if task.step == "whole" else Survey(work)


def encode_report(number: int, report: Report) -> Iterator[bytes]:
    """The answers of a batch as the pieces of a frame, which are to be written one by one."""
    said: list[_Said] = []
    bodies: list[bytes] = []
    for outcome in report.outcomes:
        answer = outcome.answer
        entities = dict(outcome.entities)
        if isinstance(answer, RequestError):
            said.append(_Said(0, answer.code, answer.detail, entities, outcome.skipped))
        else:
            said.append(_Said(len(answer), "", "", entities, outcome.skipped))
            bodies.append(answer)
    head = _encoder.encode(_Head(number, dict(report.detectors), said))
    size = PREFIX + len(head) + sum(map(len, bodies))
    yield size.to_bytes(PREFIX, "big") + frame(head)
    yield from bodies


def decode_report(payload: bytes | memoryview, number: int, tasks: int) -> Report:
    """The front process's side of `encode_report`.

    Args:
        payload: What is in the frame.
        number: Of the batch that was sent.
        tasks: How many tasks it had.

    Raises:
        Garbage: If it is not the answer of that batch.
    """
    view = memoryview(payload)
    behind = PREFIX + int.from_bytes(view[:PREFIX], "big")
    try:
        head = _heads.decode(view[PREFIX:behind])
    except (msgspec.MsgspecError, ValueError):
        raise Garbage("no head") from None
    said = head.said
    sizes = [one.size for one in said]
    whole = min(sizes, default=0) >= 0 and behind + sum(sizes) == len(view)
    known = all(one.code in CATALOGUE or not one.code for one in said)
    if head.number != number or len(said) != tasks or not whole or not known:
        raise Garbage("not the answers of the batch")
    outcomes = []
    for one in said:
        answer: bytes | RequestError
        if one.code:
            answer = RequestError(one.code, one.detail)
        else:
            answer = bytes(view[behind : behind + one.size])
        behind += one.size
        outcomes.append(Outcome(answer, one.entities, one.skipped))
    return Report(outcomes, head.detectors)
