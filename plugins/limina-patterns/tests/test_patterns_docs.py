"""The reference page names every family with its labels, and every setting."""

from __future__ import annotations

import re
from pathlib import Path

from limina_patterns.detector import families
from limina_patterns.phone import DEFAULT_REGIONS

PAGE = (Path(__file__).parents[3] / "docs/reference/detectors-patterns.md").read_text("utf-8")


def test_every_family_stands_in_the_table_with_its_labels() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ([A-Z_, ]+) \|", PAGE, re.MULTILINE))
    assert {name: set(labels.split(", ")) for name, labels in rows.items()} == {
        family.name: set(family.labels) for family in families({})
    }


def test_the_default_regions_are_the_documented_ones() -> None:
    [regions] = re.findall(r"`regions` \| [^|]+ \| `\[(.*?)\]`", PAGE)
    assert tuple(regions.replace('"', "").split(", ")) == DEFAULT_REGIONS
