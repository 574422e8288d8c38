"""Tasks: a long text examined in steps gets the answer it gets in one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import msgspec
import pytest

from limina.plugin import Detection, Document
from limina.plugin.manager import PluginManager
from limina.plugin.testing import DetectorPlugin, FailingDetector, ScriptedDetector
from limina.protocol.batch import RelationDetection
from limina.protocol.errors import RequestError
from limina.protocol.schema import AllowFilter, BlockFilter, EntityDetection, Request
from limina.runtime.languages import NO_LANGUAGES
from limina.runtime.longtext import LongText
from limina.runtime.outcome import Outcome
from limina.runtime.pipeline import Pipeline
from limina.runtime.tasks import Conclusion, Report, Stretch, Survey, Task, Whole, perform
from limina.runtime.windows import LONG, stretches
from limina.runtime.work import Work

NAME = "Mary Elizabeth Smith"


class English:
    """The language is told by a word, so that a stretch without it would get another one."""

    def detect(self, text: str) -> Mapping[str, float]:
        if not any(map(str.isalpha, text)):
            return NO_LANGUAGES
        return {"de": 0.9} if "Guten Tag" in text else {"en": 0.9}


def names(document: Document) -> Sequence[Detection]:
    assert document.languages == {"de": 0.9} or len(document.text) < LONG // 2
    found = []
    at = document.text.find(NAME)
    while at >= 0:
        found.append(Detection(at, at + len(NAME), "NAME", 0.9, rule="list"))
        at = document.text.find(NAME, at + 1)
    return found


def pipeline_of(*detectors: ScriptedDetector, required: bool = True) -> Pipeline:
    manager = PluginManager()
    specs = [
        detector.spec(f"a/{place}", "NAME", required=required)
        for place, detector in enumerate(detectors)
    ]
    manager.register(DetectorPlugin(*specs), "a")
    return Pipeline(manager, English(), b"key")


def in_steps(pipeline: Pipeline, work: Work) -> Outcome:
    """What a scheduler does, with one worker."""
    plan = LongText(work)
    tasks: Sequence[Task] = plan.begin()
    while True:
        following: list[Task] = []
        for place, task in enumerate(tasks):
            [outcome] = perform(pipeline, [task]).outcomes
            if isinstance(task, Conclusion) or isinstance(outcome.answer, RequestError):
                return outcome
            following += plan.answered(task, place, outcome.answer)
        tasks = following


def long_text() -> str:
    """Names at the beginning, at the end, and across every cut."""
    text = list("Guten Tag " + "lorem ipsum " * 12_000)
    text[:0] = NAME + " "
    for window in stretches("".join(text))[1:]:
        for cut in (window.start, window.core_start, window.end):
            if NAME not in "".join(text[cut - 30 : cut + 30]):
                text[cut - 8 : cut - 8 + len(NAME)] = NAME
    return "".join(text)


def test_in_steps_a_long_text_gets_the_same_answer_and_loses_nothing_at_a_cut() -> None:
    text = long_text()
    pipeline = pipeline_of(ScriptedDetector(names))
    work = Work((Request(text),))
    [whole] = perform(pipeline, [Whole(work)]).outcomes
    steps = in_steps(pipeline, work)
    assert whole == steps
    assert isinstance(whole.answer, bytes)
    answer = json.loads(whole.answer)
    assert NAME not in answer["processed_text"]
    assert len(answer["entities"]) == text.count(NAME) > 20
    assert {entity["text"] for entity in answer["entities"]} == {NAME}
    assert answer["languages_detected"] == {"de": 0.9}


def test_a_long_text_without_a_letter_is_examined_too() -> None:
    work = Work((Request("12345 " * 20_000),))
    pipeline = pipeline_of(ScriptedDetector())
    outcome = in_steps(pipeline, work)
    assert isinstance(outcome.answer, bytes)
    assert [outcome] == perform(pipeline, [Whole(work)]).outcomes


def test_linked_texts_that_are_long_together_are_examined_as_one() -> None:
    texts = ["Guten Tag " + "lorem " * 5_000 + NAME, NAME + " ipsum" * 5_000]
    pipeline = pipeline_of(ScriptedDetector(names))
    detection = EntityDetection(filter=(BlockFilter("Guten", "GREETING"), AllowFilter("zzz")))
    requests = tuple(Request(text, True, detection) for text in texts)
    for kind in ("process", "ner", "analyze"):
        work = Work(requests, kind, relation_detection=RelationDetection())
        [whole] = perform(pipeline, [Whole(work)]).outcomes
        assert in_steps(pipeline, work) == whole
        assert isinstance(whole.answer, bytes) and b"GREETING" in whole.answer


def fault(document: Document) -> Exception | None:
    return ValueError(NAME) if NAME in document.text else None


def test_a_failure_in_a_stretch_is_that_of_the_text() -> None:
    work = Work((Request("Guten Tag " + "lorem " * 10_000 + NAME),))
    pipeline = pipeline_of(FailingDetector(fault))
    [whole] = perform(pipeline, [Whole(work)]).outcomes
    assert isinstance(whole.answer, RequestError) and whole.answer.code == "LIM201"
    steps = in_steps(pipeline, work).answer
    assert isinstance(steps, RequestError) and steps.code == "LIM201"


def test_a_detector_skipped_in_a_stretch_is_named_once() -> None:
    work = Work((Request("Guten Tag " + f"lorem {NAME} " * 10_000),))
    pipeline = pipeline_of(FailingDetector(fault), required=False)
    [whole] = perform(pipeline, [Whole(work)]).outcomes
    assert whole.skipped == ("a/0",)
    assert in_steps(pipeline, work) == whole


def test_a_batch_is_answered_in_its_order_and_timed() -> None:
    pipeline = pipeline_of(ScriptedDetector(names))
    one, two = Work((Request("one"),)), Work((Request("two"),))
    report = perform(pipeline, [Whole(one), Survey(two), Whole(two)])
    first, survey, second = (outcome.answer for outcome in report.outcomes)
    assert isinstance(first, bytes) and json.loads(first)["processed_text"] == "one"
    assert isinstance(survey, bytes) and msgspec.msgpack.decode(survey) == {"en": 0.9}
    assert isinstance(second, bytes) and json.loads(second)["processed_text"] == "two"
    assert list(report.detectors) == ["a/0"] and report.detectors["a/0"] > 0
    assert perform(pipeline, [Survey(two)]).detectors == {}


@pytest.mark.parametrize(
    "task",
    [
        Stretch(Request("x"), b"garbage"),
        Conclusion(Work((Request("x"),)), msgspec.msgpack.encode({}), (b"garbage",)),
        Conclusion(Work((Request("x"),)), msgspec.msgpack.encode({}), ()),
    ],
)
def test_what_cannot_be_read_is_an_error_and_no_exception(
    task: Task, caplog: pytest.LogCaptureFixture
) -> None:
    report = perform(pipeline_of(ScriptedDetector()), [task])
    assert isinstance(report, Report)
    [outcome] = report.outcomes
    assert isinstance(outcome.answer, RequestError) and outcome.answer.code == "LIM205"
    assert "internal error" in caplog.text


@pytest.mark.parametrize("step", [Stretch(Request("x"), msgspec.msgpack.encode({})), None])
def test_a_request_no_detector_can_serve_is_refused_in_every_step(step: Task | None) -> None:
    detection = EntityDetection(filter=(BlockFilter("(", "X"),))
    work = Work((Request("x", False, detection),))
    packed = msgspec.msgpack.encode([msgspec.msgpack.encode([]), [], None])
    pipeline = pipeline_of(ScriptedDetector())
    if step is None:
        [outcome] = perform(
            pipeline, [Conclusion(work, msgspec.msgpack.encode({}), (packed,))]
        ).outcomes
    else:
        [outcome] = perform(pipeline, [Stretch(work.options, msgspec.msgpack.encode({}))]).outcomes
    assert isinstance(outcome.answer, RequestError) and outcome.answer.code == "LIM106"
