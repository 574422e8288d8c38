"""Parameters of requests from the command line."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from limina.cli.failure import CommandFailed
from limina.cli.main import main
from limina.cli.parameters import add_parameter_options, request_parameters
from tests.cli.conftest import load_johns


@pytest.fixture(autouse=True)
def johns_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("limina.cli.predicting.load_plugins", load_johns)


def parameters(*argv: str, file: Any = None) -> dict[str, Any]:
    """What comes of the options, and of a file if there is one."""
    if file is not None:
        Path("parameters.json").write_text(json.dumps(file), "utf-8")
        argv = (*argv, "--parameters", "parameters.json")
    parser = argparse.ArgumentParser()
    add_parameter_options(parser)
    return request_parameters(parser.parse_args(argv))


ENABLE = {"type": "ENABLE", "value": ["AGE", "DATE"]}
DISABLE = {"type": "DISABLE", "value": ["DOB"]}
OPTIONS = ("--enable", "AGE", "--enable", "DATE", "--disable", "DOB")


def test_without_options_there_are_no_parameters() -> None:
    assert parameters() == {}


def test_labels_become_selectors() -> None:
    assert parameters(*OPTIONS) == {"entity_detection": {"entity_types": [ENABLE, DISABLE]}}


def test_a_file_is_taken_as_it_is() -> None:
    file = {"entity_detection": {"accuracy": "high"}, "processed_text": {"type": "MASK"}}
    assert parameters(file=file) == file


def test_labels_are_added_to_those_of_the_file() -> None:
    own = {"type": "ENABLE", "value": ["NAME"]}
    file = {"entity_detection": {"accuracy": "high", "entity_types": [own]}, "link_batch": True}
    assert parameters(*OPTIONS, file=file) == {
        "entity_detection": {"accuracy": "high", "entity_types": [own, ENABLE, DISABLE]},
        "link_batch": True,
    }


@pytest.mark.parametrize("detection", [None, {}, {"entity_types": None}])
def test_null_is_none(detection: Any) -> None:
    got = parameters(*OPTIONS, file={"entity_detection": detection})
    assert got == {"entity_detection": {"entity_types": [ENABLE, DISABLE]}}


@pytest.mark.parametrize(
    ("detection", "message"),
    [
        (7, "LIM104: entity_detection: must be an object, not a number"),
        ({"entity_types": 7}, "LIM104: entity_detection.entity_types: must be an array"),
        ({"entity_types": "NAME"}, "LIM104: entity_detection.entity_types: must be an array"),
        ({"entity_types": {}}, "LIM104: entity_detection.entity_types: must be an array"),
        ({"entity_types": [7]}, "LIM104: entity_detection.entity_types[0]: must be an object"),
    ],
)
@pytest.mark.parametrize("labels", [[], ["--enable", "AGE"]])
@pytest.mark.parametrize("command", ["redact", "explain", "evaluate"])
def test_what_is_wrong_is_told_as_by_the_server(
    command: str,
    labels: list[str],
    detection: Any,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("parameters.json").write_text(json.dumps({"entity_detection": detection}), "utf-8")
    text = {"redact": "in.jsonl", "explain": "John", "evaluate": "in.jsonl"}[command]
    Path("in.jsonl").write_text('{"text": "John", "id": 1, "spans": []}\n', "utf-8")
    assert main([command, text, *labels, "--parameters", "parameters.json"]) == 1
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_a_file_must_hold_an_object() -> None:
    with pytest.raises(CommandFailed, match=r"^parameters\.json: not a JSON object$"):
        parameters(file=[1])
    with pytest.raises(CommandFailed, match=r"^none\.json: No such file or directory$"):
        parameters("--parameters", "none.json")
    Path("deep.json").write_text("[" * 100_000, "utf-8")
    with pytest.raises(CommandFailed, match=r"^deep\.json: not a JSON object$"):
        parameters("--parameters", "deep.json")
