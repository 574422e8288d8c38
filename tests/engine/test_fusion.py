"""What detectors say together: evidence, agreement, silence, the cut-off; and a slow second
version of the arithmetic that the quick one is held against."""

from __future__ import annotations

import time
from collections.abc import Sequence
from math import prod
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.engine import fusion
from limina.engine.fusion import Voice, Weighed, cut_off, weigh
from limina.engine.spans import Detection, Document
from limina.engine.taxonomy import DEFAULT
from tests.engine.strategies import scores

FAMILIES = frozenset({"NAME", "LOCATION", "ORGANIZATION", "AGE"})
ENGLISH = {"en": 0.9}
TEXT = Document("John Smith of Springfield, aged forty, again. " * 3, ENGLISH)


def span(start: int, end: int, label: str, score: float, detector: str = "one") -> Detection:
    return Detection(start, end, label, score, detector)


def fused(
    *found: Detection, voices: Sequence[Voice] = (), sensitivity: float = 0.5
) -> list[Weighed]:
    return weigh(TEXT, found, voices=voices, taxonomy=DEFAULT, sensitivity=sensitivity)


@pytest.mark.parametrize(
    ("sensitivity", "least"),
    [(0.0, 0.95), (0.02, 0.95), (0.25, 0.75), (0.5, 0.5), (0.9, 0.1), (1.0, 0.02)],
)
def test_the_cut_off_is_what_is_left_of_one(sensitivity: float, least: float) -> None:
    assert cut_off(sensitivity) == pytest.approx(least)


def test_a_detection_alone_is_worth_its_score() -> None:
    weak, strong = span(0, 4, "NAME_GIVEN", 0.49), span(11, 20, "LOCATION_CITY", 0.5)
    assert fused(strong, weak) == [
        Weighed(weak, weak, 0.49, kept=False),
        Weighed(strong, strong, 0.5),
    ]


def test_just_the_cut_off_is_enough_whatever_the_arithmetic() -> None:
    assert all(
        fused(span(0, 4, "AGE", n / 10), sensitivity=1 - n / 10)[0].kept for n in range(1, 10)
    )


def test_two_weak_detections_of_one_span_make_a_strong_one() -> None:
    [one, two] = fused(span(0, 4, "NAME_GIVEN", 0.4, "a"), span(0, 4, "NAME_GIVEN", 0.5, "b"))
    assert one.probability == two.probability == pytest.approx(0.7)
    assert one.raised.score == two.raised.score == pytest.approx(0.7)
    assert one.detection.score == 0.4
    assert one.kept and two.kept


def test_what_one_detector_says_twice_is_said_once() -> None:
    [one, two] = fused(span(0, 4, "NAME_GIVEN", 0.3), span(0, 4, "NAME_GIVEN", 0.4))
    assert one.probability == two.probability == 0.4
    assert (one.raised, two.raised) == (one.detection, two.detection)
    assert not one.kept


def test_a_raised_detection_keeps_its_rule() -> None:
    found = Detection(0, 4, "AGE", 0.4, "a", "spelled out")
    [one, _] = fused(found, span(0, 4, "AGE", 0.5, "b"))
    assert one.raised.rule == "spelled out"


def test_families_are_apart() -> None:
    weighed = fused(span(0, 4, "NAME", 0.4, "a"), span(0, 4, "LOCATION", 0.4, "b"))
    assert [one.probability for one in weighed] == [0.4, 0.4]
    assert not any(one.kept for one in weighed)


def test_another_label_of_the_family_speaks_for_the_span_and_not_for_the_label() -> None:
    [family, given] = sorted(
        fused(span(0, 4, "NAME_GIVEN", 0.4, "a"), span(0, 4, "NAME_FAMILY", 0.4, "b")),
        key=lambda one: one.detection.label,
    )
    assert family.probability == given.probability == pytest.approx(0.64)
    assert family.raised.score == given.raised.score == 0.4


def test_a_child_speaks_for_its_parent_and_not_the_other_way_round() -> None:
    [parent, child] = fused(span(0, 4, "NAME", 0.5, "a"), span(0, 4, "NAME_GIVEN", 0.5, "b"))
    assert parent.raised.score == pytest.approx(0.75)
    assert child.raised.score == 0.5


def test_the_parts_of_a_believed_name_are_believed() -> None:
    weighed = fused(
        span(0, 10, "NAME", 0.9), span(0, 4, "NAME_GIVEN", 0.45), span(5, 10, "NAME_FAMILY", 0.45)
    )
    assert all(one.kept for one in weighed)
    assert [one.raised.score for one in weighed] == [0.45, 0.9, 0.45]


