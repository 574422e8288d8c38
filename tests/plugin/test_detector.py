"""The values a plugin author handles: configuration tables, specification, protocol."""

from __future__ import annotations

import dataclasses

import pytest

from limina.plugin import Detector, DetectorSpec, PluginConfig
from limina.plugin.testing import ScriptedDetector


def test_a_plugin_sees_its_own_table() -> None:
    config = PluginConfig({"a": {"x": 1}, "b": {}})
    assert config.table("a") == {"x": 1}
    assert config.table("b") == {}
    assert config.names == {"a", "b"}


def test_a_plugin_without_a_table_sees_an_empty_one() -> None:
    assert PluginConfig().table("a") == {}
    assert PluginConfig({"a": {"x": 1}}).table("b") == {}


def test_the_tables_are_copied() -> None:
    tables = {"a": {"x": 1}}
    config = PluginConfig(tables)
    tables["a"]["x"] = 2
    tables["b"] = {}
    assert config.table("a") == {"x": 1}


def test_a_specification_is_required_neutral_and_unlimited_by_default() -> None:
    spec = DetectorSpec("a/b", frozenset({"NAME"}), lambda config: ScriptedDetector())
    assert (spec.required, spec.weight, spec.languages, spec.max_chars) == (
        True,
        1.0,
        frozenset(),
        None,
    )
    assert (spec.facts, spec.silence, spec.edges) == (False, 0.0, 0.0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        spec.weight = 2.0  # type: ignore[misc]


def test_a_detector_is_whatever_detects_and_closes() -> None:
    assert isinstance(ScriptedDetector(), Detector)
    assert not isinstance(object(), Detector)
