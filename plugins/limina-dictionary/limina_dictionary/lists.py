"""Reads the built-in term lists and says which class and which spellings each term has.

The lists are text files beside this module, one term a line; `data/README.md` says where they come
from. This module knows files and spellings, not rules.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from limina_dictionary import classes as c


@dataclass(frozen=True, slots=True)
class TermList:
    """One file of terms.

    Attributes:
        file: Name in the data directory, without `.txt`.
        flags: Classes of its terms.
        proper: Whether terms count only with a capital; if not, small letters do as well.
        plurals: Whether plurals are made.
        weak: Whether a term loses this class if it is a frequent word or a person's name as well.
    """

    file: str
    flags: int
    proper: bool = True
    plurals: bool = False
    weak: bool = False


LISTS = (
    TermList("given", c.GIVEN),
    TermList("family", c.FAMILY),
    TermList("family-first", c.FAMILY_FIRST),
    TermList("cities-large", c.CITY_LARGE),
    TermList("cities-own", c.CITY_LARGE),
    TermList("cities-medium", c.CITY_MEDIUM),
    TermList("cities-small", c.CITY_SMALL),
    TermList("states", c.STATE),
    TermList("countries", c.COUNTRY),
    TermList("countries-other", c.COUNTRY, weak=True),
    TermList("countries-own", c.COUNTRY),
    TermList("regions", c.REGION),
    TermList("counties", c.REGION),
    TermList("languages", c.LANGUAGE, proper=False),
    TermList("languages-other", c.LANGUAGE, proper=False, weak=True),
    TermList("origins", c.ORIGIN, proper=False, plurals=True),
    TermList("religions", c.RELIGION, proper=False, plurals=True),
    TermList("politics", c.POLITICS, proper=False, plurals=True),
    TermList("politics-doubtful", c.POLITICS | c.DOUBTFUL, plurals=True),
    TermList("zodiac", c.ZODIAC, proper=False, plurals=True),
    TermList("zodiac-doubtful", c.ZODIAC | c.DOUBTFUL, proper=False),
    TermList("marital", c.MARITAL, proper=False),
    TermList("marital-doubtful", c.MARITAL | c.DOUBTFUL, proper=False),
    TermList("gender", c.GENDER, proper=False),
    TermList("gender-doubtful", c.GENDER | c.DOUBTFUL, proper=False),
    TermList("sexuality", c.SEXUALITY, proper=False),
    TermList("sexuality-doubtful", c.SEXUALITY | c.DOUBTFUL, proper=False),
    TermList("occupations", c.OCCUPATION, proper=False, plurals=True),
    TermList("occupations-doubtful", c.OCCUPATION | c.DOUBTFUL, proper=False, plurals=True),
    TermList("conditions", c.CONDITION, proper=False),
    TermList("conditions-doubtful", c.CONDITION | c.DOUBTFUL, proper=False),
    TermList("conditions-corpora", c.CONDITION, proper=False, weak=True),
    TermList("drugs", c.DRUG, proper=False),
    TermList("drugs-doubtful", c.DRUG | c.DOUBTFUL, proper=False),
    TermList("drugs-corpora", c.DRUG, proper=False, weak=True),
    TermList("procedures", c.PROCEDURE, proper=False),
    TermList("procedures-doubtful", c.PROCEDURE | c.DOUBTFUL, proper=False),
    TermList("injuries", c.HURT, proper=False),
    TermList("body-parts", c.BODY_PART, proper=False),
    TermList("attribute-words", c.ATTRIBUTE, proper=False),
    TermList("condition-heads", c.CONDITION_HEAD, proper=False),
    TermList("procedure-heads", c.PROCEDURE_HEAD, proper=False),
    TermList("events", c.EVENT),
    TermList("organizations", c.ORGANIZATION),
    TermList("organizations-doubtful", c.ORGANIZATION | c.DOUBTFUL),
    TermList("facilities", c.FACILITY),
    TermList("currencies", c.CURRENCY, proper=False),
    TermList("currencies-cldr", c.CURRENCY, proper=False, weak=True),
)
EXACT_LISTS = (
    ("landmark-heads", c.LANDMARK_HEAD),
    ("landmark-leads", c.LANDMARK_LEAD),
    ("state-codes", c.STATE | c.DOUBTFUL),
    ("organizations-brands", c.ORGANIZATION | c.LOWERED),
    ("events-lowered", c.EVENT | c.LOWERED),
)
#: Words of a name that count with a capital, or in capitals.
HEAD_LISTS = (
    ("event-heads", c.EVENT_HEAD),
    ("event-leads", c.EVENT_LEAD),
    ("facility-heads", c.FACILITY_HEAD),
    ("facility-leads", c.FACILITY_LEAD),
    ("organization-heads", c.ORGANIZATION_HEAD),
    ("organization-leads", c.ORGANIZATION_LEAD),
)
CUE_LISTS = (
    ("honorifics", c.HONORIFIC),
    ("honorifics-careful", c.HONORIFIC | c.DOUBTFUL),
    ("introductions", c.INTRODUCTION),
    ("presentations", c.PRESENTATION),
)
COMMON_LISTS = ("common-en", "common-en-rare", "common-other", "common-own")
#: They end in `man` and have a regular plural.
_NO_MEN = frozenset({"German", "East German", "West German", "Roman", "Ottoman", "Norman"})
#: Up to this length a term in capitals is an abbreviation and has no other spelling.
_ABBREVIATION = 4


def read(file: str) -> list[str]:
    """The terms of a built-in list."""
    path = files("limina_dictionary") / "data" / f"{file}.txt"
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def common_words() -> frozenset[str]:
    """Frequent words of several languages, in small letters."""
    return frozenset(word for file in COMMON_LISTS for word in read(file))


def exact() -> Iterator[tuple[str, int]]:
    """Terms that count as they are spelled and no other way, with their class."""
    for file, flags in EXACT_LISTS:
        for term in read(file):
            yield term, flags
    for file, flags in HEAD_LISTS:
        for term in read(file):
            yield term, flags
            yield term.upper(), flags


def cues() -> Iterator[tuple[str, int]]:
    """Spellings of what goes before a name, with their class."""
    for file, flags in CUE_LISTS:
        for phrase in read(file):
            for spelling in {
                phrase,
                phrase[:1].upper() + phrase[1:],
                phrase.title(),
                phrase.upper(),
            }:
                yield spelling, flags


def spellings(form: str, *, proper: bool) -> Iterator[str]:
    """The spellings under which a term is searched.

    Args:
        form: As it stands in the list, or its plural.
        proper: Whether small letters alone do not count.

    Yields:
        The term, with capitals at its words, in capitals, without accents; in small letters if not
        `proper`.
    """
    abbreviation = form.isupper() and len(form) <= _ABBREVIATION
    yield form
    if abbreviation:
        return
    if len(form) > 2:
        yield form.upper()
    yield " ".join(word[:1].upper() + word[1:] for word in form.split(" "))
    plain = without_accents(form)
    if proper and plain != form:
        yield plain
        yield plain.upper()
    if not proper:
        yield form.lower()
        yield form[:1].upper() + form[1:]


def plural(term: str) -> str:
    """The English plural; a term without one is left as it is."""
    if term.endswith(("s", "ese", "ish", "sh", "ch", "x", "z", "ss")) or term.isupper():
        return term
    if term.endswith("man") and term not in _NO_MEN:
        return term[:-2] + "en"
    if term.endswith("y") and term[-2:-1] not in "aeiou":
        return term[:-1] + "ies"
    return term + "s"


def without_accents(term: str) -> str:
    """`José` as `Jose`; letters of other scripts than Latin keep their marks."""
    if term.isascii() or not unicodedata.name(term[0], "").startswith("LATIN"):
        return term
    parts = unicodedata.normalize("NFD", term)
    plain = "".join(char for char in parts if not unicodedata.combining(char))
    return unicodedata.normalize(
        "NFC", plain.replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    )