def test_a_part_that_is_certain_speaks_for_the_rest() -> None:
    [given, name] = fused(span(0, 4, "NAME_GIVEN", 0.9, "a"), span(0, 10, "NAME", 0.4, "b"))
    assert given.probability == pytest.approx(0.94)
    assert name.probability == pytest.approx((4 * 0.94 + 6 * 0.4) / 10)
    assert name.kept


def test_a_weak_detection_does_not_bridge_two_certain_ones_far_apart() -> None:
    first, last = span(0, 10, "LOCATION", 0.9, "a"), span(70, 80, "LOCATION", 0.9, "a")
    wide = span(0, 80, "LOCATION", 0.2, "b")
    assert [one.kept for one in fused(first, wide, last)] == [True, False, True]
    # It is kept where the two that are certain are most of it.
    assert all(one.kept for one in fused(span(0, 40, "LOCATION", 0.9, "a"), wide, last))


EXPERT = Voice("expert", FAMILIES, frozenset({"en", "de"}), silence=0.5)


def test_silence_lowers_the_odds() -> None:
    [one] = fused(span(0, 4, "NAME", 0.6), voices=[EXPERT])
    assert one.probability == pytest.approx(0.3 / 0.7)
    assert one.silent == ("expert",)
    assert not one.kept
    assert one.raised.score == 0.6


def test_silences_add_up_and_certainty_stays() -> None:
    voices = [EXPERT, Voice("b", FAMILIES, silence=0.5), Voice("a", FAMILIES, silence=1.0)]
    [one] = fused(span(0, 4, "NAME", 0.8), voices=voices[:2])
    assert one.probability == pytest.approx(0.5)
    assert one.silent == ("b", "expert")
    [never] = fused(span(0, 4, "NAME", 0.99), voices=voices)
    assert never.probability == 0.0
    [certain] = fused(span(0, 4, "NAME", 1.0), voices=voices)
    assert certain.probability == 1.0 and certain.kept


@pytest.mark.parametrize(
    "voice",
    [
        Voice("expert", FAMILIES),
        Voice("expert", frozenset({"AGE"}), silence=0.5),
        Voice("expert", FAMILIES, frozenset({"fr"}), silence=0.5),
        Voice("expert", FAMILIES, silence=0.5, facts=True),
        Voice("one", FAMILIES, silence=0.5),
    ],
)
def test_who_cannot_know_is_not_silent(voice: Voice) -> None:
    [one] = fused(span(0, 4, "NAME", 0.6), voices=[voice])
    assert (one.probability, one.silent) == (0.6, ())


def test_who_speaks_of_a_part_is_not_silent() -> None:
    part, whole = span(0, 4, "NAME_GIVEN", 0.3, "expert"), span(0, 10, "NAME", 0.9)
    assert [one.silent for one in fused(part, whole, voices=[EXPERT])] == [(), ()]
    beside = span(5, 10, "NAME_FAMILY", 0.3)
    assert [one.silent for one in fused(part, whole, beside, voices=[EXPERT])] == [
        *((), ()),
        ("expert",),
    ]


def test_who_found_something_elsewhere_is_silent_here() -> None:
    weighed = fused(span(0, 4, "NAME", 0.6), span(11, 20, "NAME", 0.6, "expert"), voices=[EXPERT])
    assert [one.silent for one in weighed] == [("expert",), ()]


def test_facts_are_kept_as_they_are_and_say_nothing() -> None:
    facts = Voice("facts", FAMILIES, facts=True)
    fact, found = span(0, 4, "NAME", 0.1, "facts"), span(0, 4, "NAME", 0.45)
    weighed = fused(fact, found, voices=[facts, EXPERT], sensitivity=0.0)
    assert weighed[0] == Weighed(fact, fact, 0.1, fact=True)
    assert weighed[1].probability < 0.45 and not weighed[1].kept


def test_many_detections_of_one_detector_are_painted_alike() -> None:
    many = [span(n, n + 3, "NAME", (n % 7) / 7, "many") for n in range(fusion._FEW + 8)]
    few = span(0, 20, "NAME", 0.5, "few")
    assert [(one.probability, one.raised.score) for one in fused(*many, few)] == [
        expected(one.detection, [*many, few], [])[:2] for one in fused(*many, few)
    ]


