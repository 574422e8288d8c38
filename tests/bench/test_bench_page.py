from __future__ import annotations

import re

import pytest

from bench.__main__ import PAGE, PARTS
from bench.report import insert


@pytest.mark.parametrize("name", ["machine", "targets", *PARTS])
def test_the_page_has_a_place_for_every_part(name: str) -> None:
    assert "measured anew" in insert(PAGE.read_text("utf-8"), {name: "measured anew"})


def test_the_figures_of_the_page_are_there() -> None:
    names = re.findall(r"\]\((figures/[^)]+)\)", PAGE.read_text("utf-8"))
    assert names
    assert [name for name in names if not (PAGE.parent / name).is_file()] == []
