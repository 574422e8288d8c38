"""Who gets the place where candidates overlap, and what the others keep."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from limina.engine.clusters import Candidate, Component, Part, components, whole
from limina.engine.scheduling import arrange, subtract
from limina.engine.spans import Detection


def candidate(family: str, start: int, end: int, score: float) -> Candidate:
    [component] = components(family, [Detection(start, end, family, score)], {})
    return whole(component)


def recut(component: Component, start: int, end: int) -> Iterator[Candidate]:
    """Pieces of a single character are not worth keeping."""
    if end - start > 1:
        yield Candidate(start, end, (Part(component, start, end, component.detections),))


def order(candidate: Candidate) -> tuple[int, str]:
    return 0, candidate.family


def arranged(*candidates: Candidate) -> list[tuple[str, int, int]]:
    return [(c.family, c.start, c.end) for c in arrange(candidates, recut, order)]


def test_what_overlaps_nothing_stays_as_it_is() -> None:
    assert arranged(candidate("B", 5, 9, 0.1), candidate("A", 0, 5, 0.0)) == [
        ("A", 0, 5),
        ("B", 5, 9),
    ]
    assert arranged() == []


def test_weight_is_score_times_length() -> None:
    assert arranged(candidate("A", 0, 10, 0.5), candidate("B", 0, 4, 1.0))[0] == ("A", 0, 10)
    assert arranged(candidate("A", 0, 10, 0.5), candidate("B", 0, 6, 1.0))[0] == ("B", 0, 6)


def test_what_a_loser_covers_and_no_winner_does_stays_covered() -> None:
    loser, winner = candidate("A", 0, 20, 0.5), candidate("B", 5, 16, 1.0)
    assert arranged(loser, winner) == [("A", 0, 5), ("B", 5, 16), ("A", 16, 20)]


def test_a_piece_that_cannot_stand_alone_is_dropped() -> None:
    assert arranged(candidate("A", 0, 6, 0.5), candidate("B", 1, 9, 1.0)) == [("B", 1, 9)]


def test_several_lighter_ones_together_beat_a_heavier_one() -> None:
    three = [candidate("A", 0, 4, 0.5), candidate("B", 4, 8, 0.5), candidate("C", 8, 12, 0.5)]
    assert arranged(candidate("D", 0, 12, 0.49), *three) == [
        ("A", 0, 4),
        ("B", 4, 8),
        ("C", 8, 12),
    ]


def test_leftovers_compete_among_themselves() -> None:
    found = arranged(
        candidate("W", 10, 20, 1.0), candidate("A", 0, 14, 0.3), candidate("B", 4, 14, 0.7)
    )
    assert found == [("A", 0, 4), ("B", 4, 10), ("W", 10, 20)]


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        (("B", 0, 4), ("A", 2, 6), ("B", 0, 4)),  # the earlier one
        (("A", 0, 4), ("B", 0, 4), ("A", 0, 4)),  # the fixed order
    ],
)
def test_ties_are_decided_the_same_way_whoever_comes_first(
    one: tuple[str, int, int], other: tuple[str, int, int], first: tuple[str, int, int]
) -> None:
    for pair in ((one, other), (other, one)):
        assert arranged(*(candidate(*c, 0.5) for c in pair))[0] == first


def test_weightless_candidates_cover_too() -> None:
    assert arranged(candidate("A", 0, 4, 0.0), candidate("B", 2, 8, 0.0)) == [
        ("A", 0, 4),
        ("B", 4, 8),
    ]


def test_what_is_taken_is_cut_out_of_what_overlaps_it() -> None:
    taken = [candidate("T", 4, 8, 1.0), candidate("T", 10, 12, 1.0)]
    whole_ones = [candidate("A", 0, 4, 0.5), candidate("B", 8, 10, 0.5)]
    cut = [candidate("C", 2, 20, 0.5), candidate("D", 5, 7, 0.5), candidate("E", 6, 11, 0.5)]
    left = subtract([*whole_ones, *cut], taken, recut)
    assert all(piece is one for piece, one in zip(left, whole_ones, strict=False))
    assert [(c.family, c.start, c.end) for c in left[2:]] == [
        ("C", 2, 4),
        ("C", 8, 10),
        ("C", 12, 20),
        ("E", 8, 10),
    ]
