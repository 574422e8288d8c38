"""Word vectors out of the package's JSON, into what the model's initialisation reads."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from training.vectors import main


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A package of four made-up words, each with two numbers behind its vector."""
    words = ["the", "zoë", "of", "quixwaller"]
    vectors = {
        word: [*(n + place / 128 for place in range(100)), 77, 88] for n, word in enumerate(words)
    }
    path = tmp_path / "made-up.json"
    path.write_text(json.dumps({"precision": 5, "words": words, "vectors": vectors}), "utf-8")
    return path


def test_the_most_frequent_words_are_written(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "vectors.npz"
    assert main([str(source), "--words", "2", "--out", str(out)]) == 0
    with np.load(out) as stored:
        assert stored["words"].tolist() == ["the", "zoë"]
        assert stored["words"].dtype.kind == "U"
        assert stored["vectors"].dtype == np.float16
        assert stored["vectors"].shape == (2, 100)
        assert np.array_equal(stored["vectors"][1], 1 + np.arange(100) / 128)


def test_fewer_words_than_asked_for_are_all_written(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "vectors"
    main([str(source), "--out", str(out)])
    with np.load(out) as stored:
        assert len(stored["words"]) == len(stored["vectors"]) == 4
