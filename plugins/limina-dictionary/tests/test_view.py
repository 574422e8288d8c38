"""Offsets: what is searched is as long as the text, whatever the text is made of."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from limina.plugin import Document
from limina_dictionary import DictionaryDetector, Lexicon, Rules
from limina_dictionary.ownterms import folded
from limina_dictionary.view import composed, key_of, view_of

#: Letters whose case changes their length, and marks that join and part words.
AWKWARD = "İıßẞΣςσŉǰΐﬁﬆ\u0345\u00ad\u200d\u2028\ufeff😀👩‍👧e\u0301A\u030a"


def test_the_view_and_the_fold_keep_the_length_of_every_character() -> None:
    for point in (*range(0xD800), *range(0xE000, 0x110000)):
        char = chr(point)
        assert len(view_of(char)) == 1, hex(point)
        assert len(folded(char)) == 1, hex(point)


@given(
    st.text(alphabet=st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=["Cs"])))
)
def test_view_and_fold_keep_the_length_of_every_text(text: str) -> None:
    assert len(view_of(text)) == len(folded(text)) == len(text)


def test_case_is_folded_without_regard_to_the_neighbours() -> None:
    assert folded("ΟΔΟΣ ΟΔΟΣΑ") == folded("οδος οδοσα")
    assert folded("DİYARBAKIR") == folded("diyarbakir")


def test_a_key_is_words_between_single_spaces() -> None:
    assert key_of("St. John's") == " St  John s "
    assert view_of("(Zoë-Ann)") == " Zoë Ann "
    assert view_of("john_smith @ada #x") == "john_smith @ada #x"


def test_composed_text_is_left_alone() -> None:
    assert composed("Zoë Müller") == ("Zoë Müller", None)


@given(
    st.text(alphabet=st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=["Cs"])))
)
def test_composed_offsets_lead_back_to_the_same_characters(text: str) -> None:
    view, offsets = composed(text)
    if offsets is None:
        assert view == text
        return
    assert len(offsets) == len(view) + 1
    assert offsets == sorted(offsets)
    assert (offsets[0], offsets[-1]) == (0, len(text))
    for at in range(len(view)):
        part = text[offsets[at] : offsets[at + 1]]
        if part:
            assert view[at] in unicodedata.normalize("NFC", part)


def test_decomposed_names_are_found_where_they_stand(lexicon: Lexicon) -> None:
    text = unicodedata.normalize("NFD", "😀 José García lebt in Düsseldorf.")
    (found,) = DictionaryDetector(Rules(lexicon)).detect([Document(text)])
    words = {(unicodedata.normalize("NFC", text[d.start : d.end]), d.label) for d in found}
    assert ("José García", "NAME") in words
    assert ("García", "NAME_FAMILY") in words
    assert ("Düsseldorf", "LOCATION_CITY") in words


@given(st.text(alphabet=st.sampled_from("John Smith May Dr.-'’, \nİß😀Paris in NY"), max_size=60))
def test_spans_are_never_empty_or_outside(lexicon: Lexicon, text: str) -> None:
    for one in Rules(lexicon).find(composed(text)[0]):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert 0 < one.score <= 1
