"""Makes the tables of the lexicon out of the lists. `tools/make_lexicon.py` saves them.

No server does it: it takes ten times as long as to read what was saved.
"""

from __future__ import annotations

from limina_dictionary import classes as c
from limina_dictionary.lexicon import Lexicon, lowered
from limina_dictionary.lists import LISTS, TermList, cues, exact, plural, read, without_accents
from limina_dictionary.saved import Tables, entry, pack
from limina_dictionary.view import view_of


def lexicon_text() -> str:
    """What is to be in the file."""
    return pack(_Builder().terms)


class _Builder:
    """The terms of all lists, and what is known of them so far."""

    def __init__(self) -> None:
        self.terms: dict[str, str] = {}
        self._lexicon = Lexicon(Tables(self.terms))
        for source in sorted(LISTS, key=lambda source: source.weak):
            for term in read(source.file):
                self._take(term, source)
        for spelling, _flag in (*exact(), *cues()):
            form = view_of(spelling).strip()
            for key in {lowered(form), lowered(" ".join(form.split()))}:
                self.terms.setdefault(key, "")

    def _take(self, term: str, source: TermList) -> None:
        spaced = view_of(term).strip()
        form = " ".join(spaced.split())
        if source.weak and self._taken(form, source):
            return
        self._add(form, source)
        self.terms.setdefault(lowered(spaced), "")
        if source.plurals:
            many = plural(form)
            if many != form:
                self._add(many, source)

    def _add(self, form: str, source: TermList) -> None:
        self._enter(lowered(form), form, source)
        if source.proper:
            plain = without_accents(form)
            if plain != form:
                self._enter(lowered(plain), form, source)

    def _enter(self, key: str, form: str, source: TermList) -> None:
        before = self.terms.get(key)
        one = entry(key, form, source)
        self.terms[key] = f"{before},{one}" if before else one

    def _taken(self, form: str, source: TermList) -> bool:
        """Whether a term of a weak list is a frequent word, or of another list."""
        if form.lower() in self._lexicon.common:
            return True
        others = c.NAME | c.PLACE if source.flags & c.LANGUAGE else ~source.flags
        return bool(self._lexicon.listed(form) & others)
