"""Which word stands for a label in the markers of a language, and back.

The words themselves are data of the modules `marker_words_*`; English has none, its words are the
labels. This module knows neither texts nor numbers nor what surrounds a word in a marker.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from limina.engine.marker_words_asian import CHINESE, HINDI, JAPANESE, KOREAN, TAGALOG
from limina.engine.marker_words_germanic_slavic import DUTCH, GERMAN, RUSSIAN, UKRAINIAN
from limina.engine.marker_words_romance import FRENCH, ITALIAN, PORTUGUESE, SPANISH

#: ISO 639-1 code to the words of that language: label to word, every built-in label among them.
WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "de": GERMAN,
        "es": SPANISH,
        "fr": FRENCH,
        "hi": HINDI,
        "it": ITALIAN,
        "ja": JAPANESE,
        "ko": KOREAN,
        "nl": DUTCH,
        "pt": PORTUGUESE,
        "ru": RUSSIAN,
        "tl": TAGALOG,
        "uk": UKRAINIAN,
        "zh": CHINESE,
    }
)
_ENGLISH: Final[Mapping[str, str]] = MappingProxyType({})
_NO_LANGUAGES: Final[Mapping[str, float]] = MappingProxyType({})


def marker_word(label: str, language: str, languages: Mapping[str, float] = _NO_LANGUAGES) -> str:
    """The word of a label in a language.

    Args:
        label: A label of the taxonomy, of a plugin or of a BLOCK filter.
        language: ISO 639-1 code, or `auto` for the likeliest language of the text that there are
            words for (English is one). Without words for the language it is English.
        languages: ISO 639-1 code to likelihood, as in `Document.languages`; of equally likely ones
            the first counts.

    Returns:
        The word; the label itself in English and for a label that has no translation.
    """
    if language == "auto":
        spoken = [code for code in languages if code == "en" or code in WORDS]
        language = max(spoken, key=languages.__getitem__, default="en")
    return WORDS.get(language, _ENGLISH).get(label, label)


def marker_words(
    labels: Collection[str], language: str, languages: Mapping[str, float] = _NO_LANGUAGES
) -> dict[str, str]:
    """The words of the labels of one text, different words for different labels.

    A label keeps its English word if its own word is the name of another of the labels: a BLOCK
    filter or a plugin may call its label `KUNDENNUMMER`.

    Args:
        labels: Labels that may stand in the same text.
        language: See `marker_word`.
        languages: See `marker_word`.

    Returns:
        Label to word.
    """
    taken = frozenset(labels)
    words = {label: marker_word(label, language, languages) for label in taken}
    return {label: label if word in taken else word for label, word in words.items()}


def labels_of(word: str) -> frozenset[str]:
    """What a word may stand for in some language.

    Args:
        word: A word of a marker, without its number.

    Returns:
        Built-in labels with that word in any language but English, and the word itself.
    """
    return _LABELS.get(word, frozenset()) | {word}


def _labels_by_word() -> dict[str, frozenset[str]]:
    labels: dict[str, frozenset[str]] = {}
    for words in WORDS.values():
        for label, word in words.items():
            labels[word] = labels.get(word, frozenset()) | {label}
    return labels


_LABELS: Final = _labels_by_word()
