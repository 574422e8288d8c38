"""Machine text stays dark: nearly nothing is found in it but what it truly holds."""

from __future__ import annotations

from collections import Counter

from tests.types.judging import Subject
from tests.types.machine import pages

SEED = 20_240
WORDS = 20_000
#: False entities in a thousand words at most.
CEILING = 5.0


def test_a_seed_draws_the_same_pages() -> None:
    assert [page.text for page in pages(7, 500)] == [page.text for page in pages(7, 500)]


def test_true_spans_stand_in_their_pages() -> None:
    for page in pages(SEED, 500):
        assert all(0 <= start < end <= len(page.text) for start, end in page.true)


def test_hardly_anything_false_is_found(subject: Subject) -> None:
    drawn = list(pages(SEED, WORDS))
    words = sum(len(page.text.split()) for page in drawn)
    false: Counter[tuple[str, str]] = Counter()
    for page, given in zip(drawn, subject.find([page.text for page in drawn]), strict=True):
        for one in given:
            if not any(one.start < end and start < one.end for start, end in page.true):
                false[page.kind, one.best_label] += 1
    assert words >= WORDS
    assert 1000 * false.total() / words <= CEILING, false.most_common()
