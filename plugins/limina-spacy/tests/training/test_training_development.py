"""The development sets: every file reads, every label exists, the markup says what it should."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from limina.engine.taxonomy import DEFAULT
from training.development.__main__ import main
from training.development.reader import MarkupError, Span, files, read


def write(folder: Path, text: str) -> Path:
    path = folder / "sample.txt"
    path.write_text(text, "utf-8")
    return path


def test_there_is_a_set_for_every_kind_of_text() -> None:
    assert [path.stem for path in files()] == ["banking", "chats", "clinical", "forms", "logs"]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_a_set_has_thirty_different_texts_with_known_labels(path: Path) -> None:
    records = list(read(path))
    assert len({record.text for record in records}) == len(records) >= 30
    assert any(not record.spans for record in records), "texts without personal data"
    labels = {span.label for record in records for span in record.spans}
    assert labels <= set(DEFAULT.labels)


def test_marks_become_spans_and_leave_the_text(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "#! a comment\nHi [[NAME|Zoë 😀]],\nsee [[?|you]].\n---\n[[[DATE|2024-05-14]]] a||b\n",
    )
    first, second = read(path)
    assert first.name == "sample-1"
    assert first.text == "Hi Zoë 😀,\nsee you."
    assert first.spans == (Span(3, 8, "NAME"),)
    assert first.neutral == (Span(14, 17, "?"),)
    assert second.text == "[2024-05-14] a||b"
    assert second.spans == (Span(1, 11, "DATE"),)


@pytest.mark.parametrize(
    "text",
    [
        "[[NAME|canary",
        "[[NAME|]]",
        "[[NAME| canary]]",
        "[[name|canary]]",
        "[[NAME|canary [[NAME|x]]",
        "a\n---\n\n---\nb",
    ],
)
def test_a_mistake_names_the_record_and_not_the_text(text: str, tmp_path: Path) -> None:
    with pytest.raises(MarkupError, match=r"^sample-\d: ") as caught:
        list(read(write(tmp_path, text)))
    assert "canary" not in str(caught.value)


def test_the_command_writes_corpora(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(tmp_path / "out")])
    assert capsys.readouterr().out.count(" records, ") == 5
    lines = (tmp_path / "out" / "development_logs.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert len(records) >= 30
    for record in records:
        assert "scope" not in record
        for span in record["spans"]:
            words = record["text"][span["start"] : span["end"]]
            assert words and words == words.strip()
