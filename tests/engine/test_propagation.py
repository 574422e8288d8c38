"""The second pass: what is a further mention of a name, and what only looks like one."""

from __future__ import annotations

import time
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.engine import propagation
from limina.engine.fusion import Voice, weigh
from limina.engine.propagation import CROWD, DETECTOR, RULE, SHORTENED, second_mentions
from limina.engine.spans import Detection, Document
from limina.engine.taxonomy import DEFAULT


def found(text: str, **names: str) -> list[Detection]:
    """Detections of the first place of each name; keywords are labels, `_2` and so on dropped."""
    spans = []
    for label, name in names.items():
        start = text.index(name)
        spans.append(Detection(start, start + len(name), label.rstrip("_0123456789"), 0.9, "one"))
    return spans


def second(
    text: str, *detections: Detection, sensitivity: float = 0.5, voices: tuple[Voice, ...] = ()
) -> list[tuple[str, str, int]]:
    """What the second pass adds: words, label, start."""
    weighed = weigh(
        Document(text), detections, voices=voices, taxonomy=DEFAULT, sensitivity=sensitivity
    )
    mentions = second_mentions(text, weighed, taxonomy=DEFAULT, sensitivity=sensitivity)
    assert all((m.detector, m.rule) == (DETECTOR, RULE) for m in mentions)
    return [(text[m.start : m.end], m.label, m.start) for m in mentions]


def words(text: str, **names: str) -> list[tuple[str, str]]:
    return [(word, label) for word, label, _ in second(text, *found(text, **names))]


