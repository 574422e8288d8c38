"""Where the tagger's entities begin and end: lines, titles, brackets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina_spacy.edges import entities


def found(text: str, label: str, marked: str | None = None) -> list[str]:
    """What is left of a span over the text, or over some words of it."""
    start = text.index(marked) if marked else 0
    end = start + len(marked if marked else text)
    return [text[a:b] for a, b in entities(text, start, end, label)]


@pytest.mark.parametrize(
    ("text", "label", "kept"),
    [
        ("Ada Lovelace\nLondon Office", "NAME", ["Ada Lovelace", "London Office"]),
        ("Ada\r\n \nZoë", "NAME_GIVEN", ["Ada", "Zoë"]),
        ("12 Fake St\nBoston, MA 02101", "LOCATION_ADDRESS", ["12 Fake St\nBoston, MA 02101"]),
        ("a\nb", "PASSWORD", ["a\nb"]),
        ("Red Cross\u2028Oslo", "ORGANIZATION", ["Red Cross", "Oslo"]),
        ("\n", "NAME", []),
        ("", "NAME", []),
    ],
)
def test_what_stays_on_a_line_is_cut_at_its_end(text: str, label: str, kept: list[str]) -> None:
    assert found(text, label) == kept


@pytest.mark.parametrize(
    ("text", "label", "kept"),
    [
        ("President Ada Lovelace", "NAME", "Ada Lovelace"),
        ("vice president Lovelace", "NAME_FAMILY", "Lovelace"),
        ("Uncle Sgt. Greg's", "NAME_GIVEN", "Greg"),
        ("Mr. Justice Lovelace", "NAME", "Lovelace"),
        ("Coach", "NAME", "Coach"),
        ("Majorie Antar", "NAME", "Majorie Antar"),
        ("Professor Ada Lovelace", "NAME_MEDICAL_PROFESSIONAL", "Professor Ada Lovelace"),
        ("General Electric", "ORGANIZATION", "General Electric"),
    ],
)
def test_a_title_before_a_name_is_no_part_of_it(text: str, label: str, kept: str) -> None:
    assert found(text, label) == [kept]


@pytest.mark.parametrize(
    ("text", "marked", "kept"),
    [
        ("at IBM (Germany) now", "IBM (Germany", "IBM (Germany)"),
        ("at IBM (Germany) now", "IBM (Germany)", "IBM (Germany)"),
        ("at IBM (see below) now", "IBM (see", "IBM"),
        ("at Acme [US] now", "Acme [US", "Acme [US]"),
        ("(IBM) now", "(IBM", "IBM"),
    ],
)
def test_a_bracket_closes_inside_or_is_left_out(text: str, marked: str, kept: str) -> None:
    assert found(text, "ORGANIZATION", marked) == [kept]


@given(
    st.text(alphabet="aB1 .,:;()[]'’\n\r\u2028-Mr", max_size=30),
    st.sampled_from(["NAME", "NAME_MEDICAL_PROFESSIONAL", "LOCATION", "DATE", "PASSWORD"]),
    st.data(),
)
def test_spans_are_within_the_text_in_order_and_hold_something(
    text: str, label: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = start
    for a, b in entities(text, start, end, label):
        assert place <= a < b <= min(end + 1, len(text))
        assert text[a:b].strip()
        place = b


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("Mary John, Russell Dyk", "NAME", ["Mary John", "Russell Dyk"]),
        ("A. B. Cole, Di Fox, Jo Kay", "NAME", ["A. B. Cole", "Di Fox", "Jo Kay"]),
        ("Dyk, Russell", "NAME", ["Dyk, Russell"]),
        ("García López, Juan", "NAME", ["García López, Juan"]),
        ("s", "NAME_GIVEN", []),
        ("S", "NAME_GIVEN", ["S"]),
        ("LMAOO", "NAME", []),
        ("I", "NAME_GIVEN", []),
        ("555-0199.His", "PHONE_NUMBER", ["555-0199"]),
        ("v2.Final", "FILENAME", ["v2.Final"]),
        ("GWOOOOD", "ORGANIZATION", []),
        ("hahaha", "NAME", []),
        ("Hahn", "NAME", ["Hahn"]),
        ("AAA", "DRUG", ["AAA"]),
    ],
)
def test_people_beside_each_other_are_apart_and_chatter_is_no_name(
    text: str, label: str, expected: list[str]
) -> None:
    assert [text[a:b] for a, b in entities(text, 0, len(text), label)] == expected


@pytest.mark.parametrize(
    ("text", "marked", "kept"),
    [
        ("by Gullane Works, LLC - a", "Gullane Works", "Gullane Works, LLC"),
        ("by Hart & Sohn, LLP; a", "Hart & Sohn", "Hart & Sohn, LLP"),
        ("by Acme, Inc. of Ohio", "Acme", "Acme, Inc."),
        ("by Acme Corp. of Ohio", "Acme Corp", "Acme Corp."),
        ("by Acme Co Ltd now", "Acme", "Acme Co Ltd"),
        ("by Acme. Inc follows", "Acme", "Acme"),
        ("by Acme, Incas", "Acme", "Acme"),
        ("by Acme\nLtd", "Acme", "Acme"),
    ],
)
def test_a_legal_form_belongs_to_the_name(text: str, marked: str, kept: str) -> None:
    assert found(text, "ORGANIZATION", marked) == [kept]
    assert found(text, "LOCATION", marked) == [marked]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("King Lovelace VI came", "Lovelace VI"),
        ("Lovelace III.", "Lovelace III"),
        ("Lovelace I am", "Lovelace"),
        ("Lovelace VI.2 is", "Lovelace"),
        ("Lovelace\nIII. Law", "Lovelace"),
        ("Lovelace IIII", "Lovelace"),
    ],
)
def test_a_number_belongs_to_the_whole_name(text: str, kept: str) -> None:
    assert found(text, "NAME", "Lovelace") == [kept]
    assert found(text, "NAME_FAMILY", "Lovelace") == ["Lovelace"]


def test_a_title_alone_in_front_of_a_name_is_nobody() -> None:
    assert found("Hopefully President Adeyemi comes", "NAME_FAMILY", "President") == []
    assert found("the President said", "NAME", "President") == ["President"]
    assert found("PM", "NAME", "PM") == ["PM"]
