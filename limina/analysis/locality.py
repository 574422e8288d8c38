"""Where a text is from, as far as that decides how its figures read.

A locale such as `en-CA` says so; without one the languages detected in the text do. The order of
day and month and the decimal sign come from the Unicode locale data (CLDR) that babel carries, the
countries a language is written in from a table of our own (docs/reference/analysis.md shows it).
This module reads no entity.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import regex
from babel import Locale

from limina.analysis.cldr import decimal_sign, find_locale, short_date

#: How figures of a date follow each other.
Order = Literal["dmy", "mdy", "ymd"]

#: A language of the text below this likelihood is not asked.
LEAST_LIKELIHOOD: Final = 0.05
#: How many languages of a text are asked, the likeliest first.
MOST_LANGUAGES: Final = 3
#: The language that is asked last, and alone where nothing is known.
FALLBACK_LANGUAGE: Final = "en"

_LOCALE: Final = regex.compile(
    r"(?P<language>[a-z]{2,3})(?:[-_][a-z]{4})?(?:[-_](?P<territory>[a-z]{2}|[0-9]{3}))?"
    r"(?:[-_.@][a-z0-9_.@=-]*)?",
    regex.IGNORECASE | regex.ASCII,
)
_LONGEST_LOCALE: Final = 35

#: Language to the countries where it is written, the likeliest first.
TERRITORIES: Final[Mapping[str, tuple[str, ...]]] = {
    "ar": ("EG", "SA", "AE", "MA"),
    "bg": ("BG",),
    "cs": ("CZ",),
    "da": ("DK",),
    "de": ("DE", "AT", "CH"),
    "el": ("GR", "CY"),
    "en": ("US", "CA", "GB", "AU", "NZ", "IE", "IN", "ZA"),
    "es": ("ES", "MX", "AR", "CO", "CL", "PE", "EC", "DO"),
    "et": ("EE",),
    "fa": ("IR",),
    "fi": ("FI",),
    "fil": ("PH",),
    "fr": ("FR", "BE", "CH", "CA"),
    "he": ("IL",),
    "hi": ("IN",),
    "hr": ("HR",),
    "hu": ("HU",),
    "id": ("ID",),
    "is": ("IS",),
    "it": ("IT", "CH"),
    "ja": ("JP",),
    "ko": ("KR",),
    "lt": ("LT",),
    "lv": ("LV",),
    "ms": ("MY", "SG"),
    "nb": ("NO",),
    "nl": ("NL", "BE"),
    "nn": ("NO",),
    "no": ("NO",),
    "pl": ("PL",),
    "pt": ("BR", "PT"),
    "ro": ("RO", "MD"),
    "ru": ("RU",),
    "sk": ("SK",),
    "sl": ("SI",),
    "sr": ("RS",),
    "sv": ("SE",),
    "th": ("TH",),
    "tl": ("PH",),
    "tr": ("TR",),
    "uk": ("UA",),
    "ur": ("PK", "IN"),
    "vi": ("VN",),
    "zh": ("CN", "TW", "HK", "SG"),
}


@dataclass(frozen=True, slots=True)
class Locality:
    """How figures and names of a text are to be read.

    Attributes:
        languages: Languages whose names are known, the likeliest first, English at the latest last.
        territory: ISO 3166 code of the country the locale names; None without one.
        order: How the figures of a date follow each other where they do not say so themselves.
        decimal: The sign before the fraction of a number, `.` or `,`.
    """

    languages: tuple[str, ...]
    territory: str | None
    order: Order
    decimal: str

    @property
    def territories(self) -> tuple[str, ...]:
        """The countries a number may be from: the locale's, else those of the first language."""
        if self.territory is not None:
            return (self.territory,)
        return TERRITORIES.get(self.languages[0], ())


def locality(locale: str | None, languages: Mapping[str, float]) -> Locality:
    """Find out where a text is from.

    Args:
        locale: BCP 47 tag, such as `en-CA`; what cannot be understood counts as None.
        languages: ISO 639-1 code to likelihood, as detected in the text.
    """
    likely = sorted(languages.items(), key=lambda item: (-item[1], item[0]))
    asked = tuple(code for code, score in likely if score >= LEAST_LIKELIHOOD)
    short = locale if locale is not None and len(locale) <= _LONGEST_LOCALE else None
    return _locality(short, asked[:MOST_LANGUAGES])


@lru_cache(maxsize=1024)
def _locality(locale: str | None, detected: tuple[str, ...]) -> Locality:
    named = _LOCALE.fullmatch(locale) if locale is not None else None
    said: list[str] = []
    territory: str | None = None
    if named is not None and find_locale(named["language"].lower()) is not None:
        said.append(named["language"].lower())
        territory = named["territory"].upper() if named["territory"] else None
    known = [code for code in detected if find_locale(code) is not None]
    names = tuple(dict.fromkeys([*said, *known, FALLBACK_LANGUAGE]))
    data = find_locale(names[0], territory) or find_locale(names[0]) or Locale(FALLBACK_LANGUAGE)
    if territory is not None and not territory.isalpha():
        territory = None  # `es-419` names a region of the world, no country
    decimal = "," if decimal_sign(data) == "," else "."
    return Locality(names, territory, _order(names[0], data), decimal)


def _order(language: str, data: Locale) -> Order:
    """The order of a locale's short date.

    Where the year leads, a date that ends with it is the same the other way round: day, month,
    year. Of three groups of two figures the first is the year only where the language itself, not
    a country alone, leads with the year: `05/06/24` is none of 2005 in Canada.
    """
    pattern = short_date(data)
    if pattern.startswith("y"):
        own = find_locale(language)
        return "ymd" if own is not None and short_date(own).startswith("y") else "dmy"
    return "mdy" if pattern.startswith("m") else "dmy"
