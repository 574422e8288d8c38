"""`limina explain`: for people, for programs, and what it never does."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from limina.cli.explain import lines, shown
from limina.cli.main import main
from limina.runtime.explaining import ExplainedEntity, Explanation, Loss, Vote


def explained(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(["explain", *argv]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


EXPECTED = """\
0-4 "John": NAME_GIVEN (NAME_GIVEN 0.90, NAME 0.90)
    0-4 "John"  NAME_GIVEN  0.90  johns/john  kept

languages: en 0.50; cut-off: 0.50
"""


def test_an_entity_is_followed_by_its_votes(capsys: pytest.CaptureFixture[str]) -> None:
    assert explained(capsys, "John") == EXPECTED


def test_a_text_comes_from_a_file_or_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "text.txt"
    path.write_text("John", "utf-8")
    assert explained(capsys, "--file", str(path)) == EXPECTED
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"John")))
    assert explained(capsys) == EXPECTED


def test_json_holds_everything(capsys: pytest.CaptureFixture[str]) -> None:
    got = json.loads(explained(capsys, "Ask John", "--json", "--sensitivity", "0.25"))
    [entity] = got["entities"]
    assert (entity["text"], entity["best_label"]) == ("John", "NAME_GIVEN")
    assert entity["votes"][0] == {
        "start": 4,
        "end": 8,
        "text": "John",
        "detector": "johns/john",
        "rule": "",
        "label": "NAME_GIVEN",
        "score": 0.9,
        "probability": 0.9,
        "silent": [],
        "lost_to": [],
        "outcome": "kept",
        "raised": 0.9,
    }
    assert {**got, "entities": []} == {
        "text": "Ask John",
        "languages": {"en": 0.5},
        "cut_off": 0.75,
        "entities": [],
        "lost": [],
        "skipped": [],
    }


def test_what_is_looked_for_can_be_chosen(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    off = explained(capsys, "John", "--disable", "NAME", "--disable", "NAME_GIVEN")
    assert off.startswith("no entities\n\nlanguages")
    parameters = tmp_path / "parameters.json"
    allow = {"entity_detection": {"filter": [{"type": "ALLOW", "pattern": "John"}]}}
    parameters.write_text(json.dumps(allow), "utf-8")
    out = explained(capsys, "John", "--parameters", str(parameters))
    assert "found and lost\n" in out and "freed by ALLOW or ALLOW_TEXT\n" in out
    assert main(["explain", "John", "--enable", "NOBODY"]) == 1
    assert "LIM105" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["canary", "--file", "x"], "limina: TEXT and --file exclude each other\n"),
        (["canary \udcff"], "limina: TEXT: not UTF-8\n"),
        (["--file", "none.txt"], "limina: none.txt: No such file or directory\n"),
        (["canary poison"], "limina: LIM201: the detector johns/john failed"),
    ],
)
def test_what_fails_is_one_line_without_the_text(
    argv: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", *argv]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err
    assert "canary" not in captured.err


def test_nothing_of_the_text_is_logged(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    explained(capsys, "John canary", "--log-level", "debug")
    assert "John" not in caplog.text and "canary" not in caplog.text


def test_every_fate_has_its_words() -> None:
    said: dict[str, Any] = {
        "start": 4,
        "end": 8,
        "text": "Bo\n王",
        "detector": "a",
        "rule": "",
        "label": "NAME",
        "score": 0.4,
        "probability": 0.4,
    }
    votes = (
        Vote(outcome="kept", raised=0.4, **{**said, "probability": 0.64, "lost_to": ("AGE",)}),
        Vote(outcome="raised", raised=0.64, **{**said, "silent": ("z", "y"), "rule": "list"}),
        Vote(outcome="second mention", raised=0.4, **said),
        Vote(outcome="blocked", raised=0.4, **{**said, "label": "CODE"}),
    )
    losses = (
        Loss(reason="improbable", **said),
        Loss(reason="improbable", **{**said, "silent": ("z",)}),
        Loss(reason="outweighed", **{**said, "lost_to": ("AGE", "DATE")}),
        Loss(reason="label off", **said),
        Loss(reason="unresolved", **said),
    )
    entity = ExplainedEntity(
        start=4, end=8, text="Bo\n王", best_label="NAME", labels={"NAME": 0.64}, votes=votes
    )
    explanation = Explanation(
        text="", languages={}, cut_off=0.5, entities=(entity,), lost=losses, skipped=("b", "c")
    )
    assert (
        "\n".join(lines(explanation))
        == """\
4-8 "Bo\\n王": NAME (NAME 0.64)
    4-8 "Bo\\n王"  NAME  0.40  a        kept; probability 0.64; part of it lost to AGE
    4-8 "Bo\\n王"  NAME  0.40  a: list  raised to 0.64 by agreement; z, y found nothing
    4-8 "Bo\\n王"  NAME  0.40  a        second mention
    4-8 "Bo\\n王"  CODE  0.40  a

found and lost
    4-8 "Bo\\n王"  NAME  0.40  a  probability 0.40 below 0.50
    4-8 "Bo\\n王"  NAME  0.40  a  probability 0.40 below 0.50; z found nothing
    4-8 "Bo\\n王"  NAME  0.40  a  lost to AGE, DATE
    4-8 "Bo\\n王"  NAME  0.40  a  the label is switched off
    4-8 "Bo\\n王"  NAME  0.40  a  the resolver left nothing of it

failed and skipped: b, c

languages: unknown; cut-off: 0.50"""
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x1b[31m\tb\u202e", '"a\\x1b[31m\\tb\\u202e"'),
        ("x" * 41, f'"{"x" * 39}…"'),
        ("Zoë 王", '"Zoë 王"'),
    ],
)
def test_a_terminal_is_given_nothing_to_obey(text: str, expected: str) -> None:
    assert shown(text) == expected
