"""Records become training documents: offsets, honorifics, scopes, the mix."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from limina_spacy.tagger import EXACT, GROUP, NEUTRAL, SCOPE
from training import corpora
from training.corpora import MIX, Corpus, corpora_reader, read, records_reader, to_doc

NLP = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "limina.Tokenizer.v1"}}})
PLAIN = Corpus("made_up")


def record(text: str, *marked: tuple[str, str], **more: Any) -> dict[str, Any]:
    """A record whose spans are the first words of their spelling."""
    spans = [
        {"start": text.index(words), "end": text.index(words) + len(words), "label": label}
        for words, label in marked
    ]
    return {"id": "made-up-1", "text": text, "spans": spans, "lang": "en", **more}


def shown(doc: Doc) -> list[tuple[str, str]]:
    return [(span.text, span.label_) for span in doc.spans[GROUP]]


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in records) + "\n", "utf-8")
    return path


def test_spans_are_those_of_the_record_nested_ones_too() -> None:
    parts = [("Zoë Müller", "NAME"), ("Zoë", "NAME_GIVEN"), ("Müller", "NAME_FAMILY")]
    doc = to_doc(NLP, record("😀 Zoë Müller is here", *parts), PLAIN)
    assert doc.text == "😀 Zoë Müller is here"
    assert shown(doc) == parts


def test_a_span_within_a_word_takes_the_word() -> None:
    assert shown(to_doc(NLP, record("on 12am sharp", ("12", "TIME")), PLAIN)) == [("12", "TIME")]
    assert shown(to_doc(NLP, record("x4711y", ("4711", "NUMERICAL_PII")), PLAIN)) == [
        ("x4711y", "NUMERICAL_PII")
    ]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Mr A. Demetriades", "A. Demetriades"),
        ("Mrs. Ada Lovelace", "Ada Lovelace"),
        ("Judge Dr. Lovelace", "Lovelace"),
        ("Mme Zoë", "Zoë"),
        ("Lady", "Lady"),
        ("Misster Greg", "Misster Greg"),
    ],
)
def test_honorifics_are_cut_off_where_a_corpus_has_them(name: str, kept: str) -> None:
    one = record(f"Then {name} spoke", (name, "NAME"))
    titled = Corpus("made_up", honorifics=True)
    assert shown(to_doc(NLP, one, titled)) == [(kept, "NAME")]
    assert shown(to_doc(NLP, one, PLAIN)) == [(name, "NAME")]


def test_only_names_lose_an_honorific() -> None:
    one = record("at Lady Gaga Ltd", ("Lady Gaga Ltd", "ORGANIZATION"))
    assert shown(to_doc(NLP, one, Corpus("made_up", honorifics=True))) == [
        ("Lady Gaga Ltd", "ORGANIZATION")
    ]


def test_what_is_neutral_and_in_scope_comes_along() -> None:
    one = record("buy a Tango now", neutral=[{"start": 6, "end": 11}], scope=["NAME"])
    doc = to_doc(NLP, one, Corpus("made_up", exact=True))
    assert [span.text for span in doc.spans[NEUTRAL]] == ["Tango"]
    assert doc.user_data[SCOPE] == ["NAME"]
    assert doc.user_data[EXACT] is True
    doc = to_doc(NLP, record("nothing"), PLAIN)
    assert (len(doc.spans[NEUTRAL]), doc.user_data[SCOPE], doc.user_data[EXACT]) == (0, None, False)


def test_a_file_is_read_line_by_line(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", record("one"), record("zwei äöü"))
    assert [one["text"] for one in read(path)] == ["one", "zwei äöü"]


def texts(make: Callable[[Language], Any]) -> list[str]:
    out = []
    for example in make(NLP):
        assert [t.text for t in example.predicted] == [t.text for t in example.reference]
        assert example.predicted.text == example.reference.text
        assert GROUP not in example.predicted.spans
        out.append(example.reference.text)
    return out


def test_the_mix_repeats_and_samples_its_corpora(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"{name}.jsonl", *(record(f"{name}{n}") for n in range(10)))
    write(tmp_path / "own.jsonl", record("made up  here"))
    monkeypatch.setattr(corpora, "MIX", {"en": (Corpus("a", 2.0), Corpus("b", 0.5))})
    make = corpora_reader(tmp_path, ["en"], [tmp_path / "own.jsonl"])
    found = texts(make)
    assert found.count("a3") == 2
    assert len([text for text in found if text.startswith("b")]) == 5
    assert len(set(found)) == 16
    assert found[-1] == "made up  here"
    assert texts(make) == found, "the same in every epoch"


def test_records_are_read_as_they_are(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.jsonl", record(f"text {n}")) for n in range(2)]
    assert texts(records_reader(paths)) == ["text 0", "text 1"]


def test_no_development_set_and_nothing_share_alike_is_in_the_mix() -> None:
    names = {corpus.name for mix in MIX.values() for corpus in mix}
    assert not names & {
        "tab_dev21", "wnut17_dev", "uner_ewt_devtest", "uner_pud", "meddocan_es_dev",
    }  # fmt: skip
