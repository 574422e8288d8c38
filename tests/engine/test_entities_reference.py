"""docs/reference/entities.md shows the tables of labels and groups as they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from limina.engine.groups import ALIASES, GROUPS, Group
from limina.engine.taxonomy import DEFAULT, Label

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "entities.md"
LINES = PAGE.read_text("utf-8").splitlines()


def code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "-"


def label_row(label: Label) -> str:
    parent = code([label.parent] if label.parent else [])
    return f"| `{label.name}` | {parent} | {label.meaning} | {code(sorted(label.groups))} |"


def group_section(group: Group) -> list[str]:
    """A heading, the source, and what each basis brings."""
    lines = [f"### {group.name}", "", f"{group.source[0].upper()}{group.source[1:]}.", ""]
    for basis, members in (
        ("documented", group.documented),
        ("by statute", group.statute),
        ("ours", group.ours),
    ):
        if members:
            lines.append(f"- *{basis}:* {code(members)}")
    return [*lines, ""]


@pytest.mark.parametrize("label", DEFAULT.labels.values(), ids=lambda label: label.name)
def test_every_label_has_its_row(label: Label) -> None:
    assert label_row(label) in LINES


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_every_group_has_its_section(group: Group) -> None:
    section = group_section(group)
    start = LINES.index(section[0])
    assert [*LINES[start:], ""][: len(section)] == section


def test_nothing_else_is_listed() -> None:
    rows = [line for line in LINES if line.startswith("| `")]
    assert rows == [label_row(label) for label in DEFAULT.labels.values()]
    sections = [line.removeprefix("### ") for line in LINES if line.startswith("### ")]
    assert sections == [group.name for group in GROUPS]


@pytest.mark.parametrize(("alias", "group"), ALIASES.items())
def test_aliases_are_named(alias: str, group: str) -> None:
    assert f"`{alias}` is an old name of `{group}`" in PAGE.read_text("utf-8")
