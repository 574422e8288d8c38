"""The detector around a tagger: what spans become, what it reads and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

import limina_spacy
from limina.plugin import Detection, Detector, DetectorSpec, Document, PluginConfig
from limina.plugin.testing import spec_named
from limina_spacy import PipelineError
from limina_spacy.tagged import TaggerDetector, make_tagger_detector
from limina_spacy.trimming import trim_entity


def everything(_likely: Mapping[str, float]) -> bool:
    return True


def shown(text: str, found: Sequence[Detection], least: float = 0.5) -> list[tuple[str, str]]:
    return [(text[d.start : d.end], d.label) for d in found if d.score >= least]


def scripted(*spans: tuple[int, int, str, float]) -> Language:
    """A pipeline whose `limina` group holds the given tokens of every text that is long enough."""
    nlp = spacy.blank("en")

    @Language.component(f"scripted_{abs(hash(spans))}")
    def component(doc: Doc) -> Doc:
        wanted = [span for span in spans if span[1] <= len(doc)]
        doc.spans["limina"] = SpanGroup(
            doc,
            spans=[Span(doc, start, end, label=label) for start, end, label, _score in wanted],
            attrs={"scores": [score for *_span, score in wanted]},
        )
        return doc

    nlp.add_pipe(f"scripted_{abs(hash(spans))}")
    return nlp


def detect(nlp: Language, text: str, **options: Any) -> list[Detection]:
    detector = TaggerDetector(nlp, "scripted", 8, everything, **options)
    [found] = detector.detect([Document(text)])
    return list(found)


@pytest.fixture
def detector(tiny: Language) -> TaggerDetector:
    return make_tagger_detector(tiny, "tiny", 8, everything)


def test_spans_become_detections_under_the_pipelines_name(detector: TaggerDetector) -> None:
    text = "😀 My name is Greg Okafor."
    [found] = detector.detect([Document(text)])
    wanted = {("Greg Okafor", "NAME"), ("Greg", "NAME_GIVEN"), ("Okafor", "NAME_FAMILY")}
    assert wanted <= set(shown(text, found))
    assert {d.rule for d in found} == {"tiny"}
    assert {d.detector for d in found} == {""}
    assert isinstance(detector, Detector)


def test_a_score_is_the_taggers() -> None:
    nlp = scripted((0, 1, "AGE", 0.25), (1, 2, "AGE", 0.75))
    assert detect(nlp, "27 33") == [Detection(0, 2, "AGE", 0.25), Detection(3, 5, "AGE", 0.75)]


def test_what_is_next_to_impossible_is_not_given() -> None:
    nlp = scripted((0, 1, "AGE", 0.05), (1, 2, "AGE", 0.1))
    assert [d.start for d in detect(nlp, "27 33")] == [3]
    assert [d.start for d in detect(nlp, "27 33", least=0.01)] == [0, 3]


def test_every_document_keeps_its_place_in_the_batch(detector: TaggerDetector) -> None:
    texts = ["", "She lives in Turin.", "  ", "Is it open?", "He is 33 years old.", ""]
    out = detector.detect([Document(text) for text in texts])
    assert [shown(text, found)[:1] for text, found in zip(texts, out, strict=True)] == [
        [], [("Turin", "LOCATION_CITY")], [], [], [("33", "AGE")], [],
    ]  # fmt: skip
    assert detector.detect([]) == []


def test_beside_other_components_the_tagger_finds_the_same(
    tiny: Language, make_tiny: Callable[..., Language]
) -> None:
    both = make_tiny()
    both.from_bytes(tiny.to_bytes())
    both.add_pipe("sentencizer")
    texts = ["My name is Greg Okafor.", "", "She lives in Turin.", "He is 27 years old."] * 5
    batch = [Document(text) for text in texts]
    alone, beside = (
        [
            [(d.start, d.end, d.label, pytest.approx(d.score, abs=1e-4)) for d in found]
            for found in TaggerDetector(nlp, "tiny", 8, everything).detect(batch)
        ]
        for nlp in (tiny, both)
    )
    assert alone == beside
    assert sum(map(len, alone)) > 20


def test_white_space_is_nothing(detector: TaggerDetector) -> None:
    texts = [" ", "\n\n", "\t \u2003", "\u00a0", "\r\n \u2028"]
    assert not any(detector.detect([Document(text) for text in texts]))


def test_a_text_in_a_language_the_pipeline_does_not_read_is_left_out(tiny: Language) -> None:
    detector = TaggerDetector(tiny, "tiny", 8, lambda likely: likely.get("es", 0) < 0.9)
    text = "She lives in Turin."
    batch = [
        Document(text, {"es": 0.95}), Document(text, {"en": 1.0}), Document(text),
        Document(text, {"es": 1.0}),
    ]  # fmt: skip
    assert [bool(found) for found in detector.detect(batch)] == [False, True, True, False]
    assert detector.detect([Document(text, {"es": 1.0})]) == [[]]


def test_nothing_of_a_text_stays_in_the_vocabulary(tiny: Language) -> None:
    canary = "Zebulonetta Quixwaller Vandermolenkamp"
    tiny(f"My name is {canary}.")  # outside a zone the names stay: this is what the zone is for
    assert all(word in tiny.vocab.strings for word in canary.split())
    detector = TaggerDetector(tiny, "tiny", 8, everything)
    fresh = [word[::-1].capitalize() for word in canary.split()]
    texts = [f"My name is {' '.join(fresh)}.", f"She lives in {fresh[0]}."]
    before = len(tiny.vocab.strings)
    out = detector.detect([Document(text) for text in texts])
    assert any(out)
    assert not any(word in tiny.vocab.strings for word in fresh)
    assert not any(word.lower() in tiny.vocab.strings for word in fresh)
    assert len(tiny.vocab.strings) == before


def test_it_may_be_closed_more_than_once(detector: TaggerDetector) -> None:
    detector.close()
    detector.close()


@pytest.mark.parametrize(
    ("text", "label", "kept"),
    [
        ("Mr. Greg Okafor's", "NAME", "Greg Okafor"),
        ("Okafor,\n", "NAME_FAMILY", "Okafor"),
        ("\nGreg\n", "NAME_GIVEN", "Greg"),
        ("Dr. Ada Lovelace's", "NAME_MEDICAL_PROFESSIONAL", "Dr. Ada Lovelace's"),
        ("Dr. Ada Lovelace,", "NAME_MEDICAL_PROFESSIONAL", "Dr. Ada Lovelace"),
        ("the Netherlands.", "LOCATION_COUNTRY", "Netherlands"),
        ("Fake St.", "LOCATION_ADDRESS_STREET", "Fake St"),
        ("northwestern Europe", "LOCATION", "Europe"),
        ("downtown rural south-eastern Leeds", "LOCATION_CITY", "Leeds"),
        ("Northern Ireland’s", "LOCATION", "Northern Ireland"),
        ("north sea", "LOCATION", "north sea"),
        ("midtown Leeds", "LOCATION_CITY", "midtown Leeds"),
        ("north", "LOCATION", "north"),
        ("(43.65, -79.38)", "LOCATION_COORDINATE", "(43.65, -79.38)"),
        ("the Red Cross,", "ORGANIZATION", "Red Cross"),
        ("@Red Cross", "ORGANIZATION", "Red Cross"),
        ("#Okafor", "NAME_FAMILY", "Okafor"),
        ("@okafor", "USERNAME", "@okafor"),
        (": $5.00,", "MONEY", "$5.00"),
        ("*s3cr3t!*", "PASSWORD", "*s3cr3t!*"),
        ("-5", "AGE", "-5"),
        (" \n,: ", "DATE", ""),
        ("Mr.", "NAME", ""),
        ("\u2028", "NAME", ""),
    ],
)
def test_edges_are_cut_by_what_an_entity_is(text: str, label: str, kept: str) -> None:
    start, end = trim_entity(text, 0, len(text), label)
    assert text[start:end] == kept
    around = f"a{text}b"
    start, end = trim_entity(around, 1, 1 + len(text), label)
    assert around[start:end] == kept


def test_a_span_of_which_nothing_is_left_is_not_given() -> None:
    nlp = scripted((0, 1, "NAME", 0.9), (1, 3, "NAME", 0.9))
    text = "Mr Greg Okafor"
    assert shown(text, detect(nlp, text)) == [("Greg Okafor", "NAME")]


def named(model: Path, **table: Any) -> DetectorSpec:
    """What is registered for a pipeline of one's own."""
    config = PluginConfig({"limina-spacy": {"model": str(model), **table}})
    return spec_named(limina_spacy, "limina-spacy/ner", config)


