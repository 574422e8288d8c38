"""Draws depend on the secret, the kind and the value, and on nothing else."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina_synthetic.draw import Source, normal


def drawn(source: Source, kind: str, text: str, attempt: int = 0) -> list[int]:
    draw = source.draw(kind, text, attempt)
    return [draw.below(1000) for _ in range(20)]


def test_equal_values_draw_alike_and_others_do_not() -> None:
    source = Source(b"secret")
    first = drawn(source, "name", "John")
    assert drawn(source, "name", "JOHN") == first
    assert drawn(Source(b"secret"), "name", "John") == first
    assert drawn(source, "name", "Jane") != first
    assert drawn(source, "city", "John") != first
    assert drawn(source, "name", "John", attempt=1) != first
    assert drawn(Source(b"other"), "name", "John") != first


def test_case_and_composition_are_not_part_of_a_value() -> None:
    assert normal("ÉCOLE") == normal("e\u0301cole")
    assert normal("Straße") == normal("STRASSE")


def test_a_draw_never_runs_dry() -> None:
    draw = Source(b"secret").draw("long", "text")
    assert all(0 <= draw.below(10) < 10 for _ in range(10_000))


def test_draws_are_spread_evenly() -> None:
    draw = Source(b"secret").draw("even", "text")
    counts = Counter(draw.below(10) for _ in range(10_000))
    assert min(counts.values()) > 850
    assert max(counts.values()) < 1150


@given(st.integers(-50, 50), st.integers(0, 50), st.integers(-60, 120))
def test_other_numbers_are_inside_the_range_and_never_the_taken_one(
    low: int, size: int, taken: int
) -> None:
    new = Source(b"secret").draw("other", str(taken)).other(low, low + size, taken)
    assert low <= new <= low + size
    assert new != taken or size == 0


@pytest.mark.parametrize("size", [2, 3, 12, 100, 1000])
def test_a_cycle_is_a_permutation_without_a_fixed_point(size: int) -> None:
    cycle = Source(b"secret").cycle("list", size)
    assert sorted(cycle) == list(range(size))
    assert all(place != other for place, other in enumerate(cycle))


def test_cycles_of_other_lists_and_secrets_differ() -> None:
    source = Source(b"secret")
    assert source.cycle("one", 100) != source.cycle("two", 100)
    assert source.cycle("one", 100) != Source(b"other").cycle("one", 100)
    assert source.cycle("one", 100) == Source(b"secret").cycle("one", 100)


@given(st.integers(2, 40), st.integers(0, 39), st.integers(0, 200))
def test_no_attempt_turns_a_place_into_itself(size: int, place: int, attempt: int) -> None:
    place %= size
    assert Source(b"secret").turn("list", size, place, attempt) != place
