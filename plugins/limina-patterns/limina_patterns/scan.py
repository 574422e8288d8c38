"""One document as all families see it: folded text, lower-case text and its context words.

Folding maps typographic variants (dashes, quotes, spaces, digits of other scripts, full-width
signs) to their ASCII forms, always one character for one, so that every offset is an offset into
the original. This module knows no label and no family."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from limina_patterns.cues import CueIndex, Cues

#: Zeros of the decimal digits of other scripts (Unicode category Nd), in use for everyday numbers.
_ZEROS = (
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66,
    0x0CE6, 0x0D66, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10,
)  # fmt: skip
_VARIANTS = {
    "-": "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d",
    " ": "\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))),
    "'": "\u2018\u2019\u02bc",
    '"': "\u201c\u201d\u201e",
    "@": "\uff20",
    ".": "\uff0e",
    ":": "\uff1a",
    "/": "\uff0f",
    "(": "\uff08",
    ")": "\uff09",
    "+": "\uff0b",
    ",": "\uff0c",
}
_FOLD = {variant: plain for plain, variants in _VARIANTS.items() for variant in variants}
_FOLD |= {chr(zero + digit): str(digit) for zero in _ZEROS for digit in range(10)}
_FOLDABLE = re.compile(f"[{''.join(map(re.escape, _FOLD))}]")

#: A capital whose lower case has two code points, and would move every offset behind it.
_DOTTED_I = "\u0130"

_DIGIT = re.compile("[0-9]")
# Six digits or more with no more than two characters between them: where long numbers live.
_LONG = re.compile(r"[0-9](?<![0-9].)(?:[-./ +()A-Z]{0,2}+[0-9]){5,}+")
_MARGIN = 24
_SPACE = re.compile(r"\s")
# The abbreviations before which a full stop ends nothing: No. Nr. Tel. St. d.o.b. geb.
_CLAUSE_END = re.compile(
    r"[!?;]|\n[ \t]*\n|(?<!\bno)(?<!\bnr)(?<!\btel)(?<!\bnum)(?<!\bst)(?<!\.o\.b)(?<!\bgeb)\.(?=\s"
    r"|$)",
    re.IGNORECASE,
)


class Scan:
    """A document prepared for the families.

    Args:
        text: The original text.
        index: The context words to look for.
        languages: ISO 639-1 code to likelihood, the likeliest first, as in the document.

    Attributes:
        text: The folded text, of the same length as the original.
        lower: The folded text in lower case, of the same length too.
        languages: As given.
        has_digit: Whether any ASCII or folded digit occurs; most families need one.
    """

    def __init__(
        self, text: str, index: CueIndex, languages: Mapping[str, float] | None = None
    ) -> None:
        self.text = text if text.isascii() else _FOLDABLE.sub(lambda m: _FOLD[m[0]], text)
        self.lower = self.text.replace(_DOTTED_I, "i").lower()
        self.languages: Mapping[str, float] = languages or {}
        self.has_digit = _DIGIT.search(self.text) is not None
        self._index = index

    @cached_property
    def cues(self) -> Cues:
        """The context words of the text."""
        return self._index.find(self.lower)

    @cached_property
    def _long(self) -> list[tuple[int, int]]:
        """Windows around the long numbers, disjoint, each ending at white space or at the text's
        end.
        """
        windows: list[tuple[int, int]] = []
        for match in _LONG.finditer(self.text):
            start, end = max(0, match.start() - _MARGIN), match.end() + _MARGIN
            if windows and end <= windows[-1][1]:
                continue  # inside; without a look for the white space that ends the same window
            space = _SPACE.search(self.text, end)
            end = space.start() if space else len(self.text)
            if windows and start <= windows[-1][1]:
                windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
            else:
                windows.append((start, end))
        return windows

    def long_numbers(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches of a pattern that needs six digits or more, without a look at the rest of the
        text.
        """
        for start, end in self._long:
            yield from pattern.finditer(self.text, start, end)

    def left(self, start: int, kind: str, reach: int = 40, *, clause: bool = False) -> bool:
        """Whether a cue of a kind ends within `reach` characters before `start`.

        Args:
            start: Position in code points.
            kind: Kind of context.
            reach: Characters between the cue and the position at most.
            clause: Whether an end of sentence in between makes it void.
        """
        return any(
            not (clause and _CLAUSE_END.search(self.text, cue.end, start))
            for cue in self.cues.left(start, kind, reach)
        )

    def right(self, end: int, kind: str, reach: int = 24) -> bool:
        """Whether a cue of a kind starts within `reach` characters after `end`, in its clause."""
        return any(
            not _CLAUSE_END.search(self.text, end, cue.start)
            for cue in self.cues.right(end, kind, reach)
        )

    def near(self, start: int, end: int, kind: str, left: int = 40, right: int = 24) -> bool:
        """Whether a cue of a kind stands shortly before `start` or shortly after `end`."""
        return self.left(start, kind, left) or self.right(end, kind, right)
