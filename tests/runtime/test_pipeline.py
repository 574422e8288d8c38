"""The pipeline: from a request to bytes, with every failure an error and no text ever half done."""

from __future__ import annotations

import itertools
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from limina.engine.matching import compiled
from limina.plugin import (
    Detection,
    DetectorSpec,
    Document,
    Entity,
    LabelSpec,
    PluginConfig,
    ReplacementContext,
    hookimpl,
)
from limina.plugin.errors import PluginError
from limina.plugin.manager import PluginManager
from limina.protocol.errors import RequestError
from limina.protocol.request import Accuracy
from limina.protocol.schema import (
    AllowFilter,
    BlockFilter,
    EntityDetection,
    EntityTypeSelector,
    MaskText,
    Request,
    SyntheticText,
)
from limina.runtime.outcome import Outcome
from limina.runtime.pipeline import Pipeline
from limina.runtime.policy import Policy
from limina.runtime.work import Work

LABELS = frozenset({"NAME", "NAME_GIVEN", "LOCATION_CITY", "EMAIL_ADDRESS"})


class English:
    """Languages without a model."""

    def detect(self, text: str) -> Mapping[str, float]:
        return {"en": 0.5}


class Lookup:
    """Finds the words of a table, every time they occur."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table
        self.seen: list[str] = []
        self.closed = False

    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        self.seen += [document.text for document in batch]
        return [
            [
                Detection(i, i + len(word), label, 0.9)
                for word, label in self._table.items()
                for i in range(len(document.text))
                if document.text.startswith(word, i)
            ]
            for document in batch
        ]

    def close(self) -> None:
        self.closed = True


class Raising(Lookup):
    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        for document in batch:
            if "poison" in document.text:
                raise RuntimeError(document.text)
        return super().detect(batch)


class OneDetector:
    """A plugin with one detector."""

    def __init__(self, name: str, detector: Lookup, **spec: Any) -> None:
        self._spec = DetectorSpec(name, spec.pop("labels", LABELS), lambda config: detector, **spec)

    @hookimpl
    def limina_register_detectors(
        self, register: Callable[[DetectorSpec], None], config: PluginConfig
    ) -> None:
        register(self._spec)


def make(*plugins: object) -> Pipeline:
    manager = PluginManager()
    for i, plugin in enumerate(plugins):
        manager.register(plugin, f"plugin-{i}")
    return Pipeline(manager, English(), b"key")


def answer(pipeline: Pipeline, request: Request) -> Any:
    [outcome] = pipeline.process([request])
    if isinstance(outcome.answer, RequestError):
        raise outcome.answer
    return json.loads(outcome.answer)


PEOPLE = {"John": "NAME_GIVEN", "Paris": "LOCATION_CITY"}


def test_a_request_becomes_the_documented_response() -> None:
    pipeline = make(OneDetector("a/lookup", Lookup(PEOPLE)))
    response = answer(pipeline, Request("John is in Paris, John."))
    assert response["processed_text"] == "[NAME_GIVEN_1] is in [LOCATION_CITY_1], [NAME_GIVEN_1]."
    assert [e["text"] for e in response["entities"]] == ["John", "Paris", "John"]
    assert response["entities_present"] is True
    assert response["characters_processed"] == 23
    assert response["languages_detected"] == {"en": 0.5}


def test_outcomes_count_entities_by_label_and_hide_labels_of_the_client() -> None:
    pipeline = make(OneDetector("a/lookup", Lookup(PEOPLE)))
    block = EntityDetection(filter=(BlockFilter("is in", "SECRET_PROJECT"),))
    [outcome] = pipeline.process([Request("John is in Paris", entity_detection=block)])
    assert outcome.entities == {"NAME_GIVEN": 1, "LOCATION_CITY": 1, "CUSTOM": 1}


def test_requests_of_a_batch_stay_apart() -> None:
    pipeline = make(OneDetector("a/lookup", Lookup(PEOPLE)))
    outcomes = pipeline.process(
        [Request("John"), Request("Paris", processed_text=MaskText("*")), Request("")]
    )
    texts = [
        json.loads(o.answer)["processed_text"] for o in outcomes if isinstance(o.answer, bytes)
    ]
    assert texts == ["[NAME_GIVEN_1]", "*****", ""]


def test_a_required_detector_that_fails_fails_the_request_and_not_its_neighbours() -> None:
    pipeline = make(OneDetector("a/raising", Raising(PEOPLE)))
    first, second = pipeline.process([Request("poison John"), Request("John")])
    assert isinstance(first.answer, RequestError)
    assert first.answer.code == "LIM201"
    assert "poison" not in first.answer.detail and "a/raising" in first.answer.detail
    assert isinstance(second.answer, bytes)


def test_a_detector_that_is_not_required_is_skipped_and_named() -> None:
    pipeline = make(
        OneDetector("a/raising", Raising(PEOPLE), required=False),
        OneDetector("b/lookup", Lookup({"John": "NAME_GIVEN"})),
    )
    [outcome] = pipeline.process([Request("poison John")])
    assert isinstance(outcome.answer, bytes)
    assert json.loads(outcome.answer)["processed_text"] == "poison [NAME_GIVEN_1]"
    assert outcome.skipped == ("a/raising",)


def test_a_detector_runs_only_where_something_it_finds_is_enabled() -> None:
    detector = Lookup(PEOPLE)
    pipeline = make(OneDetector("a/lookup", detector, labels=frozenset(PEOPLE.values())))
    select = EntityTypeSelector("ENABLE", ("EMAIL_ADDRESS",))
    answer(pipeline, Request("John", entity_detection=EntityDetection(entity_types=(select,))))
    assert detector.seen == []
    parent = EntityTypeSelector("ENABLE", ("NAME",))
    response = answer(
        pipeline, Request("John", entity_detection=EntityDetection(entity_types=(parent,)))
    )
    assert response["processed_text"] == "[NAME_1]"


def test_a_filter_that_runs_out_of_time_is_an_error_of_its_own() -> None:
    pipeline = make(OneDetector("a/lookup", Lookup(PEOPLE)))
    hostile = EntityDetection(filter=(BlockFilter(r"(?<!x)(a|aa)+$", "X"),))
    [outcome] = pipeline.process([Request("a" * 60 + "b", entity_detection=hostile)])
    assert isinstance(outcome.answer, RequestError)
    assert outcome.answer.code == "LIM113"


def test_a_clients_patterns_are_compiled_for_the_first_of_its_requests() -> None:
    pipeline = make(OneDetector("a/lookup", Lookup(PEOPLE)))
    compiled.clear()
    for number in range(3):
        filters = tuple(BlockFilter(rf"\bID-{n}\d+", "CODE") for n in range(20))
        request = Request(f"ID-1{number}", entity_detection=EntityDetection(filter=filters))
        assert answer(pipeline, request)["processed_text"] == "[CODE_1]"
    assert (compiled.misses, compiled.hits) == (20, 40)


def test_synthetic_text_without_a_plugin_that_makes_it_is_refused() -> None:
    pipeline = make(OneDetector("a/lookup", Lookup(PEOPLE)))
    [outcome] = pipeline.process([Request("John", processed_text=SyntheticText())])
    assert isinstance(outcome.answer, RequestError)
    assert outcome.answer.code == "LIM112"


def test_plugins_may_replace_the_resolver_and_the_replacement() -> None:
    class Own:
        @hookimpl
        def limina_resolve(
            self, document: Document, detections: Sequence[Detection], request: Request
        ) -> Sequence[Entity] | None:
            return [Entity(0, 4, "NAME", {"NAME": 1.0})] if "John" in document.text else None

        @hookimpl
        def limina_replace(
            self, entity: Entity, request: Request, context: ReplacementContext
        ) -> str | None:
            return f"<{context.number}>" if entity.best_label == "NAME" else None

    pipeline = make(OneDetector("a/lookup", Lookup(PEOPLE)), Own())
    assert answer(pipeline, Request("John in Paris"))["processed_text"] == "<1> in Paris"
    assert answer(pipeline, Request("in Paris"))["processed_text"] == "in [LOCATION_CITY_1]"


def test_an_exception_of_a_plugin_is_an_internal_error_without_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Broken:
        @hookimpl
        def limina_replace(self, entity: Entity, context: ReplacementContext) -> str | None:
            raise ValueError(context.document.text)

    pipeline = make(OneDetector("a/lookup", Lookup(PEOPLE)), Broken())
    with caplog.at_level(logging.DEBUG):
        [outcome] = pipeline.process([Request("John canary")])
    assert isinstance(outcome.answer, RequestError)
    assert outcome.answer.code == "LIM205"
    assert "canary" not in caplog.text + outcome.answer.detail


def test_labels_of_plugins_are_found_like_any_other() -> None:
    class Labels:
        @hookimpl
        def limina_register_labels(self, register: Callable[[LabelSpec], None]) -> None:
            register(LabelSpec("EMPLOYEE_ID"))

    pipeline = make(
        Labels(),
        OneDetector("a/ids", Lookup({"E-1": "EMPLOYEE_ID"}), labels=frozenset({"EMPLOYEE_ID"})),
    )
    assert answer(pipeline, Request("Ask E-1"))["processed_text"] == "Ask [EMPLOYEE_ID_1]"


def test_closing_closes_every_detector() -> None:
    first, second = Lookup({}), Lookup({})
    pipeline = make(OneDetector("a/1", first), OneDetector("b/2", second))
    pipeline.close()
    pipeline.close()
    assert first.closed and second.closed


def test_a_factory_that_fails_closes_the_detectors_that_were_made() -> None:
    first = Lookup({})

    class Broken:
        @hookimpl
        def limina_register_detectors(self, register: Callable[[DetectorSpec], None]) -> None:
            def factory(config: PluginConfig) -> Lookup:
                raise OSError("no model")

            register(DetectorSpec("b/broken", LABELS, factory))

    with pytest.raises(PluginError, match="b/broken"):
        make(OneDetector("a/1", first), Broken())
    assert first.closed


def test_the_order_of_plugins_changes_no_byte() -> None:
    plugins = [
        OneDetector("a/names", Lookup({"John Smith": "NAME"})),
        OneDetector("b/given", Lookup({"John": "NAME_GIVEN"})),
        OneDetector("c/cities", Lookup({"Smith": "LOCATION_CITY"})),
    ]
    request = Request("John Smith met John in Smith.")
    answers = set()
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0), (1, 0, 2)):
        manager = PluginManager()
        for i in order:
            manager.register(plugins[i], f"plugin-{i}")
        [outcome] = Pipeline(manager, English(), b"key").process([request])
        answers.add(outcome.answer)
    assert len(answers) == 1


class Scored(Lookup):
    """Finds the words of a table with a score each."""

    def __init__(self, table: Mapping[str, tuple[str, float]]) -> None:
        super().__init__({word: label for word, (label, _) in table.items()})
        self._scores = dict(table.values())

    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        return [
            [Detection(d.start, d.end, d.label, self._scores[d.label]) for d in found]
            for found in super().detect(batch)
        ]


def processed(pipeline: Pipeline, text: str) -> str:
    return str(answer(pipeline, Request(text))["processed_text"])


def under(policy: Policy, *plugins: object) -> Pipeline:
    manager = PluginManager()
    for i, plugin in enumerate(plugins):
        manager.register(plugin, f"plugin-{i}")
    return Pipeline(manager, English(), b"key", policy)


WEAK = {"Smith": ("NAME", 0.4)}


def test_what_is_improbable_needs_support_or_sensitivity() -> None:
    one, two = OneDetector("a/one", Scored(WEAK)), OneDetector("b/two", Scored(WEAK))
    assert processed(make(one), "Ask Smith") == "Ask Smith"
    assert processed(under(Policy(sensitivity=0.6), one), "Ask Smith") == "Ask [NAME_1]"
    response = answer(make(one, two), Request("Ask Smith"))
    assert response["processed_text"] == "Ask [NAME_1]"
    assert response["entities"][0]["labels"]["NAME"] == pytest.approx(0.64)


def test_silence_counts_only_of_detectors_that_ran() -> None:
    strong = OneDetector("a/strong", Scored({"Smith": ("NAME", 0.6)}))
    silent = OneDetector("b/silent", Lookup({}), silence=0.5)
    assert processed(make(strong, silent), "Ask Smith") == "Ask Smith"
    other = OneDetector("b/silent", Lookup({}), silence=0.5, languages=frozenset({"de"}))
    assert processed(make(strong, other), "Ask Smith") == "Ask [NAME_1]"
    failing = OneDetector("b/silent", Raising({}), silence=0.5, required=False)
    assert processed(make(strong, failing), "poison Smith") == "poison [NAME_1]"
    modes: dict[Accuracy, tuple[str, ...]] = {"standard": ("a/strong",)}
    narrowed = under(Policy(accuracy_detectors=modes), strong, silent)
    standard = EntityDetection(accuracy="standard")
    response = answer(narrowed, Request("Ask Smith", entity_detection=standard))
    assert response["processed_text"] == "Ask [NAME_1]"


def test_a_label_that_is_off_is_no_silence() -> None:
    plugins = (
        OneDetector("a/given", Scored({"John": ("NAME_GIVEN", 0.6)})),
        OneDetector("b/names", Scored({"John": ("NAME", 0.1)}), silence=0.5),
    )
    given = EntityDetection(entity_types=(EntityTypeSelector("ENABLE", ("NAME_GIVEN",)),))
    response = answer(make(*plugins), Request("John", entity_detection=given))
    assert response["processed_text"] == "[NAME_GIVEN_1]"


def test_facts_are_shown_as_they_are() -> None:
    facts = OneDetector("a/facts", Scored(WEAK), facts=True)
    other = OneDetector("b/other", Scored({"Smith": ("NAME", 0.9)}))
    assert processed(under(Policy(sensitivity=0), facts), "Ask Smith") == "Ask [NAME_1]"
    response = answer(make(facts, other), Request("Ask Smith"))
    assert response["entities"][0]["labels"]["NAME"] == 0.9


def test_a_certain_name_is_found_again_unless_that_is_switched_off() -> None:
    class First(Lookup):
        def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
            return [found[:1] for found in super().detect(batch)]

    first = OneDetector("a/first", First({"John": "NAME_GIVEN"}))
    assert processed(make(first), "John, John") == "[NAME_GIVEN_1], [NAME_GIVEN_1]"
    off = under(Policy(propagation=False), first)
    assert processed(off, "John, John") == "[NAME_GIVEN_1], John"
    linked = Work(tuple(map(Request, ("ask John", "John"))))
    [outcome] = make(first).process([linked])
    assert isinstance(outcome.answer, bytes)
    answers = json.loads(b"[" + outcome.answer + b"]")
    assert [a["processed_text"] for a in answers] == ["ask [NAME_GIVEN_1]", "[NAME_GIVEN_1]"]


def test_an_honorific_is_covered_where_the_settings_say_so() -> None:
    names = OneDetector("a/names", Lookup({"John": "NAME_GIVEN"}))
    text = "Ask Mrs. John, John"
    assert processed(make(names), text) == "Ask Mrs. [NAME_GIVEN_1], [NAME_GIVEN_1]"
    inside = under(Policy(honorifics="inside"), names)
    assert processed(inside, text) == "Ask [NAME_1], [NAME_GIVEN_1]"
    off = EntityDetection(entity_types=(EntityTypeSelector("ENABLE", ("NAME_GIVEN",)),))
    response = answer(inside, Request(text, entity_detection=off))
    assert response["processed_text"] == "Ask Mrs. [NAME_GIVEN_1], [NAME_GIVEN_1]"


def test_a_plugin_that_resolves_is_given_what_is_believed() -> None:
    seen: list[Detection] = []

    class Own:
        @hookimpl
        def limina_resolve(self, detections: Sequence[Detection]) -> Sequence[Entity] | None:
            seen.extend(detections)
            return []

    table = {"John": ("NAME", 0.9), "Paris": ("LOCATION_CITY", 0.2)}
    answer(make(OneDetector("a/lookup", Scored(table)), Own()), Request("John, Paris, John"))
    assert [(d.start, d.label, d.detector) for d in seen] == [
        (0, "NAME", "a/lookup"),
        (13, "NAME", "a/lookup"),
    ]


def test_a_trace_tells_every_step() -> None:
    table = {"John": ("NAME", 0.9), "Paris": ("LOCATION_CITY", 0.2)}
    failing = OneDetector("b/raising", Raising({}), required=False)
    pipeline = make(OneDetector("a/lookup", Scored(table)), failing)
    filters = (AllowFilter("ON"), BlockFilter("PARIS", "CODE"))
    request = Request("poison John, Paris, JOHN", entity_detection=EntityDetection(filter=filters))
    trace = pipeline.trace(request)
    assert trace.document == Document(request.text, {"en": 0.5})
    assert [(one.detection.label, one.kept) for one in trace.weighed] == [
        ("NAME", True),
        ("LOCATION_CITY", False),
    ]
    assert [(d.start, d.rule) for d in trace.added] == [(20, "second mention")]
    assert len(trace.accepted) == len(trace.resolved) == len(trace.entities) == 2
    assert trace.skipped == ("b/raising",)
    freed = EntityDetection(filter=(AllowFilter("John"),))
    trace = pipeline.trace(Request("John", entity_detection=freed))
    assert (len(trace.resolved), len(trace.entities)) == (1, 0)


SENSITIVITIES = (0.05, 0.3, 0.5, 0.7, 0.98)
DIALLED = {"Smith": ("NAME", 0.4), "Johann": ("NAME_GIVEN", 0.9), "Rome": ("LOCATION_CITY", 0.1)}


def dialled() -> tuple[tuple[OneDetector, ...], list[Work | Request], list[Lookup]]:
    """Detectors that agree here and there, works for them, and the detectors once more."""
    table = {**DIALLED, "Rome": ("LOCATION_CITY", 0.35)}
    detectors = [Scored(DIALLED), Scored(table), Lookup({"Bonn": "LOCATION_CITY"})]
    plugins = tuple(
        OneDetector(f"{name}/x", detector, silence=0.2)
        for name, detector in zip("abc", detectors, strict=True)
    )
    filters = (AllowFilter("Bonn"), BlockFilter("secret", "CODE"))
    works: list[Work | Request] = [
        Request("Johann Smith, Rome, Bonn; JOHANN"),
        Request("secret Bonn, Johann", entity_detection=EntityDetection(filter=filters)),
        Request("", processed_text=MaskText("*")),
        Work((Request("Johann in Rome"), Request("JOHANN and Smith"))),
        Request("Johann", processed_text=SyntheticText()),  # refused
        Request("Johann", entity_detection=EntityDetection(filter=(BlockFilter("(", "X"),))),
    ]
    return plugins, works, detectors


def plain(outcomes: Sequence[Outcome]) -> list[Any]:
    """Outcomes as values that can be compared."""
    answers = (one.answer for one in outcomes)
    return [one.to_json() if isinstance(one, RequestError) else one for one in answers]


def test_the_dial_answers_as_a_pipeline_set_to_it() -> None:
    plugins, works, _ = dialled()
    got = under(Policy(sensitivity=0.9), *plugins).dial(works, SENSITIVITIES)
    answers = [plain(outcomes) for outcomes in got]
    for sensitivity, outcomes, answered in zip(SENSITIVITIES, got, answers, strict=True):
        expected = under(Policy(sensitivity=sensitivity), *plugins).process(works)
        assert answered == plain(expected)
        assert [one.entities for one in outcomes] == [one.entities for one in expected]
    assert len({one[0] for one in answers}) == 4, "the sensitivities tell the texts apart"
    assert all("LIM112" in one[4] and "LIM106" in one[5] for one in answers)


def test_the_dial_at_the_policy_is_the_ordinary_answer() -> None:
    plugins, works, _ = dialled()
    for sensitivity in SENSITIVITIES:
        pipeline = under(Policy(sensitivity=sensitivity), *plugins)
        [got] = pipeline.dial(works, [sensitivity])
        assert plain(got) == plain(pipeline.process(works))


def test_the_dial_detects_once_and_leaves_no_trace() -> None:
    plugins, works, detectors = dialled()
    pipeline = make(*plugins)
    before = plain(pipeline.process(works))
    seen = [len(detector.seen) for detector in detectors]
    pipeline.dial(works, SENSITIVITIES)
    assert [len(detector.seen) for detector in detectors] == [2 * number for number in seen]
    assert plain(pipeline.process(works)) == before


def test_every_answer_of_the_dial_has_its_own_time_for_patterns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Each reading of the clock is .1 s after the last one; one answer reads it six times.
    ticks = itertools.count()
    monkeypatch.setattr("limina.runtime.pipeline.time.monotonic", lambda: 0.1 * next(ticks))
    pipeline = make(OneDetector("a/lookup", Lookup(PEOPLE)))
    detection = EntityDetection(filter=(BlockFilter("Paris", "X"), AllowFilter("J.*")))
    got = pipeline.dial([Request("John, Paris", entity_detection=detection)], SENSITIVITIES)
    assert all(isinstance(outcome.answer, bytes) for [outcome] in got)


def test_where_there_is_no_answer_there_is_no_trace() -> None:
    pipeline = make(OneDetector("a/raising", Raising(PEOPLE)))
    with pytest.raises(RequestError, match="LIM201"):
        pipeline.trace(Request("poison John"))
    unknown = EntityDetection(entity_types=(EntityTypeSelector("ENABLE", ("NOBODY",)),))
    with pytest.raises(RequestError, match="LIM105"):
        pipeline.trace(Request("John", entity_detection=unknown))
