"""The built-in terms with their classes, found by their first words in one pass.

It knows spellings and classes; what a hit means in its context is the rules' business. A term is
kept once, under its small letters; whether the text's own spelling of it counts is worked out when
it is met, and remembered.
"""

from __future__ import annotations

from typing import NamedTuple

from limina_dictionary import classes as c
from limina_dictionary import saved, stems
from limina_dictionary.lists import common_words, cues, exact, read, spellings, without_accents
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
    """All built-in terms, ready to be searched. Make it once; it takes a tenth of a second.

    Args:
        tables: Where terms are looked up; by default those of the built-in lists.

    Attributes:
        common: Frequent words of several languages in small letters.
        english: Those of English among them.
        rare: The rarer ones of these, which are family names as well (`Partridge`).
        functions: Words of grammar, which are no name whatever is around them.
        particles: Small words inside names.
        suffixes: Words behind a name that make it the name of something else, in small letters.
        soft_suffixes: Those among them that are family names as well (`Hill`).
    """

    def __init__(self, tables: saved.Tables | None = None) -> None:
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
        for spelling, flag in (*exact(), *cues()):
            single = " ".join(view_of(spelling).split())
            self._exact[single] = self._exact.get(single, 0) | flag
        tables = tables or saved.load()
        self._terms = tables.terms
        self._lengths = tables.lengths
        self._known: dict[str, int] = {}

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
        small = lowered(view)
        terms, lengths, known, flags_of = self._terms, self._lengths, self._known, self._flags
        out: list[Hit] = []
        position = 0
        for word in small.split(" "):
            start = position
            position += len(word) + 1
            if word in terms:
                sizes = lengths.get(word) or (len(word),)
            elif word[-3:] in stems.TAILS and stems.flags_of(word):
                sizes = (len(word),)
            else:
                continue
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
        flags = self.listed(single)
        if single.islower():
            flags |= self._lowered(single)
        flags |= self._exact.get(single, 0)
        return flags | stems.flags_of(single.lower()) if not flags & ~c.COMMON else flags

    def listed(self, form: str) -> int:
        """The classes of a spelling in a view by the lists that allow for it; no more than once a
        word between its spaces.
        """
        key = lowered(form)
        flags = 0
        for term, source in saved.read_entries(key, self._terms.get(key, "")):
            if form == term or form in set(spellings(term, proper=source.proper)):
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
        for term, source in saved.read_entries(form, self._terms.get(form, "")):
            wide = source.flags & (c.CITY_LARGE | c.STATE | c.COUNTRY)
            if not wide or not term[0].isupper() or term.isupper():
                continue
            if lowered(term) != form:
                term = without_accents(term)
            flags = self.listed(term)
            if frequent:
                if flags & (c.STATE | c.COUNTRY):
                    out |= flags & (c.STATE | c.COUNTRY) | c.LOWERED
                continue
            if flags & (c.COMMON | c.NAME_FIRST):
                continue
            if flags & c.CITY_LARGE or not flags & c.GIVEN:
                out |= flags | c.LOWERED
        return out if out & c.LOWERED else 0


def lowered(view: str) -> str:
    """A text in small letters, as long as it is."""
    small = view.lower()
    if len(small) == len(view):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in view)
