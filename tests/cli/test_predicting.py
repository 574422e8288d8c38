"""Running detectors over annotated texts."""

from __future__ import annotations

import pytest

from limina.cli.failure import CommandFailed
from limina.cli.predicting import detect, predict, predict_dial
from limina.config import Settings
from limina.engine.spans import Detection
from limina.evaluation.records import Gold, Span
from tests.cli.conftest import load_johns


@pytest.fixture(autouse=True)
def johns_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("limina.cli.predicting.load_plugins", load_johns)


def texts(*values: str) -> list[Gold]:
    return [Gold(str(index), index, text, ()) for index, text in enumerate(values, 1)]


def test_the_spans_are_those_of_the_response() -> None:
    done: list[int] = []
    found = predict(Settings(), {}, texts("I am John.", "no one", "😀 John"), done.append)
    assert found == {"1": [Span(5, 9, "NAME_GIVEN")], "2": [], "3": [Span(2, 6, "NAME_GIVEN")]}
    assert done == [3]


def test_texts_go_in_batches_as_in_the_server() -> None:
    done: list[int] = []
    settings = Settings(batch_documents=2, batch_characters=10)
    predict(settings, {}, texts("John", "John", "John", "John" * 5, "John"), done.append)
    assert done == [2, 1, 1, 1]


def test_parameters_hold_for_every_request() -> None:
    selector = {"type": "ENABLE", "value": ["AGE"]}
    parameters = {"entity_detection": {"entity_types": [selector]}}
    assert predict(Settings(), parameters, texts("John"), lambda count: None) == {"1": []}
    assert [found for _, found in detect(Settings(), parameters, texts("John"), print)] == [[]]


def test_the_dial_finds_what_each_sensitivity_alone_would() -> None:
    done: list[int] = []
    records = texts("I am John.", "no one")
    tried = (0.05, 0.1, 0.5)
    dialled = predict_dial(Settings(batch_documents=1), {}, records, done.append, tried)
    alone = [predict(Settings(sensitivity=one), {}, records, print) for one in tried]
    assert dialled == alone
    assert [len(found["1"]) for found in dialled] == [0, 1, 1], "0.95 is more than 0.9"
    assert done == [1, 1]


def test_a_wrong_parameter_is_told() -> None:
    with pytest.raises(CommandFailed, match="LIM10"):
        predict(Settings(), {"entity_detection": 1}, texts("John"), print)


def test_a_text_that_cannot_be_examined_is_named_by_its_line() -> None:
    for run in (predict, lambda *arguments: list(detect(*arguments))):
        with pytest.raises(CommandFailed, match=r"^line 2: ") as caught:
            run(Settings(), {}, texts("John", "poison John"), lambda count: None)
        assert "poison" not in str(caught.value)


def test_detections_come_as_the_detector_gave_them() -> None:
    done: list[int] = []
    [(record, found)] = detect(Settings(), {}, texts("John"), done.append)
    assert record.name == "1"
    assert found == [Detection(0, 4, "NAME_GIVEN", 0.9, "johns/john")]
    assert done == [1]
