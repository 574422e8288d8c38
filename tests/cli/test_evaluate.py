"""`limina evaluate`: figures on the terminal and in files; texts only when they are asked for."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from limina.cli.main import main
from tests.cli.conftest import load_johns

Capture = pytest.CaptureFixture[str]

#: Found: John, twice. Missed: Zoë. Wrong: nothing; John is not annotated in the last text.
GOLD: list[dict[str, Any]] = [
    {"id": "a", "text": "I am John.", "spans": [{"start": 5, "end": 9, "label": "NAME"}]},
    {"id": "b", "text": "Zoë is here.", "spans": [{"start": 0, "end": 3, "label": "NAME_GIVEN"}]},
    {"id": "c", "text": "The john, not John.", "spans": []},
]


@pytest.fixture(autouse=True)
def johns_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("limina.cli.predicting.load_plugins", load_johns)


def write(name: str, records: list[Any]) -> str:
    Path(name).write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return name


def row(output: str, label: str) -> list[str]:
    """The first row of a label, without it."""
    [first, *_] = [line for line in output.splitlines() if line.startswith(f"{label} ")]
    return first.split()[1:]


def test_the_detectors_are_scored(capsys: Capture) -> None:
    assert main(["evaluate", write("gold.jsonl", GOLD)]) == 0
    captured = capsys.readouterr()
    # gold 2, predicted 2; strict and overlap: P 1/2, R 1/2; 3 of 7 characters leak
    assert row(captured.out, "ALL") == [
        *("2", "2", *("0.500",) * 7, "0.4286", "0.500", "1", "0"),
    ]
    assert "95 % intervals" in captured.out
    assert row(captured.out, "texts without annotated spans")[-3:] == ["250.00", "NAME", "1"]
    assert captured.err == "", "no progress bar in a pipe"


def test_no_text_is_shown_unless_asked_for(capsys: Capture) -> None:
    gold = write("gold.jsonl", GOLD)
    files = ["--json", "out.json", "--markdown", "out.md", "--plot", "out.svg"]
    files += ["--dial-plot", "dial.svg"]
    assert main(["evaluate", gold, "--confusion", "--reliability", *files]) == 0
    told = capsys.readouterr().out + "".join(Path(name).read_text("utf-8") for name in files[1::2])
    assert "Zo" not in told and "John" not in told
    assert main(["evaluate", gold, "--worst", "5"]) == 0
    assert "NAME_GIVEN b:0-3 3 leaked: ⟦Zoë⟧ is here." in capsys.readouterr().out


def test_everything_is_written_to_files(capsys: Capture) -> None:
    gold = write("gold.jsonl", GOLD)
    argv = ["evaluate", gold, "--reliability", "--resamples", "50"]
    argv += ["--json", "out.json", "--markdown", "out.md", "--plot", "out.svg"]
    assert main(argv) == 0
    value = json.loads(Path("out.json").read_text("utf-8"))
    assert value["records"] == 3
    assert value["labels"]["ALL"]["strict_f1"] == 0.5
    assert value["reliability"]["johns/john"]["right"] == 0.5
    assert value["reliability"]["johns/john"]["error"] == pytest.approx(0.4)
    page = Path("out.md").read_text("utf-8")
    assert page.startswith("# Evaluation on gold.jsonl\n\n## Figures\n\n| label |")
    assert "johns/john: 2 detections" in Path("out.svg").read_text("utf-8")
    assert "reliability of johns/john" in capsys.readouterr().out


def test_the_dial_is_told_written_and_drawn(capsys: Capture) -> None:
    gold = write("gold.jsonl", GOLD)
    assert main(["evaluate", gold, "--sensitivity", "0.08"]) == 0
    plain = capsys.readouterr().out
    files = ["--json", "out.json", "--markdown", "out.md", "--dial-plot", "out.svg"]
    files += ["--write-predictions", "found.jsonl"]
    assert main(["evaluate", gold, "--sensitivity", "0.08", "--dial", *files]) == 0
    output = capsys.readouterr().out
    assert output.startswith(plain), "all else is as without"
    found = ["2", *("0.500",) * 7, "0.4286", "0.500"]
    nothing = ["0", "-", "0.000", "0.000", "-", *("0.000",) * 3, "1.0000", "-"]
    assert row(output, "0.08")[1:] == row(output, "0.05") == nothing
    assert row(output, "0.10") == row(output, "0.98") == found
    dial = json.loads(Path("out.json").read_text("utf-8"))["dial"]
    assert [one["sensitivity"] for one in dial][:3] == [0.05, 0.08, 0.1]
    assert [one["sensitivity"] for one in dial if one["configured"]] == [0.08]
    assert dial[2]["figures"]["leak_rate"] == pytest.approx(3 / 7)
    assert "| 0.08 * | 0 |" in Path("out.md").read_text("utf-8")
    assert "configured: 0.08" in Path("out.svg").read_text("utf-8")
    assert "label" not in Path("found.jsonl").read_text("utf-8"), "found as configured"


def test_the_dial_can_be_drawn_beside_a_comparison(capsys: Capture) -> None:
    Path("other.toml").write_text("sensitivity = 0.05\n")
    argv = ["evaluate", write("gold.jsonl", GOLD), "--compare", "other.toml"]
    assert main([*argv, "--dial-plot", "out.svg"]) == 0
    output = capsys.readouterr().out
    assert row(output, "ALL leak rate")[2:4] == ["0.4286", "1.0000"]
    assert row(output, "0.50")[0] == "*", "the dial is that of the first"


def test_predictions_are_kept_and_scored_without_a_detector(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    gold = write("gold.jsonl", GOLD)
    assert main(["evaluate", gold, "--write-predictions", "found.jsonl"]) == 0
    first = capsys.readouterr().out
    monkeypatch.setattr("limina.cli.predicting.load_plugins", None)
    assert main(["evaluate", gold, "--predictions", "found.jsonl"]) == 0
    assert capsys.readouterr().out == first
    assert "Zo" not in Path("found.jsonl").read_text("utf-8")


def test_texts_without_a_prediction_are_told(capsys: Capture) -> None:
    found = write("found.jsonl", [{"id": "a", "spans": []}])
    assert main(["evaluate", write("gold.jsonl", GOLD), "--predictions", found]) == 0
    assert "nothing for 2 of 3 texts" in capsys.readouterr().err


def test_two_configurations_are_compared(capsys: Capture) -> None:
    Path("other.toml").write_text('disabled_entities = ["NAME", "NAME_GIVEN"]\n')
    argv = ["evaluate", write("gold.jsonl", GOLD), "--compare", "other.toml", "--json", "out.json"]
    assert main(argv) == 0
    output = capsys.readouterr().out
    assert "figures of the first:" in output and "false alarms of the second:" in output
    assert row(output, "ALL leak rate")[2:5] == ["0.4286", "1.0000", "+0.5714"]
    value = json.loads(Path("out.json").read_text("utf-8"))
    assert value["compare"]["second"]["labels"]["ALL"]["predicted"] == 0


def test_two_files_of_predictions_are_compared(capsys: Capture) -> None:
    gold = write("gold.jsonl", GOLD)
    nothing = write("nothing.jsonl", [{"id": one["id"], "spans": []} for one in GOLD])
    everything = write("everything.jsonl", [{"id": g["id"], "spans": g["spans"]} for g in GOLD])
    argv = ["evaluate", gold, "--predictions", nothing, "--compare", everything]
    assert main(argv) == 0
    assert row(capsys.readouterr().out, "ALL strict F1")[2:5] == ["0.000", "1.000", "+1.000"]


def test_labels_can_be_chosen_and_told_apart(capsys: Capture) -> None:
    gold = write("gold.jsonl", GOLD)
    assert main(["evaluate", gold, "--disable", "NAME_GIVEN", "--disable", "NAME"]) == 0
    assert row(capsys.readouterr().out, "ALL")[:2] == ["2", "0"]
    assert main(["evaluate", gold, "--fine", "--no-merge", "--limit", "1"]) == 0
    assert row(capsys.readouterr().out, "NAME_GIVEN")[:2] == ["0", "1"]
    Path("parameters.json").write_text('{"entity_detection": {"entity_types": []}}')
    argv = ["evaluate", gold, "--parameters", "parameters.json", "--enable", "AGE"]
    assert main(argv) == 0
    assert row(capsys.readouterr().out, "ALL")[:2] == ["2", "0"]


def test_parts_of_an_entity_can_be_left_out(capsys: Capture) -> None:
    spans = [{"start": 0, "end": 4, "label": label} for label in ("NAME", "NAME_GIVEN")]
    gold = write("gold.jsonl", [{"id": 1, "text": "John", "spans": spans}])
    for options, number in (([], "2"), (["--outermost"], "1")):
        assert main(["evaluate", gold, *options]) == 0
        assert row(capsys.readouterr().out, "ALL")[0] == number


def test_foreign_labels_are_mapped(capsys: Capture) -> None:
    gold = [{"id": 1, "text": "John", "spans": [{"start": 0, "end": 4, "label": "PERSON"}]}]
    Path("mapping.json").write_text('{"PERSON": "WHO"}')
    Path("families.json").write_text('{"families": {"WHO": ["WHO", "NAME_GIVEN"]}}')
    argv = ["evaluate", write("gold.jsonl", gold), "--mapping", "mapping.json"]
    assert main([*argv, "--families", "families.json"]) == 0
    assert row(capsys.readouterr().out, "WHO")[:5] == ["1", "1", "1.000", "1.000", "1.000"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    data = "".join(json.dumps(record) + "\n" for record in GOLD).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    assert main(["evaluate", "-"]) == 0
    assert capsys.readouterr().out.startswith("3 texts of -,")


BAD = {"id": "a", "text": "canary", "spans": [{"start": 0, "end": 99, "label": "NAME"}]}
POISON = {"id": "p", "text": "poison John", "spans": []}


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["none.jsonl"], "limina: none.jsonl: No such file or directory\n"),
        (["empty.jsonl"], "limina: empty.jsonl: there is no text in it\n"),
        (["bad.jsonl"], "limina: bad.jsonl:4: spans[0] is empty or outside the text\n"),
        (["twice.jsonl"], "limina: twice.jsonl:4: its id is that of line 1\n"),
        (["poison.jsonl"], "limina: poison.jsonl: line 1: LIM201: "),
        (["gold.jsonl", "--predictions", "found.jsonl"], "limina: found.jsonl:1: spans[0] is "),
        (["gold.jsonl", "--predictions", "f", "--dial"], "limina: --dial runs the detectors, and"),
        (["gold.jsonl", "--predictions", "none.jsonl"], "limina: none.jsonl: No such file"),
        (["gold.jsonl", "--families", "bad.jsonl"], "limina: bad.jsonl: not a JSON object\n"),
        (["gold.jsonl", "--mapping", "none.json"], "limina: none.json: No such file"),
        (["gold.jsonl", "--parameters", "list.json"], "limina: list.json: not a JSON object\n"),
        (["gold.jsonl", "--parameters", "wrong.json", "--enable", "AGE"], "LIM10"),
        (["gold.jsonl", "--enable", "NO_SUCH"], "LIM105: entity_detection.entity_types[0]"),
        (["gold.jsonl", "--json", "no/such/folder"], "limina: no/such/folder: No such file"),
    ],
)
def test_a_mistake_is_one_line(argv: list[str], message: str, capsys: Capture) -> None:
    write("gold.jsonl", GOLD)
    write("empty.jsonl", [])
    write("bad.jsonl", [*GOLD, {**BAD, "id": "d"}])
    write("found.jsonl", [{**BAD, "text": GOLD[0]["text"]}])
    write("twice.jsonl", [*GOLD, GOLD[0]])
    write("poison.jsonl", [POISON])
    write("list.json", [[1]])
    write("wrong.json", [{"entity_detection": 1}])
    assert main(["evaluate", *argv]) == 1
    captured = capsys.readouterr()
    assert message in captured.err
    assert "canary" not in captured.err


def test_a_wrong_number_is_a_wrong_command_line(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["evaluate", "gold.jsonl", "--limit", "-1"])
    assert caught.value.code == 2
    assert "--limit" in capsys.readouterr().err


def test_a_wrong_second_configuration_is_status_2(capsys: Capture) -> None:
    argv = ["evaluate", write("gold.jsonl", GOLD), "--compare", "none.toml"]
    assert main(argv) == 2
    assert capsys.readouterr().err == "limina: none.toml: No such file or directory\n"
