"""What plugins register and return is checked field by field."""

from __future__ import annotations

import dataclasses
import math
from collections import UserList
from typing import Any

import pytest

from limina.engine.spans import Document, Entity
from limina.plugin.detector import DetectorSpec
from limina.plugin.errors import PluginError, PluginResultError
from limina.plugin.hookspecs import LabelSpec
from limina.plugin.testing import ScriptedDetector
from limina.plugin.validation import (
    check_entities,
    check_label,
    check_replacement,
    check_spec,
)

LABELS = ("NAME", "NAME_GIVEN")
SPEC = ScriptedDetector().spec("limina-x/one", "NAME")
TEXT = Document("Anna met Bob.")
ANNA = Entity(0, 4, "NAME", {"NAME": 0.9})
BOB = Entity(9, 12, "NAME", {"NAME": 1, "NAME_GIVEN": 0})


@pytest.mark.parametrize(
    "spec",
    [
        LabelSpec("EMPLOYEE_ID"),
        LabelSpec("X9", parent="NAME", groups=frozenset({"GDPR"}), default=False),
    ],
)
def test_good_labels_pass(spec: LabelSpec) -> None:
    check_label("p", spec)


@pytest.mark.parametrize(
    ("spec", "fault"),
    [
        ("EMPLOYEE_ID", "a str where a LabelSpec belongs"),
        (LabelSpec("employee"), "upper-case"),
        (LabelSpec("9X"), "upper-case"),
        (LabelSpec("_X"), "upper-case"),
        (LabelSpec("X\n"), "upper-case"),
        (LabelSpec("ÄX"), "upper-case"),
        (LabelSpec(""), "upper-case"),
        (LabelSpec(7), "upper-case"),  # type: ignore[arg-type]
        (LabelSpec("X", parent="name"), "upper-case"),
        (LabelSpec("X", parent=""), "upper-case"),
        (LabelSpec("X", groups=frozenset({"gdpr"})), "upper-case"),
        (LabelSpec("X", groups="GDPR"), "groups is not a frozenset of strings"),  # type: ignore[arg-type]
        (LabelSpec("X", groups=frozenset({1})), "groups is not a frozenset"),  # type: ignore[arg-type]
        (LabelSpec("X", default=1), "default is neither"),  # type: ignore[arg-type]
    ],
)
def test_bad_labels_name_the_plugin_and_the_fault(spec: Any, fault: str) -> None:
    with pytest.raises(PluginError, match=f"^plugin p: .*{fault}"):
        check_label("p", spec)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"labels": frozenset(LABELS)},
        {"languages": frozenset({"en", "de"})},
        {"weight": 3},
        {"weight": 1e-9},
        {"required": False},
        {"max_chars": 2},
        {"facts": True},
        {"silence": 0},
        {"silence": 1.0},
        {"edges": 0.5},
    ],
)
def test_good_specifications_pass(changes: dict[str, Any]) -> None:
    check_spec("p", dataclasses.replace(SPEC, **changes), LABELS)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name": ""}, "printable ASCII"),
        ({"name": "a b"}, "printable ASCII"),
        ({"name": "ä"}, "printable ASCII"),
        ({"name": "a\n"}, "printable ASCII"),
        ({"name": None}, "printable ASCII"),
        ({"labels": frozenset()}, "labels is empty"),
        ({"labels": {"NAME"}}, "labels is not a frozenset of strings"),
        ({"labels": "NAME"}, "labels is not a frozenset of strings"),
        ({"labels": frozenset({"NAME", 7})}, "labels is not a frozenset of strings"),
        ({"labels": frozenset({"NAME", "NAM", "A"})}, "label A is not in the taxonomy"),
        ({"factory": None}, "factory cannot be called"),
        ({"languages": "en"}, "languages is not a frozenset of strings"),
        ({"languages": frozenset({"eng"})}, "two-letter codes"),
        ({"languages": frozenset({"EN"})}, "two-letter codes"),
        ({"weight": 0}, "weight is not a positive, finite number"),
        ({"weight": -1.0}, "weight is not"),
        ({"weight": math.nan}, "weight is not"),
        ({"weight": math.inf}, "weight is not"),
        ({"weight": 10**400}, "weight is not"),
        ({"weight": True}, "weight is not"),
        ({"weight": "1"}, "weight is not"),
        ({"required": None}, "required is neither"),
        ({"max_chars": 1}, "max_chars is neither"),
        ({"max_chars": 100.0}, "max_chars is neither"),
        ({"max_chars": True}, "max_chars is neither"),
        ({"facts": 1}, "facts is neither"),
        ({"silence": -0.1}, "silence is not a number in 0..1"),
        ({"silence": 1.1}, "silence is not"),
        ({"silence": math.nan}, "silence is not"),
        ({"silence": True}, "silence is not"),
        ({"silence": None}, "silence is not"),
        ({"edges": 1.5}, "edges is not a number in 0..1"),
    ],
)
def test_bad_specifications_name_the_plugin_and_the_fault(
    changes: dict[str, Any], fault: str
) -> None:
    with pytest.raises(PluginError, match=f"^plugin p: detector .*{fault}"):
        check_spec("p", dataclasses.replace(SPEC, **changes), LABELS)


