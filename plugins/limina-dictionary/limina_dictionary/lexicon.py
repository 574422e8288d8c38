"""The built-in terms with their classes, as an automaton that finds all of them in one pass.

It knows spellings and classes; what a hit means in its context is the rules' business.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import ahocorasick

from limina_dictionary import classes as c
from limina_dictionary.lists import LISTS, common_words, cues, exact, read, spellings
from limina_dictionary.view import key_of, view_of
from limina_dictionary.words import GLUE, in_machine_text

#: A key's value holds its classes in the low bits and its length in code points above them.
_LENGTH_SHIFT = 32
_CLASS_MASK = (1 << _LENGTH_SHIFT) - 1
#: Shorter places are no places in small letters (`of`, `nice`).
_SHORTEST_LOWERED = 5


class Hit(NamedTuple):
    """A term found as a whole word.

    Attributes:
        start: First character, in code points.
        end: One past the last character.
        flags: The term's classes.
    """

    start: int
    end: int
    flags: int


class Lexicon:
    """All built-in terms, ready to be searched. Build it once; it takes about a second.

    Attributes:
        common: Frequent words of several languages in small letters.
        english: Those of English among them.
        rare: The rarer ones of these, which are family names as well (`Partridge`).
        functions: Words of grammar, which are no name whatever is around them.
        particles: Small words inside names.
        suffixes: Words behind a name that make it the name of something else, in small letters.
        soft_suffixes: Those among them that are family names as well (`Hill`).
    """

    def __init__(self) -> None:
        self.common = common_words()
        self.rare = frozenset(read("common-en-rare"))
        self.english = self.rare.union(read("common-en"), read("common-own"))
        self.functions = frozenset(read("function-words"))
        self.particles = frozenset(read("name-particles"))
        self.suffixes = frozenset(read("name-suffixes"))
        self.soft_suffixes = frozenset(read("name-suffixes-soft"))
        self._automaton = _automaton(_terms(self.common))

    def __len__(self) -> int:
        return len(self._automaton)

    def flags_of(self, word: str) -> int:
        """The classes of a word or phrase as it is spelled here; 0 if it is in no list."""
        value: int = self._automaton.get(f" {view_of(word)} ", 0)
        return value & _CLASS_MASK

    def hits(self, text: str) -> list[Hit]:
        """Every term in a text, overlapping ones included, but for those in machine text.

        Args:
            text: A text with composed accents.

        Returns:
            Sorted by start, longer ones first.
        """
        # One space at either end; every offset in the view is one more than in the text.
        padded = f" {text} "
        out: list[Hit] = []
        for last, value in self._automaton.iter(view_of(padded)):
            start = last - (value >> _LENGTH_SHIFT)
            glued = padded[start - 1] in GLUE or padded[last] in GLUE
            if not glued or not in_machine_text(text, start - 1, last - 1):
                out.append(Hit(start - 1, last - 1, value & _CLASS_MASK))
        out.sort(key=_by_start)
        return out


def _by_start(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


def _terms(common: frozenset[str]) -> dict[str, int]:
    """Every spelling of every term with its classes."""
    terms: dict[str, int] = {}
    for source in sorted(LISTS, key=lambda source: source.weak):
        for term in read(source.file):
            if source.weak and _taken(term, terms.get(term, 0), common):
                continue
            for form in spellings(term, proper=source.proper, plurals=source.plurals):
                terms[form] = terms.get(form, 0) | source.flags
    _grade(terms, common)
    for form in [form for form, flags in terms.items() if _lowerable(form, flags, common)]:
        lowered = form.lower()
        terms[lowered] = terms.get(lowered, 0) | terms[form] | c.LOWERED
    for spelling, flag in (*exact(), *cues()):
        terms[spelling] = terms.get(spelling, 0) | flag
    return terms


def _taken(term: str, flags: int, common: frozenset[str]) -> bool:
    return bool(flags & (c.NAME | c.PLACE)) or term.lower() in common


def _grade(terms: dict[str, int], common: frozenset[str]) -> None:
    """Mark single words that are frequent, and those that are names all the same."""
    functions = frozenset(read("function-words"))
    first = frozenset(read("names-first"))
    soft = frozenset(read("names-soft"))
    calendar = frozenset(read("common-own"))
    for form, flags in terms.items():
        if not flags & (c.NAME | c.PLACE | c.LANGUAGE) or " " in form:
            continue
        word = form.title() if form.isupper() else form
        if form.lower() in functions:
            terms[form] = flags = flags & ~c.NAME
        if form.lower() in calendar:
            # `May` and `June` are in many lists of family names, and given names all the same.
            terms[form] = flags = flags & ~c.FAMILY_FIRST
        if word in first:
            terms[form] = flags | c.NAME_FIRST
        elif word in soft:
            terms[form] = flags | c.SOFT | c.COMMON
        elif form.lower() in common:
            terms[form] = flags | c.COMMON
    for form in [form for form, flags in terms.items() if _idle(form, flags, common)]:
        del terms[form]


def _idle(form: str, flags: int, common: frozenset[str]) -> bool:
    """Origins and languages whose small letters are another word: `polish`, `kiwi`."""
    return bool(flags & (c.ORIGIN | c.LANGUAGE)) and form.islower() and form in common


def _lowerable(form: str, flags: int, common: frozenset[str]) -> bool:
    """Well-known places that are no word or likelier name count in small letters as well."""
    return (
        bool(flags & (c.CITY_LARGE | c.STATE | c.COUNTRY))
        and not flags & (c.COMMON | c.NAME_FIRST)
        and (bool(flags & c.CITY_LARGE) or not flags & c.GIVEN)
        and len(form) >= _SHORTEST_LOWERED
        and form[0].isupper()
        and not form.isupper()
        and form.lower() not in common
    )


def _automaton(terms: dict[str, int]) -> Any:
    # STORE_INTS would cut the values to 32 bits; as objects they are shared between the keys.
    automaton = ahocorasick.Automaton(ahocorasick.STORE_ANY)
    shared: dict[int, int] = {}
    keys: dict[str, int] = {}
    # Both dictionaries are emptied on the way: at its peak this is most of the memory there is.
    while terms:
        form, flags = terms.popitem()
        key = f" {form} " if form.isalpha() else key_of(form)
        keys[key] = keys.get(key, 0) | flags
        if "  " in key:
            short = " ".join(key.split())
            keys[f" {short} "] = keys.get(f" {short} ", 0) | flags
    while keys:
        key, flags = keys.popitem()
        value = (len(key) - 2) << _LENGTH_SHIFT | flags
        automaton.add_word(key, shared.setdefault(value, value))
    automaton.make_automaton()
    return automaton
