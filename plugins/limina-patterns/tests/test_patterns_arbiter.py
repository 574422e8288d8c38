"""One candidate for the same characters, and none given up without cover."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from limina.plugin import Detection
from limina_patterns.arbiter import arbitrate
from limina_patterns.family import Found

LABELS = ("CREDIT_CARD", "PHONE_NUMBER", "URL", "DATE", "AGE", "DURATION")


def candidates() -> st.SearchStrategy[list[Found]]:
    one = st.builds(
        lambda start, length, label, score: Found(start, start + length, label, score),
        st.integers(0, 30),
        st.integers(1, 12),
        st.sampled_from(LABELS),
        st.sampled_from([0.6, 0.8, 0.9]),
    )
    return st.lists(one, max_size=12)


def test_of_two_on_the_same_characters_the_surer_stays() -> None:
    found = arbitrate([Found(0, 19, "PHONE_NUMBER", 0.8), Found(0, 19, "CREDIT_CARD", 0.9)])
    assert [d.label for d in found] == ["CREDIT_CARD"]


def test_a_container_takes_what_is_inside_however_sure() -> None:
    found = arbitrate([Found(0, 30, "URL", 0.7), Found(10, 20, "DATE", 0.99)])
    assert [d.label for d in found] == ["URL"]


def test_crossing_candidates_both_stay() -> None:
    found = arbitrate([Found(0, 10, "DATE", 0.9), Found(5, 15, "PHONE_NUMBER", 0.8)])
    assert [(d.start, d.end) for d in found] == [(0, 10), (5, 15)]


def test_a_longer_weaker_one_replaces_what_it_covers() -> None:
    found = arbitrate([Found(2, 5, "DATE", 0.9), Found(0, 9, "CREDIT_CARD", 0.6)])
    assert [d.label for d in found] == ["CREDIT_CARD"]


def test_the_unit_of_an_age_is_no_duration() -> None:
    found = arbitrate([Found(0, 2, "AGE", 0.9), Found(0, 8, "DURATION", 0.95)])
    assert [d.label for d in found] == ["DURATION"]
    found = arbitrate([Found(0, 2, "AGE", 0.95), Found(0, 8, "DURATION", 0.9)])
    assert [d.label for d in found] == ["AGE"]


def test_parts_stand_and_fall_with_their_whole() -> None:
    part = Detection(6, 10, "YEAR", 0.9)
    date = Found(0, 10, "DATE", 0.9, (part,))
    assert part in arbitrate([date])
    assert part not in arbitrate([date, Found(0, 20, "URL", 0.9)])


@given(candidates())
def test_every_character_stays_covered_but_a_unit_of_an_age(found: list[Found]) -> None:
    kept = arbitrate(found)
    covered = {i for d in kept for i in range(d.start, d.end)}
    wanted = {i for f in found if f.label != "DURATION" for i in range(f.start, f.end)}
    assert wanted <= covered


@given(candidates(), st.randoms())
def test_the_order_of_candidates_does_not_matter(found: list[Found], random: Random) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)
    assert arbitrate(found) == arbitrate(shuffled)


@given(candidates())
def test_nothing_kept_lies_inside_another(found: list[Found]) -> None:
    kept = arbitrate(found)
    for one in kept:
        for other in kept:
            assert one is other or not (other.start <= one.start and one.end <= other.end)
