"""One text whose figures are worked out by hand.

    Ann Lee saw Bo in Rome.

Annotated: `Ann Lee` NAME, `Bo` NAME_GIVEN, `Rome` LOCATION_CITY; 12 characters without the space.
Found: `Ann` NAME_GIVEN and `Lee` NAME_FAMILY, which are one; `in` NAME, which is wrong; `Rome`
ORGANIZATION, which is wrong and yet covers it. Nobody found `Bo`.
"""

from __future__ import annotations

from limina.evaluation.matching import Case
from limina.evaluation.records import Gold, Span
from limina.evaluation.scheme import Scheme

TEXT = "Ann Lee saw Bo in Rome."


def span(words: str, label: str, text: str = TEXT) -> Span:
    """The span over the first occurrence of some words."""
    start = text.index(words)
    return Span(start, start + len(words), label)


ANNOTATED = (span("Ann Lee", "NAME"), span("Bo", "NAME_GIVEN"), span("Rome", "LOCATION_CITY"))
FOUND = (
    span("Ann", "NAME_GIVEN"),
    span("Lee", "NAME_FAMILY"),
    span("in", "NAME"),
    span("Rome", "ORGANIZATION"),
)


def gold(
    *spans: Span,
    text: str = TEXT,
    name: str = "1",
    neutral: tuple[Span, ...] = (),
    source: str = "",
    scope: frozenset[str] | None = None,
    asked: str | None = None,
) -> Gold:
    """An annotated text."""
    return Gold(name, 1, text, spans, neutral, source, scope, asked)


def example(scheme: Scheme | None = None, *, merge: bool = True) -> Case:
    """The text above."""
    return Case(gold(*ANNOTATED), FOUND, scheme or Scheme(), merge=merge)
