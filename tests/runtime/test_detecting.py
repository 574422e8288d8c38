"""Running a detector: offsets and names, windows, and failing closed for one document alone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

import pytest

from limina.engine.spans import Detection, Document
from limina.plugin.detector import DetectorSpec
from limina.runtime.detecting import Found, LoadedDetector, run

Detect = Callable[[Sequence[Document]], Sequence[Sequence[Detection]]]


class Scripted:
    def __init__(self, detect: Detect) -> None:
        self.batches: list[int] = []
        self._detect = detect

    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        self.batches.append(len(batch))
        return self._detect(batch)

    def close(self) -> None: ...


def loaded(
    detect: Detect, *, required: bool = True, max_chars: int | None = None
) -> LoadedDetector:
    scripted = Scripted(detect)
    spec = DetectorSpec(
        "test/x", frozenset({"X"}), lambda config: scripted, required=required, max_chars=max_chars
    )
    return LoadedDetector(spec, scripted)


def words(batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
    """Finds every `canary`; dies of `poison`."""
    results = []
    for document in batch:
        if "poison" in document.text:
            raise ValueError(document.text)
        start = document.text.find("canary")
        results.append([Detection(start, start + 6, "X", 0.5)] if start >= 0 else [])
    return results


def go(one: LoadedDetector, *texts: str) -> list[Found]:
    found = [Found() for _ in texts]
    run(one, [Document(text) for text in texts], found)
    return found


def test_detections_carry_the_name_of_their_detector() -> None:
    [first, second] = go(loaded(words), "a canary", "none")
    assert first.detections == [Detection(2, 8, "X", 0.5, "test/x")]
    assert second.detections == []


def test_one_poisonous_text_fails_alone() -> None:
    one = loaded(words)
    first, second, third = go(one, "canary", "poison canary", "canary")
    assert [f.failed for f in (first, second, third)] == [None, "test/x", None]
    assert first.detections and third.detections and not second.detections
    assert isinstance(one.detector, Scripted)
    assert one.detector.batches == [3, 1, 1, 1]


def test_a_detector_that_is_not_required_is_skipped() -> None:
    [found] = go(loaded(words, required=False), "poison")
    assert found.failed is None
    assert found.skipped == ["test/x"]


@pytest.mark.parametrize(
    "detections",
    [
        [Detection(-1, 2, "X", 0.5)],
        [Detection(0.5, 2, "X", 0.5)],  # type: ignore[arg-type]
        [Detection(0, 1.5, "X", 0.5)],  # type: ignore[arg-type]
        [Detection(2, 2, "X", 0.5)],
        [Detection(0, 99, "X", 0.5)],
        [Detection(0, 1, "Y", 0.5)],
        [Detection(0, 1, "X", 1.5)],
        [Detection(0, 1, "X", -0.1)],
        [Detection(0, 1, "X", float("nan"))],
        [Detection(0, 1, "X", 0.5, rule=None)],  # type: ignore[arg-type]
        None,
    ],
)
def test_a_detector_out_of_contract_fails_the_document(detections: list[Detection] | None) -> None:
    [found] = go(loaded(lambda batch: [detections] * len(batch)), "text")  # type: ignore[list-item]
    assert found.failed == "test/x"
    assert found.detections == []


def test_too_few_results_fail_every_document() -> None:
    assert [f.failed for f in go(loaded(lambda batch: []), "a", "b")] == ["test/x"] * 2


def test_a_long_text_is_windowed_and_its_spans_come_back_in_place() -> None:
    text = "word " * 50 + "canary " + "word " * 50
    one = loaded(words, max_chars=64)
    [found] = go(one, text)
    assert found.detections == [Detection(250, 256, "X", 0.5, "test/x")]
    assert isinstance(one.detector, Scripted)
    assert one.detector.batches[0] > 1


def test_windows_of_one_text_keep_apart_from_its_neighbours() -> None:
    long = "word " * 50 + "canary " + "word " * 50
    first, second, third = go(loaded(words, max_chars=64), "canary", long, "no")
    assert [d.start for d in first.detections] == [0]
    assert [d.start for d in second.detections] == [250]
    assert third.detections == []


def test_no_text_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        go(loaded(words), "poison secret-canary")
    assert "test/x" in caplog.text and "ValueError" in caplog.text
    assert "secret" not in caplog.text
