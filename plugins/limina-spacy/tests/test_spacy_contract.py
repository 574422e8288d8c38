"""The pipelines that come with the plugin keep the contract of every detector.

What exactly a model finds changes with each training. So the examples ask for what any decent one
finds: that the words are covered by detections of the right family, and that plain words are not.
"""

from __future__ import annotations

import pytest

import limina_spacy
from limina.plugin import Document, PluginConfig
from limina.plugin.testing import DetectorContract, spec_named
from limina_spacy.tags import family_of

#: What is less probable is no answer yet, only evidence.
SURE = 0.5


class TestEnglish(DetectorContract):
    """`limina_en` with the default settings."""

    spec = spec_named(limina_spacy, "limina-spacy/en")
    score_tolerance = 0.001
    examples = (
        ("My name is John Smith and I live in London.", [
            ("John Smith", "NAME"), ("London", "LOCATION"),
        ]),
        ("Hello, my name is Greg.", [("Greg", "NAME")]),
        ("Angela Merkel met Barack Obama in Berlin.", [
            ("Angela Merkel", "NAME"), ("Barack Obama", "NAME"), ("Berlin", "LOCATION"),
        ]),
        ("😀 We flew from Paris to Canada with Mary Jones.", [
            ("Paris", "LOCATION"), ("Canada", "LOCATION"), ("Mary Jones", "NAME"),
        ]),
        ("This is what I wanted to say.", []),
        ("Please open the door and come in.", []),
    )  # fmt: skip

    def test_the_examples_are_found(self) -> None:
        """Every character of the words, under the family; of the others, no name and no place."""
        for text, wanted in self.examples:
            [found] = self._detect(text)
            covered = {
                family: {
                    place
                    for d in found
                    if family_of(d.label) == family and d.score >= SURE
                    for place in range(d.start, d.end)
                }
                for family in ("NAME", "LOCATION")
            }
            for words, family in wanted:
                start = text.index(words)
                places = {p for p in range(start, start + len(words)) if not text[p].isspace()}
                assert places <= covered[family], f"{words!r} is no {family} in {text!r}"
                covered[family] -= set(range(start, start + len(words)))
            assert not any(covered.values()), f"more is found in {text!r}"

    def test_parents_come_with_their_parts(self) -> None:
        """A name is found as a whole and in parts."""
        text = "My name is John Smith."
        [found] = self._detect(text)
        labels = {(text[d.start : d.end], d.label) for d in found if d.score >= SURE}
        assert {("John Smith", "NAME"), ("John", "NAME_GIVEN"), ("Smith", "NAME_FAMILY")} <= labels


class TestOtherLanguages(DetectorContract):
    """`limina_xx` with the default settings, on texts whose language is known."""

    spec = spec_named(limina_spacy, "limina-spacy/xx")
    score_tolerance = 0.001
    examples = ()

    @pytest.mark.parametrize(
        ("language", "text", "name"),
        [
            ("es", "La paciente Ana Ruiz García fue atendida por su médico.", "Ana Ruiz García"),
            ("de", "Mein Name ist Peter Schneider und ich wohne hier.", "Peter Schneider"),
            ("fr", "Je m'appelle Claire Dubois et j'habite ici.", "Claire Dubois"),
        ],
    )
    def test_the_examples_are_found(  # type: ignore[override]
        self, language: str, text: str, name: str
    ) -> None:
        """It reads only texts in its languages, which the contract's own examples do not name."""
        detector = self.spec.factory(PluginConfig())
        [found] = detector.detect([Document(text, {language: 1.0})])
        start = text.index(name)
        covered = {
            place
            for d in found
            if family_of(d.label) == "NAME" and d.score >= SURE
            for place in range(d.start, d.end)
        }
        wanted = range(start, start + len(name))
        assert {place for place in wanted if not text[place].isspace()} <= covered

    def test_english_is_left_to_the_other(self) -> None:
        detector = self.spec.factory(PluginConfig())
        assert list(detector.detect([Document("I am John Smith.", {"en": 0.9})])) == [[]]
