"""`limina redact`: texts, lines and records; nothing of a text that could not be examined."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from limina.cli.main import main

Capture = pytest.CaptureFixture[str]


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_standard_input_is_one_document(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    stdin(monkeypatch, "John,\r\nJohn ünd\n".encode())
    assert main(["redact"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "[NAME_GIVEN_1],\r\n[NAME_GIVEN_1] ünd\n"
    assert captured.err == "", "no progress bar in a pipe"


def test_files_are_redacted_in_turn(tmp_path: Path, capsys: Capture) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("I am John.\n")
    second.write_text("You too, John?\n")
    assert main(["redact", str(first), str(second)]) == 0
    assert capsys.readouterr().out == "I am [NAME_GIVEN_1].\nYou too, [NAME_GIVEN_1]?\n"


def test_each_line_can_be_a_document(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    stdin(monkeypatch, b"John\r\n\nno one\nJohn")
    assert main(["redact", "--lines", "--mask", "*"]) == 0
    assert capsys.readouterr().out == "****\r\n\nno one\n****"


def test_the_whole_response_can_be_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    stdin(monkeypatch, b"John")
    assert main(["redact", "--json"]) == 0
    response = json.loads(capsys.readouterr().out)
    assert response["entities"][0]["text"] == "John"
    assert response["characters_processed"] == 4


def test_markers_and_labels_are_chosen_by_options(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    stdin(monkeypatch, b"John")
    assert main(["redact", "--marker", "<BEST_ENTITY_TYPE>"]) == 0
    assert capsys.readouterr().out == "<NAME_GIVEN>"
    stdin(monkeypatch, b"John")
    assert main(["redact", "--disable", "NAME_GIVEN", "--enable", "NAME"]) == 0
    assert capsys.readouterr().out == "[NAME_1]"


def test_parameters_come_from_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    file = tmp_path / "p.json"
    block = {"type": "BLOCK", "pattern": "x\\d", "entity_type": "CODE"}
    file.write_text(json.dumps({"entity_detection": {"filter": [block]}}))
    stdin(monkeypatch, b"John x1")
    assert main(["redact", "--parameters", str(file)]) == 0
    assert capsys.readouterr().out == "[NAME_GIVEN_1] [CODE_1]"


def test_records_are_requests_and_get_responses(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "r.jsonl"
    mask = {"text": "John", "processed_text": {"type": "MASK"}}
    file.write_text('{"text": "John"}\n\n' + json.dumps(mask) + "\n")
    assert main(["redact", str(file)]) == 0
    texts = [json.loads(line)["processed_text"] for line in capsys.readouterr().out.splitlines()]
    assert texts == ["[NAME_GIVEN_1]", "####"]


def test_a_bad_record_is_answered_in_its_place(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text('{"text": "John"}\n{"canary": 1}\n{"text": "poison John"}\n{"text": ""}\n')
    assert main(["redact", str(file)]) == 1
    captured = capsys.readouterr()
    answers = [json.loads(line) for line in captured.out.splitlines()]
    assert [answer.get("code") for answer in answers] == [None, "LIM103", "LIM201", None]
    assert f"{file}:2: LIM103" in captured.err
    assert "canary" not in captured.err and "poison" not in captured.out + captured.err


def test_options_are_the_default_of_records(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "r.jsonl"
    own = {"text": "John", "processed_text": {"type": "MASK", "mask_character": "+"}}
    file.write_text('{"text": "John"}\n' + json.dumps(own) + "\n[1]\n")
    assert main(["redact", "--mask", "*", str(file)]) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer.get("processed_text") for answer in answers] == ["****", "++++", None]


def test_fields_are_redacted_in_place_and_the_rest_is_kept(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "r.jsonl"
    records = [
        {"id": 7, "body": "John", "subject": "for John", "note": "John"},
        {"body": None},
        {"body": "poison John", "id": 8},
    ]
    file.write_text("".join(json.dumps(record) + "\n" for record in records))
    assert main(["redact", "--field", "body", "--field", "subject", str(file)]) == 1
    captured = capsys.readouterr()
    assert [json.loads(line) for line in captured.out.splitlines()] == [
        {"id": 7, "body": "[NAME_GIVEN_1]", "subject": "for [NAME_GIVEN_1]", "note": "John"},
        {"body": None},
    ]
    assert f"{file}:3: LIM201" in captured.err


def test_nothing_is_printed_of_a_text_that_failed(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "a.txt"
    file.write_text("poison John")
    assert main(["redact", str(file)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"limina: {file}: LIM201: ")


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["none.txt"], "limina: none.txt: No such file or directory\n"),
        (["--mask", "**"], "LIM105: processed_text.mask_character"),
        (["--mask", "*", "--marker", "x"], "--mask and --marker exclude each other"),
        (["--enable", "NO_SUCH"], "LIM105: entity_detection.entity_types[0].value[0]"),
        (["--parameters", "none.json"], "limina: none.json: No such file or directory\n"),
        (["--parameters", "bad.json"], "limina: bad.json: not a JSON object\n"),
        (["--field", "a", "--format", "jsonl", "bad.json"], "limina: bad.json:1: not a JSON obj"),
        (["latin1.txt"], "limina: latin1.txt: not UTF-8 (byte 3)\n"),
        (["--lines", "latin1.txt"], "limina: latin1.txt:1: not UTF-8 (byte 3)\n"),
    ],
)
def test_a_mistake_is_one_line(
    argv: list[str], message: str, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "bad.json").write_text("[1]")
    (tmp_path / "latin1.txt").write_bytes(b"abc\xe9")
    assert main(["redact", *argv]) == 1
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""
