"""`limina replay`: recorded requests once more, and where the answers differ."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from limina.cli.main import main
from limina.cli.replay import differences

Capture = pytest.CaptureFixture[str]


def write(tmp_path: Path, *records: Any) -> str:
    path = tmp_path / "recorded.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return str(path)


def test_answers_are_printed_and_compared(tmp_path: Path, capsys: Capture) -> None:
    file = write(
        tmp_path,
        {"id": "same", "request": {"text": "John"}, "response": {"entities_present": True}},
        {"text": "no one"},
    )
    assert main(["replay", file]) == 0
    captured = capsys.readouterr()
    texts = [json.loads(line)["processed_text"] for line in captured.out.splitlines()]
    assert texts == ["[NAME_GIVEN_1]", "no one"]
    assert captured.err == "2 replayed, 1 same, 0 different\n"


def test_a_difference_is_named_by_its_path_and_never_by_its_value(
    tmp_path: Path, capsys: Capture
) -> None:
    response = {"entities": [{"text": "canary"}], "none": 1}
    file = write(tmp_path, {"id": "odd", "request": {"text": "John"}, "response": response})
    assert main(["replay", "--quiet", file]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "odd: differs at entities[0].text, none\n1 replayed, 0 same, 1 different\n"
    )


def test_errors_are_answers_too(tmp_path: Path, capsys: Capture) -> None:
    file = write(
        tmp_path,
        {"request": {}, "response": {"code": "LIM103"}},
        {"request": {"text": "poison"}, "response": {"code": "LIM201"}},
    )
    assert main(["replay", "--quiet", file]) == 0
    assert "2 same" in capsys.readouterr().err


def test_a_line_that_is_no_object_is_named(tmp_path: Path, capsys: Capture) -> None:
    assert main(["replay", write(tmp_path, {"text": ""}, [1])]) == 1
    assert "recorded.jsonl:2: not a JSON object" in capsys.readouterr().err


def test_a_server_that_is_not_there_is_one_line(tmp_path: Path, capsys: Capture) -> None:
    file = write(tmp_path, {"text": ""})
    assert main(["replay", "--url", "ws://127.0.0.1:9/ws", file]) == 1
    assert capsys.readouterr().err.startswith("limina: ws://127.0.0.1:9/ws: ")


@pytest.mark.parametrize(
    ("recorded", "answer", "paths"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, []),
        ({"a": 0.1}, {"a": 0.1 + 1e-16}, []),
        ({"a": 0.1}, {"a": 0.2}, ["a"]),
        ({"a": [1, 2]}, {"a": [1]}, ["a"]),
        ({"a": [{"b": 1}, 2]}, {"a": [{"b": 2}, 2]}, ["a[0].b"]),
        ({"a": {"b": 1}}, {"a": {}}, ["a.b"]),
        ({"a": 1}, {"a": "1"}, ["a"]),
    ],
)
def test_differences_are_paths(recorded: Any, answer: Any, paths: list[str]) -> None:
    assert list(differences(recorded, answer)) == paths
