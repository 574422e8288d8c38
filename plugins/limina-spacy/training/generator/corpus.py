"""Draws a corpus: genres balanced, rare labels topped up, everything from one seed."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence

from training.generator.noise import RIGID, joined, spoil
from training.generator.render import Record, render, verify
from training.generator.templates import Template

#: Share of the records drawn for the label that has fewest spans so far.
_TOP_UP = 0.22
#: Share of the records that are joined from several short ones.
_JOINED = 0.12
_SHORT = 220
#: Share of the others that become a long document of one genre.
_LONG = 0.02
_MARKS = ("\n", "\n\n", " ", " ", "\n---\n", "\n\n")
#: Labels that stand inside others in most templates, so they count as had by these.
_INNER = frozenset({"NAME_GIVEN", "NAME_FAMILY"})


class _Draw:
    """Templates in an order that uses each before any comes again."""

    def __init__(self, templates: Sequence[Template], rng: random.Random) -> None:
        self._templates = list(templates)
        self._rng = rng
        self._left: list[Template] = []

    def next(self) -> Template:
        if not self._left:
            self._left = self._templates[:]
            self._rng.shuffle(self._left)
        return self._left.pop()


def generate(templates: Sequence[Template], lang: str, count: int, seed: int) -> Iterator[Record]:
    """Draws records, the same for the same arguments.

    Args:
        templates: Those that have been checked, at least one.
        lang: Their language.
        count: How many records.
        seed: Of the random numbers.
    """
    rng = random.Random(f"{seed}/{lang}")
    genres: dict[str, list[Template]] = {}
    by_label: dict[str, list[Template]] = {}
    for template in templates:
        genres.setdefault(template.genre, []).append(template)
        for label in template.labels:
            by_label.setdefault(label, []).append(template)
    names = sorted(genres)
    weights = [math.sqrt(len(genres[name])) for name in names]
    decks = {name: _Draw(genres[name], rng) for name in names}
    rare = {label: _Draw(by_label[label], rng) for label in sorted(by_label)}
    counts: Counter[str] = Counter()

    def one(genre: str | None = None) -> Record:
        while True:
            if genre is None and rare and rng.random() < _TOP_UP:
                label = min(rare, key=lambda name: (counts[name], name))
                counts[label] += 1  # so that a label its alternatives leave out is not stuck
                template = rare[label].next()
            else:
                template = decks[genre or rng.choices(names, weights)[0]].next()
            record = render(template, rng, lang)
            if record:
                return record

    for _ in range(count):
        record = one()
        if len(record.text) < _SHORT and record.genre not in RIGID and rng.random() < _JOINED:
            others = [
                one(record.genre if rng.random() < 0.6 else None) for _ in range(rng.randint(1, 3))
            ]
            others = [other for other in others if len(other.text) < 2 * _SHORT]
            others = [other for other in others if other.genre not in RIGID]
            record = joined([record, *others], rng.choice(_MARKS))
        elif record.genre not in RIGID and rng.random() < _LONG:
            others = [one(record.genre) for _ in range(rng.randint(3, 8))]
            record = joined([record, *others], rng.choice(_MARKS))
        record = spoil(record, rng, lang)
        verify(record)
        counts.update(label for _, _, label in record.spans)
        yield record
