"""The recorded detector: registration, the file's format, strictness, and what errors never say."""

from __future__ import annotations

import json
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

import limina_recorded
from limina.plugin import Detection, Detector, DetectorSpec, Document, PluginConfig
from limina_recorded import RecordingsError, UnknownTextError, limina_register_detectors

CANARY = "Canarywharf"

GREG = {
    "text": "Hello, my name is Greg",
    "detections": [{"start": 18, "end": 22, "label": "NAME_GIVEN", "score": 0.95}],
}
TOKYO = {
    "text": "😀 Zoë lives in 東京\u2028.",
    "detections": [
        {"start": 2, "end": 5, "label": "NAME", "score": 1},
        {"start": 2, "end": 5, "label": "NAME_GIVEN", "score": 0.5},
        {"start": 15, "end": 17, "label": "LOCATION_CITY", "score": 0.25},
    ],
}


def write(path: Path, *records: Any) -> Path:
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), encoding="utf-8")
    return path


def specs(table: dict[str, Any]) -> list[DetectorSpec]:
    registered: list[DetectorSpec] = []
    limina_register_detectors(registered.append, PluginConfig({"limina-recorded": table}))
    return registered


def make(table: dict[str, Any]) -> Detector:
    (spec,) = specs(table)
    return spec.factory(PluginConfig())


def test_without_a_file_nothing_is_registered() -> None:
    assert specs({}) == []
    assert specs({"strict": True}) == []


def test_the_labels_declared_are_those_in_the_file(tmp_path: Path) -> None:
    (spec,) = specs({"file": str(write(tmp_path / "r.jsonl", GREG, TOKYO))})
    assert spec.name == "limina-recorded/file"
    assert spec.labels == {"NAME", "NAME_GIVEN", "LOCATION_CITY"}


def test_what_is_recorded_is_taken_as_it_stands(tmp_path: Path) -> None:
    (spec,) = specs({"file": str(write(tmp_path / "r.jsonl", GREG))})
    assert spec.facts


def test_a_known_text_gets_exactly_its_detections_in_the_order_of_the_batch(tmp_path: Path) -> None:
    detector = make({"file": str(write(tmp_path / "r.jsonl", GREG, TOKYO))})
    tokyo, greg = detector.detect([Document(str(TOKYO["text"])), Document(str(GREG["text"]))])
    assert list(greg) == [Detection(18, 22, "NAME_GIVEN", 0.95)]
    assert list(tokyo) == [
        Detection(2, 5, "NAME", 1.0),
        Detection(2, 5, "NAME_GIVEN", 0.5),
        Detection(15, 17, "LOCATION_CITY", 0.25),
    ]
    detector.close()


def test_a_text_with_no_detections_is_a_known_text(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", {"text": "", "detections": []})
    assert [list(d) for d in make({"file": str(path), "strict": True}).detect([Document("")])] == [
        []
    ]


def test_an_unknown_text_has_no_detections_unless_strict(tmp_path: Path) -> None:
    path = str(write(tmp_path / "r.jsonl", GREG))
    nearly = Document("Hello, my name is Greg ")
    assert [list(d) for d in make({"file": path}).detect([nearly])] == [[]]
    with pytest.raises(UnknownTextError) as caught:
        make({"file": path, "strict": True}).detect([Document(CANARY)])
    assert CANARY not in str(caught.value)


def test_byte_order_mark_blank_lines_and_further_keys_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text("\ufeff\n" + json.dumps({**GREG, "id": "ws-1"}) + "\r\n\n", encoding="utf-8")
    (found,) = make({"file": str(path), "strict": True}).detect([Document(str(GREG["text"]))])
    assert [d.label for d in found] == ["NAME_GIVEN"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (CANARY, "not JSON"),
        ("[" * 200_000, "not JSON"),
        (f'["{CANARY}"]', "not an object"),
        (f'{{"{CANARY}": 1}}', "text: must be a string"),
        ('{"text": "\\ud800", "detections": []}', "text: holds a lone surrogate"),
        (f'{{"text": "{CANARY}"}}', "detections: must be an array"),
        (f'{{"text": "{CANARY}", "detections": [1]}}', "detections[0]: must be an object"),
    ],
)
def test_a_malformed_line_is_one_line_without_its_content(
    tmp_path: Path, line: str, fault: str
) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps(GREG) + "\n" + line, encoding="utf-8")
    with pytest.raises(RecordingsError) as caught:
        specs({"file": str(path)})
    assert str(caught.value) == f"limina-recorded: {path}, line 2: {fault}"
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"start": "0"}, "start and end must be whole numbers"),
        ({"end": True}, "start and end must be whole numbers"),
        ({"start": -1}, "the span is empty or lies outside the text"),
        ({"end": 0}, "the span is empty or lies outside the text"),
        ({"end": len(CANARY) + 1}, "the span is empty or lies outside the text"),
        ({"label": CANARY}, "label: must be upper-case letters, digits and underscores"),
        ({"label": None}, "label: must be upper-case letters, digits and underscores"),
        ({"score": "1"}, "score: must be a number"),
        ({"score": True}, "score: must be a number"),
        ({"score": 1.01}, "score: must lie in 0..1"),
        ({"score": float("nan")}, "score: must lie in 0..1"),
        ({"score": None}, "score: must be a number"),
    ],
)
def test_a_malformed_detection_is_named_by_its_place(
    tmp_path: Path, change: dict[str, Any], fault: str
) -> None:
    good = {"start": 0, "end": 3, "label": "NAME", "score": 0.5}
    path = write(tmp_path / "r.jsonl", {"text": CANARY, "detections": [good, {**good, **change}]})
    with pytest.raises(RecordingsError) as caught:
        specs({"file": str(path)})
    assert str(caught.value) == f"limina-recorded: {path}, line 1: detections[1]: {fault}"


def test_a_text_recorded_twice_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", GREG, TOKYO, {**GREG, "detections": []})
    with pytest.raises(RecordingsError, match=r"line 3: the text of line 1 occurs again$"):
        specs({"file": str(path)})


def test_an_unreadable_file_is_one_line(tmp_path: Path) -> None:
    missing = tmp_path / "missing.jsonl"
    with pytest.raises(RecordingsError) as caught:
        specs({"file": str(missing)})
    assert str(caught.value) == f"limina-recorded: cannot read {missing}: No such file or directory"
    latin = tmp_path / "latin.jsonl"
    latin.write_bytes(b'{"text": "Zo\xeb"}')
    with pytest.raises(RecordingsError, match=r"is not UTF-8$"):
        specs({"file": str(latin)})


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"fiel": "x"}, "limina-recorded: unknown setting: fiel"),
        ({"file": 1}, "limina-recorded: file: must be a path"),
        ({"file": ""}, "limina-recorded: file: must be a path"),
        ({"file": "x", "strict": "yes"}, "limina-recorded: strict: must be true or false"),
    ],
)
def test_a_wrong_setting_is_one_line(table: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as caught:
        specs(table)
    assert str(caught.value) == message


def test_the_entry_point_is_the_module_with_the_hook() -> None:
    (point,) = (p for p in entry_points(group="limina") if p.name == "limina-recorded")
    assert point.load() is limina_recorded
