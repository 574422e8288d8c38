"""Counting one text, by hand."""

from __future__ import annotations

import pytest

from limina.evaluation.matching import Case, Count, Tally, merge
from limina.evaluation.records import Span
from limina.evaluation.scheme import Part, Scheme
from tests.evaluation.example import TEXT, example, gold, span


def shown(tally: Tally) -> dict[str, dict[str, int]]:
    """The counts that are not 0, by name."""
    return {
        label: {count.name: row[count] for count in Count if row[count]}
        for label, row in tally.items()
    }


def test_the_example() -> None:
    assert shown(example().tally()) == {
        "NAME": {
            "GOLD": 2,
            "PREDICTED": 2,
            "STRICT": 1,
            "FOUND": 1,
            "RIGHT": 1,
            "GOLD_CHARACTERS": 8,
            "COVERED": 6,
            "MISSED": 1,
            "PREDICTED_CHARACTERS": 8,
            "RIGHT_CHARACTERS": 6,
        },
        "LOCATION": {"GOLD": 1, "GOLD_CHARACTERS": 4, "COVERED": 4},
        "ORGANIZATION": {"PREDICTED": 1, "PREDICTED_CHARACTERS": 4, "RIGHT_CHARACTERS": 4},
    }


def test_unmerged_parts_are_found_but_not_strictly() -> None:
    names = shown(example(merge=False).tally())["NAME"]
    assert names["PREDICTED"] == 3 and names["RIGHT"] == 2 and names["FOUND"] == 1
    assert "STRICT" not in names


def test_full_labels_are_told_apart() -> None:
    tally = shown(example(Scheme(fine=True), merge=False).tally())
    assert set(tally) == {
        *("NAME", "NAME_GIVEN", "NAME_FAMILY", "LOCATION_CITY", "ORGANIZATION"),
    }
    assert tally["NAME"]["GOLD"] == 1 and "FOUND" not in tally["NAME"]
    assert tally["NAME"]["COVERED"] == 6


def test_part_of_a_span_is_found_and_leaks_in_part() -> None:
    tally = Case(gold(span("Ann Lee", "NAME")), [span("Lee", "NAME")], Scheme()).tally()
    assert shown(tally)["NAME"] == {
        "GOLD": 1,
        "PREDICTED": 1,
        "FOUND": 1,
        "RIGHT": 1,
        "GOLD_CHARACTERS": 6,
        "COVERED": 3,
        "PARTLY": 1,
        "PREDICTED_CHARACTERS": 3,
        "RIGHT_CHARACTERS": 3,
    }


def test_a_span_that_is_found_twice_is_right_once_strictly() -> None:
    twice = [span("Bo", "NAME"), span("Bo", "NAME_GIVEN")]
    names = shown(Case(gold(span("Bo", "NAME")), twice, Scheme(), merge=False).tally())["NAME"]
    assert (names["STRICT"], names["PREDICTED"], names["RIGHT"]) == (1, 2, 2)


def test_what_is_out_of_scope_is_no_error_but_covers() -> None:
    record = gold(span("Bo", "NAME"), scope=frozenset({"NAME"}))
    tally = Case(record, [span("Bo", "AGE"), span("Rome", "AGE")], Scheme()).tally()
    assert shown(tally) == {
        "NAME": {"GOLD": 1, "GOLD_CHARACTERS": 2, "COVERED": 2},
        "AGE": {"PREDICTED_CHARACTERS": 2, "RIGHT_CHARACTERS": 2},
    }


def test_what_lies_on_neutral_words_does_not_count() -> None:
    record = gold(neutral=(span("Rome", ""),))
    assert Case(record, [span("Rome", "NAME")], Scheme()).tally() == {}
    mapped = gold(span("Rome", "MISC"), source="s")
    scheme = Scheme(parts={"s": Part({"MISC": ()})})
    assert Case(mapped, [span("Rome", "NAME")], scheme).tally() == {}


def test_neutral_characters_of_a_wide_prediction_do_not_count() -> None:
    record = gold(span("Bo", "NAME"), neutral=(span("in Rome", ""),))
    names = shown(Case(record, [span("Bo in Rome", "NAME")], Scheme()).tally())["NAME"]
    assert (names["PREDICTED_CHARACTERS"], names["RIGHT_CHARACTERS"]) == (2, 2)


def test_an_accepted_alternative_is_counted_under_the_annotated_label() -> None:
    scheme = Scheme(parts={"s": Part({"GPE": ("LOCATION", "ORIGIN")})})
    tally = Case(gold(span("Rome", "GPE"), source="s"), [span("Rome", "ORIGIN")], scheme).tally()
    assert set(tally) == {"LOCATION"}
    assert shown(tally)["LOCATION"]["STRICT"] == 1


@pytest.mark.parametrize(
    ("text", "first", "second", "label", "merged"),
    [
        ("Ann Lee", "Ann", "Lee", "NAME", True),
        ("Ann  Lee", "Ann", "Lee", "NAME", True),
        ("Ann   Lee", "Ann", "Lee", "NAME", False),
        ("Ann\nLee", "Ann", "Lee", "NAME", False),
        ("Ann, Lee", "Ann", "Lee", "NAME", False),
        ("AnnLee", "Ann", "Lee", "NAME", True),
        ("Rome, Italy", "Rome", "Italy", "LOCATION", True),
        ("Rome\n\n, \n\nItaly", "Rome", "Italy", "LOCATION", True),
        ("Rome and Italy", "Rome", "Italy", "LOCATION", False),
        ("May, 2020", "May", "2020", "DATE", True),
        ("May\n2020", "May", "2020", "DATE", False),
        ("Acme Ltd", "Acme", "Ltd", "ORGANIZATION", False),
    ],
)
def test_neighbours_of_one_family_are_one(
    text: str, first: str, second: str, label: str, merged: bool
) -> None:
    record = gold(span(second, label, text), span(first, label, text), text=text)
    spans = Case(record, [], Scheme()).merged()[0]
    assert [(one.start, one.end) for one in spans] == (
        [(0, len(text))] if merged else [(0, len(first)), (len(text) - len(second), len(text))]
    )


def test_spans_that_overlap_are_not_merged() -> None:
    record = gold(span("Ann Lee", "NAME"), span("Lee", "NAME"))
    assert len(merge(TEXT, Case(record, [], Scheme()).gold)) == 2


def test_characters_are_code_points_without_white_space() -> None:
    text = "😀 Zoë\u00a0B"
    case = Case(gold(Span(0, 7, "NAME"), text=text), [Span(2, 5, "NAME")], Scheme())
    names = shown(case.tally())["NAME"]
    assert (names["GOLD_CHARACTERS"], names["COVERED"]) == (5, 3)
