"""The configuration table and what is registered from it."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

import limina_spacy
from limina.plugin import DetectorSpec, PluginConfig
from limina_spacy import Settings, limina_register_detectors, read_settings
from limina_spacy.builtin import BUILTIN, labels
from limina_spacy.settings import _KEYS

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "detectors-spacy.md").read_text("utf-8")
PIPELINES = f"limina-spacy: pipelines: must be a list of some of {', '.join(BUILTIN)}"


def settings(**table: Any) -> Settings:
    return read_settings(PluginConfig({"limina-spacy": table}))


def registered(**table: Any) -> list[DetectorSpec]:
    specs: list[DetectorSpec] = []
    limina_register_detectors(specs.append, PluginConfig({"limina-spacy": table}))
    return specs


def test_by_default_every_pipeline_that_comes_along_is_registered() -> None:
    assert settings().pipelines == tuple(BUILTIN)
    specs = registered()
    assert [spec.name for spec in specs] == [f"limina-spacy/{key}" for key in BUILTIN]
    for spec, pipeline in zip(specs, BUILTIN.values(), strict=True):
        assert (spec.required, spec.max_chars) == (True, 100_000)
        assert spec.languages == pipeline.languages
        assert spec.labels == labels(pipeline)
        assert 0 < spec.silence < 1


def test_some_of_the_pipelines_may_be_chosen() -> None:
    assert [spec.name for spec in registered(pipelines=["en", "en"])] == ["limina-spacy/en"]


def test_another_pipeline_takes_the_place_of_all_and_declares_every_label_its_forms_may_give() -> (
    None
):
    (spec,) = registered(model="xx_no_such_model")
    assert (spec.name, spec.required, spec.max_chars) == ("limina-spacy/ner", True, 100_000)
    assert spec.languages == frozenset()
    assert spec.silence == 0
    assert spec.labels == {
        "NAME", "LOCATION", "ORGANIZATION", "ORIGIN", "RELIGION", "POLITICAL_AFFILIATION",
        "LANGUAGE", "EVENT", "DATE", "DATE_INTERVAL", "DURATION", "AGE", "TIME", "MONEY",
        "OCCUPATION",
    }  # fmt: skip


def test_own_labels_are_added_to_the_defaults_and_an_empty_one_drops() -> None:
    own = settings(labels={"PRODUCT": "PRODUCT", "ORG": "", "DATE": "DATE"})
    assert own.labels["PRODUCT"] == "PRODUCT"
    assert "ORG" not in own.labels
    assert own.labels["PERSON"] == "NAME"
    assert own.own_labels == {"PRODUCT", "ORG", "DATE"}


def test_a_label_mapped_by_the_configuration_is_not_refined() -> None:
    own = settings(labels={"DATE": "DATE"})
    assert not own.refines("DATE")
    assert own.refines("NORP")
    assert "DATE_INTERVAL" not in own.emitted


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"modle": "x"}, "limina-spacy: unknown setting: modle"),
        ({"pipelines": "en"}, PIPELINES),
        ({"pipelines": []}, PIPELINES),
        ({"pipelines": ["zz"]}, PIPELINES),
        ({"pipelines": [[]]}, PIPELINES),
        ({"model": ""}, "limina-spacy: model: must be the name or path of a spaCy pipeline"),
        ({"model": 3}, "limina-spacy: model: must be the name or path of a spaCy pipeline"),
        ({"labels": []}, "limina-spacy: labels: must be a table of spaCy label = Limina label"),
        (
            {"labels": {"PER": "name"}},
            'limina-spacy: labels.PER: must be a Limina label, or "" to drop the spaCy label',
        ),
        ({"score": 0}, "limina-spacy: score: must be a number over 0 and up to 1"),
        ({"score": True}, "limina-spacy: score: must be a number over 0 and up to 1"),
        ({"score": {"PER": 2}}, "limina-spacy: score.PER: must be a number over 0 and up to 1"),
        ({"batch_size": 0}, "limina-spacy: batch_size: must be a whole number from 1"),
        ({"batch_size": True}, "limina-spacy: batch_size: must be a whole number from 1"),
        ({"languages": "en"}, "limina-spacy: languages: must be a list of ISO 639-1 codes"),
        ({"languages": ["eng"]}, "limina-spacy: languages: must be a list of ISO 639-1 codes"),
    ],
)
def test_a_wrong_setting_is_one_line(table: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as caught:
        settings(**table)
    assert str(caught.value) == message


def test_the_reference_lists_every_setting_and_every_pipeline() -> None:
    rows = {line.split("|")[1].strip() for line in PAGE.splitlines() if line.startswith("| `")}
    assert {f"`{key}`" for key in _KEYS} <= rows
    assert {f"`limina-spacy/{key}`" for key in (*BUILTIN, "ner")} <= rows
    assert {f"`{key}`" for key in Settings().pipelines} <= set(re.findall(r"`\w+`", PAGE))


def test_registering_does_not_import_spacy() -> None:
    code = (
        "import sys, limina_spacy; from limina.plugin import PluginConfig; "
        "limina_spacy.limina_register_detectors(lambda spec: None, PluginConfig()); "
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_entry_point_is_the_module_with_the_hook() -> None:
    (point,) = (p for p in entry_points(group="limina") if p.name == "limina-spacy")
    assert point.load() is limina_spacy
