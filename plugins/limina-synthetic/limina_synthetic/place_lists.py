"""Cities, states and countries by language: the plugin's own, Faker's, and babel's of the CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from limina_synthetic.ask import Ask
from limina_synthetic.draw import normal
from limina_synthetic.faker_lists import LOCALES, provider, strings
from limina_synthetic.letters import language_for
from limina_synthetic.numerals import locale_of
from limina_synthetic.terms import Terms
from limina_synthetic.word_lists import lexicon

_CITY_LISTS = ("cities", "city_names", "real_city_names", "localities", "municipalities")
_STATE_LISTS = (
    "states", "provinces", "prefectures", "region_names", "regions", "counties", "cantons",
    "estados", "distritos", "departments", "wilayas", "region_oblast", "metropolitan_cities",
)  # fmt: skip
_CODE_LISTS = ("states_abbr", "provinces_abbr")
#: Case-folded further names of countries, and the code of each.
_ALIASES = {
    "united states of america": "US", "usa": "US", "us": "US", "u.s.": "US", "u.s.a.": "US",
    "america": "US", "u.s": "US",
    "uk": "GB", "u.k.": "GB", "britain": "GB", "great britain": "GB", "england": "GB",
    "scotland": "GB", "wales": "GB", "northern ireland": "GB", "holland": "NL", "korea": "KR",
    "south korea": "KR", "north korea": "KP", "czech republic": "CZ", "turkey": "TR",
    "burma": "MM", "ivory coast": "CI", "macedonia": "MK", "uae": "AE", "congo": "CG",
    "bosnia": "BA", "palestine": "PS", "vatican": "VA", "taiwan": "TW", "hong kong": "HK",
}  # fmt: skip


@lru_cache(maxsize=64)
def cities_of(language: str) -> Terms:
    """The cities of a language, or English ones."""
    own = lexicon(language, "CITY")
    items: list[str] = list(own.classes[0].items) if own.classes else []
    if not items:
        items = [city for city in strings("address", language, *_CITY_LISTS) if _is_plain(city)]
    return Terms(f"city/{language}", items) if len(items) > 9 else cities_of("en")


def _is_plain(city: str) -> bool:
    return not any(sign in city for sign in "()/,.'’0123456789") and len(city.split()) < 4


@lru_cache(maxsize=64)
def states_of(language: str) -> tuple[tuple[Terms, Terms], ...]:
    """The names and the codes of the states of each country that speaks a language.

    Codes are empty where there are none. A language without states has those of English.
    """
    found: list[tuple[Terms, Terms]] = []
    for locale in LOCALES.get(language, ()):
        owner = provider("address", locale)
        names: list[str] = []
        codes: list[str] = []
        for item in _items(owner, _STATE_LISTS):
            names += [n for n in _strings(item) if len(n) > 3 or not n.isascii()]
            if isinstance(item, tuple):
                codes += [n for n in _strings(item) if n.isupper() and n.isascii()]
        codes = codes or [n for item in _items(owner, _CODE_LISTS) for n in _strings(item)]
        if len(names) > 3:
            places = f"state/{locale}"
            found.append((Terms(places, names), Terms(f"{places}/code", codes)))
    return tuple(found) or (states_of("en") if language != "en" else ())


def _items(owner: Any, attributes: Iterable[str]) -> Iterator[object]:
    for attribute in attributes:
        yield from getattr(owner, attribute, None) or ()


def _strings(item: object) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, tuple):
        yield from (part for part in item if isinstance(part, str))


@lru_cache(maxsize=64)
def countries_of(language: str) -> Terms:
    """The names of the countries in a language, in the order of their codes."""
    territories = locale_of(language).territories
    english = locale_of("en").territories
    return Terms(f"country/{language}", (territories.get(c, english[c]) for c in _codes()))


@lru_cache(maxsize=1)
def _codes() -> tuple[str, ...]:
    base = provider("address", "en_US")
    english = locale_of("en").territories
    return tuple(sorted(code for code in set(base.alpha_2_country_codes) if code in english))


@lru_cache(maxsize=2)
def _code_terms(size: int) -> Terms:
    base = provider("address", "en_US")
    listed: Iterable[str] = base.alpha_2_country_codes if size == 2 else base.alpha_3_country_codes
    return Terms(f"country/code{size}", sorted(set(listed)))


def other_country(ask: Ask, name: str) -> str | None:
    """Another country for a country, in the same language; None if it is none."""
    compact = name.replace(".", "")
    if name.isupper() and len(compact) in (2, 3) and "." not in name:
        terms = _code_terms(len(compact))
        if compact in terms or normal(name) in _ALIASES:
            return terms.exchange(ask, compact)
    language = language_for(name, ask.languages)
    for own in dict.fromkeys((language, "en")):
        known = countries_of(own).known(ask, name)
        if known is not None:
            return known
    code = _ALIASES.get(normal(name))
    if code is None:
        return None
    english = locale_of("en").territories
    names = countries_of(language)
    return (
        names.exchange(ask, english.get(code, name))
        if code in english
        else names.exchange(ask, name)
    )


def other_state(ask: Ask, name: str, codes: bool = True) -> str | None:
    """Another state of the same country, a code for a code; None if it is none.

    Args:
        ask: Where to draw from.
        name: A name, or a code with or without full stops.
        codes: Whether codes count.
    """
    compact = name.replace(".", "").strip()
    for language in dict.fromkeys((language_for(name, ask.languages), "en")):
        for names, own_codes in states_of(language):
            known = names.known(ask, name)
            if known is not None:
                return known
            if codes and len(compact) in (2, 3) and len(own_codes) > 3:
                known = own_codes.known(ask, compact)
                if known is not None:
                    dotted = len(name) == 2 * len(compact) and "." in name
                    return "".join(f"{letter}." for letter in known) if dotted else known
    return None


def other_city(ask: Ask, name: str) -> str | None:
    """Another city for a known one; None if it is none."""
    for language in dict.fromkeys((language_for(name, ask.languages), "en")):
        known = cities_of(language).known(ask, name)
        if known is not None:
            return known
    return None


def places_in(ask: Ask, text: str, tokens: Sequence[re.Match[str]]) -> dict[int, tuple[int, str]]:
    """The places of two or three words in a name.

    Args:
        ask: Where to draw from.
        text: The whole name.
        tokens: Its words.

    Returns:
        Number of a place's first word to the number of its last one and another place.
    """
    found: dict[int, tuple[int, str]] = {}
    at = 0
    while at < len(tokens) - 1:
        for last in (at + 2, at + 1):
            name = text[tokens[at].start() : tokens[last].end()] if last < len(tokens) else ""
            new = _whole_place(ask, name) if " " in name else None
            if new is not None:
                found[at] = last, new
                at = last
                break
        at += 1
    return found


def _whole_place(ask: Ask, name: str) -> str | None:
    return other_city(ask, name) or other_state(ask, name, False) or other_country(ask, name)


def any_city(ask: Ask, name: str) -> str:
    """A city for a name, known or not; with as many words if there is one."""
    known = other_city(ask, name)
    if known is not None:
        return known
    return cities_of(language_for(name, ask.languages)).exchange_phrase(ask, name)
