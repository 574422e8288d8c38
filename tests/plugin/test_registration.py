"""What plugins register is collected, checked as a whole and sorted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from limina.engine.taxonomy import DEFAULT
from limina.plugin.detector import DetectorSpec
from limina.plugin.errors import PluginError
from limina.plugin.hookspecs import LabelSpec
from limina.plugin.registration import collect
from limina.plugin.testing import ScriptedDetector
from limina.protocol.schema import EntityTypeSelector


def registering(plugin: str, *specs: Any) -> tuple[str, Callable[[Callable[[Any], None]], object]]:
    def implementation(register: Callable[[Any], None]) -> None:
        for spec in specs:
            register(spec)

    return plugin, implementation


def raising(plugin: str, error: BaseException) -> tuple[str, Callable[[Any], object]]:
    def implementation(register: object) -> None:
        raise error

    return plugin, implementation


def detector(name: str, *labels: str) -> DetectorSpec:
    return ScriptedDetector().spec(name, *labels)


def test_nothing_registered_leaves_the_taxonomy_as_it_is() -> None:
    registered = collect(DEFAULT, [], [])
    assert registered.taxonomy is DEFAULT
    assert (registered.labels, registered.detectors) == ((), ())


def test_everything_is_sorted_by_name_with_its_plugin() -> None:
    registered = collect(
        DEFAULT,
        [
            registering("q", LabelSpec("Z_ID"), LabelSpec("B_ID")),
            registering("p", LabelSpec("C_ID")),
        ],
        [
            registering("q", detector("z", "Z_ID"), detector("a", "NAME")),
            registering("p", detector("k", "C_ID", "NAME")),
        ],
    )
    assert [(plugin, label.name) for plugin, label in registered.labels] == [
        ("q", "B_ID"),
        ("p", "C_ID"),
        ("q", "Z_ID"),
    ]
    assert [(plugin, spec.name) for plugin, spec in registered.detectors] == [
        ("q", "a"),
        ("p", "k"),
        ("q", "z"),
    ]


def test_labels_join_the_taxonomy_with_parents_from_any_plugin() -> None:
    registered = collect(
        DEFAULT,
        [
            registering("p", LabelSpec("A_LEAF", parent="B_BRANCH")),
            registering("q", LabelSpec("B_BRANCH", parent="C_ROOT"), LabelSpec("C_ROOT")),
        ],
        [registering("p", detector("d", "A_LEAF"))],
    )
    assert registered.taxonomy.ancestors("A_LEAF") == ("B_BRANCH", "C_ROOT")
    assert registered.taxonomy.family("A_LEAF") == "C_ROOT"


def test_a_label_may_have_a_built_in_parent_and_groups() -> None:
    pet = LabelSpec("NAME_PET", parent="NAME", groups=frozenset({"GDPR", "PETS"}))
    shy = LabelSpec("NAME_SHY", groups=frozenset({"PETS"}), default=False)
    taxonomy = collect(DEFAULT, [registering("p", pet, shy)], []).taxonomy
    assert taxonomy.ancestors("NAME_PET") == ("NAME",)
    assert taxonomy.enabled(()) == DEFAULT.enabled(()) | {"NAME_PET"}
    assert "NAME_PET" in taxonomy.enabled((EntityTypeSelector("ENABLE", ("GDPR",)),))
    assert taxonomy.enabled((EntityTypeSelector("ENABLE", ("PETS", "NAME_SHY")),)) == {
        "NAME_PET",
        "NAME_SHY",
    }
    assert "NAME_PET" not in DEFAULT.labels


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ([("p", [LabelSpec("X", parent="NOWHERE")])], "plugin p: label X: .*parent"),
        (
            [("p", [LabelSpec("A", parent="B")]), ("q", [LabelSpec("B", parent="A")])],
            "plugin p: label A: its parents go in a circle$",
        ),
        ([("p", [LabelSpec("NAME")])], "plugin p: the name NAME is taken$"),
        ([("p", [LabelSpec("GDPR")])], "plugin p: the name GDPR is taken$"),
        (
            [("o", [LabelSpec("Y")]), ("p", [LabelSpec("X", groups=frozenset({"DOB"}))])],
            "plugin p: the name DOB is taken$",
        ),
        (
            [("q", [LabelSpec("X")]), ("p", [LabelSpec("X")])],
            "plugin q: label X is registered already, by plugin p$",
        ),
        (
            [("p", [LabelSpec("X"), LabelSpec("X")])],
            "plugin p: label X is registered already, by plugin p$",
        ),
        ([("p", [LabelSpec("lower")])], "plugin p: label 'lower'"),
        ([("p", ["X"])], "plugin p: registered a str"),
    ],
)
def test_labels_that_cannot_be_added_stop_the_start(
    labels: list[tuple[str, list[Any]]], message: str
) -> None:
    with pytest.raises(PluginError, match="^" + message):
        collect(DEFAULT, [registering(plugin, *specs) for plugin, specs in labels], [])


@pytest.mark.parametrize(
    ("detectors", "message"),
    [
        (
            [("q", [detector("x", "NAME")]), ("p", [detector("x", "DOB")])],
            "plugin q: detector x is registered already, by plugin p$",
        ),
        ([("p", [detector("x", "NOWHERE")])], "plugin p: detector x: label NOWHERE"),
        ([("p", [detector("x", "GDPR")])], "plugin p: detector x: label GDPR"),
        ([("p", [None])], "plugin p: registered a NoneType"),
    ],
)
def test_detectors_that_cannot_be_offered_stop_the_start(
    detectors: list[tuple[str, list[Any]]], message: str
) -> None:
    with pytest.raises(PluginError, match="^" + message):
        collect(DEFAULT, [], [registering(plugin, *specs) for plugin, specs in detectors])


def test_a_plugin_that_raises_while_it_registers_stops_the_start() -> None:
    error = RuntimeError("no\nfile")
    with pytest.raises(
        PluginError, match=r"^plugin p: limina_register_labels raised Run.*: no file$"
    ):
        collect(DEFAULT, [raising("p", error)], [])
    with pytest.raises(
        PluginError, match=r"^plugin p: limina_register_detectors raised RuntimeErr"
    ):
        collect(DEFAULT, [], [raising("p", error)])


def test_labels_come_before_any_detector() -> None:
    calls: list[str] = []
    collect(
        DEFAULT,
        [
            ("p", lambda register: calls.append("p labels")),
            ("q", lambda r: calls.append("q labels")),
        ],
        [("p", lambda register: calls.append("p detectors"))],
    )
    assert calls == ["p labels", "q labels", "p detectors"]
