"""Persons' names: what is one, what is none, and which part is which."""

from __future__ import annotations

import pytest

from limina_dictionary import Lexicon, Rules

from .conftest import Find

GIVEN, FAMILY, NAME = "NAME_GIVEN", "NAME_FAMILY", "NAME"


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("Jean-Luc Picard", "Jean-Luc", "Picard"),
        ("John Smith-Jones", "John", "Smith-Jones"),
        ("Mary Anne van der Berg", "Mary Anne", "van der Berg"),
        ("Gabriel García Márquez", "Gabriel", "García Márquez"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Lars Stanwyck", "Lars", "Stanwyck"),
        ("Josephine Olaver", "Josephine", "Olaver"),
        ("Will Smith", "Will", "Smith"),
        ("May Parker", "May", "Parker"),
        ("Jack Black", "Jack", "Black"),
        ("Virginia Woolf", "Virginia", "Woolf"),
        ("Paris Hilton", "Paris", "Hilton"),
        ("Jose Garcia", "Jose", "Garcia"),
        ("JOHN SMITH", "JOHN", "SMITH"),
        ("Jean DUPONT", "Jean", "DUPONT"),
        ("Иван Петров", "Иван", "Петров"),
        ("Γιώργος Παπαδόπουλος", "Γιώργος", "Παπαδόπουλος"),
        ("דוד כהן", "דוד", "כהן"),
        ("Nguyễn Hạnh", "Hạnh", "Nguyễn"),
    ],
)
def test_a_pair_is_a_name_with_its_parts(find: Find, text: str, given: str, family: str) -> None:
    found = find(f"Yesterday {text} came.")
    assert sorted(found) == sorted([(text, NAME), (given, GIVEN), (family, FAMILY)])


@pytest.mark.parametrize(
    ("text", "name", "given", "family"),
    [
        ("Sam A. Antar", "Sam A. Antar", "Sam", "Antar"),
        ("John F Kennedy", "John F Kennedy", "John", "Kennedy"),
        ("J. Smith", "J. Smith", None, "Smith"),
        ("T. R. Jonsson", "T. R. Jonsson", None, "Jonsson"),
        ("Robert Downey Jr.", "Robert Downey Jr", "Robert", "Downey"),
    ],
)
def test_initials_and_generations_belong_to_the_whole_only(
    find: Find, text: str, name: str, given: str | None, family: str
) -> None:
    found = find(f"We met {text} came.")
    wanted = [(name, NAME), (family, FAMILY)] + ([(given, GIVEN)] if given else [])
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize(
    "text",
    [
        "May I ask?",
        "Will you go?",
        "Mark the date.",
        "Rich people.",
        "Hope springs eternal.",
        "Grace period",
        "Rose bushes",
        "Summer is over.",
        "in May",
        "The Best Western",
        "Young and long",
        "He said. She said. Among these The thought",
        "Captain on deck, said the General",
        "I LOVE IT. I WILL.",
        "polish the will, mark my may",
        "Bob.com",
    ],
)
def test_common_words_alone_are_no_names(find: Find, text: str) -> None:
    assert find(text, NAME, GIVEN, FAMILY) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My friend Grace called.", "Grace"),
        ("My wife is Hope.", "Hope"),
        ("Dear Grace,\nI write", "Grace"),
        ("Thank you, Mark.", "Mark"),
        ("Hi May, how are you?", "May"),
        ("Best regards,\nWill", "Will"),
        ("John and Grace came.", "Grace"),
        ("Ask Mark or John.", "Mark"),
        ("Grace said no.", "Grace"),
        ("I told Hope so.", "Hope"),
        ("Patient: May", "May"),
        ("Aunt May knows.", "May"),
        ("I met Paris there.", "Paris"),
        ("Jordan lives here.", "Jordan"),
    ],
)
def test_common_words_and_places_are_names_with_evidence(find: Find, text: str, name: str) -> None:
    assert (name, GIVEN) in find(text)


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Mr. Smith left.", "Smith", FAMILY),
        ("Mrs Jones left.", "Jones", FAMILY),
        ("Dr. Xyzzyk left.", "Xyzzyk", FAMILY),
        ("dr. zhang left.", "zhang", FAMILY),
        ("Herr Müller ging.", "Müller", FAMILY),
        ("Frau Dr. Weiß ging.", "Weiß", FAMILY),
        ("Ms. Rose left.", "Rose", FAMILY),
        ("Mr. James left.", "James", FAMILY),
        ("miss Johanna left.", "Johanna", GIVEN),
        ("Uncle Ben left.", "Ben", GIVEN),
        ("President Young left.", "Young", FAMILY),
        ("Queen Elizabeth left.", "Elizabeth", GIVEN),
    ],
)
def test_titles_make_names_and_stay_outside(find: Find, text: str, name: str, label: str) -> None:
    assert find(text) == [(name, label)]


