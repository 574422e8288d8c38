"""Pools of names, drawn once: Faker's tables, the dictionary plugin's lists, made-up names."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from faker import Faker

from training.generator.values.base import terms

#: Faker's locales in Latin script that have person tables, by country.
LOCALES = {
    "US": "en_US", "GB": "en_GB", "CA": "en_CA", "AU": "en_AU", "IE": "en_IE", "IN": "en_IN",
    "NZ": "en_NZ", "NG": "yo_NG", "PK": "en_PK", "KE": "en_KE", "GH": "tw_GH", "ZA": "zu_ZA",
    "ES": "es_ES", "MX": "es_MX", "CO": "es_CO", "AR": "es_AR", "CL": "es_CL", "FR": "fr_FR",
    "QC": "fr_CA", "CH": "fr_CH", "BE": "nl_BE", "DE": "de_DE", "AT": "de_AT", "IT": "it_IT",
    "NL": "nl_NL", "BR": "pt_BR", "PT": "pt_PT", "PL": "pl_PL", "SE": "sv_SE", "TR": "tr_TR",
    "CZ": "cs_CZ", "RO": "ro_RO", "HU": "hu_HU", "FI": "fi_FI", "NO": "no_NO", "DK": "da_DK",
    "HR": "hr_HR", "SK": "sk_SK", "SI": "sl_SI", "EE": "et_EE", "LV": "lv_LV", "LT": "lt_LT",
    "ID": "id_ID", "VN": "vi_VN", "AZ": "az_AZ", "TZ": "sw", "TH": "en_TH",
}  # fmt: skip
#: Romanised names of our own, by country.
ROMANISED = ("JP", "CN", "KR", "SA", "RU", "GR", "IL", "UA", "IR", "ET", "LK", "PH")
_POOL = 3000
#: A table with fewer names is filled up with Faker's own draws.
_FEW = 60


@dataclass(frozen=True, slots=True)
class NamePool:
    """Names of one country."""

    given: tuple[str, ...]
    family: tuple[str, ...]


@cache
def names(country: str) -> NamePool:
    """The names of a country; of the United States for one that has no table."""
    if country in ROMANISED:
        return NamePool(
            terms("names", f"{country.lower()}-given"), terms("names", f"{country.lower()}-family")
        )
    if country == "*":
        return _everywhere()
    return _from_faker(LOCALES.get(country, "en_US"))


@cache
def _from_faker(locale: str) -> NamePool:
    module = "en_US" if locale in ("en_CA", "en_AU") else locale
    provider = import_module(f"faker.providers.person.{module}").Provider
    given = _table(provider, "first_names", "first_names_male", "first_names_female")
    family = _table(provider, "last_names", "last_names_male", "last_names_female")
    if len(given) < _FEW or len(family) < _FEW:
        given, family = given + _drawn(locale, "first_name"), family + _drawn(locale, "last_name")
    return NamePool(given, family)


def _table(provider: type, *attributes: str) -> tuple[str, ...]:
    words: dict[str, None] = {}
    for attribute in attributes:
        table = getattr(provider, attribute, ())
        if not isinstance(table, property):
            words |= {word.strip(): None for word in table if word[:1].isalpha()}
    return tuple(words)


def _drawn(locale: str, method: str) -> tuple[str, ...]:
    faker = Faker(locale)
    faker.seed_instance(7)
    draw = getattr(faker, method)
    return tuple(dict.fromkeys(draw() for _ in range(_POOL)))


@cache
def _everywhere() -> NamePool:
    """Names of the whole world, from the dictionary plugin's lists."""
    try:
        read = import_module("limina_dictionary.lists").read
    except ImportError:
        return _from_faker("en_US")
    rng = random.Random(7)
    given, family = read("given"), read("family")
    return NamePool(
        tuple(rng.sample(_clean(given), 3 * _POOL)), tuple(rng.sample(_clean(family), 4 * _POOL))
    )


def _clean(words: Iterable[str]) -> list[str]:
    return [
        word
        for word in words
        if word[:1].isupper() and 2 < len(word) < 18 and all(_is_latin(char) for char in word)
    ]


def _is_latin(char: str) -> bool:
    return ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 or char == "’"


_ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "qu",
    "r",
    "s",
    "sh",
    "st",
    "t",
    "th",
    "tr",
    "v",
    "w",
    "y",
    "z",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "ia", "io", "ou", "ie", "au"]
_CODAS = ["", "", "", "n", "r", "l", "s", "m", "th", "ck", "nd", "rt", "x", "ss", "ld"]
_ENDS = ["a", "o", "y", "er", "in", "ez", "ski", "son", "ley", "ton", "ova", "ian", "ert", "ell",
         "aro", "ides", "wood", "ani", "ek", "us"]  # fmt: skip


def made_up(rng: random.Random) -> str:
    """A word nobody has seen that could be a name."""
    syllables = rng.choice((1, 1, 2))
    word = "".join(
        rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(syllables)
    )
    return (word + rng.choice(_ENDS)).capitalize()
