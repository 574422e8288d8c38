"""Reading: lines come in the batches in which they arrive, with their ends."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from limina.cli.reading import BATCH, read_lines, read_whole, size


def test_lines_keep_their_ends_and_numbers(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes("a\r\nß\n\n".encode())
    read: list[int] = []
    [batch] = read_lines(str(path), read.append)
    assert batch == [(1, "a", "\r\n"), (2, "ß", "\n"), (3, "", "\n")]
    assert sum(read) == size(str(path))


def test_an_unfinished_last_line_is_a_line(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"a\nlast")
    batches = list(read_lines(str(path), lambda count: None))
    assert [line for batch in batches for _, line, _ in batch] == ["a", "last"]


def test_batches_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x\n" * (2 * BATCH + 1))
    batches = list(read_lines(str(path), lambda count: None))
    assert [len(batch) for batch in batches] == [BATCH, BATCH, 1]
    assert [number for batch in batches for number, _, _ in batch] == [*range(1, 2 * BATCH + 2)]


def test_a_pipe_is_answered_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    readable, writable = os.pipe()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(os.fdopen(readable, "rb")))
    lines = read_lines("-", lambda count: None)
    with os.fdopen(writable, "wb", buffering=0) as pipe:
        pipe.write(b"first\nsec")
        assert next(lines) == [(1, "first", "\n")]
        pipe.write(b"ond\n")
        assert next(lines) == [(2, "second", "\n")]
    assert list(lines) == []


def test_a_whole_text_keeps_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"a\r\nb\rc\n")
    assert read_whole(str(path), lambda count: None) == "a\r\nb\rc\n"
    assert size("-") is None
