"""Reading vectors: what a line must be, and how a bad one is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conformance.vectors import Expectation, Vector, VectorError, load_vectors, read_vectors

LINE = {"id": "a", "source": "limina", "kind": "ours", "request": {"text": "x"}}


def write(folder: Path, name: str, *lines: object) -> None:
    (folder / name).write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")


def test_a_line_is_a_vector_and_blank_lines_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"\n{json.dumps(LINE)}\n\n", "utf-8")
    assert read_vectors(tmp_path / "a.jsonl") == [
        Vector("a", "limina", "ours", {"text": "x"}, Expectation())
    ]


def test_rare_line_breaks_in_a_text_do_not_end_the_line(tmp_path: Path) -> None:
    line = json.dumps(LINE | {"request": {"text": "a\u2028b\u0085c"}}, ensure_ascii=False)
    (tmp_path / "a.jsonl").write_text(line + "\n", "utf-8")
    assert read_vectors(tmp_path / "a.jsonl")[0].request["text"] == "a\u2028b\u0085c"


@pytest.mark.parametrize(
    "line",
    [
        [],
        {"id": "a"},
        LINE | {"kind": "guessed"},
        LINE | {"expects": {}},
        LINE | {"expect": {"x": 1}},
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, line: object) -> None:
    write(tmp_path, "a.jsonl", LINE, line)
    with pytest.raises(VectorError, match=r"^a\.jsonl:2: "):
        read_vectors(tmp_path / "a.jsonl")


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, "2.jsonl", LINE | {"id": "c"})
    write(tmp_path, "1.jsonl", LINE | {"id": "b"}, LINE)
    write(tmp_path, "other.json", LINE | {"id": "d"})
    assert [vector.id for vector in load_vectors(tmp_path)] == ["b", "a", "c"]


def test_an_id_that_occurs_twice_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "1.jsonl", LINE)
    write(tmp_path, "2.jsonl", LINE)
    with pytest.raises(VectorError, match=r"2\.jsonl: the id a occurs twice"):
        load_vectors(tmp_path)
