"""The Unicode locale data (CLDR) that babel carries, read without changing it.

babel 2.18 resolves an alias inside data that locales share, in place: after the Hebrew short names
of months were asked for, the Thai ones are Hebrew too. So every step here is taken on a copy, and
what an alias of another locale may already have overwritten is not asked for
(docs/reference/analysis.md). This module knows what is where, not what it means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from babel import Locale, UnknownLocaleError, localedata
from babel.localedata import LocaleDataDict

#: The code of ISO 639 for no language in particular.
UNDETERMINED: Final = "und"
#: Languages whose months have a second form when no day stands beside them; all others use one.
_NOMINATIVE: Final = frozenset(
    (
        *("an", "ast", "be", "ca", "cs", "dsb", "el", "fa", "fi", "hr", "hsb", "hy", "la"),
        *("lij", "lt", "mn", "oc", "os", "pl", "rm", "ru", "sah", "sk", "szl", "uk"),
    )
)


@lru_cache(maxsize=1024)
def find_locale(language: str, territory: str | None = None) -> Locale | None:
    """The locale of a language, in a country if one is named; None if there is none.

    Args:
        language: ISO 639 code in small letters.
        territory: ISO 3166 code in capitals, or a UN M.49 number.
    """
    if language == UNDETERMINED:
        return None
    try:
        return Locale.parse(language if territory is None else f"{language}_{territory}")
    except (UnknownLocaleError, ValueError):
        return None


def month_names(data: Locale) -> Iterator[tuple[str, int]]:
    """Full and short names of months, with their numbers."""
    for width in ("abbreviated", "wide"):
        for number, name in _branch(data, "months", "format", width).items():
            yield name, int(number)
    if data.language in _NOMINATIVE:
        for number, name in _branch(data, "months", "stand-alone", "wide").items():
            yield name, int(number)


def weekday_names(data: Locale) -> Iterator[str]:
    """Full and short names of the days of the week."""
    for width in ("abbreviated", "wide"):
        yield from _branch(data, "days", "format", width).values()


def period_names(data: Locale, period: str) -> Iterator[str]:
    """Names of a part of the day: `am`, `pm`, `noon` or `midnight`."""
    for width in ("abbreviated", "wide"):
        name = _branch(data, "day_periods", "format", width).get(period)
        if name is not None:
            yield name


def unit_names(data: Locale, unit: str) -> Iterator[str]:
    """Names of a unit of time in all plural forms, without the number."""
    for length in ("short", "long"):
        patterns = _branch(data, "unit_patterns", f"duration-{unit}", length)
        yield from (
            pattern.replace("{0}", " ") for form, pattern in patterns.items() if form != "per"
        )


def short_date(data: Locale) -> str:
    """The pattern of dates in figures, such as `dd.mm.yy`, in small letters."""
    return str(data.date_formats["short"].pattern).lower()


def decimal_sign(data: Locale) -> str:
    """The sign before the fraction of a number in western figures."""
    return str(data.number_symbols.get("latn", {}).get("decimal", "."))


def _branch(data: Locale, *keys: str) -> Mapping[Any, str]:
    """What stands below a path of keys; empty if there is no such path."""
    everything: dict[Any, Any] = localedata.load(str(data))
    node = LocaleDataDict(everything)
    for key in keys:
        if key not in node:
            return {}
        node = node.copy()[key]
    return {key: value for key, value in node.copy().items() if isinstance(value, str)}