@pytest.mark.parametrize("length", [3, 10_000])
def test_time_is_linear(length: int) -> None:
    """Side by side, and all in one heap."""

    def seconds(n: int) -> float:
        found = [span(10 * i, 10 * i + length, "NAME", 0.5, "ab"[i % 2]) for i in range(n)]
        start = time.process_time()
        fused(*found, voices=[EXPERT])
        return time.process_time() - start

    seconds(100)
    few = max(min(seconds(2_000) for _ in range(3)), 0.002)
    assert min(seconds(20_000) for _ in range(2)) < 40 * few


# --- the slow version ----------------------------------------------------------------------------


def expected(
    d: Detection, found: Sequence[Detection], voices: Sequence[Voice]
) -> tuple[Any, Any, tuple[str, ...]]:
    """Probability, score and silent detectors, character by character."""
    family = [e for e in found if DEFAULT.family(e.label) == DEFAULT.family(d.label)]
    heap = {d}
    while True:
        more = {e for e in family if any(_overlap(e, f) for f in heap)}
        if more == heap:
            break
        heap = more
    said = [e for e in heap if d.label in (e.label, *DEFAULT.ancestors(e.label))]
    score = _mean(d, said) if len({e.detector for e in said}) > 1 else d.score
    probability = _mean(d, list(heap))
    silent = []
    for voice in sorted(voices, key=lambda voice: voice.name):
        speaks = not voice.languages or bool(voice.languages & ENGLISH.keys())
        spoken = any(e.detector == voice.name and _overlap(e, d) for e in family)
        knows = DEFAULT.family(d.label) in voice.families
        if voice.silence and speaks and knows and not spoken:
            silent.append(voice.name)
            if probability < 1:
                odds = probability / (1 - probability) * (1 - voice.silence)
                probability = odds / (1 + odds)
    return (
        pytest.approx(probability),
        pytest.approx(max(score, d.score)),
        tuple(silent),
    )


def _overlap(one: Detection, other: Detection) -> bool:
    return one.start < other.end and other.start < one.end


def _mean(d: Detection, found: Sequence[Detection]) -> float:
    def at(place: int) -> float:
        best: dict[str, float] = {}
        for e in found:
            if e.start <= place < e.end:
                best[e.detector] = max(best.get(e.detector, 0), e.score)
        return 1 - prod(1 - score for score in best.values())

    return sum(map(at, range(d.start, d.end))) / (d.end - d.start)


LABELS = ("NAME", "NAME_GIVEN", "NAME_FAMILY", "LOCATION", "LOCATION_CITY", "AGE")
DETECTORS = ("a", "b", "c")
sets = st.sampled_from([FAMILIES, frozenset({"NAME"}), frozenset({"LOCATION", "AGE"})])


@st.composite
def voices(draw: st.DrawFn) -> list[Voice]:
    return [
        Voice(
            name,
            draw(sets),
            draw(st.sampled_from([frozenset(), frozenset({"en"}), frozenset({"de"})])),
            draw(st.sampled_from([0.0, 0.25, 0.5, 1.0])),
        )
        for name in draw(st.sets(st.sampled_from((*DETECTORS, "d"))))
    ]


detections = st.lists(
    st.builds(
        lambda start, length, label, score, detector: span(
            start, start + length, label, score, detector
        ),
        st.integers(0, 12),
        st.integers(1, 8),
        st.sampled_from(LABELS),
        scores,
        st.sampled_from(DETECTORS),
    ),
    max_size=8,
)
dial = st.integers(0, 20).map(lambda n: n / 20)


@given(detections, voices())
def test_the_slow_version_says_the_same(found: list[Detection], some: list[Voice]) -> None:
    for one in fused(*found, voices=some):
        probability, score, silent = expected(one.detection, found, some)
        assert one.probability == probability
        assert one.raised.score == score
        assert one.silent == silent


@given(detections, voices(), dial, st.randoms(use_true_random=False))
def test_no_order_counts(
    found: list[Detection], some: list[Voice], sensitivity: float, random: Random
) -> None:
    first = fused(*found, voices=some, sensitivity=sensitivity)
    random.shuffle(found)
    random.shuffle(some)
    assert fused(*found, voices=some, sensitivity=sensitivity) == first
    assert [one.detection for one in first] == sorted(found)


@given(detections, voices(), dial, dial)
def test_more_sensitivity_keeps_more(
    found: list[Detection], some: list[Voice], one: float, other: float
) -> None:
    low, high = sorted((one, other))
    few, many = (fused(*found, voices=some, sensitivity=s) for s in (low, high))
    for less, more in zip(few, many, strict=True):
        assert more.kept or not less.kept
        assert (more.raised, more.probability) == (less.raised, less.probability)


