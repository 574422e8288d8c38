"""The terms as they are saved: lines of text that become tables in a few hundredths of a second.

`data/lexicon.tsv` is made of the lists by `tools/make_lexicon.py`. It has two parts, with an empty
line between them: terms with their entries, and words with the lengths of the terms that begin with
them. Terms are in small letters. An entry is a character for the list and the term's form there,
which is left out where it is the term with capitals. What an entry means is the lexicon's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Final

from limina_dictionary.lists import LISTS, TermList

#: The file, in the data directory.
FILE: Final = "lexicon.tsv"
#: The character of the first list; separators come before it.
_FIRST: Final = ord("0")


@dataclass(frozen=True, slots=True)
class Tables:
    """Where terms are looked up.

    Attributes:
        terms: Small letters of a term to its entries; none where only longer terms begin with it.
        lengths: The first word of a phrase in small letters to the lengths of the terms that begin
            with it, the longest first. Any other term is a word that begins no term but itself.
    """

    terms: dict[str, str] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)


def load() -> Tables:
    """The tables of the built-in lists."""
    path = files("limina_dictionary") / "data" / FILE
    return unpack(path.read_text(encoding="utf-8"))


def unpack(text: str) -> Tables:
    """The tables that were saved."""
    terms, firsts = map(_cells, text.removesuffix("\n").split("\n\n"))
    return Tables(
        dict(zip(terms[::2], terms[1::2], strict=True)),
        {
            first: tuple(map(int, sizes.split(",")))
            for first, sizes in zip(firsts[::2], firsts[1::2], strict=True)
        },
    )


def _cells(lines: str) -> list[str]:
    """The two cells of each line, one after the other."""
    return lines.replace("\n", "\t").split("\t")


def pack(terms: Mapping[str, str]) -> str:
    """The text of the file.

    Args:
        terms: As in `Tables`, but for first words that are no terms; the rest is worked out.
    """
    firsts: dict[str, set[int]] = {}
    for term in terms:
        if " " in term:
            firsts.setdefault(term.split(" ", 1)[0], set()).add(len(term))
    for word in firsts.keys() & terms.keys():
        firsts[word].add(len(word))
    every = dict.fromkeys(firsts, "") | dict(terms)
    lengths = {
        word: ",".join(map(str, sorted(sizes, reverse=True))) for word, sizes in firsts.items()
    }
    return f"{_lines(every)}\n{_lines(lengths)}"


def _lines(rows: Mapping[str, str]) -> str:
    return "".join(f"{key}\t{value}\n" for key, value in sorted(rows.items()))


def entry(key: str, form: str, source: TermList) -> str:
    """An entry of a term.

    Args:
        key: The term in small letters.
        form: As it stands in the list, or its plural.
        source: The list.
    """
    return chr(_FIRST + LISTS.index(source)) + ("" if form == _capitalised(key) else form)


def read_entries(key: str, entries: str) -> Iterator[tuple[str, TermList]]:
    """The forms and lists of a term, in their order.

    Args:
        key: The term in small letters.
        entries: As in `Tables`.
    """
    for one in entries.split(",") if entries else ():
        yield one[1:] or _capitalised(key), LISTS[ord(one[0]) - _FIRST]


def _capitalised(key: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in key.split(" "))
