"""Words for relatives and for places people belong to."""

from __future__ import annotations

from limina.analysis.kinship import relation_words


def test_words_are_those_of_the_languages() -> None:
    words = relation_words(("de", "fr"))
    assert {"tochter", "fille"} <= words.kin
    assert "daughter" not in words.kin
    assert "töchter" in words.kin_plural
    assert "mein" in words.foreign
    assert "namens" in words.links
    assert "wohnt" in words.residence


def test_a_language_that_is_not_known_has_english_words() -> None:
    assert relation_words(("qq",)) == relation_words(("en",)) == relation_words(())
    assert "daughter" in relation_words(("qq",)).kin


def test_a_word_of_one_language_is_none_of_another() -> None:
    assert "son" in relation_words(("en",)).kin
    assert "son" not in relation_words(("fr", "es")).kin  # his, and they are


def test_all_words_are_small() -> None:
    for language in ("en", "de", "fr", "es", "it", "pt", "nl"):
        words = relation_words((language,))
        for group in (words.kin, words.kin_plural, words.foreign, words.links, words.residence):
            assert group
            assert all(word == word.lower() for word in group)
