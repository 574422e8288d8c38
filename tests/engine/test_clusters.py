"""Components of one family, and candidates made of them."""

from __future__ import annotations

import pytest

from limina.engine.clusters import Candidate, Part, components, whole
from limina.engine.spans import Detection


def detection(start: int, end: int, score: float = 0.5, detector: str = "d") -> Detection:
    return Detection(start, end, "NAME", score, detector)


@pytest.mark.parametrize(
    ("spans", "united"),
    [
        ([], []),
        ([(0, 4)], [(0, 4)]),
        ([(0, 4), (2, 6), (5, 9)], [(0, 9)]),
        ([(0, 9), (1, 2), (8, 10)], [(0, 10)]),
        ([(0, 9), (1, 2), (3, 4), (9, 10)], [(0, 9), (9, 10)]),
        ([(0, 2), (5, 6), (5, 9)], [(0, 2), (5, 9)]),
    ],
)
def test_detections_that_share_a_character_are_one_component(
    spans: list[tuple[int, int]], united: list[tuple[int, int]]
) -> None:
    found = list(components("NAME", [detection(*span) for span in spans], {}))
    assert [(c.start, c.end) for c in found] == united
    assert [d for c in found for d in c.detections] == [detection(*span) for span in spans]


@pytest.mark.parametrize(
    ("found", "stretch", "weight"),
    [
        ([detection(0, 4)], (0, 4), 2.0),
        ([detection(0, 4)], (1, 2), 0.5),
        ([detection(0, 4, 0.25), detection(2, 8, 0.5)], (0, 8), 3.5),
        ([detection(0, 4, 0.25), detection(2, 8, 0.5)], (1, 5), 1.75),
        ([detection(0, 4, 0.5), detection(1, 3, 0.25)], (0, 4), 2.0),
        ([detection(0, 4, 0.5, "heavy")], (0, 4), 6.0),
        ([detection(0, 4, 0.5, "heavy"), detection(3, 5, 1.0)], (0, 5), 7.0),
    ],
)
def test_at_each_character_the_highest_weighted_score_counts(
    found: list[Detection], stretch: tuple[int, int], weight: float
) -> None:
    [component] = components("NAME", found, {"heavy": 3.0})
    assert component.weight(*stretch) == weight
    assert component.weight(*stretch) == weight, "asking does not change the answer"


def joined() -> Candidate:
    left, right = components("NAME", [detection(0, 4), detection(5, 9, 0.25)], {})
    parts = tuple(Part(c, c.start, c.end, c.detections) for c in (left, right))
    return Candidate(0, 9, parts, "NAME")


def test_what_lies_between_joined_parts_has_no_weight() -> None:
    assert joined().weight() == 3.0


@pytest.mark.parametrize(
    ("stretch", "pieces"),
    [((0, 9), [(0, 4), (5, 9)]), ((2, 6), [(2, 4), (5, 6)]), ((4, 5), []), ((6, 20), [(6, 9)])],
)
def test_a_piece_of_a_joined_candidate_is_what_its_parts_have_there(
    stretch: tuple[int, int], pieces: list[tuple[int, int]]
) -> None:
    assert [piece[1:] for piece in joined().pieces(*stretch)] == pieces


def test_a_candidate_is_of_its_components_family_and_kind() -> None:
    [component] = components("CODE", [detection(3, 7)], {}, blocked=True)
    candidate = whole(component)
    assert (candidate.start, candidate.end, candidate.joined) == (3, 7, None)
    assert (candidate.family, candidate.blocked) == ("CODE", True)
    assert not joined().blocked
