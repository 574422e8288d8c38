"""Running detectors over a batch, fail closed.

A detector that raises, or answers with spans it had no right to, is asked again one document at a
time, so that one poisonous text fails alone. What still fails is named, and the caller turns it
into an error or, where the detector is not required, into a skip. This module logs names and
exception types, never a text.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import msgspec

from limina.engine.spans import Detection, Document
from limina.plugin.detector import Detector, DetectorSpec
from limina.runtime.faults import describe
from limina.runtime.windows import Window, cut, join, stretches

log = logging.getLogger(__name__)


class InvalidResult(Exception):
    """A detector answered out of contract. The message says how, without the text."""


class Island(msgspec.Struct, array_like=True):
    """Detections that are decided on together (`limina.runtime.settling`).

    Attributes:
        start: First character, in code points, with the graphemes that detections begin in.
        end: One past the last character.
        detections: As bytes, in the offsets of their stretch.
        entities: Start, end, best label and labels of each.
    """

    start: int
    end: int
    detections: bytes
    entities: list[tuple[int, int, str, dict[str, float]]]


class Settled(msgspec.Struct, array_like=True):
    """What a stretch of a long text has decided by itself.

    Attributes:
        islands: In the order of the text.
        certain: Label and text of names that were found for certain, and how probable they are.
        covered: Start and end of what is kept, sorted by start.
    """

    islands: list[Island]
    certain: list[tuple[str, str, float]]
    covered: list[tuple[int, int]]


@dataclass(slots=True)
class Found:
    """What became of one document.

    Attributes:
        detections: Of all detectors that answered, with `detector` filled in.
        failed: The first required detector that failed, or None.
        skipped: Detectors with `required=False` that failed.
        settled: What is decided of it already; those detections are not among the others.
    """

    detections: list[Detection] = field(default_factory=list)
    failed: str | None = None
    skipped: list[str] = field(default_factory=list)
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class LoadedDetector:
    """A specification with its live detector."""

    spec: DetectorSpec
    detector: Detector


def run(loaded: LoadedDetector, documents: Sequence[Document], found: Sequence[Found]) -> None:
    """Run one detector over a batch and note the results.

    Args:
        loaded: The detector.
        documents: The documents it is to examine.
        found: One per document; extended in place.
    """
    try:
        results = _detect(loaded, documents)
    except Exception as error:
        _report(loaded.spec, error, len(documents))
        if len(documents) > 1:
            for document, one in zip(documents, found, strict=True):
                run(loaded, [document], [one])
        elif loaded.spec.required:
            found[0].failed = found[0].failed or loaded.spec.name
        else:
            found[0].skipped.append(loaded.spec.name)
        return
    for one, detections in zip(found, results, strict=True):
        one.detections.extend(detections)


def pieces_of(document: Document) -> list[tuple[Document, Found]]:
    """What the detectors are given of a document, with room for what they find."""
    windows = stretches(document.text)
    if len(windows) == 1:
        return [(document, Found())]
    texts = (document.text[window.start : window.end] for window in windows)
    return [(Document(text, document.languages), Found()) for text in texts]


def gather(text: str, found: Sequence[Found]) -> Found:
    """What was found in all stretches of a text, in its own offsets."""
    if len(found) == 1:
        return found[0]
    windows = stretches(text)
    detections = (one.detections for one in found)
    failed = next((one.failed for one in found if one.failed is not None), None)
    return Found(
        list(join(zip(windows, detections, strict=True))),
        failed,
        sorted({name for one in found for name in one.skipped}),
    )


def _report(spec: DetectorSpec, error: Exception, documents: int) -> None:
    # An InvalidResult is ours and says nothing of the text; any other message might.
    reason = str(error) if isinstance(error, InvalidResult) else describe(error)
    log.warning("detector %s failed on %d document(s): %s", spec.name, documents, reason)


def _detect(loaded: LoadedDetector, documents: Sequence[Document]) -> list[list[Detection]]:
    limit = loaded.spec.max_chars
    pieces: list[Document] = []
    windows: list[list[Window] | None] = []
    for document in documents:
        if limit is None or len(document.text) <= limit:
            windows.append(None)
            pieces.append(document)
            continue
        cuts = cut(document.text, limit)
        windows.append(cuts)
        pieces += [replace(document, text=document.text[w.start : w.end]) for w in cuts]
    results = loaded.detector.detect(pieces)
    if len(results) != len(pieces):
        raise InvalidResult(f"{len(results)} results for {len(pieces)} documents")
    checked = iter(
        [_check(loaded.spec, p, result) for p, result in zip(pieces, results, strict=True)]
    )
    return [
        next(checked) if cuts is None else list(join([(w, next(checked)) for w in cuts]))
        for cuts in windows
    ]


def _check(
    spec: DetectorSpec, document: Document, detections: Sequence[Detection]
) -> list[Detection]:
    length, labels, name = len(document.text), spec.labels, spec.name
    for d in detections:
        if not (isinstance(d.start, int) and isinstance(d.end, int)):
            raise InvalidResult("an offset that is no integer")
        if not 0 <= d.start < d.end <= length:
            raise InvalidResult("a span outside its document")
        if d.label not in labels:
            raise InvalidResult("a label the specification does not name")
        if not (math.isfinite(d.score) and 0 <= d.score <= 1):
            raise InvalidResult("a score outside 0..1")
        if not isinstance(d.rule, str):
            raise InvalidResult("a rule that is no string")
    return [
        d if d.detector == name else Detection(d.start, d.end, d.label, d.score, name, d.rule)
        for d in detections
    ]