@pytest.mark.parametrize(
    "text",
    ["Miss Universe", "I miss you", "12 Maple Dr Springfield Mall", "the doctor said", "Dr. is in"],
)
def test_titles_without_a_name_make_none(find: Find, text: str) -> None:
    assert find(text, NAME, GIVEN, FAMILY) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my name is bob smith.", [("bob", GIVEN), ("bob smith", NAME), ("smith", FAMILY)]),
        ("my name is will", [("will", GIVEN)]),
        ("i am sarah", [("sarah", GIVEN)]),
        ("this is mike smith", [("mike", GIVEN), ("mike smith", NAME), ("smith", FAMILY)]),
        ("call me bob", [("bob", GIVEN)]),
        ("My name is Xolanik.", [("Xolanik", GIVEN)]),
        ("Last name: Olaver", [("Olaver", FAMILY)]),
        ("Surname is Olaver", [("Olaver", FAMILY)]),
        ("Ich heiße Anna.", [("Anna", GIVEN)]),
        ("Me llamo María.", [("María", GIVEN)]),
        ("меня зовут Иван", [("Иван", GIVEN)]),
    ],
)
def test_an_introduction_makes_names_even_in_small_letters(
    find: Find, text: str, expected: list[tuple[str, str]]
) -> None:
    assert sorted(find(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        "my name is not important",
        "the file name is Report",
        "the user name is Olaver",
        "my name is",
        "i am happy",
        "i am will",
        "call me later",
        "can call me anytime",
        "first name and last name",
    ],
)
def test_an_introduction_without_a_name_makes_none(find: Find, text: str) -> None:
    assert find(text, NAME, GIVEN, FAMILY) == []


@pytest.mark.parametrize(
    "text",
    [
        "the Smith Company",
        "George Washington University",
        "Victoria Park",
        "Jordan River",
        "Rue Pierre",
        "@John",
        "#John",
        "john_smith",
        "john.smith@example.com",
        "https://example.com/John/Smith",
        "C:\\Users\\John",
        "John.txt",
    ],
)
def test_parts_of_other_names_and_machine_text_are_no_names(find: Find, text: str) -> None:
    assert find(text, NAME, GIVEN, FAMILY) == []


def test_a_full_stop_without_a_space_behind_it_ends_a_sentence(find: Find) -> None:
    assert find("The end.John said so.Then Mary left.") == [("John", GIVEN), ("Mary", GIVEN)]


def test_further_mentions_of_a_family_name_are_found(find: Find) -> None:
    text = "Mr. Xyzzyk came. Later Xyzzyk's car was gone, and xyzzyk too."
    assert find(text) == [("Xyzzyk", FAMILY), ("Xyzzyk", FAMILY)]


def test_common_words_are_not_looked_for_again(find: Find) -> None:
    assert find("Mr. Best came. Best regards") == [("Best", FAMILY)]


def test_pairs_score_higher_than_unknown_ones_and_single_names(lexicon: Lexicon) -> None:
    rules = Rules(lexicon)

    def score(text: str) -> float:
        return next(one.score for one in rules.find(text) if one.label == NAME)

    assert score("Lars Smith") > score("Lars Stanwykz") > score("Lars") > score("Jonsson")
