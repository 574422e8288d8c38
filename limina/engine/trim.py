"""Takes off a span what is not part of the entity: white space, the punctuation of the sentence,
quotes and brackets that open or close outside it.

The module knows characters only, no label.
"""

from __future__ import annotations

from typing import Final

import regex

from limina.engine.tokens import Graphemes

_TRAILING: Final = frozenset(".,;:!?…。．｡，、､；：！？،؛؟۔।॥")
_LEADING: Final = frozenset(",;:!?…。，、､；：！？،؛؟।॥¡¿")
_CLOSING: Final = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "「": "」", "《": "》"}
_OPENING: Final = {closing: opening for opening, closing in _CLOSING.items()}
_DOUBLE: Final = regex.compile('["“”„‟«»]')
#: An apostrophe inside a word is no quote.
_SINGLE: Final = regex.compile(r"(?<!\w)['‘’‚‛‹›`]|['‘’‚‛‹›`](?!\w)", regex.V0)
_QUOTES: Final = dict.fromkeys('"“”„‟«»', _DOUBLE) | dict.fromkeys("'‘’‚‛‹›`", _SINGLE)


def trim(
    text: str, start: int, end: int, graphemes: Graphemes, *, punctuation: bool = True
) -> tuple[int, int]:
    """Take the edges off a span; a grapheme is taken off whole or not at all.

    A bracket goes if its partner is not in the span, a quote if no other one is inside it.

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
    span = _Shrinking(text, start, end, punctuation)
    while span.start < span.end:
        if span.drops_last() and graphemes.is_boundary(span.end - 1):
            span.note(text[span.end - 1])
            span.end -= 1
        elif span.drops_first() and graphemes.is_boundary(span.start + 1):
            span.note(text[span.start])
            span.start += 1
        else:
            break
    return span.start, span.end


class _Shrinking:
    """A span and, once asked for, how often each bracket is in it."""

    def __init__(self, text: str, start: int, end: int, punctuation: bool) -> None:
        self.text = text
        self.start = start
        self.end = end
        self._punctuation = punctuation
        self._counts: dict[str, int] = {}

    def drops_last(self) -> bool:
        """Whether the last character is no part of the entity."""
        last = self.text[self.end - 1]
        if last.isspace() or not self._punctuation:
            return last.isspace()
        if last in _TRAILING or last in _CLOSING:
            return True
        return self._lonely(last, _OPENING)

    def drops_first(self) -> bool:
        """Whether the first character is no part of the entity."""
        first = self.text[self.start]
        if first.isspace() or not self._punctuation:
            return first.isspace()
        if first in _LEADING or first in _OPENING:
            return True
        return self._lonely(first, _CLOSING)

    def note(self, dropped: str) -> None:
        """Keep the counts right."""
        if dropped in self._counts:
            self._counts[dropped] -= 1

    def _lonely(self, character: str, partners: dict[str, str]) -> bool:
        quote = _QUOTES.get(character)
        if quote is not None:
            return quote.search(self.text, self.start + 1, self.end - 1) is None
        partner = partners.get(character)
        return partner is not None and self._count(character) > self._count(partner)

    def _count(self, bracket: str) -> int:
        count = self._counts.get(bracket)
        if count is None:
            count = self.text.count(bracket, self.start, self.end)
            self._counts[bracket] = count
        return count
