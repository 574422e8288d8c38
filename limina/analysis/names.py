"""Names of months, weekdays, units of time and halves of the day, in the languages of a text.

They come from the Unicode locale data (CLDR) that babel carries; the few spellings it lacks stand
here. A name the languages of the text do not have is looked up in all core languages, where it
counts only if all that have it mean the same. This module reads no entity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Generic, Literal, TypeVar, get_args

from babel import Locale

from limina.analysis.cldr import (
    find_locale,
    month_names,
    period_names,
    unit_names,
    weekday_names,
)
from limina.analysis.tokens import level, tokenize

#: A unit of time.
Unit = Literal["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"]
#: What a text says of a time of day.
DayPeriod = Literal["am", "pm", "noon", "midnight"]

#: Languages asked for a name that the languages of the text do not have.
CORE_LANGUAGES: Final = (
    *("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "nb", "fi", "pl", "cs", "sk"),
    *("ro", "hu", "tr", "el", "ru", "uk", "hr", "id", "bg", "ar", "fa", "he", "hi"),
)

_MORE_MONTHS: Final[Mapping[str, Mapping[str, int]]] = {
    "en": {"sept": 9},
    "de": {"jänner": 1, "jan": 1, "feber": 2, "mrz": 3, "sep": 9, "dez": 12},
    "es": {"setiembre": 9, "set": 9},
    "fr": {"fevrier": 2, "fev": 2, "aout": 8, "decembre": 12, "dec": 12, "sep": 9},
    "nl": {"mrt": 3},
    "pt": {"marco": 3},
}
_MORE_UNITS: Final[Mapping[str, Mapping[str, Unit]]] = {
    "en": {"hrs": "hour", "mins": "minute", "secs": "second", "h": "hour", "d": "day"},
    "de": {"jahren": "year", "monaten": "month", "tagen": "day", "std": "hour", "h": "hour"},
    "fr": {"année": "year", "années": "year", "h": "hour"},
    "nl": {"uren": "hour"},
}
_ALL_UNITS: Final[tuple[Unit, ...]] = get_args(Unit)
_PERIODS: Final[tuple[DayPeriod, ...]] = get_args(DayPeriod)
#: Letters of the shortest word that tells; an ideograph tells alone.
_SHORTEST: Final = 2
_FIRST_IDEOGRAPH: Final = "\u2e80"

_Meaning = TypeVar("_Meaning")


class _Vocabulary(Generic[_Meaning]):
    """Names of one kind, read language by language when first asked for.

    Args:
        read: Gives the names of a language with their meanings.
        more: Names by language that the locale data lacks.
    """

    def __init__(
        self,
        read: Callable[[Locale], Iterable[tuple[str, _Meaning]]],
        more: Mapping[str, Mapping[str, _Meaning]],
    ) -> None:
        self._read = read
        self._more = more
        self._tables: dict[str, Mapping[str, _Meaning]] = {}
        self._common: Mapping[str, _Meaning] | None = None

    def find(self, word: str, languages: Sequence[str]) -> _Meaning | None:
        """What a word means in the first of the languages that has it, or in all others."""
        for language in languages:
            meaning = self._table(language).get(word)
            if meaning is not None:
                return meaning
        if self._common is None:
            self._common = self._agreed()
        return self._common.get(word)

    def _table(self, language: str) -> Mapping[str, _Meaning]:
        table = self._tables.get(language)
        if table is None:
            data = find_locale(language)
            table = dict(self._more.get(language, {}))
            for word, meaning in () if data is None else _words(self._read(data)):
                table.setdefault(word, meaning)
            self._tables[language] = table
        return table

    def _agreed(self) -> Mapping[str, _Meaning]:
        """The names on which all core languages that have them agree."""
        meanings: dict[str, set[_Meaning]] = {}
        for language in CORE_LANGUAGES:
            for word, meaning in self._table(language).items():
                meanings.setdefault(word, set()).add(meaning)
        return {word: said.pop() for word, said in meanings.items() if len(said) == 1}


def _words(names: Iterable[tuple[str, _Meaning]]) -> Iterator[tuple[str, _Meaning]]:
    """Names of one word, levelled; a short word before it, such as an article, is none of it."""
    for name, meaning in names:
        plain = level(name)
        *before, word = [t.text for t in tokenize(plain) if t.text.isalpha()] or [""]
        tells = len(word) >= _SHORTEST or word >= _FIRST_IDEOGRAPH
        numbered = any(character.isdigit() for character in plain)
        if tells and not numbered and all(len(other) <= _SHORTEST for other in before):
            yield word, meaning


def _weekdays(data: Locale) -> Iterator[tuple[str, bool]]:
    return ((name, True) for name in weekday_names(data))


def _units(data: Locale) -> Iterator[tuple[str, Unit]]:
    return ((name, unit) for unit in _ALL_UNITS for name in unit_names(data, unit))


_MONTHS: Final = _Vocabulary(month_names, _MORE_MONTHS)
_WEEKDAYS: Final = _Vocabulary(_weekdays, {"en": {"tues": True, "thur": True, "thurs": True}})
_UNITS: Final = _Vocabulary(_units, _MORE_UNITS)


def month(word: str, languages: Sequence[str]) -> int | None:
    """The month a word names, 1 to 12; None if it names none.

    Args:
        word: A word of a levelled text.
        languages: Those of the text, the likeliest first.
    """
    return _MONTHS.find(word, languages)


def is_weekday(word: str, languages: Sequence[str]) -> bool:
    """Whether a word names a day of the week."""
    return _WEEKDAYS.find(word, languages) is not None


def unit(word: str, languages: Sequence[str]) -> Unit | None:
    """The unit of time a word names, in any of its forms; None if it names none."""
    return _UNITS.find(word, languages)


@lru_cache(maxsize=256)
def day_periods(languages: tuple[str, ...]) -> Mapping[str, DayPeriod]:
    """Levelled text, without full stops and spaces, to what it says of a time of day."""
    periods: dict[str, DayPeriod] = {}
    for language in reversed(languages):
        data = find_locale(language)
        for period in _PERIODS:
            for name in period_names(data, period) if data is not None else ():
                periods[level(name).replace(".", "").replace(" ", "")] = period
    return periods
