"""Names of months and weekdays, from the Unicode locale data that babel carries.

Full names in every language listed; abbreviations only in those that write dates with them. What
the names mean to a date is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from babel.dates import get_day_names, get_month_names

#: Languages whose full month names are known.
LANGUAGES = (
    *(
        "en",
        "de",
        "fr",
        "es",
        "it",
        "nl",
        "pt",
        "sv",
        "da",
        "nb",
        "fi",
        "pl",
        "cs",
        "sk",
        "ro",
        "hu",
    ),
    *("tr", "el", "ru", "uk", "hr", "id"),
)
_ABBREVIATING = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "nb")

#: English names that are words of other meaning when written small.
HOMOGRAPHS = frozenset({"may", "march", "mar", "mars", "sept", "dec", "jan", "set", "out", "ago"})


def _months(language: str, width: Literal["wide", "abbreviated"]) -> Iterator[str]:
    contexts: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
    for context in contexts:
        for name in get_month_names(width, context, language).values():
            word = name.lower().replace("\u2019", "'").rstrip(".")
            # Names with an article inside ("d'abril") and numbers stay out.
            if word.isalpha():
                yield word


#: Full names in lower case.
FULL = frozenset(
    word for language in LANGUAGES for word in _months(language, "wide") if len(word) > 2
) | {"setiembre"}

#: Abbreviations in lower case, without their full stop, that are no full names.
SHORT = (
    frozenset(
        word
        for language in _ABBREVIATING
        for word in _months(language, "abbreviated")
        if len(word) > 2
    )
    | {"sept", "juin", "juil"}
) - FULL

#: English names and abbreviations; only English puts the month before the day.
ENGLISH = frozenset(_months("en", "wide")) | frozenset(_months("en", "abbreviated")) | {"sept"}

#: Names of weekdays in lower case: full ones, and the English abbreviations.
WEEKDAYS = frozenset(
    name.lower().replace("\u2019", "'")
    for language in ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da")
    for name in get_day_names("wide", "format", language).values()
) | {"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"}
