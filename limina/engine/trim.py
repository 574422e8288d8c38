"""Takes off a span what is not part of the entity: white space, the punctuation of the sentence,
quotes and brackets that open or close outside it.

The full stop of an abbreviation stays: that of `U.S.` always, that of `Corp.` where the sentence
goes on behind it.

The module knows characters only, no label.
"""

from __future__ import annotations

from typing import Final

import regex

from limina.engine.tokens import Graphemes

_TRAILING: Final = frozenset(".,;:!?…。．｡，、､；：！？،؛؟۔।॥")
_LEADING: Final = frozenset(",;:!?…。，、､；：！？،؛؟।॥¡¿")
_PAIRS: Final = ("()", "[]", "{}", "（）", "【】", "「」", "《》")
_OPENING: Final = {closing: opening for opening, closing in _PAIRS}
_BRACKET: Final = regex.compile("[" + regex.escape("".join(_PAIRS)) + "]")
_CRLF: Final = "\r\n"
_DOUBLE: Final = regex.compile('["“”„‟«»]')
#: An apostrophe inside a word is no quote.
_SINGLE: Final = regex.compile(r"(?<!\w)['‘’‚‛‹›`]|['‘’‚‛‹›`](?!\w)", regex.V0)
#: `U.S.`, `D.C.`, `Ph.D.`: letters with a full stop each.
_LETTERED: Final = regex.compile(r"(?:\p{L}{1,2}\.){2,4}", regex.V0)
#: Legal forms and additions to names that are written short.
_SHORTENED: Final = frozenset(
    "Inc. Corp. Ltd. Co. Cos. Bros. Mfg. Intl. Jr. Sr. Esq.".split()  # noqa: SIM905
)
#: The longest of them and of what is lettered, in code points.
_ABBREVIATION: Final = 12
#: What shows that the sentence does not end with the full stop in front.
_GOES_ON: Final = regex.compile(r"[,;:)\]]|['’]s|\s+[\p{Ll}\d(&]", regex.V0)
_QUOTES: Final = dict.fromkeys('"“”„‟«»', _DOUBLE) | dict.fromkeys("'‘’‚‛‹›`", _SINGLE)


def trim(
    text: str, start: int, end: int, graphemes: Graphemes, *, punctuation: bool = True
) -> tuple[int, int]:
    """Take the edges off a span; a grapheme is taken off whole or not at all.

    A bracket goes if its partner is not in the span, a quote if no other of its kind is.

    Args:
        text: The whole text.
        start: First character of the span, in code points.
        end: One past its last character.
        graphemes: The boundaries of `text`.
        punctuation: Whether punctuation, quotes and brackets go; white space always does.

    Returns:
        The span that is left; empty (start equals end) if nothing is. Trimming it again changes
        nothing.
    """
    if start < end and text[start].isalnum() and text[end - 1].isalnum():
        return start, end
    edges = _Edges(text, start, end, punctuation)
    while start < end:
        # Of what may go, only a line break is a grapheme of two code points.
        last = end - (2 if text.startswith(_CRLF, end - 2, end) else 1)
        first = start + (2 if text.startswith(_CRLF, start, end) else 1)
        if edges.trailing(end - 1) and graphemes.is_boundary(last):
            end = last
        elif edges.leading(start) and graphemes.is_boundary(first):
            start = first
        else:
            break
    return start, end


class _Edges:
    """What at the edges of a span is no part of the entity.

    All questions are of the span as it was: what goes is never the partner of what stays.
    """

    def __init__(self, text: str, start: int, end: int, punctuation: bool) -> None:
        self._text = text
        self._start = start
        self._end = end
        self._punctuation = punctuation
        self._paired: frozenset[int] | None = None

    def trailing(self, position: int) -> bool:
        """Whether the character goes, if it is the last one."""
        return self._goes(position, _TRAILING)

    def leading(self, position: int) -> bool:
        """Whether the character goes, if it is the first one."""
        return self._goes(position, _LEADING)

    def _goes(self, position: int, marks: frozenset[str]) -> bool:
        character = self._text[position]
        if character.isspace() or not self._punctuation:
            return character.isspace()
        if character in marks:
            return not (character == "." and self._abbreviates(position))
        if _BRACKET.match(character):
            return position not in self._pairs()
        quote = _QUOTES.get(character)
        return quote is not None and not self._has_other(quote, position)

    def _abbreviates(self, position: int) -> bool:
        """Whether a full stop ends an abbreviation that lies in the span."""
        text, first = self._text, position
        least = max(self._start, position - _ABBREVIATION)
        while first > least and (text[first - 1] == "." or text[first - 1].isalpha()):
            first -= 1
        if first > 0 and (text[first - 1].isalnum() or text[first - 1] in "@.-_"):
            return False
        if _LETTERED.fullmatch(text, first, position + 1):
            return True
        return text[first : position + 1] in _SHORTENED and bool(_GOES_ON.match(text, position + 1))

    def _has_other(self, quote: regex.Pattern[str], position: int) -> bool:
        """Whether a quote of the kind stands elsewhere in the span."""
        found = quote.search(self._text, self._start, position)
        return (found or quote.search(self._text, position + 1, self._end)) is not None

    def _pairs(self) -> frozenset[int]:
        """Positions of the brackets whose partner is in the span."""
        if self._paired is None:
            waiting: dict[str, list[int]] = {}
            paired: set[int] = set()
            for match in _BRACKET.finditer(self._text, self._start, self._end):
                opening = _OPENING.get(match[0])
                if opening is None:
                    waiting.setdefault(match[0], []).append(match.start())
                elif waiting.get(opening):
                    paired.update((waiting[opening].pop(), match.start()))
            self._paired = frozenset(paired)
        return self._paired
