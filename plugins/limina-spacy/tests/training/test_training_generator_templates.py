"""The template language: what is read, what is refused and where."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from training.generator.templates import (
    Choice,
    Slot,
    Template,
    TemplateError,
    draw,
    parse_file,
    parse_text,
)
from training.generator.values import check


def parsed(text: str) -> Template:
    """A template that starts in line 1."""
    return parse_text(text, path="here.txt", line=1, genre="here")


def drawn(text: str) -> set[str]:
    """Every text a template without slots can produce."""
    nodes = parsed(text).nodes
    return {"".join(map(str, draw(nodes, random.Random(seed)))) for seed in range(60)}


def test_slots_have_style_and_key() -> None:
    nodes = parsed("to {{NAME.full#a}}, {{DATE}} {{noun}}").nodes
    assert nodes == (
        "to ",
        Slot("NAME", "full", "a", 1),
        ", ",
        Slot("DATE", "", "", 1),
        " ",
        Slot("noun", "", "", 1),
    )
    assert [slot.labelled for slot in parsed("{{NAME}}{{noun}}").slots()] == [True, False]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("((a||b))", {"a", "b"}),
        ("x((a||))y", {"xay", "xy"}),
        ("((a((1||2))||b))", {"a1", "a2", "b"}),
        ("((:)||:())", {":)", ":("}),
        ("f(x) || g))", {"f(x) || g))"}),
    ],
)
def test_choices(text: str, texts: set[str]) -> None:
    assert drawn(text) == texts


def test_choice_keeps_slots() -> None:
    (choice,) = parsed("(({{NAME}}||))").nodes
    assert choice == Choice(((Slot("NAME", "", "", 1),), ()))
    assert parsed("(({{NAME#p}}||{{URL}}))").labels == {"NAME", "URL"}
    assert parsed("{{NAME#p}} {{ORGANIZATION#o}}").people == {"p"}


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a\n((b||c", 2, "choice is not closed"),
        ("a\nb {{NAME", 2, "malformed slot"),
        ("{{Name}}", 1, "slot name of mixed case: Name"),
    ],
)
def test_errors_say_where(text: str, line: int, reason: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parsed(text)
    assert (caught.value.line, caught.value.reason) == (line, reason)
    assert str(caught.value) == f"here.txt:{line}: {reason}"


@pytest.mark.parametrize(
    ("name", "style", "wrong"),
    [
        ("NAME", "full", None),
        ("URL", "plain", None),
        ("noun", "", None),
        ("NAME", "mirrored", "unknown style: NAME.mirrored"),
        ("NOSUCH", "", "unknown label: NOSUCH"),
        ("nosuch", "", "unknown filler: nosuch"),
        ("noun", "full", "a filler has no style: noun.full"),
    ],
)
def test_slots_are_checked(name: str, style: str, wrong: str | None) -> None:
    assert check(Slot(name, style, "", 1)) == wrong


def test_file_of_templates(tmp_path: Path) -> None:
    path = tmp_path / "mail.txt"
    path.write_text(
        "#! comment\n\nHello {{NAME}}\n---\n#! another\none\n\ntwo {{NOSUCH}}\n---\n---\nlast\n",
        encoding="utf-8",
    )
    errors: list[TemplateError] = []
    templates = parse_file(path, check, errors.append)
    assert [(t.genre, t.line) for t in templates] == [("mail", 3), ("mail", 11)]
    assert [(error.line, error.reason) for error in errors] == [(8, "unknown label: NOSUCH")]
