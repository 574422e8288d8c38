"""The mean of the weights of pipelines trained from the same one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language

from training.average import _weights, average, main


def weights(nlp: Language) -> list[Any]:
    return [node.get_param(name) for node, name in _weights(nlp)]


@pytest.fixture
def two(tiny: Language, tmp_path: Path) -> tuple[Path, Path]:
    """The pipeline, and one whose weights are three times as large."""
    tiny.to_disk(tmp_path / "one")
    other = spacy.load(tmp_path / "one")
    for node, name in _weights(other):
        node.set_param(name, node.get_param(name) * 3)
    other.to_disk(tmp_path / "three")
    return tmp_path / "one", tmp_path / "three"


def test_weights_are_averaged_by_their_shares(two: tuple[Path, Path], tmp_path: Path) -> None:
    one, three = two
    out = tmp_path / "out"
    assert main([str(out), f"{one}=1", f"{three}=3"]) == 0
    for made, given in zip(weights(spacy.load(out)), weights(spacy.load(one)), strict=True):
        assert made.dtype == given.dtype
        assert np.allclose(made, given * 2.5, rtol=0.01, atol=1e-4)


def test_a_pipeline_alone_is_itself(two: tuple[Path, Path]) -> None:
    one, _ = two
    for made, given in zip(weights(average({one: 7})), weights(spacy.load(one)), strict=True):
        assert np.allclose(made, given)


def test_other_labels_are_refused(two: tuple[Path, Path], tmp_path: Path) -> None:
    one, three = two
    other = spacy.load(three)
    cfg = other.get_pipe("limina_tagger").cfg  # type: ignore[attr-defined]
    cfg["labels"] = cfg["labels"][::-1]
    other.to_disk(tmp_path / "labels")
    with pytest.raises(ValueError, match="labels"):
        average({one: 1, tmp_path / "labels": 1})
