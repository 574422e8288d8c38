"""The word lists: well-formed data, and exchanging that is one to one."""

from __future__ import annotations

import unicodedata
from importlib import resources

import pytest

from limina_synthetic.ask import Ask
from limina_synthetic.draw import Source, normal
from limina_synthetic.terms import Terms
from limina_synthetic.word_lists import LANGUAGES, lexicon, lexicon_for, parse

ASK = Ask(Source(b"tests"), "RELIGION", "-", ("en",))
#: What every language has words for.
EVERYWHERE = (
    "PLAIN", "RELATIVE", "SEASON", "DAYPART", "PERIOD", "HOLIDAY", "EVENT", "GENDER", "SEXUALITY",
    "MARITAL_STATUS", "RELIGION", "ZODIAC_SIGN", "POLITICAL_AFFILIATION", "ORIGIN", "CONDITION",
    "INJURY", "MEDICAL_PROCESS", "EFFECT", "PHYSICAL_ATTRIBUTE", "OCCUPATION", "CORPORATE_ACTION",
    "FINANCIAL_METRIC", "TREND", "DOSE", "MONEY",
)  # fmt: skip


def sections(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    path = resources.files("limina_synthetic") / "data" / f"{language}.txt"
    return parse(path.read_text("utf-8"))


def test_the_format() -> None:
    text = "# remark\n[A]\none, two,\nthree\n\nfour , five\n[B]\nsix\n"
    assert parse(text) == {"A": (("one", "two", "three"), ("four", "five")), "B": (("six",),)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_section(language: str) -> None:
    assert not set(EVERYWHERE) - set(sections(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_class_has_words_to_exchange_and_they_are_clean(language: str) -> None:
    for section, classes in sections(language).items():
        assert classes, section
        for words in classes:
            assert len(set(map(normal, words))) > 1, (section, words)
            for word in words:
                assert word == unicodedata.normalize("NFC", word)
                assert "  " not in word
                assert word.isprintable()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stand_ins_of_a_label_are_several(language: str) -> None:
    for section in EVERYWHERE[6:22]:
        assert len(lexicon(language, section).classes[0]) > 2, section


def test_known_words_are_exchanged_one_to_one_in_their_class() -> None:
    for terms in lexicon("en", "RELIGION").classes:
        new = [terms.exchange(ASK, word) for word in terms.items]
        assert sorted(new) == sorted(terms.items)
        assert all(old != word for old, word in zip(terms.items, new, strict=True))


def test_unknown_words_draw_one_of_the_list() -> None:
    terms = Terms("test", ("red", "green", "blue"))
    assert terms.known(ASK, "mauve") is None
    assert terms.exchange(ASK, "mauve") in terms.items
    assert terms.exchange(ASK, "MAUVE") == terms.exchange(ASK, "mauve")


def test_of_words_that_differ_in_case_the_first_counts() -> None:
    assert Terms("test", ("Red", "red", "RED", "blue")).items == ("Red", "blue")


def test_an_unknown_phrase_gets_one_of_as_many_words() -> None:
    terms = lexicon("en", "MEDICAL_PROCESS").classes[0]
    for words in (1, 2, 3):
        phrase = " ".join(["blorp"] * words)
        assert len(terms.exchange_phrase(ASK, phrase).split()) == words
    assert terms.exchange_phrase(ASK, "a b c d e f g h i") in terms.items


@pytest.mark.parametrize(
    ("text", "languages", "word"),
    [("x", ("de",), "katholisch"), ("x", ("tr",), "catholic"), ("x", (), "catholic"),
     ("ж", ("bg",), "православный"), ("ж", ("uk",), "католик"), ("سس", ("ar",), "catholic")],
)  # fmt: skip
def test_a_language_without_lists_has_those_of_its_script_or_the_english_ones(
    text: str, languages: tuple[str, ...], word: str
) -> None:
    assert lexicon_for(text, languages, "RELIGION").find(word) is not None
