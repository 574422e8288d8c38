"""Terms from files of one's own: reads them and finds them, as they are, between word boundaries.

Unlike the built-in lists these terms may hold any character (`C++`, `AT&T`), and no rule asks what
is around them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import ahocorasick

from limina_dictionary.found import Found
from limina_dictionary.settings import PLUGIN, TermFile

#: Scripts written without spaces: a neighbouring letter says nothing about where a word ends.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
_SPACES = {ord(char): " " for char in "\t\n\r\v\f\u00a0\u2007\u202f\u2028\u2029\u3000"}


class TermFileError(ValueError):
    """A file of terms cannot be used; one line with file and line number, without its content."""


class _Entry(NamedTuple):
    length: int
    label: str
    score: float


def folded(text: str) -> str:
    """A text without case, as long as the text.

    `str.lower` is one for one but for `İ`, and gives `Σ` a form that depends on its neighbours.
    """
    return text.replace("İ", "i").lower().replace("ς", "σ")


def read_terms(path: Path) -> list[str]:
    """The terms of a file.

    Args:
        path: One term a line, in UTF-8, a byte order mark allowed. White space around a term, blank
            lines and lines that begin with `#` are ignored.

    Returns:
        The terms with accents composed and runs of white space as one space.

    Raises:
        TermFileError: The file cannot be read, is not UTF-8, has a line without a letter or digit,
            or no term at all.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise TermFileError(
            f"{PLUGIN}: cannot read {path}: {error.strerror or 'input/output error'}"
        ) from None
    except UnicodeDecodeError as error:
        at = path.read_bytes()[: error.start].count(b"\n") + 1
        raise TermFileError(f"{PLUGIN}: {path}, line {at}: not UTF-8") from None
    terms: list[str] = []
    for number, line in enumerate(lines, start=1):
        term = " ".join(unicodedata.normalize("NFC", line).split())
        if not term or term.startswith("#"):
            continue
        if not any(char.isalnum() for char in term):
            raise TermFileError(f"{PLUGIN}: {path}, line {number}: holds no letter or digit")
        terms.append(term)
    if not terms:
        raise TermFileError(f"{PLUGIN}: {path}: holds no term")
    return terms


class OwnTerms:
    """The terms of all files, ready to be searched.

    Args:
        files: The files; they are read here.

    Raises:
        TermFileError: As `read_terms`.
    """

    def __init__(self, files: Iterable[TermFile]) -> None:
        exact: dict[str, set[_Entry]] = {}
        loose: dict[str, set[_Entry]] = {}
        for file in files:
            for term in read_terms(file.path):
                entry = _Entry(len(term), file.label, file.score)
                if file.case_sensitive:
                    exact.setdefault(term, set()).add(entry)
                else:
                    loose.setdefault(folded(term), set()).add(entry)
        self._exact = _automaton(exact)
        self._loose = _automaton(loose)

    def find(self, text: str) -> list[Found]:
        """Every term in a text, overlapping ones included.

        Args:
            text: A text with composed accents.

        Returns:
            Spans sorted by start and end.
        """
        plain = text.translate(_SPACES)
        out: set[Found] = set()
        for automaton, view in ((self._exact, plain), (self._loose, folded(plain))):
            if automaton is not None:
                out.update(_bounded(text, automaton.iter(view)))
        return sorted(out)


def _automaton(terms: dict[str, set[_Entry]]) -> Any:
    if not terms:
        return None
    automaton = ahocorasick.Automaton(ahocorasick.STORE_ANY)
    for term, entries in terms.items():
        automaton.add_word(term, tuple(sorted(entries)))
    automaton.make_automaton()
    return automaton


def _bounded(text: str, matches: Iterable[tuple[int, tuple[_Entry, ...]]]) -> Iterator[Found]:
    for last, entries in matches:
        end = last + 1
        if _joined(text, end - 1, end):
            continue
        for entry in entries:
            start = end - entry.length
            if not _joined(text, start, start - 1):
                yield Found(start, end, entry.label, entry.score)


def _joined(text: str, inside: int, outside: int) -> bool:
    """Whether the characters on both sides of a boundary belong to one word."""
    if not 0 <= outside < len(text):
        return False
    inner, outer = text[inside], text[outside]
    if not _in_word(inner) or not _in_word(outer):
        return False
    return not _UNSPACED.match(inner)


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M"
