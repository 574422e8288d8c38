"""What becomes of a recogniser's span: trimming, guards, groups."""

from __future__ import annotations

import pytest

from limina_spacy.groups import group_label
from limina_spacy.spans import detections


def found(text: str, label: str, *, refine: bool = True) -> list[tuple[str, str]]:
    """The detections of a span over the whole text."""
    return [
        (text[a:b], name) for a, b, name in detections(text, 0, len(text), label, refine=refine)
    ]


@pytest.mark.parametrize(
    ("span", "name"),
    [
        ("John Smith", "John Smith"),
        ("John Smith's", "John Smith"),
        ("John Smith’s", "John Smith"),
        ("James'", "James"),
        ("Mr. John Smith", "John Smith"),
        ("miss Johanna", "Johanna"),
        ("Dr Ada Lovelace's", "Ada Lovelace"),
        ("Prof. Dr. Ada Lovelace", "Ada Lovelace"),
        ("Frau Müller", "Müller"),
        ("“Zoë”,", "Zoë"),
        ("Smith (Bob)", "Smith (Bob)"),
        ("Smith)", "Smith"),
        ("Martin Luther King Jr.", "Martin Luther King Jr"),
        ("J.R.R. Tolkien", "J.R.R. Tolkien"),
        ("Don Draper", "Don Draper"),
        ("O'Brien", "O'Brien"),
        ("LEE", "LEE"),
        ("Ng", "Ng"),
        ("王小明", "王小明"),
    ],
)
def test_names_lose_what_is_not_part_of_them(span: str, name: str) -> None:
    assert found(span, "NAME") == [(name, "NAME")]


@pytest.mark.parametrize(
    "span",
    ["Mr.", "Dr", "lol", "LOL", "RT", "FF", "MH17", "Mmmm", "YESSSSS", "pero bien", "jim", "@greg",
     "http://example.com/a", "#Monday", ":-)", "…", "7", "J", "&lt;", "'s"],
)  # fmt: skip
def test_noise_taken_for_a_name_is_dropped(span: str) -> None:
    assert found(span, "NAME") == []


@pytest.mark.parametrize("span", ["SSN", "DOB:", "Email", "ZIP code", "IBAN", "NHS number", "ID #"])
def test_the_name_of_a_field_is_no_organisation(span: str) -> None:
    assert found(span, "ORGANIZATION") == []


def test_an_organisation_that_only_looks_like_a_field_stays() -> None:
    assert found("NHS", "ORGANIZATION") == [("NHS", "ORGANIZATION")]
    assert found("Phone House", "ORGANIZATION") == [("Phone House", "ORGANIZATION")]


def test_handles_urls_and_line_breaks_split_a_span() -> None:
    assert found("RT @greg Ada Lovelace http://t.co/x", "NAME") == [("Ada Lovelace", "NAME")]
    assert found("Ada Lovelace\nLondon Office", "NAME") == [
        ("Ada Lovelace", "NAME"),
        ("London Office", "NAME"),
    ]


def test_a_span_behind_an_at_or_hash_sign_is_a_handle_but_a_place_in_a_hashtag_is_kept() -> None:
    text = "@Ada #Berlin"
    assert list(detections(text, 1, 4, "NAME", refine=True)) == []
    assert list(detections(text, 6, 12, "LOCATION", refine=True)) == [(6, 12, "LOCATION")]


@pytest.mark.parametrize(
    ("span", "label", "place"),
    [
        ("the Deccan Plateau", "LOCATION", "Deccan Plateau"),
        ("The Hague", "LOCATION", "The Hague"),
        ("Fake St.", "LOCATION", "Fake St"),
        ("the U.S.", "LOCATION", "U.S."),
        ("Matthews Industries Inc.", "ORGANIZATION", "Matthews Industries Inc"),
        ("AT&T", "ORGANIZATION", "AT&T"),
        ("the Super Bowl", "EVENT", "Super Bowl"),
    ],
)
def test_places_and_organisations_lose_article_and_full_stop(
    span: str, label: str, place: str
) -> None:
    assert found(span, label) == [(place, label)]


@pytest.mark.parametrize(
    ("phrase", "label"),
    [
        ("American", "ORIGIN"),
        ("Costa Rican", "ORIGIN"),
        ("Roman Catholic", "RELIGION"),
        ("Syrian Jewish", "RELIGION"),
        ("Jews", "RELIGION"),
        ("republican", "POLITICAL_AFFILIATION"),
        ("Social Democrats", "POLITICAL_AFFILIATION"),
    ],
)
def test_groups_are_told_apart(phrase: str, label: str) -> None:
    assert group_label(phrase) == label
    assert found(phrase, "ORIGIN") == [(phrase, label)]


def test_without_refinement_the_mapped_label_stands() -> None:
    assert found("Jews", "ORIGIN", refine=False) == [("Jews", "ORIGIN")]
    assert found("today", "DATE", refine=False) == [("today", "DATE")]
    assert found("today", "DATE") == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I was a software developer at Miele", "ORGANIZATION"),
        ("She works for Miele", "ORGANIZATION"),
        ("We live in Miele", "LOCATION"),
        ("We met at Miele", "LOCATION"),
    ],
)
def test_a_place_somebody_works_at_is_an_employer(text: str, label: str) -> None:
    start = text.index("Miele")
    assert list(detections(text, start, len(text), "LOCATION", refine=True)) == [
        (start, len(text), label)
    ]
    assert [one[2] for one in detections(text, start, len(text), "LOCATION", refine=False)] == [
        "LOCATION"
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("John is our ⟦COE⟧.", "OCCUPATION"),
        ("She was their ⟦CFO⟧ until May", "OCCUPATION"),
        ("IBM is our client, as is ⟦SAP⟧.", "ORGANIZATION"),
        ("It is our ⟦IBM⟧ contract", "ORGANIZATION"),
        ("We work with ⟦NASA⟧.", "ORGANIZATION"),
        ("He is our ⟦Matthews Industries⟧", "ORGANIZATION"),
    ],
)
def test_an_acronym_somebody_is_said_to_be_is_an_office(text: str, label: str) -> None:
    start, end = text.index("⟦"), text.index("⟧") - 1
    plain = text.replace("⟦", "").replace("⟧", "")
    assert [
        found_label
        for _, _, found_label in detections(plain, start, end, "ORGANIZATION", refine=True)
    ] == [label]
