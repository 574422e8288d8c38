"""The detector on made-up pipelines: spans, scores, privacy, failures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

from limina.plugin import Detection, Document, PluginConfig
from limina_spacy import PipelineError, SpacyDetector, make_detector, read_settings
from limina_spacy.defaults import FALLBACK_SCORE
from limina_spacy.pipeline import load_pipeline, measured_precision


def ruled(patterns: list[tuple[str, str]]) -> Language:
    """A pipeline that finds exactly the given phrases under the given labels."""
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": phrase} for phrase, label in patterns])
    return nlp


def make(nlp: Language, **table: Any) -> SpacyDetector:
    table = {"model": "made up", **table}
    return SpacyDetector(nlp, read_settings(PluginConfig({"limina-spacy": table})))


def shown(text: str, found: Any) -> list[tuple[str, str]]:
    return [(text[d.start : d.end], d.label) for d in found]


def measured(nlp: Language, **precision: Any) -> Language:
    """The pipeline as if its makers had measured it."""
    nlp.meta["performance"] = {"ents_per_type": {k: {"p": v} for k, v in precision.items()}}
    return nlp


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("John Smith lives at 123 Fake St.", [("John Smith", "NAME")]),
        ("Hello, my name is Greg", [("Greg", "NAME")]),
        ("This is John Smith's sample request", [("John Smith", "NAME")]),
        ("We live in Toronto, Canada.", [("Toronto", "LOCATION")]),
        ("😀 日本: John Smith met Greg in Toronto.", [
            ("John Smith", "NAME"), ("Greg", "NAME"), ("Toronto", "LOCATION"),
        ]),
        ("This string doesn't have anything to scrub.", []),
    ],
)  # fmt: skip
def test_spans_become_detections(text: str, expected: list[tuple[str, str]]) -> None:
    nlp = ruled([("John Smith", "PERSON"), ("Greg", "PERSON"), ("Toronto", "GPE")])
    (found,) = make(nlp).detect([Document(text)])
    assert shown(text, found) == expected


def test_spans_are_trimmed_and_checked_by_their_form() -> None:
    nlp = ruled([("Mr. Obama's", "PERSON"), ("March 7, 1961", "DATE"), ("today", "DATE")])
    text = "Mr. Obama's letter of March 7, 1961 came today"
    (found,) = make(nlp).detect([Document(text)])
    assert shown(text, found) == [("Obama", "NAME"), ("March 7, 1961", "DATE")]


def test_empty_and_white_texts_keep_their_place_in_the_batch() -> None:
    texts = ["", "   \n\t ", "Hello, my name is Greg", "\u2028", ""]
    detector = make(ruled([("Greg", "PERSON")]))
    out = detector.detect([Document(text) for text in texts])
    assert [bool(found) for found in out] == [False, False, True, False, False]
    assert list(detector.detect([])) == []


def test_scores_are_the_precision_the_pipeline_was_measured_with() -> None:
    nlp = measured(ruled([("Greg", "PERSON"), ("Oslo", "GPE")]), PERSON=0.875, GPE=None)
    assert measured_precision(nlp) == {"PERSON": 0.875}
    (found,) = make(nlp).detect([Document("Greg in Oslo")])
    assert [d.score for d in found] == [0.875, FALLBACK_SCORE]


def test_nothing_of_a_text_stays_in_the_vocabulary() -> None:
    nlp = ruled([])
    ruler: Any = nlp.get_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": [{"IS_TITLE": True, "OP": "+"}]}])
    detector = make(nlp)
    canaries = ["Zebulonetta", "Quixwaller", "Vandermolenkamp"]
    text = f"Yesterday {canaries[0]} {canaries[1]} flew to {canaries[2]}, he said."
    nlp(text)  # outside a zone the names stay: this is what the zone is for
    assert all(name in nlp.vocab.strings for name in canaries)
    fresh = [name[::-1].capitalize() for name in canaries]
    text = f"Yesterday {fresh[0]} {fresh[1]} flew to {fresh[2]}, he said."
    before = len(nlp.vocab.strings)
    (found,) = detector.detect([Document(text)])
    assert found
    assert not any(name in nlp.vocab.strings for name in fresh)
    assert not any(name.lower() in nlp.vocab.strings for name in fresh)
    assert len(nlp.vocab.strings) == before


def test_offsets_are_code_points() -> None:
    text = "😀 naïve Zoë Müller, Zoë Müller!"
    detector = make(ruled([("Zoë Müller", "PERSON")]))
    assert [list(found) for found in detector.detect([Document(text)])] == [
        [Detection(8, 18, "NAME", 0.75), Detection(20, 30, "NAME", 0.75)]
    ]


def test_unmapped_labels_are_dropped_and_own_ones_used() -> None:
    nlp = ruled([("Ada", "PERSON"), ("fifty", "CARDINAL"), ("EchoStream Pro", "PRODUCT")])
    text = "Ada bought fifty EchoStream Pro"
    (found,) = make(nlp).detect([Document(text)])
    assert shown(text, found) == [("Ada", "NAME")]
    (found,) = make(nlp, labels={"PRODUCT": "PRODUCT", "PERSON": ""}).detect([Document(text)])
    assert shown(text, found) == [("EchoStream Pro", "PRODUCT")]


def test_wikiner_labels_are_mapped_by_default() -> None:
    nlp = ruled([("Ada", "PER"), ("Paris", "LOC"), ("Miele", "ORG"), ("Tango", "MISC")])
    text = "Ada left Miele in Paris for Tango"
    (found,) = make(nlp).detect([Document(text)])
    assert shown(text, found) == [("Ada", "NAME"), ("Miele", "ORGANIZATION"), ("Paris", "LOCATION")]


def test_scores_come_from_the_configuration_first() -> None:
    nlp = ruled([("Ada", "PERSON"), ("Paris", "GPE")])
    document = Document("Ada in Paris")
    (found,) = make(nlp, score={"PERSON": 0.9}).detect([document])
    assert [d.score for d in found] == [0.9, 0.75]
    (found,) = make(nlp, score=0.5).detect([document])
    assert [d.score for d in found] == [0.5, 0.5]


def test_only_what_finding_entities_needs_is_loaded(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    for name in ("tok2vec", "tagger", "sentencizer", "ner"):
        component: Any = nlp.add_pipe(name)
        if name in ("tagger", "ner"):
            component.add_label("PERSON")
    nlp.initialize()
    nlp.to_disk(tmp_path / "own")
    assert load_pipeline(str(tmp_path / "own")).pipe_names == ["tok2vec", "ner"]


def test_a_pipeline_on_disk_can_be_named_by_its_path(tmp_path: Path) -> None:
    ruled([("Ada", "PERSON")]).to_disk(tmp_path / "own")
    settings = read_settings(PluginConfig({"limina-spacy": {"model": str(tmp_path / "own")}}))
    (found,) = make_detector(settings).detect([Document("Ada")])
    assert [d.label for d in found] == ["NAME"]


def test_a_missing_pipeline_is_one_line_that_names_it() -> None:
    with pytest.raises(PipelineError) as caught:
        load_pipeline("xx_no_such_model")
    assert str(caught.value) == (
        "limina-spacy: the spaCy pipeline 'xx_no_such_model' is not installed; install it or name "
        "another one as `model` in [plugin.limina-spacy]"
    )


def test_a_broken_pipeline_is_one_line_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"cannot be loaded \(OSError\)"):
        load_pipeline(str(tmp_path))


def test_a_pipeline_that_finds_no_entities_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(PipelineError, match="has no component that finds entities"):
        load_pipeline(str(tmp_path / "blank"))


def test_a_mapped_label_the_pipeline_lacks_is_refused() -> None:
    nlp = ruled([("Ada", "PERSON")])
    with pytest.raises(PipelineError, match=r"has no label PERSN$"):
        make(nlp, labels={"PERSN": "NAME"})


def test_a_pipeline_of_which_no_label_is_mapped_is_refused() -> None:
    with pytest.raises(PipelineError, match=r"no label of the spaCy pipeline '.*' is mapped$"):
        make(ruled([("Ada", "CHARACTER")]))


def test_without_a_name_there_is_nothing_to_load() -> None:
    with pytest.raises(PipelineError, match="model: no pipeline is named"):
        make_detector(read_settings(PluginConfig()))
