"""Loading a pipeline with a tagger: ready for one thread, or a line that says what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from thinc.api import NumpyOps
from threadpoolctl import threadpool_info

from limina_spacy import PipelineError
from limina_spacy.builtin import BUILTIN
from limina_spacy.loading import WORDS, load_tagger


@pytest.mark.parametrize("key", BUILTIN)
def test_what_comes_with_the_plugin_loads(key: str) -> None:
    nlp = load_tagger(BUILTIN[key].path)
    assert nlp.pipe_names == ["limina_tagger"]
    assert nlp.meta["name"] == BUILTIN[key].name
    assert nlp.meta["license"] == "Apache-2.0"


@pytest.mark.parametrize("key", sorted(BUILTIN))
def test_the_stored_tokenizer_is_taken_as_it_is(key: str, tmp_path: Path) -> None:
    ours, plain = load_tagger(BUILTIN[key].path), spacy.load(BUILTIN[key].path)
    rules: Any = ours.tokenizer
    stored: Any = plain.tokenizer
    assert rules.rules.keys() == stored.rules.keys()
    assert ours.config["nlp"]["tokenizer"] == plain.config["nlp"]["tokenizer"]
    text = 'Don\'t ask Mr. O\'Neil (x@y.com), U.S.A.: 12.5kg, {"name":"Greg"}'
    assert [t.text for t in ours.make_doc(text)] == [t.text for t in plain.make_doc(text)]


def test_products_are_made_by_numpy_in_one_thread(tiny: Language, tmp_path: Path) -> None:
    tiny.to_disk(tmp_path / "tiny")
    nlp = load_tagger(str(tmp_path / "tiny"))
    for node in nlp.get_pipe("limina_tagger").model.walk():  # type: ignore[attr-defined]
        assert isinstance(node.ops, NumpyOps) and not node.ops.use_blis
    blas = [library for library in threadpool_info() if library["user_api"] == "blas"]
    assert all(library["num_threads"] == 1 for library in blas)


def test_a_missing_pipeline_is_one_line_without_its_path(tmp_path: Path) -> None:
    with pytest.raises(PipelineError) as caught:
        load_tagger(tmp_path / "nowhere")
    assert str(caught.value) == (
        "limina-spacy: the pipeline 'nowhere' cannot be loaded (OSError); "
        "is it made for the installed limina-spacy?"
    )


def test_a_pipeline_that_lost_its_weights_is_refused(tiny: Language, tmp_path: Path) -> None:
    tiny.to_disk(tmp_path / "tiny")
    (tmp_path / "tiny" / "limina_tagger" / "model").unlink()
    with pytest.raises(PipelineError, match=r"'tiny' cannot be loaded \(\w+\)"):
        load_tagger(tmp_path / "tiny")


def test_a_pipeline_without_a_tagger_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(PipelineError, match="'blank' has no limina_tagger"):
        load_tagger(tmp_path / "blank")


def features(nlp: Language) -> int:
    """How many features its vocabulary works out for a new word."""
    vocab: Any = nlp.vocab
    return len(vocab.lex_attr_getters)


def test_words_are_looked_at_for_no_more_than_the_tagger_reads(
    tiny: Language, tmp_path: Path
) -> None:
    """And the answers are the same; a pipeline with other components keeps all features."""
    tiny.to_disk(tmp_path / "tiny")
    plain = spacy.load(tmp_path / "tiny")
    loaded = load_tagger(tmp_path / "tiny")
    assert features(loaded) < features(plain)
    text = "My name is Greg Okafor, 27, of https://example.org."
    for one, other in zip(loaded(text), plain(text), strict=True):
        assert (one.norm_, one.shape_, one.lower_) == (other.norm_, other.shape_, other.lower_)
    docs = [nlp(text) for nlp in (loaded, plain)]
    spans = [[(s.start, s.end, s.label_) for s in doc.spans["limina"]] for doc in docs]
    assert spans[0] == spans[1]
    plain.add_pipe("sentencizer")
    plain.to_disk(tmp_path / "more")
    more = load_tagger(tmp_path / "more")
    assert features(more) == features(plain)


def test_common_words_are_met_once_and_no_word_of_a_text_is_kept() -> None:
    nlp = load_tagger(BUILTIN["en"].path)
    words = (WORDS / "en.txt").read_text("utf-8").splitlines()
    assert words == sorted(set(words)) and all(word == word.strip() != "" for word in words)
    assert "the" in nlp.vocab
    met = len(nlp.vocab)
    with nlp.memory_zone():
        list(nlp.pipe(["My name is Zebulon Okafor-Stanwyck, and the rest is common."]))
    assert "Zebulon" not in nlp.vocab
    assert len(nlp.vocab) >= met


def test_a_language_without_a_list_of_words_loads(tiny: Language, tmp_path: Path) -> None:
    tiny.to_disk(tmp_path / "tiny")
    config = (tmp_path / "tiny" / "config.cfg").read_text("utf-8")
    (tmp_path / "tiny" / "config.cfg").write_text(config.replace('lang = "en"', 'lang = "it"'))
    assert "the" not in load_tagger(tmp_path / "tiny").vocab
