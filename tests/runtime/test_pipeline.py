"""The pipeline: from a request to bytes, with every failure an error and no text ever half done."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

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
from limina.protocol.schema import (
    BlockFilter,
    EntityDetection,
    EntityTypeSelector,
    MaskText,
    Request,
    SyntheticText,
)
from limina.runtime.pipeline import Pipeline

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
    hostile = EntityDetection(filter=(BlockFilter(r"(a|aa)+$", "X"),))
    [outcome] = pipeline.process([Request("a" * 60 + "b", entity_detection=hostile)])
    assert isinstance(outcome.answer, RequestError)
    assert outcome.answer.code == "LIM113"


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