def test_a_pipeline_of_ones_own_with_a_tagger_is_read_by_it(
    tiny: Language, make_tiny: Callable[..., Language], tmp_path: Path
) -> None:
    own = make_tiny()
    own.from_bytes(tiny.to_bytes())
    own.meta["name"] = "ours"
    own.to_disk(tmp_path / "own")
    spec = named(tmp_path / "own", languages=["en"])
    assert spec.labels == {"AGE", "LOCATION_CITY", "NAME", "NAME_FAMILY", "NAME_GIVEN", "LOCATION"}
    assert (spec.languages, spec.silence, spec.max_chars) == (frozenset({"en"}), 0.0, 100_000)
    detector = spec.factory(PluginConfig())
    assert isinstance(detector, TaggerDetector)
    text = "She lives in Turin."
    [found] = detector.detect([Document(text, {"it": 1.0})])
    assert shown(text, found) == [("Turin", "LOCATION_CITY"), ("Turin", "LOCATION")]
    assert {d.rule for d in found} == {"ours"}


def test_a_broken_pipeline_of_ones_own_is_one_line(tiny: Language, tmp_path: Path) -> None:
    tiny.to_disk(tmp_path / "own")
    spec = named(tmp_path / "own")
    (tmp_path / "own" / "limina_tagger" / "model").write_bytes(b"")
    with pytest.raises(PipelineError, match="the pipeline 'own' cannot be loaded") as caught:
        spec.factory(PluginConfig())
    assert "\n" not in str(caught.value) and str(tmp_path) not in str(caught.value)


def test_a_street_with_its_number_alone_is_an_address() -> None:
    """As in the API's own first example; a street alone and one within an address are streets."""
    street, address = "LOCATION_ADDRESS_STREET", "LOCATION_ADDRESS"
    alone = scripted((0, 3, street, 0.9), (0, 3, "LOCATION", 0.9))
    assert [d.label for d in detect(alone, "123 Fake St")] == [address, "LOCATION"]
    assert [d.label for d in detect(alone, "Old Fake St")] == [street, "LOCATION"]
    within = scripted((0, 4, address, 0.9), (0, 3, street, 0.9), (3, 4, "LOCATION_ZIP", 0.9))
    found = [d.label for d in detect(within, "123 Fake St 90210")]
    assert found == [address, street, "LOCATION_ZIP"]
    assert [d.label for d in detect(scripted((0, 2, street, 0.9)), "123 Elm")] == [street]