LONG = ", and so it goes on and on, without a capital" * 3
GIVEN, FAMILY = "NAME_GIVEN", "NAME_FAMILY"


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "John Smith came. John Smith left.",
            {"NAME": "John Smith"},
            [("John Smith", "NAME")],
        ),
        (
            "John Smith: John, then Smith.",
            {"NAME": "John Smith"},
            [("John", "NAME"), ("Smith", "NAME")],
        ),
        (
            "John Smith: John, then Smith, then John Smith.",
            {"NAME": "John Smith", "NAME_GIVEN": "John", "NAME_FAMILY": "Smith"},
            [("John", GIVEN), ("Smith", FAMILY), ("John Smith", "NAME")],
        ),
        (
            "Ask Priya. Priya's desk, Priya’s phone.",
            {"NAME_GIVEN": "Priya"},
            [("Priya", GIVEN)] * 2,
        ),
        ("Ask Priya's boss. PRIYA knows.", {"NAME_GIVEN": "Priya"}, [("PRIYA", GIVEN)]),
        ("From: PRIYA RAO. Priya Rao wrote.", {"NAME": "PRIYA RAO"}, [("Priya Rao", "NAME")]),
        ("Zoë O’Brien-Ray; O’Brien-Ray", {"NAME": "Zoë O’Brien-Ray"}, [("O’Brien-Ray", "NAME")]),
        (
            "Ludwig van Beethoven. Beethoven",
            {"NAME": "Ludwig van Beethoven"},
            [("Beethoven", "NAME")],
        ),
        ("Mr John Smith; John Smith", {"NAME": "Mr John Smith"}, [("John Smith", "NAME")]),
        (
            "Dr. Ana Lee saw him. Lee wrote.",
            {"NAME_MEDICAL_PROFESSIONAL": "Dr. Ana Lee"},
            [("Lee", "NAME_MEDICAL_PROFESSIONAL")],
        ),
        ("Ann met Jo. Ann, Jo.", {"NAME_GIVEN": "Ann", "NAME_GIVEN_2": "Jo"}, [("Ann", GIVEN)]),
        # Not sure, not a name, or not the same word.
        ("John Smith is Johnny Smithson, John-Boy.", {"NAME": "John Smith"}, []),
        ("John Smith or John_Smith, 3John, John3", {"NAME": "John Smith"}, []),
        ("Mark Page wrote. Mark my words: a mark, a page.", {"NAME": "Mark Page"}, []),
        ("Mark Page wrote. Mark Page: a mark.", {"NAME": "Mark Page"}, [("Mark Page", "NAME")]),
        ("John and john", {"NAME_GIVEN": "John"}, []),
        ("Mr. Lee van Dr: Dr van Mr.", {"NAME": "Mr. Lee van Dr"}, []),
        ("Kim Smith Jr. and Jr.", {"NAME": "Kim Smith Jr"}, []),
        ("Mr. and Mr.", {"NAME": "Mr."}, []),
        ("12 and 12", {"NAME": "12"}, []),
        ("Boston, Boston", {"LOCATION_CITY": "Boston"}, []),
        # A capital that says nothing.
        ("Will Rao spoke. Will you? So Will did", {"NAME": "Will Rao"}, [("Will", "NAME")]),
        ("Ann Page. Mr. Page! Page", {"NAME": "Ann Page"}, [("Page", "NAME")]),
        ("Ann Page:\n- Page two. “Page three”", {"NAME": "Ann Page"}, []),
        # Without capitals.
        ("this is sarah rao, sarah speaking", {"NAME": "sarah rao"}, [("sarah", "NAME")]),
        (f"this is sarah rao, Sarah speaking{LONG}", {"NAME": "sarah rao"}, [("Sarah", "NAME")]),
        ("This is sarah rao, sarah speaking", {"NAME": "sarah rao"}, []),
        (f"Ana que and que{LONG}", {"NAME": "Ana que"}, []),
        # Found too seldom.
        ("Fecha. " * 6, {"NAME": "Fecha"}, []),
        ("Fecha. " * 5, {"NAME": "Fecha"}, [("Fecha", "NAME")] * 4),
        ("this is will rao, rao will call", {"NAME": "will rao"}, [("rao", "NAME")]),
        ("this is will rao, will rao", {"NAME": "will rao"}, [("will rao", "NAME")]),
        # Organizations.
        (
            "Acme Corp. sells. Acme Corp. buys, ACME CORP too.",
            {"ORGANIZATION": "Acme Corp."},
            [("Acme Corp", "ORGANIZATION"), ("ACME CORP", "ORGANIZATION")],
        ),
        ("Acme Corp and Acme", {"ORGANIZATION": "Acme Corp"}, []),
        ("The Gap sells. the Gap", {"ORGANIZATION": "The Gap"}, []),
        (
            "The Red Cross, Red Cross",
            {"ORGANIZATION": "The Red Cross"},
            [("Red Cross", "ORGANIZATION")],
        ),
        (
            "Studio 54, Studio 5, Studio 54",
            {"ORGANIZATION": "Studio 54"},
            [("Studio 54", "ORGANIZATION")],
        ),
        ("Globex, Globex", {"ORGANIZATION": "Globex"}, [("Globex", "ORGANIZATION")]),
        ("Apple Inc: Apple, an apple, Apple", {"ORGANIZATION": "Apple"}, []),
        ("the court, the court", {"ORGANIZATION": "the court"}, []),
        ("globex, globex", {"ORGANIZATION": "globex"}, []),
        ("our bank here, our bank here", {"ORGANIZATION": "our bank"}, []),
        ("Bank, Bank", {"ORGANIZATION": "Bank"}, []),
        ("The the. The", {"ORGANIZATION": "The"}, []),
    ],
)
def test_mentions(text: str, names: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert words(text, **names) == expected


def test_what_is_covered_is_left_alone() -> None:
    text = "John Smith works for Smith Bank. smith@x.example is John."
    spans = found(
        text, NAME="John Smith", ORGANIZATION="Smith Bank", EMAIL_ADDRESS="smith@x.example"
    )
    assert second(text, *spans) == [("John", "NAME", text.rindex("John"))]


def test_what_was_dropped_covers_nothing() -> None:
    text = "John Smith. Then Smith."
    weak = Detection(text.rindex("Smith"), text.rindex("."), "NAME_FAMILY", 0.1, "two")
    assert second(text, *found(text, NAME="John Smith"), weak) == [("Smith", "NAME", 17)]
    strong = Detection(weak.start, weak.end, "NAME_FAMILY", 0.6, "two")
    assert second(text, *found(text, NAME="John Smith"), strong) == []


def test_a_mention_half_covered_is_found_by_its_parts() -> None:
    text = "John Smith. John Smith."
    given = Detection(12, 16, "NAME_GIVEN", 0.6, "two")
    assert second(text, *found(text, NAME="John Smith"), given) == [("Smith", "NAME", 17)]


@pytest.mark.parametrize(("score", "sensitivity"), [(0.79, 0.5), (0.96, 0.0), (0.79, 1.0)])
def test_only_the_certain_is_carried_on(score: float, sensitivity: float) -> None:
    text = "John. John."
    assert second(text, Detection(0, 4, "NAME", score), sensitivity=sensitivity) == []


def test_a_mention_is_a_little_less_probable_than_what_it_repeats() -> None:
    weighed = weigh(
        Document("John. John."),
        [Detection(0, 4, "NAME_GIVEN", 0.8, "a"), Detection(0, 4, "NAME_GIVEN", 0.5, "b")],
        voices=(),
        taxonomy=DEFAULT,
        sensitivity=0.5,
    )
    [one] = second_mentions("John. John.", weighed, taxonomy=DEFAULT, sensitivity=0.5)
    assert one.score == pytest.approx(0.9 * 0.95)


def test_facts_are_not_carried_on() -> None:
    facts = Voice("one", frozenset({"NAME"}), facts=True)
    assert second("John. John.", *found("John.", NAME="John"), voices=(facts,)) == []


def test_the_better_founded_label_is_carried_on() -> None:
    text = "Ford called a Ford"
    person = Detection(0, 4, "NAME", 0.9, "a")
    for score, label in ((0.95, "ORGANIZATION"), (0.85, "NAME")):
        assert second(text, person, Detection(0, 4, "ORGANIZATION", score, "b")) == [
            ("Ford", label, 14)
        ]


def test_overlong_names_are_not_carried_on() -> None:
    name = "Ann " * 40
    assert second(f"{name}. Ann", Detection(0, len(name), "NAME", 0.9)) == []


def test_of_many_names_with_one_beginning_the_longest_are_looked_for() -> None:
    names = [f"Ann {'x' * n}" for n in range(1, CROWD + 5)]
    text = ", ".join(names)
    spans = [
        Detection(text.index(f"{n},") if f"{n}," in text else text.rindex(n), 0, "NAME", 0.9)
        for n in names
    ]
    spans = [
        Detection(d.start, d.start + len(n), "NAME", 0.9) for d, n in zip(spans, names, strict=True)
    ]
    again = f"{text}. {names[-1]}, {names[0]}"
    assert [word for word, _, _ in second(again, *spans)] == [names[-1]]


def test_time_is_linear() -> None:
    def seconds(n: int) -> float:
        text = "".join(
            f"Ann Lee{chr(97 + i % 26)}{'abc'[i % 3] * (i % 7)}x said. " for i in range(n)
        )
        spans = [Detection(i * 10, i * 10 + 7, "NAME", 0.9) for i in range(0, n, 2)]
        weighed = weigh(Document(text), spans, voices=(), taxonomy=DEFAULT, sensitivity=0.5)
        start = time.process_time()
        second_mentions(text, weighed, taxonomy=DEFAULT, sensitivity=0.5)
        return time.process_time() - start

    seconds(500)
    assert seconds(20_000) < 40 * max(min(seconds(2_000) for _ in range(3)), 0.002)


PIECES = (
    "John",
    "Smith",
    "john",
    "JOHN",
    "Mark",
    "mark",
    "Acme",
    "Corp",
    "'s",
    "-",
    "x",
    ". ",
    " ",
    " ",
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=16).map("".join)
LABELS = ("NAME", "NAME_GIVEN", "NAME_FAMILY", "ORGANIZATION", "LOCATION")


@st.composite
def findings(draw: st.DrawFn) -> tuple[str, list[Detection]]:
    text = draw(texts)
    spans = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, min(len(text), start + 10)))
        score = draw(st.sampled_from((0.1, 0.6, 0.9, 1.0)))
        spans.append(Detection(start, end, draw(st.sampled_from(LABELS)), score, "one"))
    return text, spans


