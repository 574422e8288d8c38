"""Markers become texts again: whole words only, the longest first, nothing read twice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
import regex
from hypothesis import assume, example, given
from hypothesis import strategies as st

from limina.engine.marker_words import WORDS
from limina.engine.redaction import Redaction, redact
from limina.engine.reidentify import LONGEST_FORM, SENSITIVE, reidentify
from limina.engine.spans import Document, Entity
from limina.protocol.schema import MarkerText, Request

KEY = b"key"
NUMBERED = "[UNIQUE_NUMBERED_ENTITY_TYPE]"
JOHN = ("NAME_1", "John Smith")
ROME = ("LOCATION_CITY_1", "Rome")


def restored(text: str, *entities: tuple[str, str]) -> str:
    (answer,) = reidentify([text], entities)
    return answer


# --- where a marker is found ---------------------------------------------------------------------


def test_every_occurrence_is_replaced_with_brackets_and_without() -> None:
    assert (
        restored("[NAME_1] lives in [LOCATION_CITY_1]. NAME_1 likes it; [NAME_1]!", JOHN, ROME)
        == "John Smith lives in Rome. John Smith likes it; John Smith!"
    )


def test_texts_keep_their_order_and_share_the_entities() -> None:
    assert reidentify(["[NAME_1]", "", "none", "NAME_1"], [JOHN]) == [
        "John Smith",
        "",
        "none",
        "John Smith",
    ]


def test_without_entities_the_texts_stay() -> None:
    assert reidentify(["[NAME_1] and []"], []) == ["[NAME_1] and []"]
    assert reidentify(["[NAME_1] and []"], [("", "x")]) == ["[NAME_1] and []"]
    assert reidentify([], [JOHN]) == []


def test_a_marker_that_is_not_listed_stays() -> None:
    assert restored("[NAME_2] and NAME_2", JOHN) == "[NAME_2] and NAME_2"


@pytest.mark.parametrize(
    "text",
    [
        "NAME_12",
        "MY_NAME_1",
        "NAME_1a",
        "xNAME_1",
        "NAME_1_1",
        "éNAME_1",
        "NAME_1\u0301",
        "[NAME_1_]",
    ],
)
def test_a_marker_inside_a_longer_word_stays(text: str) -> None:
    assert restored(text, JOHN) == text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("x[NAME_1]y", "xJohn Smithy"),
        ("[NAME_1", "[John Smith"),
        ("NAME_1]", "John Smith]"),
        ("[[NAME_1]]", "[John Smith]"),
        ("[NAME_1][NAME_1]", "John SmithJohn Smith"),
        ("NAME_1's, NAME_1-like", "John Smith's, John Smith-like"),
        ("[ NAME_1 ]", "[ John Smith ]"),
        ("[MY_NAME_1]", "[MY_NAME_1]"),
    ],
)
def test_brackets_end_a_word(text: str, answer: str) -> None:
    assert restored(text, JOHN) == answer


def test_the_longest_marker_counts() -> None:
    entities = [("NAME_1", "A"), ("NAME_12", "B"), ("NAME_1 or 2", "C"), ("or 2", "D")]
    assert restored("NAME_1 NAME_12 [NAME_12] NAME_1 or 2", *entities) == "A B B C"
    assert restored("NAME_1 or 23", *entities) == "A or 23"
    assert restored("NAME_12 or 2", *entities) == "B D"


def test_a_shorter_marker_counts_where_the_longest_does_not_end_a_word() -> None:
    entities = [("Staff", "A"), ("Staff ID_1", "B")]
    assert restored("Staff ID_1, Staff ID_12", *entities) == "B, A ID_12"


def test_what_has_been_put_in_is_not_read_again() -> None:
    entities = [("NAME_1", "NAME_2 [NAME_2]"), ("NAME_2", "Ann")]
    assert restored("[NAME_1] NAME_2", *entities) == "NAME_2 [NAME_2] Ann"


def test_what_is_put_in_makes_no_marker_with_its_neighbours() -> None:
    entities = [("NAME_1", "NAME"), ("NAME_2", "Ann")]
    assert restored("[NAME_1]_2", *entities) == "NAME_2"


def test_the_first_entry_of_a_marker_counts() -> None:
    assert restored("[NAME_1] NAME_1", JOHN, ("NAME_1", "JOHN SMITH")) == "John Smith John Smith"
    assert restored("[NAME_1]", ("[NAME_1]", "A"), ("NAME_1", "B")) == "A"


def test_a_marker_may_be_listed_with_its_delimiters() -> None:
    assert restored("[NAME_1] NAME_1", ("[NAME_1]", "Ann")) == "Ann Ann"
    assert restored("[] []", ("[]", "Ann")) == "Ann Ann"


def test_brackets_of_the_label_belong_to_the_marker() -> None:
    assert restored("[[x]_1] [x]_1", ("[x]_1", "Ann")) == "Ann Ann"
    assert restored("[[x]] [x] x", ("[x]", "Ann")) == "Ann Ann Ann"


def test_a_marker_with_its_delimiters_goes_before_a_shorter_one() -> None:
    assert restored("[x]", ("[x]", "A"), ("x", "B")) == "A"
    assert restored("[x] x", ("x[", "A"), ("x", "B"), ("]", "C")) == "B B"
    entities = [("<x>", "A"), ("x", "B")]
    assert reidentify(["[x] <x>"], entities, delimiters=[("[", "]")]) == ["B A"]


@pytest.mark.parametrize(
    ("delimiters", "text", "answer"),
    [
        ([("<", ">")], "<NAME_1> [NAME_1]", "John Smith [John Smith]"),
        ([("[", "]"), ("{{", "}}")], "{{NAME_1}} [NAME_1]", "John Smith John Smith"),
        ([("", "")], "NAME_1 [NAME_1]", "John Smith [John Smith]"),
        ([], "NAME_1 [NAME_1]", "John Smith [John Smith]"),
        ([("#", "")], "#NAME_1 NAME_1", "John Smith John Smith"),
        ([("x", "y")], "xNAME_1y axNAME_1y", "John Smith axNAME_1y"),
        ([("a ", " z")], "a NAME_1 z, ba NAME_1 z", "John Smith, ba John Smith z"),
    ],
)
def test_delimiters_may_be_anything(
    delimiters: list[tuple[str, str]], text: str, answer: str
) -> None:
    assert reidentify([text], [JOHN], delimiters=delimiters) == [answer]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("私はNAME_1です", "私はJohn Smithです"),
        ("は氏名_1は", "はジョンは"),
        ("電話氏名_1は", "電話氏名_1は"),
        ("이름_1은", "존은"),
        ("내이름_1은", "내이름_1은"),
        ("नाम_1 को नाम_12", "जॉन को नाम_12"),
        ("ІМ\u02bcЯ_1", "Іван"),
        ("Я_1", "Я_1"),
    ],
)
def test_a_word_ends_where_another_script_without_spaces_begins(text: str, answer: str) -> None:
    entities = [
        *(JOHN, ("氏名_1", "ジョン"), ("이름_1", "존"), ("नाम_1", "जॉन")),
        ("ІМ\u02bcЯ_1", "Іван"),
    ]
    assert restored(text, *entities) == answer


def test_markers_need_not_hold_words() -> None:
    assert restored("#### ### ##", ("###", "abc"), ("####", "abcd")) == "abcd abc ##"


def test_a_marker_longer_than_any_redaction_makes_is_not_looked_for() -> None:
    longest, longer = "x" * (LONGEST_FORM - 2), "y" * (LONGEST_FORM + 1)
    assert restored(f"[{longest}] {longer}", (longest, "A"), (longer, "B")) == f"A {longer}"


def test_ten_thousand_markers_are_told_apart() -> None:
    entities = [(f"NAME_{number}", f"<{number}>") for number in range(10_000)]
    text = " ".join(f"[{marker}] {marker}" for marker, _ in entities)
    assert restored(text, *entities) == " ".join(f"{value} {value}" for _, value in entities)


# --- against a plain reader ----------------------------------------------------------------------

KINDS = [r"\p{Han}", r"\p{Hiragana}", r"[\p{Katakana}ー]", r"\p{Hangul}", r"\w"]


def kind(character: str) -> int | None:
    return next((i for i, known in enumerate(KINDS) if regex.match(known, character)), None)


def is_edge(text: str, position: int) -> bool:
    """Whether a word of one kind may end or begin here."""
    if position in (0, len(text)):
        return True
    before, after = kind(text[position - 1]), kind(text[position])
    return before is None or before != after


def places(text: str, forms: Sequence[str]) -> list[tuple[int, str]]:
    """Where the forms stand in a text: every position and every form tried one by one."""
    found = []
    position = 0
    while position < len(text):
        for form in sorted(forms, key=len, reverse=True):
            end = position + len(form)
            if text.startswith(form, position) and is_edge(text, position) and is_edge(text, end):
                found.append((position, form))
                position = end
                break
        else:
            position += 1
    return found


def plainly_restored(text: str, forms: dict[str, str]) -> str:
    pieces = []
    done = 0
    for position, form in places(text, list(forms)):
        pieces += [text[done:position], forms[form]]
        done = position + len(form)
    return "".join([*pieces, text[done:]])


FEW = st.text("a1_[ #は氏", max_size=20)


@given(FEW, st.dictionaries(st.text("a1_[ #は氏", min_size=1, max_size=9), FEW, max_size=6))
@example("##!#", {"#": "1", "##!##": "2", "##": "3"})
@example("a a a a b", {"a a a a a": "1", "a a a": "2", "a a a a b c": "3"})
def test_it_reads_as_a_plain_reader_would(text: str, forms: dict[str, str]) -> None:
    assert reidentify([text], list(forms.items()), delimiters=()) == [plainly_restored(text, forms)]


@given(st.integers(1, 80), st.sets(st.integers(1, 80)), st.booleans())
def test_of_many_markers_in_one_another_the_longest_counts(
    length: int, lengths: set[int], ended: bool
) -> None:
    forms = {"#" * n + ("!" if ended and n % 2 else ""): f"<{n}>" for n in lengths}
    text = "#" * length + "!"
    assert reidentify([text], list(forms.items()), delimiters=()) == [plainly_restored(text, forms)]


# --- sensitive values ----------------------------------------------------------------------------


def masked(marker: str, text: str) -> str:
    (answer,) = reidentify([f"[{marker}]"], [(marker, text)], sensitive=False)
    return answer


@pytest.mark.parametrize("label", sorted(SENSITIVE - {"CREDIT_CARD"}))
def test_a_sensitive_value_comes_back_masked(label: str) -> None:
    for marker in (label, f"{label}_1", f"{label}_12", f"{label}_0badc0de"):
        assert masked(marker, "ab 12-3") == "#######"


def test_the_sensitive_labels_are_those_of_the_reference() -> None:
    assert sorted(SENSITIVE) == [
        *("ACCOUNT_NUMBER", "BANK_ACCOUNT", "CREDIT_CARD", "CREDIT_CARD_EXPIRATION", "CVV"),
        *("DRIVER_LICENSE", "HEALTHCARE_NUMBER", "PASSPORT_NUMBER", "PASSWORD"),
        *("ROUTING_NUMBER", "SSN", "VEHICLE_ID"),
    ]


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ("4234567890123456", "############3456"),
        ("4234-5678-9012-3456", "###############3456"),
        ("378282246310005", "############005"),
        ("123", "###"),
        ("", ""),
    ],
)
def test_the_last_quarter_of_a_card_stays(card: str, answer: str) -> None:
    assert masked("CREDIT_CARD_3", card) == answer


@pytest.mark.parametrize("marker", ["NAME_1", "PASSWORDS_1", "MY_SSN_1", "SSN_x", "###", "CARD"])
def test_other_values_come_back_whole(marker: str) -> None:
    assert masked(marker, "Ann") == "Ann"


@pytest.mark.parametrize("language", sorted(WORDS))
def test_a_sensitive_label_is_read_in_every_language(language: str) -> None:
    for label in SENSITIVE - {"CREDIT_CARD"}:
        assert masked(f"{WORDS[language][label]}_1", "ab12") == "####"
    assert masked(f"{WORDS[language]['CREDIT_CARD']}_1", "ab12") == "###2"
    assert masked(f"{WORDS[language]['NAME']}_1", "ab12") == "ab12"


def test_one_sensitive_label_among_all_is_enough() -> None:
    assert masked("NUMERICAL_PII,SSN", "ab12") == "####"
    assert masked("CREDIT_CARD,NUMERICAL_PII", "ab12") == "###2"
    assert masked("CREDIT_CARD,BANK_ACCOUNT", "ab12") == "####"


@pytest.mark.parametrize("marker", ["[SSN_1]", "<SSN_1>", "{{SSN_1}}"])
def test_a_sensitive_label_is_read_inside_delimiters(marker: str) -> None:
    assert reidentify([marker], [(marker, "ab12")], sensitive=False) == ["####"]


# --- back from redaction -------------------------------------------------------------------------

#: What makes texts hard: brackets, and what looks like a marker or begins or ends one.
TRAPS = (
    *(
        "[NAME_1]",
        "NAME_1",
        "[NAME_2]",
        "NAME_2",
        "NAME_12",
        "[VORNAME_1]",
        "氏名_1",
        "[LOCATION_1]",
    ),
    *("[", "]", "NAME", "_1", "_", "1", "2", "MY_", "[NAME_", "LOCATION_1", "は", "氏名", "電話"),
    *("John", "john", "Ann", "é", "e\u0301", " ", " ", ", ", "\n", "नाम", "👨‍👩‍👧", "\0"),
)
LABELS = ("NAME", "NAME_GIVEN", "LOCATION", "SSN")


@st.composite
def examined(draw: st.DrawFn) -> tuple[str, list[Entity]]:
    """A text and disjoint entities in it."""
    text = "".join(draw(st.lists(st.sampled_from(TRAPS), max_size=12)))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    return text, [
        Entity(start, end, label, {label: 1.0})
        for start, end in pairwise(cuts)
        if (label := draw(st.sampled_from((*LABELS, ""))))
    ]


def redacted(
    text: str, entities: Sequence[Entity], pattern: str = NUMBERED, language: str = "en"
) -> Redaction:
    marker = MarkerText(pattern=pattern, marker_language=language)  # type: ignore[arg-type]
    request = Request(text, processed_text=marker)
    return redact(Document(text), entities, request, hash_key=KEY)


def listed(redaction: Redaction) -> list[tuple[str, str]]:
    return [(part.shown, part.text) for part in redaction.parts]


def is_injective(redaction: Redaction) -> bool:
    """Whether no two entities with the same marker have different texts."""
    return len(set(listed(redaction))) == len({part.shown for part in redaction.parts})


@given(
    examined(),
    st.sampled_from(("UNIQUE_NUMBERED_ENTITY_TYPE", "UNIQUE_HASHED_ENTITY_TYPE")),
    st.sampled_from((("[", "]"), ("<<", ">>"), ("", ""), ("x", "y"), ("", "]"))),
    st.sampled_from(("en", "de", "ja", "hi", "uk")),
)
def test_a_text_comes_back_exactly_if_its_markers_are_all_there_is_to_find(
    found: tuple[str, list[Entity]], keyword: str, delimiters: tuple[str, str], language: str
) -> None:
    text, entities = found
    before, after = delimiters
    redaction = redacted(text, entities, before + keyword + after, language)
    assume(is_injective(redaction))
    forms = {f for part in redaction.parts for f in (part.shown, before + part.shown + after)}
    assume(
        [(part.start, redaction.text[part.start : part.end]) for part in redaction.parts]
        == places(redaction.text, sorted(forms))
    )
    assert reidentify([redaction.text], listed(redaction), delimiters=[delimiters]) == [text]


@given(examined(), st.sampled_from(("en", "de", "ja", "hi", "uk")))
def test_in_brackets_a_text_comes_back_if_no_marker_stands_between_its_entities(
    found: tuple[str, list[Entity]], language: str
) -> None:
    text, entities = found
    redaction = redacted(text, entities, language=language)
    assume(is_injective(redaction))
    edges = [0, *(edge for e in entities for edge in (e.start, e.end)), len(text)]
    between = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    assume(not any(places(piece, [part.shown for part in redaction.parts]) for piece in between))
    assert reidentify([redaction.text], listed(redaction)) == [text]


@given(st.data())
def test_a_text_without_underscores_always_comes_back(data: st.DataObject) -> None:
    words = st.lists(st.text(st.characters(exclude_characters="_", exclude_categories=["Cs"])))
    pieces = data.draw(words)
    text = "".join(pieces)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=10)))
    entities = [Entity(a, b, data.draw(st.sampled_from(LABELS)), {}) for a, b in pairwise(cuts)]
    redaction = redacted(text, entities)
    assume(is_injective(redaction))
    assert reidentify([redaction.text], listed(redaction)) == [text]


def test_two_texts_can_look_the_same_once_redacted() -> None:
    """Why a marker in the text itself rules out exactness: nothing tells these two apart."""
    one, other = "[NAME_1] and Ann", "Ann and [NAME_1]"
    first = redacted(one, [Entity(13, 16, "NAME", {"NAME": 1.0})])
    second = redacted(other, [Entity(0, 3, "NAME", {"NAME": 1.0})])
    assert (first.text, listed(first)) == (second.text, listed(second))
    assert reidentify([first.text], listed(first)) == ["Ann and Ann"]


def test_mentions_that_differ_in_case_come_back_as_the_first() -> None:
    entities = [Entity(0, 3, "NAME", {"NAME": 1.0}), Entity(4, 7, "NAME", {"NAME": 1.0})]
    redaction = redacted("Ann ANN", entities)
    assert listed(redaction) == [("NAME_1", "Ann"), ("NAME_1", "ANN")]
    assert reidentify([redaction.text], listed(redaction)) == ["Ann Ann"]


def test_a_marker_without_delimiters_is_lost_inside_a_word() -> None:
    redaction = redacted("MyAnn", [Entity(2, 5, "NAME", {})], "UNIQUE_NUMBERED_ENTITY_TYPE")
    assert redaction.text == "MyNAME_1"
    assert reidentify([redaction.text], listed(redaction), delimiters=[("", "")]) == ["MyNAME_1"]
