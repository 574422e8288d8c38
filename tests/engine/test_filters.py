"""BLOCK, ALLOW and ALLOW_TEXT."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from limina.engine import matching
from limina.engine.filters import BLOCK_DETECTOR, CompiledFilters, compile_filters
from limina.engine.spans import Detection, Entity
from limina.protocol.errors import RequestError
from limina.protocol.schema import (
    AllowFilter,
    AllowTextFilter,
    BlockFilter,
    EntityDetection,
    Filter,
    Request,
)

#: Takes exponential time on a long row of `a` that something else follows, and is none for RE2.
HOSTILE = r"(?<!x)(a|a)*\d"
ENDLESS = "a" * 200 + "!"


def compiled(*filters: Filter, ticks: Iterator[float] | None = None) -> CompiledFilters:
    request = Request("", entity_detection=EntityDetection(filter=filters))
    return compile_filters(request, clock=None if ticks is None else ticks.__next__, budget=0.05)


def entities(text: str, *words: str, blocked: bool = False) -> list[Entity]:
    return [
        Entity(text.index(w), text.index(w) + len(w), "NAME", {"NAME": 1.0}, blocked) for w in words
    ]


def kept(text: str, found: list[Entity], *filters: Filter) -> list[str]:
    return [text[e.start : e.end] for e in compiled(*filters).allowed(text, found)]


# --- BLOCK ---------------------------------------------------------------------------------------


def test_every_match_in_the_text_is_a_detection_with_the_filters_label_and_threshold() -> None:
    found = compiled(
        BlockFilter(r"GID-\d{5}", "EMPLOYEE_ID", 0.7), BlockFilter("Best Corp", "BUSINESS_UNIT")
    ).block_detections("GID-45434 of Best Corp, GID-00000")
    assert found == [
        Detection(0, 9, "EMPLOYEE_ID", 0.7, BLOCK_DETECTOR),
        Detection(24, 33, "EMPLOYEE_ID", 0.7, BLOCK_DETECTOR),
        Detection(13, 22, "BUSINESS_UNIT", 1.0, BLOCK_DETECTOR),
    ]


def test_matches_of_no_characters_are_none() -> None:
    found = compiled(BlockFilter("[a-z]*", "X")).block_detections("1ab2")
    assert [(d.start, d.end) for d in found] == [(1, 3)]


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("ann", "Ann ann", [(4, 7)]),
        ("(?i)ann", "Ann ann", [(0, 3), (4, 7)]),
        (r"\bGID\b", "GID GIDs", [(0, 3)]),
        (r"(?<=: )\w+", "x: abc", [(3, 6)]),
        ("^b", "a\nb", []),
        ("(?m)^b", "a\nb", [(2, 3)]),
        (r"(\w)\1", "abba", [(1, 3)]),
    ],
)
def test_patterns_mean_what_they_mean_in_python(
    pattern: str, text: str, matches: list[tuple[int, int]]
) -> None:
    found = compiled(BlockFilter(pattern, "X")).block_detections(text)
    assert [(d.start, d.end) for d in found] == matches


def test_other_filters_find_nothing() -> None:
    assert compiled(AllowFilter("a"), AllowTextFilter("a")).block_detections("a") == []


# --- ALLOW ---------------------------------------------------------------------------------------


def test_allow_frees_entities_whose_whole_text_matches() -> None:
    text = "Grace, Grace Kelly and Kelly"
    found = [*entities(text, "Grace", "Grace Kelly"), Entity(23, 28, "NAME", {"NAME": 1.0})]
    assert kept(text, found, AllowFilter("Grace")) == ["Grace Kelly", "Kelly"]
    assert kept(text, found, AllowFilter("Gra|Kelly")) == ["Grace", "Grace Kelly"]
    assert kept(text, found, AllowFilter("grace")) == ["Grace", "Grace Kelly", "Kelly"]
    assert kept(text, found, AllowFilter("(?i)grace.*")) == ["Kelly"]


def test_allow_sees_the_entity_and_nothing_around_it() -> None:
    text = "to Rome now"
    found = entities(text, "Rome")
    assert kept(text, found, AllowFilter("^Rome$")) == []
    assert kept(text, found, AllowFilter("(?<=to )Rome")) == ["Rome"]


def test_allow_of_nothing_frees_nothing() -> None:
    assert kept("Rome", entities("Rome", "Rome"), AllowFilter("")) == ["Rome"]


# --- ALLOW_TEXT ----------------------------------------------------------------------------------


def test_allow_text_frees_entities_that_lie_inside_a_match() -> None:
    text = "I was a dev at Miele as a freelancer in Rome, I was a dev"
    found = entities(text, "dev", "Miele", "freelancer", "Rome")
    assert kept(text, found, AllowTextFilter("I was a.*?as a freelancer")) == ["Rome"]


@pytest.mark.parametrize("pattern", ["Miel", "iele", "at Miel", "", "x*", "at|Mi|el|e"])
def test_allow_text_frees_nothing_that_is_only_partly_matched(pattern: str) -> None:
    text = "at Miele"
    assert kept(text, entities(text, "Miele"), AllowTextFilter(pattern)) == ["Miele"]


def test_allow_text_may_look_around() -> None:
    text = "Ann, not Bob"
    found = entities(text, "Ann", "Bob")
    assert kept(text, found, AllowTextFilter("(?<=not )Bob")) == ["Ann"]


def test_filters_free_one_after_the_other() -> None:
    text = "Ann, Bob, Cy"
    found = entities(text, "Ann", "Bob", "Cy")
    filters = (AllowFilter("Ann"), AllowTextFilter("Bob,"), BlockFilter("Cy", "X"))
    assert kept(text, found, *filters) == ["Cy"]


@pytest.mark.parametrize("allow", [AllowFilter("Ann"), AllowTextFilter("Ann")])
def test_what_a_block_has_part_in_is_never_freed(allow: Filter) -> None:
    free, held = Entity(0, 3, "NAME", {"NAME": 1.0}), Entity(4, 7, "NAME", {"NAME": 1.0}, True)
    assert compiled(allow).allowed("Ann Ann", [free, held]) == (held,)
    assert compiled(allow).allowed("Ann Ann", [held]) == (held,)


def test_without_filters_everything_remains() -> None:
    assert kept("Ann", entities("Ann", "Ann")) == ["Ann"]


# --- hostile patterns ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "slow", [AllowFilter(HOSTILE), AllowTextFilter(HOSTILE), BlockFilter(HOSTILE, "X")]
)
def test_a_pattern_that_takes_too_long_is_an_error_that_says_which(slow: Filter) -> None:
    filters = compiled(AllowFilter("x"), slow)
    found = [Entity(0, len(ENDLESS), "NAME", {"NAME": 1.0})]
    with pytest.raises(RequestError) as caught:
        filters.block_detections(ENDLESS)
        filters.allowed(ENDLESS, found)
    assert caught.value.code == "LIM113"
    assert caught.value.detail == ("entity_detection.filter[1].pattern: took too long on this text")


#: Each takes a backtracking matcher longer than the age of the universe.
CATASTROPHES = {
    r"^(a+)+$": "a" * 5_000 + "!",
    r"(a|aa)+\d": "a" * 5_000 + "!",
    r"(.*a){20}x": "a" * 5_000,
    r"(?:(\w+)\s?)*;": "word " * 1_000,
    r"(x+x+)+\1y": "x" * 5_000,
    r"(?<!y)(x|xx)+z": "x" * 5_000,
}


@pytest.mark.parametrize("pattern", CATASTROPHES)
@pytest.mark.parametrize("kind", [AllowFilter, AllowTextFilter, lambda p: BlockFilter(p, "X")])
def test_a_catastrophe_costs_no_more_than_the_budget(
    pattern: str, kind: Callable[[str], Filter]
) -> None:
    text = CATASTROPHES[pattern]
    request = Request("", entity_detection=EntityDetection(filter=(kind(pattern),) * 5))
    filters = compile_filters(request, clock=time.monotonic, budget=0.1)
    began = time.process_time()
    try:
        assert filters.block_detections(text) == []
        everything = [Entity(0, len(text), "NAME", {"NAME": 1.0})]
        assert list(filters.allowed(text, everything)) == everything
    except RequestError as error:
        assert (error.code, pattern in error.detail) == ("LIM113", False)
    # One search looks at the clock every few thousand steps.
    assert time.process_time() - began < 0.5


def test_all_patterns_share_one_budget() -> None:
    # The clock is read before, at and after each search: 0.02 seconds a search.
    ticks = iter([0.0, 0.0, 0.02, 1.0, 1.0, 1.02, 2.0, 2.0, 2.02, 3.0, 3.0])
    filters = compiled(*(BlockFilter(f"(?={n}){n}", "X") for n in range(4)), ticks=ticks)
    with pytest.raises(RequestError) as caught:
        filters.block_detections("0123")
    assert caught.value.detail.startswith("entity_detection.filter[3]")


def test_time_between_the_searches_is_not_the_patterns() -> None:
    ticks = (n * 0.001 + (n // 3) * 100.0 for n in range(100))
    filters = compiled(*(BlockFilter(f"(?={n}){n}", "X") for n in range(4)), ticks=ticks)
    assert len(filters.block_detections("0123")) == 4


def test_the_budget_spans_blocking_and_allowing() -> None:
    ticks = iter([0.0, 0.0, 0.05, 1.0, 1.0])
    filters = compiled(BlockFilter("(?=b)b", "X"), AllowFilter("a"), ticks=ticks)
    filters.block_detections("ab")
    with pytest.raises(RequestError) as caught:
        filters.allowed("ab", entities("ab", "a"))
    assert caught.value.code == "LIM113"


@pytest.mark.parametrize("pattern", ["(", "(" * 300])
def test_a_pattern_that_does_not_compile_is_an_error_that_says_which(pattern: str) -> None:
    with pytest.raises(RequestError) as caught:
        compiled(AllowFilter("fine"), AllowFilter(pattern))
    assert caught.value.code == "LIM106"
    assert caught.value.detail == "entity_detection.filter[1].pattern: does not compile"


def test_a_kept_pattern_works_for_the_next_request_too() -> None:
    for text in ("abc", "xbx"):
        assert len(compiled(BlockFilter("b", "X")).block_detections(text)) == 1


# --- what is kept of one request for the next ----------------------------------------------------


def test_patterns_are_compiled_once_for_all_requests() -> None:
    matching.compiled.clear()
    patterns = [rf"\bGID-{n}\d{{5}}\b" for n in range(20)]
    for _ in range(3):
        compiled(*(BlockFilter("".join(list(pattern)), "X") for pattern in patterns))
    assert (matching.compiled.misses, matching.compiled.hits) == (20, 40)


def test_what_is_kept_is_bounded_in_number() -> None:
    for n in range(2_000):
        compiled(BlockFilter(f"number {n}", "X"))
    assert 200 < len(matching.compiled) <= 512


def test_what_is_kept_is_bounded_in_bytes_counted_repeats_written_out() -> None:
    matching.compiled.clear()
    for n in range(20):
        compiled(BlockFilter(f"{n}(?:[a-z]{{1000}}){{40}}", "X"))  # 4 MB each
    assert 0 < len(matching.compiled) < 20
    assert matching.compiled.size <= 32 * 1024 * 1024
    matching.compiled.clear()
    compiled(BlockFilter("(?:[a-z]{1000}){400}", "X"))  # larger than all that is kept
    assert len(matching.compiled) == 0
