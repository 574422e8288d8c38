"""Templates into texts with spans."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise

from training.generator.templates import Slot, Template, draw
from training.generator.values import Context, Value, fill
from training.generator.values.base import Span
from training.generator.values.geography import MAIN


@dataclass(frozen=True, slots=True)
class Record:
    """A text with its entities.

    Attributes:
        text: Never empty, without white space at its ends.
        spans: Sorted, an enclosing one before what it encloses.
        genre: The template's.
    """

    text: str
    spans: tuple[Span, ...]
    genre: str


def render(template: Template, rng: random.Random, lang: str) -> Record | None:
    """Fills a template; None where the drawn alternatives leave no text.

    Args:
        template: One whose slots have been checked.
        rng: Where everything drawn comes from.
        lang: Language of the values.
    """
    countries = MAIN[lang]
    country = rng.choices(tuple(countries), tuple(countries.values()))[0]
    ctx = Context(rng, lang=lang, country=country, people=template.people)
    drawn: dict[tuple[str, str, str], Value] = {}
    pieces: list[str] = []
    spans: list[Span] = []
    length = 0
    for node in draw(template.nodes, rng):
        if isinstance(node, Slot):
            known = (node.name, node.style, node.key)
            value = drawn.get(known) if node.key else None
            if value is None:
                value = fill(ctx, node)
                if node.key:
                    drawn[known] = value
            if lang == "en" and pieces:
                fixed = _article(pieces[-1], value.text)
                length += len(fixed) - len(pieces[-1])
                pieces[-1] = fixed
            if value.text.startswith("@") and pieces and pieces[-1].endswith("@"):
                pieces[-1] = pieces[-1][:-1]  # the template has written the sign of a handle
                length -= 1
            spans += [(a + length, b + length, label) for a, b, label in value.spans]
            text = value.text
        else:
            text = node
        pieces.append(text)
        length += len(text)
    return tidy("".join(pieces), spans, template.genre)


def _article(before: str, value: str) -> str:
    """Makes `a` before a vowel `an` and the other way round; sounds are guessed from letters."""
    if before.endswith((" a ", " A ")) or before in ("a ", "A "):
        if value[:1].lower() in "aeio" and len(value) > 1 and not value.isupper():
            return before[:-1] + "n "
    elif (before.endswith((" an ", " An ")) or before in ("an ", "An ")) and (
        value[:1].isalpha() and value[:1].lower() not in "aeiouh" and not value.isupper()
    ):
        return before[:-2] + " "
    return before


def tidy(text: str, spans: list[Span], genre: str) -> Record | None:
    """A record of a text: its ends stripped, its spans trimmed and sorted; None for no text."""
    lead = len(text) - len(text.lstrip())
    stripped = text.strip()
    if not stripped:
        return None
    kept: dict[Span, None] = {}
    for start, end, label in spans:
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip()) - lead
        end -= len(piece) - len(piece.rstrip()) + lead
        if start < end:
            kept[(start, end, label)] = None
    ordered = sorted(kept, key=lambda span: (span[0], -span[1]))
    return Record(stripped, tuple(ordered), genre)


def verify(record: Record) -> None:
    """Checks a record's text and spans.

    Raises:
        ValueError: A span is outside of the text, empty, cuts another or ends in white space.
    """
    if not record.text.strip():
        raise ValueError("a record without text")
    for start, end, label in record.spans:
        if not 0 <= start < end <= len(record.text):
            raise ValueError(f"a span of {label} outside of the text")
        if record.text[start].isspace() or record.text[end - 1].isspace():
            raise ValueError(f"a span of {label} with white space at its ends")
    open_ends: list[int] = []
    for (start, _, _), (later, end, label) in pairwise(((0, 0, ""), *record.spans)):
        if later < start:
            raise ValueError(f"a span of {label} out of order")
        while open_ends and open_ends[-1] <= later:
            open_ends.pop()
        if open_ends and open_ends[-1] < end:
            raise ValueError(f"a span of {label} cuts another")
        open_ends.append(end)
