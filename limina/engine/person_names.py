"""Reads a person's name: given names, family name, initials, titles, what follows the name.

It knows one mention and the words before it, and must not know any other mention. Names are read in
the western order, given names first, unless a comma says otherwise; all of it is spelling, case
ignored, without a list of names.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import regex

#: Which part of a name a name of one part is.
Role: TypeAlias = Literal["given", "family", "any"]
#: How much of a name a mention gives: `John Smith`, `J. Smith`, `John S.`, `J.S.`, `Smith`.
Kind: TypeAlias = Literal["full", "initial", "short", "initials", "bare"]

#: Words of a name that are read; a longer one is no name anybody shortens.
MOST_WORDS: Final = 8
#: Characters before a mention in which titles are looked for.
TITLE_REACH: Final = 24


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MALE: Final = _set(
    "mr mister sir lord herr herrn hr monsieur señor senor sr senhor signor meneer dhr heer"
)
_FEMALE: Final = _set(
    "mrs ms miss madam lady dame frau fräulein madame mme mademoiselle mlle señora senora sra "
    "señorita srta senhora doña signora signorina mevrouw mevr mw"
)
_TITLES: Final = (
    _MALE
    | _FEMALE
    | _set("mx dr doctor doktor docteur doctora prof professor professeur rev reverend")
)
#: Titles that stand before given names too.
_TITLES_OF_GIVEN: Final = _set("sir dame lady lord miss doña")
_GENERATIONS: Final = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
}
_PARTICLES: Final = _set(
    "van von vom der den de del della di da do dos das du la le ter ten te zu zum zur af av al el "
    "bin ibn"
)
#: Particles that are given names too, and so begin no family name.
_GIVEN_TOO: Final = _set("al el te do")

_DEGREE: Final = regex.compile(r"[\s,]+(?:ph\.?\s?d|m\.?d|d\.?d\.?s|esq|mba|m\.?sc|ll\.?m)\.?\Z")
_POSSESSIVE: Final = regex.compile(r"(?<=\w\.?)'s?\Z")
_SEPARATOR: Final = regex.compile(r"[\s.]+")
_EDGES: Final = regex.compile(r"\A\W+|\W+\Z")
_ONE_SIGN: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as one mention gives it; all words case folded, in normalization form C.

    Attributes:
        kind: How much of the name there is.
        given: Given names or their initials, in order; empty where `kind` is `bare`.
        family: The family name with its particles, its initial where `kind` is `short`, empty where
            it is `initials`, the whole name where it is `bare`.
        role: What a bare name can be; `any` otherwise.
        suffix: `jr`, `sr`, `ii`, `iii`, `iv` or nothing.
        gender: `m` or `f` if a title tells, or nothing.
    """

    kind: Kind
    given: tuple[str, ...]
    family: str
    role: Role = "any"
    suffix: str = ""
    gender: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """Given names, those with hyphens in pieces: `J.-P.` and `Jean-Pierre` have two.

        None where a part of `given` may be the family name.
        """
        if self.kind == "initials":
            return ()
        return tuple(part for name in self.given for part in name.split("-") if part)


def is_initial(word: str) -> bool:
    """Whether a case folded word is one letter of a script that has capitals."""
    return len(word) == 1 and word.upper() != word


def without_particles(family: str) -> str:
    """`berg` for `van der berg`; a name of particles alone stays."""
    words = family.split(" ")
    while len(words) > 1 and words[0] in _PARTICLES:
        del words[0]
    return " ".join(words)


def is_title(word: str) -> bool:
    """Whether a case folded word without its full stop is a title, such as `dr`."""
    return word in _TITLES


def stands_alone(word: str) -> bool:
    """Whether a case folded word of a name can be a name by itself: it is no title, no particle
    and says nothing of the generation."""
    return not (word in _TITLES or word in _PARTICLES or word in _GENERATIONS)


def read_name(text: str, before: str, role: Role) -> PersonName | None:
    """Read one mention.

    Args:
        text: The mention.
        before: What stands before it; the last `TITLE_REACH` characters are enough.
        role: What the mention's label says it is.

    Returns:
        The name, or None for what cannot be taken apart: nothing but signs, or very many words.
    """
    front, _, behind = _normal(text).partition(",")
    first, last = _words(front), _words(behind)
    titles = _take_titles(first) or _take_titles(last)
    suffix = _take_suffix(last) or _take_suffix(first)
    words = last + first
    if not words or len(words) > MOST_WORDS:
        return None
    titles += _titles_before(before)
    gender = next((sex for title in titles if (sex := _gender(title))), "")
    if role != "any":
        return _bare(words, role, suffix, gender)
    if len(words) == 1:
        titled = bool(titles) and not _TITLES_OF_GIVEN.intersection(titles)
        return _bare(words, "family" if titled else "any", suffix, gender)
    return _arranged(words, len(first) if last else 0, suffix, gender)


def _bare(words: list[str], role: Role, suffix: str, gender: str) -> PersonName:
    if len(words) > 1 and all(map(is_initial, words)):
        return PersonName("initials", tuple(words), "", "any", suffix, gender)
    return PersonName("bare", (), " ".join(words), role, suffix, gender)


def _arranged(words: list[str], family_words: int, suffix: str, gender: str) -> PersonName | None:
    """The name of several words in western order.

    Args:
        words: At least two.
        family_words: How many at the end are known to be the family name; 0 if it is not known.
        suffix: As in `PersonName`.
        gender: As in `PersonName`.
    """
    if all(map(is_initial, words)):
        return _bare(words, "any", suffix, gender)
    if not family_words:
        if words[0] in _PARTICLES - _GIVEN_TOO:
            return _bare(words, "family", suffix, gender)
        places = range(1, len(words) - 1)
        family_words = len(words) - next(
            (i for i in places if words[i] in _PARTICLES), len(words) - 1
        )
    given, family = tuple(words[:-family_words]), " ".join(words[-family_words:])
    kind: Kind = "initial" if is_initial(given[0]) else "full"
    if is_initial(family):
        if kind == "initial":
            return None
        kind = "short"
    return PersonName(kind, given, family, "any", suffix, gender)


def _normal(text: str) -> str:
    folded = unicodedata.normalize("NFC", text.casefold()).translate(_ONE_SIGN).strip()
    return str(_DEGREE.sub("", _POSSESSIVE.sub("", folded)))


def _words(text: str) -> list[str]:
    pieces = _SEPARATOR.split(text.replace(",", " "))
    return [word for piece in pieces if (word := _EDGES.sub("", piece))]


def _take_titles(words: list[str]) -> list[str]:
    taken: list[str] = []
    while len(words) > 1 and words[0] in _TITLES:
        taken.append(words.pop(0))
    return taken


def _take_suffix(words: list[str]) -> str:
    """Take the generation off the end, also if it is all that stands behind the comma."""
    return _GENERATIONS[words.pop()] if words and words[-1] in _GENERATIONS else ""


def _titles_before(before: str) -> list[str]:
    """The titles right before a mention, at most two, the nearest first."""
    if not before[-1:].isspace():
        return []
    near = unicodedata.normalize("NFC", before[-TITLE_REACH:].casefold())
    titles: list[str] = []
    for word in reversed(near.split()[-2:]):
        title = word.removesuffix(".").lstrip("([{\"'„“”«‘’")
        if title not in _TITLES:
            break
        titles.append(title)
    return titles


def _gender(title: str) -> str:
    return "m" if title in _MALE else "f" if title in _FEMALE else ""
