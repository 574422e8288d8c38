"""What a worker is given to do, and how it does it with its pipeline.

A unit of work whose text is short is one task. A long text is examined in steps, so that several
workers share it: a survey of the whole, one task for each stretch, and the conclusion. What passes
from step to step is bytes, which nobody between the workers looks into.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from limina.protocol.errors import RequestError
from limina.protocol.request import Request
from limina.runtime.detecting import Found, Settled
from limina.runtime.faults import describe
from limina.runtime.outcome import Outcome
from limina.runtime.settling import NOWHERE, Zone, pack, unpack
from limina.runtime.work import Work

if TYPE_CHECKING:  # the front process has no pipeline, and need not import one
    from limina.runtime.pipeline import Pipeline

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Whole:
    """Answer a unit of work."""

    work: Work


@dataclass(frozen=True, slots=True)
class Survey:
    """Say what every stretch of a long text has to know of the whole; the answer is bytes."""

    work: Work


@dataclass(frozen=True, slots=True)
class Stretch:
    """Find what there is in a stretch of a long text; the answer is bytes.

    Attributes:
        request: The request with the stretch as its text, and without filters.
        survey: The answer of `Survey`.
        zone: Where what is found may be decided on at once (`limina.runtime.settling`).
    """

    request: Request
    survey: bytes
    zone: Zone = NOWHERE


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Answer a unit of work whose stretches have been examined.

    Attributes:
        work: The unit.
        survey: The answer of `Survey`.
        found: The answers of every `Stretch`, in the order of the text.
    """

    work: Work
    survey: bytes
    found: tuple[bytes, ...]


Task: TypeAlias = Whole | Survey | Stretch | Conclusion


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a batch.

    Attributes:
        outcomes: One per task, in their order.
        detectors: Seconds each detector worked on it.
    """

    outcomes: Sequence[Outcome]
    detectors: Mapping[str, float] = field(default_factory=dict)


class _Findings(msgspec.Struct, array_like=True):
    """`Found` on its way between two workers."""

    detections: bytes
    skipped: list[str]
    settled: Settled | None


_languages = msgspec.msgpack.Decoder(dict[str, float])
_findings = msgspec.msgpack.Decoder(_Findings)


def perform(pipeline: Pipeline, tasks: Sequence[Task]) -> Report:
    """Do a batch.

    Args:
        pipeline: The worker's own.
        tasks: At least one.

    Returns:
        The outcomes. Nothing is raised.
    """
    works = [task.work for task in tasks if isinstance(task, Whole)]
    answers = iter(pipeline.process(works) if works else ())
    outcomes = [
        next(answers) if isinstance(task, Whole) else _step(pipeline, task) for task in tasks
    ]
    return Report(outcomes, pipeline.spent())


def _step(pipeline: Pipeline, task: Survey | Stretch | Conclusion) -> Outcome:
    try:
        if isinstance(task, Survey):
            return Outcome(msgspec.msgpack.encode(dict(pipeline.survey(task.work))))
        languages = _languages.decode(task.survey)
        if isinstance(task, Stretch):
            return Outcome(_pack(pipeline.inspect(task.request, languages, task.zone)))
        return pipeline.conclude(task.work, languages, [_unpack(one) for one in task.found])
    except RequestError as error:
        return Outcome(error)
    except Exception as error:
        log.error("internal error: %s", describe(error))
        return Outcome(RequestError("LIM205", "internal error; nothing is returned"))


def _pack(found: Found) -> bytes:
    findings = _Findings(pack(found.detections), found.skipped, found.settled)
    return msgspec.msgpack.encode(findings)


def _unpack(packed: bytes) -> Found:
    findings = _findings.decode(packed)
    return Found(unpack(findings.detections), None, findings.skipped, findings.settled)