@given(detections, voices(), voices())
def test_silence_never_raises_and_agreement_never_lowers(
    found: list[Detection], some: list[Voice], further: list[Voice]
) -> None:
    names = {voice.name for voice in some}
    both = [*some, *(voice for voice in further if voice.name not in names)]
    for before, after in zip(fused(*found, voices=some), fused(*found, voices=both), strict=True):
        assert after.probability <= before.probability + 1e-9
        assert after.raised == before.raised
        assert after.detection.score <= after.raised.score <= 1
        assert 0 <= after.probability <= 1


@given(detections, dial)
def test_facts_always_stay(found: list[Detection], sensitivity: float) -> None:
    facts = [Voice("a", FAMILIES, silence=0.5, facts=True)]
    for one in fused(*found, voices=facts, sensitivity=sensitivity):
        assert one.fact == (one.detection.detector == "a")
        if one.fact:
            assert one.kept and one.raised == one.detection


@given(detections, detections)
def test_what_stands_apart_changes_nothing(here: list[Detection], there: list[Detection]) -> None:
    moved = [span(d.start + 40, d.end + 40, d.label, d.score, d.detector) for d in there]
    assert fused(*here, *moved)[: len(here)] == fused(*here)


KNOWS = Voice("model", FAMILIES, frozenset({"en"}), edges=0.9)


def narrowed(
    found: list[Detection], voices: list[Voice] | None = None, languages: Any = None
) -> set[tuple[int, int, str]]:
    document = Document("x" * 60, {"en": 1.0} if languages is None else languages)
    others = [Voice(d.detector, FAMILIES) for d in found if d.detector != "model"]
    weighed = weigh(
        document,
        found,
        voices=[*(voices or [KNOWS]), *others],
        taxonomy=DEFAULT,
        sensitivity=0.5,
    )
    return {(w.raised.start, w.raised.end, w.raised.detector) for w in weighed if w.kept}


def test_what_goes_on_beyond_an_entity_is_cut_off() -> None:
    """Unless it is probable without the detector that knows edges."""
    model = Detection(10, 20, "NAME", 0.95, "model")
    for score, span in ((0.8, (10, 20)), (0.95, (5, 30))):
        wide = Detection(5, 30, "NAME", score, "list")
        assert narrowed([model, wide]) == {(10, 20, "model"), (*span, "list")}


def test_edges_count_as_far_as_the_detector_is_sure() -> None:
    wide = Detection(5, 30, "NAME", 0.9, "list")
    for sure, span in ((0.99, (10, 20)), (0.6, (5, 30))):
        assert (*span, "list") in narrowed([Detection(10, 20, "NAME", sure, "model"), wide])


def test_edges_join_what_the_detector_sees_within_a_span() -> None:
    """Of two entities of it in one span of another, from the first one's begin to the end of the
    last."""
    found = [
        Detection(3, 8, "NAME_GIVEN", 0.9, "model"),
        Detection(10, 20, "NAME_FAMILY", 0.9, "model"),
        Detection(0, 40, "NAME", 0.7, "list"),
        Detection(39, 45, "NAME", 0.9, "model"),
    ]
    assert (3, 40, "list") in narrowed(found)


@pytest.mark.parametrize(
    ("model", "voice", "languages"),
    [
        (Detection(10, 20, "NAME", 0.4, "model"), KNOWS, None),
        (Detection(10, 20, "NAME", 0.95, "model"), KNOWS, {"fr": 1.0}),
        (Detection(10, 20, "NAME", 0.95, "model"), Voice("model", FAMILIES), None),
        (
            Detection(10, 20, "NAME", 0.95, "model"),
            Voice("model", FAMILIES, edges=0.9, facts=True),
            None,
        ),
    ],
)
def test_edges_count_only_of_who_is_sure_and_knows_the_language(
    model: Detection, voice: Voice, languages: Any
) -> None:
    wide = Detection(5, 30, "NAME", 0.8, "list")
    assert (5, 30, "list") in narrowed([model, wide], [voice], languages)


def test_a_detection_beside_the_sight_of_edges_keeps_its_own() -> None:
    """It overlaps another list's span, and nothing of the detector that knows edges."""
    found = [
        Detection(10, 20, "NAME", 0.95, "model"),
        Detection(15, 30, "NAME", 0.95, "list"),
        Detection(25, 40, "NAME", 0.8, "other"),
        Detection(50, 55, "NAME", 0.8, "other"),
    ]
    assert {(25, 40, "other"), (50, 55, "other")} <= narrowed(found)
