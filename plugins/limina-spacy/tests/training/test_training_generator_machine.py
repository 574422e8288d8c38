"""Machine-made texts: what stands in them is marked, and the same seed gives the same."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from training.generator import machine
from training.generator.page import Page

STAMPS = {
    "DATE": re.compile(r"20\d\d-\d\d-\d\d|[A-Z][a-z]{2} [ \d]\d"),
    "TIME": re.compile(r"\d\d:\d\d:\d\d(?:Z|\.\d{3})?"),
    "FILENAME": re.compile(r"/\w+/\w+/\w+\.py"),
}


@pytest.mark.parametrize("kind", machine.KINDS, ids=lambda kind: kind.__name__)
def test_what_is_data_is_marked_where_it_stands(kind: object) -> None:
    assert callable(kind)
    for seed in range(20):
        page = Page(random.Random(seed))
        kind(page)
        assert page.text.strip()
        for span in page.spans:
            start, end, label = (span[key] for key in ("start", "end", "label"))
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert STAMPS[str(label)].fullmatch(page.text[start:end])


def test_a_seed_gives_the_same_records_and_another_others() -> None:
    assert list(machine.records(20, 1)) == list(machine.records(20, 1))
    assert list(machine.records(20, 1)) != list(machine.records(20, 2))


def test_the_command_writes_records(tmp_path: Path) -> None:
    out = tmp_path / "machine.jsonl"
    assert machine.main(["--count", "5", "--out", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["source"] for row in rows] == ["synthetic/machine"] * 5
    assert len({row["id"] for row in rows}) == 5