@given(findings(), st.randoms(use_true_random=False))
def test_mentions_are_disjoint_new_and_as_probable_as_they_have_to_be(
    case: tuple[str, list[Detection]], random: Random
) -> None:
    text, spans = case
    weighed = weigh(Document(text), spans, voices=(), taxonomy=DEFAULT, sensitivity=0.5)
    mentions = second_mentions(text, weighed, taxonomy=DEFAULT, sensitivity=0.5)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert 0.5 <= mention.score < 1
        for one in weighed:
            d = one.detection
            assert not one.kept or d.end <= mention.start or mention.end <= d.start
        said = text[mention.start : mention.end].casefold()
        assert any(said in text[d.start : d.end].casefold() for d in spans)
    random.shuffle(spans)
    weighed = weigh(Document(text), spans, voices=(), taxonomy=DEFAULT, sensitivity=0.5)
    assert second_mentions(text, weighed, taxonomy=DEFAULT, sensitivity=0.5) == mentions


@given(
    st.lists(
        st.sampled_from(("Ada", "ada", "Rao", "Rao's", "straße", "STRASSE", "aa", ".", "1")),
        max_size=9,
    ),
    st.data(),
)
def test_a_text_that_repeats_no_word_of_a_name_is_not_searched_in_vain(
    some: list[str], data: st.DataObject
) -> None:
    """Whether any recurs is asked first, and only to save time."""
    text = data.draw(st.sampled_from((" ", "", ", "))).join(some)
    detections = []
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        label = data.draw(st.sampled_from(("NAME", GIVEN, "ORGANIZATION")))
        detections = [Detection(start, end, label, 0.9, "one")]
    quick = second(text, *detections)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(propagation, "_any_recurs", lambda *_: True)
        assert second(text, *detections) == quick


