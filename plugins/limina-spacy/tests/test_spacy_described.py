"""What a pipeline says of itself, read without loading it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

from limina_spacy.described import description, tagger_labels


def write(folder: Path, meta: Any) -> Path:
    folder.mkdir(parents=True)
    (folder / "meta.json").write_text(json.dumps(meta), "utf-8")
    return folder


def test_a_pipeline_on_disk(tiny: Language, tmp_path: Path) -> None:
    tiny.to_disk(tmp_path / "own")
    assert description(tmp_path / "own")["pipeline"] == ["limina_tagger"]
    assert tagger_labels(str(tmp_path / "own")) == {
        "AGE", "LOCATION", "LOCATION_CITY", "NAME", "NAME_FAMILY", "NAME_GIVEN",
    }  # fmt: skip


def test_an_installed_pipeline_is_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "xx_made_up", {"labels": {"limina_tagger": ["AGE"]}})
    (folder / "__init__.py").write_text("raise SystemExit", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert tagger_labels("xx_made_up") == {"AGE"}
    assert "xx_made_up" not in sys.modules


def test_another_pipeline_has_no_labels_of_ours(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler")
    nlp.to_disk(tmp_path / "other")
    assert description(tmp_path / "other")["pipeline"] == ["entity_ruler"]
    assert tagger_labels(tmp_path / "other") == frozenset()


@pytest.mark.parametrize("meta", [[], {}, {"labels": []}, {"labels": {"limina_tagger": "AGE"}}])
def test_an_odd_description_has_no_labels(meta: Any, tmp_path: Path) -> None:
    assert tagger_labels(write(tmp_path / "odd", meta)) == frozenset()


@pytest.mark.parametrize("model", ["xx_no_such_model", "no/such/folder", "../up", "a.b", "", "en-"])
def test_what_is_not_there_says_nothing(model: str) -> None:
    assert description(model) == {}


def test_what_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{", "utf-8")
    assert description(tmp_path) == {}
