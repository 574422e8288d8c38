"""What a server says of itself."""

from __future__ import annotations

import json
import os
from pathlib import Path

import limina
from limina.engine.taxonomy import DEFAULT
from limina.plugin.manager import PluginInfo
from limina.runtime.facts import Facts, cpu_name, diagnostics, entities, gpu_info


def test_entities_lists_labels_with_parents_and_groups() -> None:
    said = json.loads(entities())
    labels = {label["label"]: label for label in said["labels"]}
    assert labels.keys() == DEFAULT.labels.keys()
    assert labels["NAME_GIVEN"]["parent"] == "NAME"
    assert "NAME" in said["groups"]["HIPAA_SAFE_HARBOR"]
    assert "HIPAA_SAFE_HARBOR" in labels["NAME"]["groups"]


def test_diagnostics_has_the_names_of_the_original_and_the_plugins() -> None:
    info = PluginInfo("mine", "limina-mine", "1.2", (), (), ())
    said = json.loads(diagnostics([info], "4.3.0"))
    assert said["cpu_count"] == os.cpu_count()
    assert said["container_version"] == "4.3.0"
    assert said["limina_version"] == limina.__version__
    assert said["plugins"] == [{"name": "mine", "version": "1.2", "detectors": []}]
    assert {"platform", "cpu_name", "gpu_info"} <= said.keys()


def test_the_processor_is_named_where_the_system_names_it() -> None:
    assert cpu_name("processor\t: 0\nmodel name\t: Fast 9: Pro\n") == "Fast 9: Pro"
    assert isinstance(cpu_name(""), str)


def test_graphics_cards_are_those_the_driver_lists(tmp_path: Path) -> None:
    assert gpu_info(tmp_path / "none") == []
    (tmp_path / "0").mkdir()
    (tmp_path / "0" / "information").write_text("Model: \t Card 1\nIRQ: 3\n", "utf-8")
    assert gpu_info(tmp_path) == ["Card 1"]


def test_without_anything_said_the_bodies_are_json() -> None:
    facts = Facts()
    bodies = (facts.entities, facts.diagnostics, facts.openapi)
    assert [json.loads(body) for body in bodies] == [{}, {}, {}]
    assert facts.metrics is not Facts().metrics
