r"""Puts the original texts back into the place of markers, wherever the markers went meanwhile.

Everything it knows is a text and which marker stands for what; it must not know how either came
about. It works on tokens: a run of word characters of one kind, or any other single character.
Scripts that are written without spaces are kinds of their own, so that `NAME_1` ends where Japanese
begins. A marker is found where its tokens are tokens of the text, and thus only as a whole word:
not `NAME_1` in `NAME_12`, nor in `MY_NAME_1`, but in `x[NAME_1]y`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import Final

import regex

from limina.engine.marker_words import labels_of

#: Labels whose values stay masked if sensitive fields are not wanted (the vendor's reference).
SENSITIVE: Final = frozenset(
    {
        *("BANK_ACCOUNT", "CREDIT_CARD", "CREDIT_CARD_EXPIRATION", "CVV", "ROUTING_NUMBER"),
        *("ACCOUNT_NUMBER", "DRIVER_LICENSE", "HEALTHCARE_NUMBER", "PASSPORT_NUMBER"),
        *("PASSWORD", "SSN", "VEHICLE_ID"),
    }
)
#: What stands in the place of every masked character.
MASK: Final = "#"
#: Longest marker with its delimiters that is looked for, in code points; redaction makes none as
#: long (docs/reference/request.md), and what a search costs grows with it.
LONGEST_FORM: Final = 500
#: What surrounds a marker, unless told otherwise.
BRACKETS: Final = (("[", "]"),)

_UNSPACED: Final = (r"\p{Han}", r"\p{Hiragana}", r"\p{Katakana}ー", r"\p{Hangul}")
_TOKEN: Final = regex.compile(
    "|".join([rf"[^\W{''.join(_UNSPACED)}]+", r"\W", *(f"[{kind}]+" for kind in _UNSPACED)]),
    regex.V0,
)
#: The number or the hash at the end of a marker.
_TAIL: Final = regex.compile(r"_(?:[0-9]+|[0-9a-f]{8})\Z", regex.V0)
_EDGES: Final = regex.compile(r"\A\W+|\W+\Z", regex.V0)


def reidentify(
    texts: Sequence[str],
    entities: Sequence[tuple[str, str]],
    *,
    sensitive: bool = True,
    delimiters: Sequence[tuple[str, str]] = BRACKETS,
) -> list[str]:
    """Replace every marker by what it stands for.

    Each text is read once from left to right; of the markers that begin at a place the longest
    counts. What has been put in is not read again. A text comes back exactly as it was before
    redaction if entities with the same marker have the same text and markers can be found in the
    redacted text where redaction put them and nowhere else (docs/reference/reidentify.md).

    The time it takes is linear in the characters of texts and markers: a token costs at most twice
    the logarithm of `LONGEST_FORM` look-ups, and one if no marker begins with it.

    Args:
        texts: Texts with markers in them.
        entities: The marker of each entity, with or without delimiters, and its text. Of entries
            with the same marker the first counts.
        sensitive: Whether the values of the labels in `SENSITIVE` come back. If not, each of their
            characters comes back as `#`, but for the last quarter of a card number. The label is
            read from the marker, in whatever language it is written.
        delimiters: What may stand before and after a marker and goes with it.

    Returns:
        The texts in their order.
    """
    finder = _Finder(_forms(entities, delimiters, sensitive))
    return [finder.replace(text) for text in texts]


def _forms(
    entities: Sequence[tuple[str, str]], delimiters: Sequence[tuple[str, str]], sensitive: bool
) -> dict[str, str]:
    """Whatever is replaced, to what replaces it."""
    forms: dict[str, str] = {}
    for marker, text in entities:
        if not marker:
            continue
        value = text if sensitive else _masked(marker, text)
        forms.setdefault(marker, value)
        for before, after in delimiters:
            forms.setdefault(before + marker + after, value)
            inside = marker.removeprefix(before).removesuffix(after)
            if before + inside + after == marker:
                forms.setdefault(inside, value)
    return forms


def _masked(marker: str, text: str) -> str:
    """The text, or what may be seen of it if the marker's label is sensitive."""
    names = _EDGES.sub("", marker).split(",")
    hidden = SENSITIVE & frozenset[str]().union(*(labels_of(_TAIL.sub("", name)) for name in names))
    if not hidden:
        return text
    shown = len(text) // 4 if hidden == {"CREDIT_CARD"} else 0
    return MASK * (len(text) - shown) + text[len(text) - shown :]


class _Finder:
    """Finds the longest form that begins at a token.

    One dictionary holds the beginnings of every form at which a search stops: those of 1, 2, 4, 8,
    … tokens, and on the way from the last of these to its end those that halve the step each time.
    An automaton would take fewer steps, but a node for every token of every form.

    Args:
        forms: Form to replacement.
    """

    def __init__(self, forms: Mapping[str, str]) -> None:
        #: Beginning of a form to the longest form that itself begins with, if any: the number of
        #: its tokens and its replacement.
        self._longest: dict[str, tuple[int, str] | None] = {}
        beginnings: dict[str, list[int]] = {}
        for form in forms:
            if len(form) <= LONGEST_FORM:
                ends = _ends(_TOKEN.findall(form))
                for count in _stops(len(ends) - 1):
                    beginnings.setdefault(form[: ends[count]], ends[: count + 1])
        # The shorter ones first: that is all a search for what a longer one begins with asks for.
        for beginning, ends in sorted(beginnings.items(), key=lambda item: len(item[1])):
            replacement = forms.get(beginning)
            if replacement is None:
                self._longest[beginning] = self._at(0, beginning, ends)
            else:
                self._longest[beginning] = (len(ends) - 1, replacement)

    def replace(self, text: str) -> str:
        """The text with every form replaced."""
        tokens = _TOKEN.findall(text)
        ends = _ends(tokens)
        pieces: list[str] = []
        done = 0  # characters
        free = 0  # index of the first token that is in no form found
        for index, token in enumerate(tokens):
            if index >= free and token in self._longest:
                found = self._at(index, text, ends)
                if found is not None:
                    count, replacement = found
                    pieces += (text[done : ends[index]], replacement)
                    free = index + count
                    done = ends[free]
        pieces.append(text[done:])
        return "".join(pieces)

    def _at(self, index: int, text: str, ends: Sequence[int]) -> tuple[int, str] | None:
        """The longest form that begins at a token; `ends` are those of the tokens before each."""
        start = ends[index]
        left = len(ends) - 1 - index
        found = None
        count, step = 0, 1
        while step <= left and (key := text[start : ends[index + step]]) in self._longest:
            found = self._longest[key]
            count, step = step, 2 * step
        step = count // 2
        while step:
            if count + step <= left:
                key = text[start : ends[index + count + step]]
                if key in self._longest:
                    found = self._longest[key]
                    count += step
            step //= 2
        return found


def _ends(tokens: Sequence[str]) -> list[int]:
    """Where each token begins, in characters, and where the last one ends."""
    return list(accumulate(map(len, tokens), initial=0))


@cache
def _stops(count: int) -> frozenset[int]:
    """The numbers of tokens at which a search for a form of `count` tokens asks for a beginning."""
    bits = range(count.bit_length())
    return frozenset(1 << bit for bit in bits) | {count >> bit << bit for bit in bits}
