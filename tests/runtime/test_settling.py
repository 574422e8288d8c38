"""Islands of a stretch: what is settled alone is what would be decided in the whole text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from limina.engine.fusion import Voice, Weighed, weigh
from limina.engine.propagation import Known
from limina.engine.resolver import resolve
from limina.engine.spans import Detection, Document, Entity
from limina.engine.taxonomy import DEFAULT
from limina.engine.tokens import Graphemes
from limina.runtime.detecting import Found, Island, Settled
from limina.runtime.settling import (
    GAP,
    NOWHERE,
    Whole,
    bring_together,
    pack,
    settle,
    unpack,
    zones,
)
from limina.runtime.windows import Window, stretches

ENABLED = frozenset(DEFAULT.labels)
FAR = " " * (GAP + 1)


def weighing(document: Document, detections: Sequence[Detection]) -> list[Weighed]:
    voices = [Voice("a", frozenset({"NAME"}))]
    return weigh(document, detections, voices=voices, taxonomy=DEFAULT, sensitivity=0.5)


def resolving(document: Document, detections: Sequence[Detection]) -> tuple[Entity, ...]:
    return resolve(document, detections, enabled=ENABLED, taxonomy=DEFAULT, weights={})


def settled(
    text: str, zone: tuple[int, int], *detections: Detection
) -> tuple[list[Detection], Settled | None]:
    return settle(
        Document(text), zone, detections, weigh=weighing, resolve=resolving, taxonomy=DEFAULT
    )


def found(text: str, name: str, label: str = "NAME", score: float = 0.9) -> Detection:
    start = text.index(name)
    return Detection(start, start + len(name), label, score, "a", "rule")


def test_detections_come_back_moved() -> None:
    some = [Detection(1, 3, "NAME", 0.1, "a/b", "c"), Detection(2, 9, "DOB", 1.0)]
    assert [(d, d.rule) for d in unpack(pack(some))] == [(some[0], "c"), (some[1], "")]
    assert [(d.start, d.end) for d in unpack(pack(some), 10)] == [(11, 13), (12, 19)]


def test_islands_in_the_zone_are_settled_and_others_are_left() -> None:
    text = f"Ann Lee{FAR}Bob May{FAR}Cy Fox"
    ann, bob, cy = (found(text, name) for name in ("Ann Lee", "Bob May", "Cy Fox"))
    left, done = settled(text, (10, 40), ann, bob, cy)
    assert left == [ann, cy]
    assert done is not None
    [island] = done.islands
    assert (island.start, island.end) == (bob.start, bob.end)
    assert unpack(island.detections) == [bob]
    assert island.entities == [(bob.start, bob.end, "NAME", {"NAME": 0.9})]
    assert done.certain == [("NAME", "Bob May", 0.9)]
    assert done.covered == [(bob.start, bob.end)]


@pytest.mark.parametrize(("gap", "islands"), [(GAP, 0), (GAP + 1, 1)])
def test_what_is_near_to_something_outside_the_zone_is_not_settled(gap: int, islands: int) -> None:
    text = "Ann Lee" + " " * gap + "Bob May"
    detections = found(text, "Ann Lee"), found(text, "Bob May")
    _, done = settled(text, (7, len(text)), *detections)
    assert done is not None and len(done.islands) == islands


@pytest.mark.parametrize(
    ("between", "islands"), [("", 2), ("MONEY", 2), ("NAME", 1), ("overlap", 1)]
)
def test_only_what_overlaps_or_may_be_joined_is_an_island(between: str, islands: int) -> None:
    text = "  Ann Lee 12 Bob May  "
    second = (
        found(text, "12" if between else "Bob May", between or "EMAIL_ADDRESS")
        if between != "overlap"
        else found(text, "Lee 12", "EMAIL_ADDRESS")
    )
    detections = [found(text, "Ann Lee"), second]
    _, done = settled(text, (0, len(text)), *detections)
    assert done is not None and len(done.islands) == islands


def test_names_are_one_island_over_what_stands_between_them() -> None:
    text = "  Ann Lee 12 Bob May  "
    detections = found(text, "Ann Lee"), found(text, "12", "MONEY"), found(text, "Bob May")
    _, done = settled(text, (0, len(text)), *detections)
    assert done is not None and len(done.islands) == 1


def test_what_is_not_believed_is_settled_without_an_entity() -> None:
    text = f"x{FAR}Bob May"
    left, done = settled(text, (5, len(text)), found(text, "Bob May", score=0.1))
    assert not left and done is not None
    [island] = done.islands
    assert (island.entities, done.certain, done.covered) == ([], [], [])


def test_a_zone_that_no_white_space_stands_before_settles_nothing() -> None:
    text = "x" * 50 + "Bob"
    left, done = settled(text, (40, len(text)), found(text, "Bob"))
    assert done is None and len(left) == 1


def test_a_zone_is_what_no_other_window_sees() -> None:
    windows = [
        Window(0, 1000, 0, 960),
        Window(920, 2000, 960, 1960),
        Window(1920, 3000, 1960, 3000),
    ]
    assert zones(windows) == [(0, 920 - GAP), (80 + GAP, 1000 - GAP), (80 + GAP, 1080)]
    assert zones([Window(0, 10, 0, 10)]) == [(0, 10)]
    assert zones([Window(0, 10, 0, 8), Window(6, 12, 8, 12)])[1] == NOWHERE


def whole_of(*islands: Island, offset: int = 0) -> Whole:
    whole = Whole()
    certain = [("NAME", "Bob", 0.8), ("NAME", "Bob", 0.9)]
    whole.add(Settled(list(islands), certain, [(1, 2)]), offset)
    return whole


def test_what_was_settled_is_moved_to_the_whole_text() -> None:
    island = Island(5, 8, pack([Detection(5, 8, "NAME", 0.9)]), [(5, 8, "NAME", {"NAME": 0.9})])
    whole = whole_of(island, offset=100)
    assert whole.known == Known({("NAME", "Bob"): 0.9}, [(101, 102)])
    assert list(whole.entities()) == [Entity(105, 108, "NAME", {"NAME": 0.9})]


@pytest.mark.parametrize(
    ("mention", "near"),
    [
        ((0, 100 - GAP - 1), False),
        ((0, 100 - GAP), True),
        ((110 + GAP, 150), True),
        ((111 + GAP, 150), False),
    ],
)
def test_an_island_that_a_mention_comes_near_to_is_decided_again(
    mention: tuple[int, int], near: bool
) -> None:
    bob = Detection(100, 110, "NAME", 0.9)
    whole = whole_of(Island(100, 110, pack([bob]), [(100, 110, "NAME", {"NAME": 0.9})]))
    again = whole.near(Graphemes("x" * 300), [Detection(*mention, "NAME", 0.9)])
    assert again == ([bob] if near else [])
    assert len(list(whole.entities())) == (not near)


def test_a_skipped_detector_unsettles_everything() -> None:
    text = "word " * 12_000
    first, second = Detection(100, 110, "NAME", 0.9), Detection(300, 310, "NAME", 0.9)
    island = Island(300, 310, pack([second]), [(300, 310, "NAME", {"NAME": 0.9})])
    count = len(stretches(text))

    def parts(skipped: list[str]) -> list[Found]:
        rest = [Found() for _ in range(count - 1)]
        return [Found([first], None, skipped, Settled([island], [], [])), *rest]

    together, whole = bring_together(text, parts([]))
    assert together.detections == [first] and whole is not None
    assert [entity.start for entity in whole.entities()] == [300]
    together, whole = bring_together(text, parts(["a/0"]))
    assert whole is None
    assert set(together.detections) == {first, second} and together.skipped == ["a/0"]