def shortened(text: str, *detections: Detection) -> list[tuple[str, int, float]]:
    """What the second pass adds as abbreviations: words, start, score."""
    weighed = weigh(Document(text), detections, voices=(), taxonomy=DEFAULT, sensitivity=0.5)
    mentions = second_mentions(text, weighed, taxonomy=DEFAULT, sensitivity=0.5)
    assert mentions == sorted(mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    return [(text[m.start : m.end], m.start, m.score) for m in mentions if m.rule == SHORTENED]


def test_an_abbreviation_that_the_text_introduces_is_the_organization() -> None:
    text = "The Brook Appeal Board (BAB) met. BAB left, Bab stayed."
    [board] = found(text, ORGANIZATION="Brook Appeal Board")
    assert shortened(text, board) == [("BAB", 24, 0.9), ("BAB", 34, 0.9)]
    assert shortened(text.replace("(BAB)", "BAB"), board) == []


def test_it_is_so_whatever_else_it_was_taken_for_but_no_part_of_something_longer() -> None:
    text = "The Brook Appeal Board (BAB) met. BAB left, BAB Street."
    board = found(text, ORGANIZATION="Brook Appeal Board")[0]
    taken = Detection(34, 37, "NAME", 0.9, "two")
    longer = Detection(44, 54, "LOCATION", 0.9, "two")
    places = [start for _, start, _ in shortened(text, board, taken, longer)]
    assert places == [24, 34]


def test_only_certain_organizations_have_one() -> None:
    text = "The Brook Appeal Board (BAB) met. BAB left."
    for label, score in (("NAME", 0.9), ("ORGANIZATION", 0.7)):
        assert shortened(text, Detection(4, 22, label, score, "one")) == []


def test_other_mentions_stand_beside_abbreviations() -> None:
    text = "The Brook Appeal Board (BAB) met. BAB: Brook Appeal Board."
    board = found(text, ORGANIZATION="Brook Appeal Board")[0]
    weighed = weigh(Document(text), [board], voices=(), taxonomy=DEFAULT, sensitivity=0.5)
    mentions = second_mentions(text, weighed, taxonomy=DEFAULT, sensitivity=0.5)
    assert [(m.start, m.rule) for m in mentions] == [(24, SHORTENED), (34, SHORTENED), (39, RULE)]
