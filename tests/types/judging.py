"""Runs cases through all shipped detectors and counts what is found, missed and wrongly given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from limina.config import load_settings
from limina.engine.taxonomy import Taxonomy
from limina.protocol.errors import RequestError
from limina.protocol.schema import decode_request
from limina.runtime.loading import load_plugins, make_pipeline, request_limits
from limina.runtime.pipeline import Pipeline
from tests.types.cases import Case

#: What may stand around a span on either side without making it another one.
LOOSE = " \t\n.,;:!?\"'()[]{}<>"

#: What can be looked at apart: `python -m tests.types --without-model`.
WITHOUT_MODEL = ("limina-patterns", "limina-dictionary")

_BATCH = 32


@dataclass(frozen=True, slots=True)
class Given:
    """One entity of a response, as far as cases look at it."""

    start: int
    end: int
    best_label: str
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is wrong with one case: `kind` is `missed`, `other` or `false`."""

    kind: str
    case: Case
    start: int
    end: int
    given: str


@dataclass(slots=True)
class Tally:
    """What the cases of one label come to.

    Attributes:
        positives: Lines with marks.
        negatives: Lines without.
        marks: Marked spans.
        exact: Marked spans found with their very borders.
        covered: Marked spans inside a longer entity of the label.
        false: Entities of the label where none is marked.
        misses: Everything that went wrong, in the order of the cases.
    """

    positives: int = 0
    negatives: int = 0
    marks: int = 0
    exact: int = 0
    covered: int = 0
    false: int = 0
    misses: list[Miss] = field(default_factory=list)

    @property
    def found(self) -> int:
        """Marked spans found."""
        return self.exact + self.covered

    @property
    def recall(self) -> float:
        """Found of those marked."""
        return self.found / max(1, self.marks)

    @property
    def precision(self) -> float:
        """Right of those given."""
        return self.found / max(1, self.found + self.false)


class Subject:
    """The service without a transport and without a configuration.

    Args:
        plugins: Those to load; None for all that ship.
    """

    def __init__(self, plugins: Sequence[str] | None = None) -> None:
        chosen = {} if plugins is None else {"LIMINA_PLUGINS": ",".join(plugins)}
        settings = load_settings(environment=chosen)
        loaded = load_plugins(settings)
        self._limits = request_limits(settings, loaded)
        self.taxonomy: Taxonomy = loaded.taxonomy
        self._pipeline: Pipeline = make_pipeline(settings, loaded)

    def close(self) -> None:
        """Close the detectors."""
        self._pipeline.close()

    def find(self, texts: Sequence[str]) -> Iterator[list[Given]]:
        """The entities of each text."""
        for first in range(0, len(texts), _BATCH):
            batch = [
                decode_request(json.dumps({"text": text}), self._limits)
                for text in texts[first : first + _BATCH]
            ]
            for outcome in self._pipeline.process(batch):
                if isinstance(outcome.answer, RequestError):
                    raise outcome.answer
                yield [_given(one) for one in json.loads(outcome.answer)["entities"]]

    def family(self, label: str) -> bool:
        """Whether a label has a parent or a child, so that it counts beside a best label."""
        taxonomy = self.taxonomy
        kin = any(label in taxonomy.ancestors(other) for other in taxonomy.labels)
        return kin or bool(tuple(taxonomy.ancestors(label)))


def judge(subject: Subject, label: str, cases: Sequence[Case]) -> Tally:
    """Count over the cases of one label."""
    tally = Tally()
    kin = subject.family(label)
    for case, given in zip(cases, subject.find([case.text for case in cases]), strict=True):
        _count(tally, label, case, given, kin)
    return tally


def table(tallies: Mapping[str, Tally]) -> Iterator[str]:
    """The figures as lines of Markdown."""
    yield "| label | cases + / - | recall | precision | exact of found |"
    yield "|---|---|---|---|---|"
    for label, tally in tallies.items():
        exact = tally.exact / max(1, tally.found)
        yield (
            f"| {label} | {tally.positives} / {tally.negatives} | {tally.recall:.3f} "
            f"| {tally.precision:.3f} | {exact:.2f} |"
        )


def _given(entity: Mapping[str, Any]) -> Given:
    location = entity["location"]
    return Given(
        location["stt_idx"],
        location["end_idx"],
        entity["best_label"],
        frozenset(entity["labels"]),
    )


def _count(tally: Tally, label: str, case: Case, given: Iterable[Given], kin: bool) -> None:
    entities = list(given)
    tally.positives += case.positive
    tally.negatives += not case.positive
    for start, end in case.spans:
        tally.marks += 1
        start, end = _trim(case.text, start, end)
        right = [
            one
            for one in entities
            if one.start <= start
            and end <= one.end
            and (one.best_label == label or (kin and label in one.labels))
        ]
        if any(_trim(case.text, one.start, one.end) == (start, end) for one in right):
            tally.exact += 1
        elif right:
            tally.covered += 1
        else:
            touching = [one for one in entities if one.start < end and start < one.end]
            seen = ", ".join(
                f"{one.best_label} {case.text[one.start : one.end]!r}" for one in touching
            )
            kind = "other" if touching else "missed"
            tally.misses.append(Miss(kind, case, start, end, seen))
    for one in entities:
        away = not any(one.start < end and start < one.end for start, end in case.spans)
        if one.best_label == label and away:
            tally.false += 1
            tally.misses.append(Miss("false", case, one.start, one.end, label))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in LOOSE:
        start += 1
    while start < end and text[end - 1] in LOOSE:
        end -= 1
    return start, end
