"""The built-in terms with their classes, found by their first words in one pass.

It knows spellings and classes; what a hit means in its context is the rules' business. A term is
kept once, under its small letters; whether the text's own spelling of it counts is worked out when
it is met, and remembered.
"""

from __future__ import annotations

import gc
from typing import NamedTuple

from limina_dictionary import classes as c
from limina_dictionary import stems
from limina_dictionary.lists import (
    LISTS,
    TermList,
    common_words,
    cues,
    exact,
    plural,
    read,
    spellings,
    without_accents,
)
from limina_dictionary.view import view_of
from limina_dictionary.words import GLUE, in_machine_text, is_key

#: Shorter places are no places in small letters (`of`, `nice`).
_SHORTEST_LOWERED = 5
#: How many spellings are remembered.
_MOST_REMEMBERED = 200_000


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
    """All built-in terms, ready to be searched. Build it once; it takes a third of a second.

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
        self._calendar = frozenset(read("common-own"))
        self._first = frozenset(read("names-first"))
        self._soft = frozenset(read("names-soft"))
        #: Spellings that count as they are and no other way.
        self._exact: dict[str, int] = {}
        #: Small letters of a term to its forms and lists, two entries each.
        self._terms: dict[str, tuple[str | TermList, ...]] = {}
        #: First word in small letters to the lengths of the terms that begin with it.
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._known: dict[str, int] = {}
        # Nothing made here is garbage; looking for some would take as long as making it.
        collecting = gc.isenabled()
        gc.disable()
        try:
            self._build()
        finally:
            if collecting:
                gc.enable()

    def __len__(self) -> int:
        return len(self._terms)

    def flags_of(self, word: str) -> int:
        """The classes of a word or phrase as it is spelled here; 0 if it is in no list."""
        return self._flags(view_of(word))

    def hits(self, text: str) -> list[Hit]:
        """Every term in a text, overlapping ones included, but for those in machine text.

        Args:
            text: A text with composed accents.

        Returns:
            Sorted by start, longer ones first.
        """
        # One space at either end; every offset in the view is one more than in the text.
        padded = f" {text} "
        view = view_of(padded)
        small = _lowered(view)
        terms, lengths, known, flags_of = self._terms, self._lengths, self._known, self._flags
        out: list[Hit] = []
        position = 0
        for word in small.split(" "):
            start = position
            position += len(word) + 1
            sizes = lengths.get(word)
            if sizes is None:
                if word[-3:] not in stems.TAILS or not stems.flags_of(word):
                    continue
                sizes = (len(word),)
            for size in sizes:
                end = start + size
                if small[end : end + 1] != " " or (
                    size != len(word) and small[start:end] not in terms
                ):
                    continue
                form = view[start:end]
                flags = known.get(form)
                if flags is None:
                    flags = flags_of(form)
                if not flags:
                    continue
                glued = padded[start - 1] in GLUE or padded[end] in GLUE
                if glued and in_machine_text(text, start - 1, end - 1):
                    continue
                if not is_key(text, start - 1, end - 1):
                    out.append(Hit(start - 1, end - 1, flags))
        return out

    def _flags(self, form: str) -> int:
        flags = self._known.get(form)
        if flags is None:
            flags = self._classes(form)
            if len(self._known) < _MOST_REMEMBERED:
                self._known[form] = flags
        return flags

    def _classes(self, form: str) -> int:
        """The classes of a spelling in a view."""
        single = " ".join(form.split())
        flags = self._listed(single)
        if single.islower():
            flags |= self._lowered(single)
        flags |= self._exact.get(single, 0)
        return flags | stems.flags_of(single.lower()) if not flags & ~c.COMMON else flags

    def _listed(self, form: str) -> int:
        """The classes of a spelling by the lists that allow for it."""
        entries = self._terms.get(_lowered(form), ())
        flags = 0
        for index in range(0, len(entries), 2):
            term, source = entries[index], entries[index + 1]
            assert isinstance(source, TermList)
            if form == term or form in set(spellings(str(term), proper=source.proper)):
                flags |= source.flags
        return self._graded(form, flags) if flags else 0

    def _graded(self, form: str, flags: int) -> int:
        """Mark single words that are frequent, and those that are names all the same."""
        if not flags & (c.NAME | c.PLACE | c.LANGUAGE) or " " in form:
            return flags | c.DOUBTFUL if self._idle(form, flags) else flags
        word = form.title() if form.isupper() else form
        small = form.lower()
        if small in self.functions:
            flags &= ~c.NAME
        if small in self._calendar:
            # `May` and `June` are in many lists of family names, and given names all the same.
            flags &= ~c.FAMILY_FIRST
        if word in self._first:
            flags |= c.NAME_FIRST
        elif word in self._soft:
            flags |= c.SOFT | c.COMMON
        elif small in self.common:
            flags |= c.COMMON
        return flags | c.DOUBTFUL if self._idle(form, flags) else flags

    def _idle(self, form: str, flags: int) -> bool:
        """Origins and languages whose small letters are another word: `polish`, `kiwi`."""
        return bool(flags & (c.ORIGIN | c.LANGUAGE)) and form.islower() and form in self.english

    def _lowered(self, form: str) -> int:
        """The classes of a well-known place in small letters that is no word or likelier name."""
        if len(form) < _SHORTEST_LOWERED:
            return 0
        # A frequent word is a country or a state only with evidence: `in china`.
        frequent = form in self.common
        out = c.COMMON if frequent else 0
        entries = self._terms.get(form, ())
        for index in range(0, len(entries), 2):
            term, source = str(entries[index]), entries[index + 1]
            assert isinstance(source, TermList)
            wide = source.flags & (c.CITY_LARGE | c.STATE | c.COUNTRY)
            if not wide or not term[0].isupper() or term.isupper():
                continue
            if _lowered(term) != form:
                term = without_accents(term)
            flags = self._listed(term)
            if frequent:
                if flags & (c.STATE | c.COUNTRY):
                    out |= flags & (c.STATE | c.COUNTRY) | c.LOWERED
                continue
            if flags & (c.COMMON | c.NAME_FIRST):
                continue
            if flags & c.CITY_LARGE or not flags & c.GIVEN:
                out |= flags | c.LOWERED
        return out if out & c.LOWERED else 0

    def _build(self) -> None:
        for source in sorted(LISTS, key=lambda source: source.weak):
            for term in read(source.file):
                form = spaced = term
                if not term.isalpha():
                    spaced = view_of(term).strip()
                    form = " ".join(spaced.split())
                if source.weak and self._taken(form, source):
                    continue
                self._add(form, source, spaced)
                if source.plurals:
                    many = plural(form)
                    if many != form:
                        self._add(many, source, many)
        # Told apart from now on: what was worked out for the weak lists lacks their classes.
        self._known.clear()
        for spelling, flag in (*exact(), *cues()):
            form = view_of(spelling).strip()
            single = " ".join(form.split())
            self._exact[single] = self._exact.get(single, 0) | flag
            for key in {_lowered(form), _lowered(single)}:
                self._terms.setdefault(key, ())
        lengths: dict[str, set[int]] = {}
        for key in self._terms:
            if " " in key:
                lengths.setdefault(key.split(" ", 1)[0], set()).add(len(key))
        shared: dict[int, tuple[int, ...]] = {}
        for key in self._terms:
            if " " not in key and key not in lengths:
                size = len(key)
                self._lengths[key] = shared.setdefault(size, (size,))
        for word, sizes in lengths.items():
            if word in self._terms:
                sizes.add(len(word))
            self._lengths[word] = tuple(sorted(sizes, reverse=True))

    def _add(self, form: str, source: TermList, spaced: str) -> None:
        terms = self._terms
        key = form.lower() if form.isascii() else _lowered(form)
        before = terms.get(key)
        terms[key] = (*before, form, source) if before else (form, source)
        if spaced is not form and spaced != form:
            terms.setdefault(_lowered(spaced), ())
        if source.proper and not form.isascii():
            plain = without_accents(form)
            if plain != form:
                key = _lowered(plain)
                terms[key] = (*terms.get(key, ()), form, source)

    def _taken(self, form: str, source: TermList) -> bool:
        if form.lower() in self.common:
            return True
        if _lowered(form) not in self._terms:
            return False
        others = c.NAME | c.PLACE if source.flags & c.LANGUAGE else ~source.flags
        return bool(self._listed(form) & others)


def _lowered(view: str) -> str:
    """A text in small letters, as long as it is."""
    small = view.lower()
    if len(small) == len(view):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in view)
