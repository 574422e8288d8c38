"""Given and family names by language, with the gender Faker gives them. It replaces nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from limina_synthetic.draw import normal
from limina_synthetic.faker_lists import LOCALES, own_strings, person_providers, strings
from limina_synthetic.terms import Terms

FEMALE, MALE, EITHER = "female", "male", "either"
#: Stands for Japanese names that are written in kana.
KANA = "ja-Kana"

_GIVEN = {MALE: ("first_names_male",), FEMALE: ("first_names_female",)}
_FAMILY = {
    MALE: ("last_names_male", "male_last_names"),
    FEMALE: ("last_names_female",),
    EITHER: (
        "last_names_common",
        "unisex_last_names",
        "last_names",
        "last_names_without_suffix",
    ),
}
_MIDDLE = {MALE: ("middle_names_male",), FEMALE: ("middle_names_female",)}
#: Languages whose family names follow their bearer's gender.
_GENDERED = frozenset({"ru", "uk", "bg", "cs", "sk", "pl", "lt", "lv", "mk", "el"})
#: Fewer names than these are too few to draw from.
_ENOUGH = 20


@dataclass(frozen=True, slots=True)
class NameLists:
    """The names of one language.

    Attributes:
        given: Gender to the given names that are of this gender alone; EITHER has those of both.
        any_given: All given names.
        family: Gender to family names; EITHER has those that tell no gender, or all of them.
        middle: Gender to patronymics; empty lists where there are none.
        genders: Case-folded given name to its gender.
        families: Case-folded family names with the gender of their form.
    """

    given: Mapping[str, Terms]
    any_given: Terms
    family: Mapping[str, Terms]
    middle: Mapping[str, Terms]
    genders: Mapping[str, str]
    families: Mapping[str, str]


@lru_cache(maxsize=64)
def names_of(language: str) -> NameLists:
    """The names of a language; English ones if there are too few."""
    known = language in LOCALES or language == KANA
    given = {gender: set(_given(language, gender)) for gender in (MALE, FEMALE)}
    both = given[MALE] & given[FEMALE]
    everyone = list(_single(_source(language, "first_names")))
    everyone += [*_given(language, MALE), *_given(language, FEMALE)]
    families = {gender: list(_family(language, gender)) for gender in (MALE, FEMALE, EITHER)}
    total = sum(map(len, families.values()))
    if not known or len(set(everyone)) < _ENOUGH or total < _ENOUGH:
        return names_of("en")
    if not families[EITHER]:
        families[EITHER] = families[MALE] + families[FEMALE]
    any_given = Terms(f"given/{language}", everyone)
    given_terms = {
        gender: _enough(
            Terms(
                f"given/{language}/{gender}", (n for n in _given(language, gender) if n not in both)
            ),
            any_given,
        )
        for gender in (MALE, FEMALE)
    }
    given_terms[EITHER] = _enough(Terms(f"given/{language}/either", sorted(both)), any_given)
    either_family = Terms(f"family/{language}", families[EITHER])
    family_terms = {
        gender: _enough(Terms(f"family/{language}/{gender}", families[gender]), either_family)
        for gender in (MALE, FEMALE)
    }
    family_terms[EITHER] = either_family
    return NameLists(
        given=given_terms,
        any_given=any_given,
        family=family_terms,
        middle={g: Terms(f"middle/{language}/{g}", _middle(language, g)) for g in (MALE, FEMALE)},
        genders=_gender_index((_given(language, MALE), _given(language, FEMALE), everyone)),
        families=_family_index(families),
    )


def gender_of(name: str, language: str) -> str | None:
    """The gender of a given name: by the language's names, else by those of all languages.

    Returns:
        FEMALE, MALE or EITHER; None for a name Faker does not know.
    """
    folded = normal(name)
    return names_of(language).genders.get(folded) or world().genders.get(folded)


def family_form(name: str, language: str) -> str | None:
    """The gender a family name's form tells, EITHER if none; None for a name nobody knows."""
    folded = normal(name)
    own = names_of(language).families.get(folded)
    return own or (EITHER if folded in world().families else None)


@dataclass(frozen=True, slots=True)
class World:
    """What is known of names in any language."""

    genders: Mapping[str, str]
    families: frozenset[str]


@lru_cache(maxsize=1)
def world() -> World:
    """The names of all languages at once; loading them takes about 0.2 s."""
    male: list[str] = []
    female: list[str] = []
    unknown: list[str] = []
    families: set[str] = set()
    for provider in person_providers():
        male += _single(own_strings(provider, _GIVEN[MALE]))
        female += _single(own_strings(provider, _GIVEN[FEMALE]))
        unknown += _single(own_strings(provider, ("first_names",)))
        for attributes in _FAMILY.values():
            families.update(map(normal, _single(own_strings(provider, attributes))))
    return World(_gender_index((male, female, unknown)), frozenset(families))


def _gender_index(lists: tuple[Iterable[str], Iterable[str], Iterable[str]]) -> dict[str, str]:
    male, female, everyone = ({normal(name) for name in names} for names in lists)
    index = dict.fromkeys(everyone, EITHER)
    index |= dict.fromkeys(male - female, MALE)
    index |= dict.fromkeys(female - male, FEMALE)
    return index | dict.fromkeys(male & female, EITHER)


def _family_index(families: Mapping[str, list[str]]) -> dict[str, str]:
    male = {normal(name) for name in families[MALE]}
    female = {normal(name) for name in families[FEMALE]}
    index = {normal(name): EITHER for name in families[EITHER]}
    index |= dict.fromkeys(male - female, MALE)
    return index | dict.fromkeys(female - male, FEMALE)


def _enough(terms: Terms, otherwise: Terms) -> Terms:
    return terms if len(terms) >= _ENOUGH else otherwise


def _single(names: Iterable[str]) -> Iterator[str]:
    """Names of one word: a word is replaced by a word."""
    return (
        name
        for name in names
        if (len(name) > 1 or not name.isascii()) and not any(sign in name for sign in " .-'’()")
    )


def _source(language: str, *attributes: str) -> Iterator[str]:
    if language == KANA:
        kana = [attribute.replace("names", "kana_names") for attribute in attributes]
        return strings("person", "ja", *kana)
    return strings("person", language, *attributes)


def _given(language: str, gender: str) -> Iterator[str]:
    return _single(_source(language, *_GIVEN[gender]))


def _family(language: str, gender: str) -> Iterator[str]:
    if gender != EITHER and language not in _GENDERED:
        return iter(())
    return _single(_source(language, *_FAMILY[gender]))


def _middle(language: str, gender: str) -> Iterator[str]:
    return _single(_source(language, *_MIDDLE[gender]))
