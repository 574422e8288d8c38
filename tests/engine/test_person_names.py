"""Names taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.engine.person_names import (
    MOST_WORDS,
    PersonName,
    Role,
    is_initial,
    is_title,
    read_name,
    stands_alone,
    without_particles,
)


def full(*words: str, suffix: str = "", gender: str = "") -> PersonName:
    return PersonName("full", words[:-1], words[-1], "any", suffix, gender)


def bare(family: str, role: Role = "any", suffix: str = "", gender: str = "") -> PersonName:
    return PersonName("bare", (), family, role, suffix, gender)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("John Smith", full("john", "smith")),
        ("JOHN  \n Smith", full("john", "smith")),
        ("Smith, John", full("john", "smith")),
        ("Smith, John Q.", full("john", "q", "smith")),
        ("García López, María", full("maría", "garcía lópez")),
        ("Jan van der Berg", full("jan", "van der berg")),
        ("van der Berg, Jan", full("jan", "van der berg")),
        ("Al Gore", full("al", "gore")),
        ("Bashar al Assad", full("bashar", "al assad")),
        ("Jack Van", full("jack", "van")),
        ("Anna Smith–Jones", full("anna", "smith-jones")),
        ("(John) Smith!", full("john", "smith")),
        ("John Smith\u2019s", full("john", "smith")),
        ("John James'", full("john", "james")),
        ("Prof. Dr. Eva Braun", full("eva", "braun")),
        ("Mrs Eva Braun", full("eva", "braun", gender="f")),
        ("Smith, Mr. John", full("john", "smith", gender="m")),
        ("John Smith, Jr.", full("john", "smith", suffix="jr")),
        ("John Smith Senior", full("john", "smith", suffix="sr")),
        ("Smith Jr., John", full("john", "smith", suffix="jr")),
        ("Sr. Juan Ruiz", full("juan", "ruiz", gender="m")),
        ("John Smith, M.D.", full("john", "smith")),
        ("John Smith Jr., PhD", full("john", "smith", suffix="jr")),
        ("John, Smith, Roe", full("smith", "roe", "john")),
        ("J. Smith", PersonName("initial", ("j",), "smith")),
        ("J.Q. Smith", PersonName("initial", ("j", "q"), "smith")),
        ("J.-P. Dupont", PersonName("initial", ("j", "p"), "dupont")),
        ("Anna K.", PersonName("short", ("anna",), "k")),
        ("J.S.", PersonName("initials", ("j", "s"), "")),
        ("j s", PersonName("initials", ("j", "s"), "")),
        ("J. Adam S.", None),
        ("Smith", bare("smith")),
        ("Mr Smith", bare("smith", "family", gender="m")),
        ("Dr. Smith", bare("smith", "family")),
        ("Sir John", bare("john", gender="m")),
        ("Mr", bare("mr")),
        ("Van der Berg", bare("van der berg", "family")),
        ("Smith Jr.", bare("smith", suffix="jr")),
        ("王小明", bare("王小明")),
        ("नीति", bare("नीति")),
        ("Jr.", None),
        ("", None),
        (" .,' ", None),
    ],
)
def test_a_name_is_taken_apart(text: str, name: PersonName | None) -> None:
    assert read_name(text, "", "any") == name


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        ("Mary Jane", "given", bare("mary jane", "given")),
        ("García López", "family", bare("garcía lópez", "family")),
        ("J.R.", "given", PersonName("initials", ("j", "r"), "")),
        ("Mr John", "given", bare("john", "given", gender="m")),
    ],
)
def test_a_label_says_which_part_of_a_name_it_is(text: str, role: Role, name: PersonName) -> None:
    assert read_name(text, "", role) == name


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("", bare("smith")),
        ("dear ", bare("smith")),
        ("Mr. ", bare("smith", "family", gender="m")),
        ("to Mrs\n", bare("smith", "family", gender="f")),
        ("Frau Dr. ", bare("smith", "family", gender="f")),
        ("Fra\u0308ulein ", bare("smith", "family", gender="f")),
        ("Mr John, dear Prof ", bare("smith", "family")),
        ("Mr.", bare("smith")),
        ("Mr and ", bare("smith")),
        ("so („Mrs. ", bare("smith", "family", gender="f")),
        ("(Sir) ", bare("smith")),
        (" ", bare("smith")),
        ("Mr, ", bare("smith")),
        ("xMr ", bare("smith")),
        (". ", bare("smith")),
    ],
)
def test_titles_before_a_name_count(before: str, name: PersonName) -> None:
    assert read_name("Smith", before, "any") == name


def test_a_title_before_a_whole_name_tells_its_gender_alone() -> None:
    assert read_name("Eva Braun", "Frau ", "any") == full("eva", "braun", gender="f")


def test_a_name_of_very_many_words_is_not_taken_apart() -> None:
    assert read_name("a " * MOST_WORDS, "", "given") is not None
    assert read_name("a " * (MOST_WORDS + 1), "", "given") is None


def test_parts_are_given_names_with_hyphens_in_pieces() -> None:
    assert full("jean-pierre", "m", "dupont").parts == ("jean", "pierre", "m")
    assert PersonName("initials", ("j", "s"), "").parts == ()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("j", True),
        ("é", True),
        ("и", True),
        ("jo", False),
        ("王", False),
        ("1", False),
        ("", False),
    ],
)
def test_an_initial_is_one_letter_that_has_a_capital(word: str, expected: bool) -> None:
    assert is_initial(word) is expected


def test_particles_come_off_but_never_the_whole_name() -> None:
    assert without_particles("van der berg") == "berg"
    assert without_particles("von der") == "der"
    assert without_particles("smith") == "smith"


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(("given", "family", "any")))
def test_whatever_stands_there_is_read_or_refused(text: str, before: str, role: Role) -> None:
    name = read_name(text, before, role)
    if name is not None:
        assert all(name.given)
        assert (name.family == "") == (name.kind == "initials")
        assert (name.given == ()) == (name.kind == "bare")
        assert read_name(text.upper().lower(), before, role) == name or not text.isascii()


def test_titles_particles_and_generations_are_no_names_by_themselves() -> None:
    assert is_title("dr") and not is_title("van")
    assert not any(map(stands_alone, ("dr", "van", "jr")))
    assert stands_alone("berg")
