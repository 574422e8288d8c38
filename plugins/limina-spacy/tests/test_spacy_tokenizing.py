"""The tokenizer: cuts inside machine text, and leaves prose and every character alone."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language


def make(lang: str) -> Language:
    return spacy.blank(lang, config={"nlp": {"tokenizer": {"@tokenizers": "limina.Tokenizer.v1"}}})


OWN = {lang: make(lang) for lang in ("en", "xx")}
PLAIN = spacy.blank("en")


def words(text: str, lang: str = "en") -> list[str]:
    return [token.text for token in OWN[lang].make_doc(text)]


@pytest.mark.parametrize("lang", ["en", "xx"])
@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('{"name":"John","city":"Boston"}', {"name", "John", "city", "Boston"}),
        ('{"name":"John Smith","age":27}', {"John", "Smith", "age", "27"}),
        ('["Ada","Zoë"]', {"Ada", "Zoë"}),
        ("user=greg;id=42", {"user", "greg", "id", "42"}),
        ("name:Greg,city:Oslo", {"name", "Greg", "city", "Oslo"}),
        ("<name>Greg</name>", {"Greg"}),
        ("Greg|Oslo|42", {"Greg", "Oslo", "42"}),
        ("paid(Greg)", {"paid", "Greg"}),
        ("Boston/Turin", {"Boston", "Turin"}),
    ],
)
def test_machine_text_is_cut_where_values_begin_and_end(
    text: str, inside: set[str], lang: str
) -> None:
    assert inside <= set(words(text, lang))


@pytest.mark.parametrize(
    "text",
    [
        "John Smith, aged 27, lives at 123 Fake St. in Boston.",
        "Dr. O'Neil's sister-in-law doesn't know it's 10:30 a.m., does she?",
        "She said: \u201cIt costs $1,000.50!\u201d (and left).",
        "Mr. and Mrs. Müller met on 7 March 1961 at the U.S. Embassy.",
        "Write to ada@example.com or see https://example.com/a/b?c=d today.",
    ],
)
def test_prose_is_cut_as_spacy_cuts_it(text: str) -> None:
    assert words(text) == [token.text for token in PLAIN.make_doc(text)]


@given(st.text() | st.text(alphabet="aB1 \"'{}[]()<>|;:=,./\n\t“”«é😀", max_size=60))
def test_no_character_is_lost(text: str) -> None:
    for nlp in OWN.values():
        doc = nlp.make_doc(text)
        assert doc.text == text
        for token in doc:
            assert text[token.idx : token.idx + len(token)] == token.text
