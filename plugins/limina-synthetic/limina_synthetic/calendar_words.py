"""Names of months and weekdays in the languages of the CLDR, as babel has them.

A word is looked up in the languages of its document first, then in English, then in all of them.
The module knows words and their places in the year or the week; dates are the business of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from limina_synthetic.draw import normal
from limina_synthetic.letters import LANGUAGE_SCRIPTS, script_of
from limina_synthetic.numerals import locale_of
from limina_synthetic.wordtable import word_list

MONTH, WEEKDAY = "month", "weekday"

#: Every language whose calendar is known, the widest spoken ones first.
LANGUAGES = word_list(
    "en de fr es it pt nl ru uk ja zh ko hi tl pl cs sk sv da nb fi hu ro bg hr sl sr tr el he ar "
    "fa bn ta th id ms ca et lv lt is ka hy sw"
)
#: Language to further words for a month, counted from 0.
_MORE_MONTHS = {
    "en": {"sept": 8, "janu": 0, "febr": 1},
    "de": {"jänner": 0, "feber": 1, "mrz": 2, "sept": 8},
    "es": {"set": 8, "setiembre": 8, "sept": 8},
    "fr": {"fev": 1, "aout": 7, "decembre": 11, "fevrier": 1},
    "pt": {"março": 2},
    "nl": {"mrt": 2},
}
#: Language to further words for a weekday, counted from Monday.
_MORE_DAYS = {
    "en": {"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
    "es": {"miercoles": 2, "sabado": 5},
    "pt": {"terca-feira": 1, "sabado": 5},
}


@dataclass(frozen=True, slots=True)
class CalendarWord:
    """What a word is in the calendar.

    Attributes:
        kind: MONTH or WEEKDAY.
        place: From 0; weekdays from Monday.
        words: The words of the same language, width and grammatical form, in their order.
    """

    kind: str
    place: int
    words: tuple[str, ...]


def find_word(word: str, languages: Iterable[str]) -> CalendarWord | None:
    """Look a word up.

    Args:
        word: A word without a full stop behind it; case does not count.
        languages: The document's languages, the likeliest first.

    Returns:
        What it is in the first language that has it, or None.
    """
    folded = normal(word)
    for language in (*languages, "en"):
        found = _index(language).get(folded) if language in LANGUAGES else None
        if found is not None:
            return found
    # Two plain letters are too often another word in a language nobody has spoken of.
    return _all_languages().get(folded) if len(folded) > 2 or not folded.isascii() else None


def months_of(language: str) -> tuple[str, ...]:
    """The names of the months as they stand in a date; English ones for an unknown language."""
    return next(_tables(language if language in LANGUAGES else "en", MONTH))


@lru_cache(maxsize=64)
def _index(language: str) -> Mapping[str, CalendarWord]:
    index: dict[str, CalendarWord] = {}
    for kind, more in ((MONTH, _MORE_MONTHS), (WEEKDAY, _MORE_DAYS)):
        tables = list(_tables(language, kind))
        for words in tables:
            for place, word in enumerate(words):
                index.setdefault(normal(word), CalendarWord(kind, place, words))
        for word, place in more.get(language, {}).items():
            index.setdefault(normal(word), CalendarWord(kind, place, tables[-1]))
    return index


@lru_cache(maxsize=1)
def _all_languages() -> Mapping[str, CalendarWord]:
    index: dict[str, CalendarWord] = {}
    for language in LANGUAGES:
        for word, found in _index(language).items():
            index.setdefault(word, found)
    return index


def _tables(language: str, kind: str) -> Iterator[tuple[str, ...]]:
    locale = locale_of(language)
    data = locale.months if kind == MONTH else locale.days
    first = 1 if kind == MONTH else 0
    count = 12 if kind == MONTH else 7
    script = LANGUAGE_SCRIPTS.get(language, "Latn")
    for context, width in (
        ("format", "wide"),
        ("stand-alone", "wide"),
        ("format", "abbreviated"),
        ("stand-alone", "abbreviated"),
    ):
        table: Any = data[context][width]
        words = tuple(_bare(table[place]) for place in range(first, first + count))
        # Where a locale has no stand-alone forms, babel may answer with those of another locale.
        own = all(script_of(word) == script for word in words)
        if len({*map(normal, words)}) == count and (own or (context, width) == ("format", "wide")):
            yield words


def _bare(word: str) -> str:
    """A word of the calendar without its full stop, and without Catalan's preposition."""
    return word.removeprefix("de ").removeprefix("d’").rstrip(".׳॰")