def test_what_is_no_specification_is_refused() -> None:
    with pytest.raises(PluginError, match=r"^plugin p: registered a type where a DetectorSpec"):
        check_spec("p", DetectorSpec, LABELS)  # type: ignore[arg-type]


@pytest.mark.parametrize("entities", [[], [ANNA], (ANNA, BOB), UserList([ANNA, BOB])])
def test_good_entities_come_back_as_a_tuple(entities: Any) -> None:
    assert check_entities("p", TEXT, entities) == tuple(entities)


def test_neighbours_may_touch() -> None:
    touching = [Entity(0, 2, "NAME", {"NAME": 1.0}), Entity(2, 13, "X", {"X": 1.0}, blocked=True)]
    assert check_entities("p", TEXT, touching) == tuple(touching)


@pytest.mark.parametrize(
    ("result", "fault"),
    [
        ("Anna", "a str instead of a sequence"),
        (iter([ANNA]), "iterator instead of a sequence"),
        ({ANNA.start: ANNA}, "a dict instead of a sequence"),
        ([ANNA, None], "a NoneType among"),
        ([Entity(0.0, 4, "NAME", {"NAME": 1.0})], "not an integer"),  # type: ignore[arg-type]
        ([Entity(0, True, "NAME", {"NAME": 1.0})], "not an integer"),
        ([Entity(-1, 4, "NAME", {"NAME": 1.0})], "outside the text"),
        ([Entity(0, 14, "NAME", {"NAME": 1.0})], "outside the text"),
        ([Entity(4, 4, "NAME", {"NAME": 1.0})], "empty"),
        ([Entity(4, 3, "NAME", {"NAME": 1.0})], "empty"),
        ([BOB, ANNA], "overlap or are not sorted"),
        ([ANNA, ANNA], "overlap or are not sorted"),
        ([ANNA, Entity(3, 9, "NAME", {"NAME": 1.0})], "overlap or are not sorted"),
        ([Entity(0, 4, "NAME", {})], "the best label among them"),
        ([Entity(0, 4, "NAME", {"NAME_GIVEN": 1.0})], "the best label among them"),
        ([Entity(0, 4, "NAME", ["NAME"])], "not a mapping"),  # type: ignore[arg-type]
        ([Entity(0, 4, "", {"": 1.0})], "names"),
        ([Entity(0, 4, 1, {1: 1.0})], "names"),  # type: ignore[arg-type, dict-item]
        ([Entity(0, 4, "\ud800", {"\ud800": 1.0})], "names"),
        ([Entity(0, 4, "NAME", {"NAME": 1.1})], r"scores in 0\.\.1"),
        ([Entity(0, 4, "NAME", {"NAME": -0.1})], r"scores in 0\.\.1"),
        ([Entity(0, 4, "NAME", {"NAME": math.nan})], r"scores in 0\.\.1"),
        ([Entity(0, 4, "NAME", {"NAME": True})], r"scores in 0\.\.1"),
        ([Entity(0, 4, "NAME", {"NAME": "1"})], r"scores in 0\.\.1"),  # type: ignore[dict-item]
        ([Entity(0, 4, "NAME", {"NAME": 1.0}, blocked=1)], "blocked"),  # type: ignore[arg-type]
    ],
)
def test_bad_entities_name_the_plugin_and_never_the_text(result: Any, fault: str) -> None:
    with pytest.raises(PluginResultError, match=f"^plugin p: limina_resolve .*{fault}") as caught:
        check_entities("p", TEXT, result)
    assert "Anna" not in str(caught.value)


@pytest.mark.parametrize("replacement", ["", "[NAME_1]", "👩‍👩‍👧‍👦", "\x00"])
def test_good_replacements_come_back(replacement: str) -> None:
    assert check_replacement("p", replacement) == replacement


@pytest.mark.parametrize(
    ("result", "fault"),
    [(b"x", "a bytes instead of a string"), (7, "a int instead"), ("Anna\udc00", "lone surrogate")],
)
def test_bad_replacements_name_the_plugin_and_never_the_text(result: Any, fault: str) -> None:
    with pytest.raises(PluginResultError, match=f"^plugin p: limina_replace .*{fault}") as caught:
        check_replacement("p", result)
    assert "Anna" not in str(caught.value)
