"""The annotated spans that leak most, each with what stands around it.

This is the one place of an evaluation that hands out pieces of a text; the command prints them on
request only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from limina.evaluation.matching import Case, Marked

#: Characters shown before and behind a miss.
CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Miss:
    """An annotated span that was not covered whole.

    Attributes:
        name: Name of the text.
        start: First character of the span.
        end: One past its last.
        label: Its label as annotated.
        leaked: Characters that leak, white space left out.
        before: What stands before the span.
        shown: The span.
        behind: What stands behind it.
    """

    name: str
    start: int
    end: int
    label: str
    leaked: int
    before: str
    shown: str
    behind: str


def worst(cases: Iterable[Case], number: int) -> list[Miss]:
    """The spans of which most characters leak, at most `number`; ties stay in order."""
    leaks: list[tuple[int, Case, Marked]] = []
    for case in cases:
        for span in case.gold:
            leaked = sum(not case.covered[i] for i in case.characters(span))
            if leaked:
                leaks.append((leaked, case, span))
    leaks.sort(key=lambda leak: -leak[0])
    return [_miss(*leak) for leak in leaks[:number]]


def _miss(leaked: int, case: Case, span: Marked) -> Miss:
    text = case.record.text
    return Miss(
        case.record.name,
        span.start,
        span.end,
        span.label,
        leaked,
        text[max(0, span.start - CONTEXT) : span.start],
        text[span.start : span.end],
        text[span.end : span.end + CONTEXT],
    )
