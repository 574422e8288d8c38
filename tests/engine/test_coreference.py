"""Which mentions share a marker: by their text, by rules about names, by both."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.engine.coreference import Mention, assign
from limina.engine.labels import Label
from limina.engine.spans import Document, Entity
from limina.engine.taxonomy import DEFAULT, Taxonomy
from limina.protocol.schema import Coreference

SHORT = {
    "N": "NAME",
    "G": "NAME_GIVEN",
    "F": "NAME_FAMILY",
    "M": "NAME_MEDICAL_PROFESSIONAL",
    "O": "ORGANIZATION",
    "H": "ORGANIZATION_MEDICAL_FACILITY",
    "L": "LOCATION",
    "U": "USERNAME",
}


def examined(marked: str) -> tuple[str, list[Entity]]:
    """`{N John Smith} …` becomes the text and its entities."""
    text, entities, done = "", [], 0
    for match in re.finditer(r"\{(\w+) ([^}]*)\}", marked):
        text += marked[done : match.start()]
        label = SHORT.get(match[1], match[1])
        entities.append(Entity(len(text), len(text) + len(match[2]), label, {label: 1.0}))
        text += match[2]
        done = match.end()
    return text + marked[done:], entities


def mentions(
    marked: str,
    mode: Coreference = "model_prediction",
    taxonomy: Taxonomy = DEFAULT,
    language: str = "en",
) -> tuple[Mention, ...]:
    text, entities = examined(marked)
    return assign(Document(text, {language: 0.9}), entities, mode, taxonomy)


def shown(marked: str, mode: Coreference = "model_prediction", language: str = "en") -> str:
    """The markers, short: `N1 G1`."""
    back = {label: letter for letter, label in SHORT.items()}
    found = mentions(marked, mode, language=language)
    return " ".join(f"{back.get(one.label, one.label)}{one.number}" for one in found)


def by_text(document: Document, entities: Sequence[Entity]) -> list[int]:
    """Numbers by the rule of `heuristics`, written down once more."""
    seen: dict[str, list[str]] = {}
    numbers = []
    for entity in entities:
        known = seen.setdefault(entity.best_label, [])
        text = document.text[entity.start : entity.end].casefold()
        if text not in known:
            known.append(text)
        numbers.append(known.index(text) + 1)
    return numbers


# --- by text -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{N Ann} {L Rome} {N Bob}", "N1 L1 N2"),
        ("{X PHYSICIAN} {X agent} {X Physician} {X Straße} {X STRASSE}", "X1 X2 X1 X3 X3"),
        ("{N Ann} {G Bo} {G Ann}", "N1 G1 G2"),
        ("{X Best Capital} {X Best\nCapital}", "X1 X2"),
        ("{N John Smith} {G John} {F Smith}", "N1 G1 F1"),
        ("", ""),
    ],
)
def test_by_heuristics_equal_texts_of_one_label_are_one(marked: str, expected: str) -> None:
    assert shown(marked, "heuristics") == expected


def test_a_mention_tells_its_cluster_and_the_clusters_first_text() -> None:
    assert mentions("{N Ann} {L Rome} {N ANN}", "heuristics") == (
        Mention("NAME", 1, 0, "Ann"),
        Mention("LOCATION", 1, 1, "Rome"),
        Mention("NAME", 1, 0, "Ann"),
    )


# --- by names ------------------------------------------------------------------------------------

PEOPLE = {
    "a given name takes the whole name's marker": (
        "This is {N John Smith}, but {G John} is the same", "N1 N1"),
    "so does a family name": ("{N John Smith} left. {F Smith} returned.", "N1 N1"),
    "whatever the detector calls it": ("{N John Smith} {N Smith} {M Smith}", "N1 N1 N1"),
    "case says nothing": ("{N John Smith} {G JOHN} {N john smith}", "N1 N1 N1"),
    "the first mention may be the shorter": ("{G John} here. {N John Smith} speaking.", "G1 G1"),
    "a title before the name": ("{N John Smith} ... Mr {F Smith}, Mr. {N Smith}", "N1 N1 N1"),
    "a title in the name": ("{N John Smith} {N Mr. Smith} {N Dr Smith}", "N1 N1 N1"),
    "two titles": ("{N Eva Braun} und Frau Dr. {N Braun}", "N1 N1"),
    "initials for given names": ("{N John Smith} {N J. Smith} {N J Smith}", "N1 N1 N1"),
    "initials for all names": ("{N John Smith} {N J.S.} {N J. S.}", "N1 N1 N1"),
    "with the middle name": ("{N John Adam Smith} {N J.A.S.} {N J. A. Smith} {N J.S.}",
        "N1 N1 N1 N1"),
    "the family name's initial": ("{N Anna Klein} {N Anna K.}", "N1 N1"),
    "a middle name may be left out": ("{N John Adam Smith} {N John Smith} {N John A. Smith}",
        "N1 N1 N1"),
    "a possessive": ("{N John Smith} {F Smith's} {G John’s} {F Smith'}", "N1 N1 N1 N1"),
    "a possessive of initials": ("{N John Smith} {N J.S.'s}", "N1 N1"),
    "the family name first": ("{N Smith, John} {N John Smith} {G John}", "N1 N1 N1"),
    "first with a title": ("{N Smith, Mr. John} {G John}", "N1 N1"),
    "a degree says nothing": ("{N John Smith, Ph.D.} {N John Smith} {N John Smith MD}", "N1 N1 N1"),
    "particles belong to the family name": (
        "{N Jan van der Berg} {F van der Berg} {N Van der Berg} {F Berg} {G Jan}",
        "N1 N1 N1 N1 N1"),
    "particles first after a comma": ("{N van der Berg, Jan} {N Jan van der Berg}", "N1 N1"),
    "hyphens": (
        "{N Jean-Pierre Dupont} {G Jean‑Pierre} {N J.-P. Dupont} {N J. Dupont} {N J.-P. D.}",
        "N1 N1 N1 N1 N1"),
    "a double family name": ("{N Anna Smith-Jones} Ms {F Smith-Jones}", "N1 N1"),
    "two given names": ("{N Mary Jane Watson} {G Mary Jane} {G Mary}", "N1 N1 N1"),
    "only a given name is known": ("{G John} and {N John}", "G1 G1"),
    "only a short name is known": ("{N J. Smith} and {F Smith} and {N J. Smith}", "N1 N1 N1"),
    "only initials are known": ("{N J.S.} and {N J.S.}", "N1 N1"),
    "only first name and initial are known": ("{N Anna K.} and {G Anna} and {N Anna K.}",
        "N1 N1 N1"),
    "composition of letters says nothing": ("{N Jose\u0301 Ruiz} {G Jos\u00e9}", "N1 N1"),
    "another script": ("{N Иван Петров} {G Иван} {N И. Петров}", "N1 N1 N1"),
    "signs as names": ("{N 王小明} {N 王小明} {N 李}", "N1 N1 N2"),
    "a name in quotes": ('{N John "Jack" Smith} {N John Smith}', "N1 N1"),
}  # fmt: skip

APART = {
    "people who share a family name": ("{N John Smith} and {N Mary Smith}", "N1 N2"),
    "and then nobody knows who is meant": (
        "{N John Smith} {N Mary Smith} {F Smith} {F Smith} {G Mary}", "N1 N2 F1 F1 N2"),
    "people who share a given name": ("{N John Smith} {N John Doe} {G John}", "N1 N2 G1"),
    "before the second came it was clear": ("{N John Smith} {G John} {N John Doe} {G John}",
        "N1 N1 N2 G1"),
    "two named later": ("{G John} {N John Smith} {N John Doe}", "G1 N1 N2"),
    "initials of two": ("{N John Smith} {N Jane Smith} {N J. Smith} {N J.S.}", "N1 N2 N3 N4"),
    "initials that do not fit": ("{N John Smith} {N M. Smith} {N John K.} {N J.X.}", "N1 N2 N3 N4"),
    "different middle names": ("{N John A. Smith} {N John B. Smith} {N John Smith}", "N1 N2 N3"),
    "different middle initials of a short name": ("{N J. Smith} {N J. A. Smith} {N J. B. Smith}",
        "N1 N1 N2"),
    "what is learnt counts": (
        "{N John A. Smith} {N John Adam Smith} {N John Albert Smith}", "N1 N1 N2"),
    "generations": ("{N John Smith Sr.} {N John Smith, Jr.} {N John Smith} {N John Smith Junior}",
        "N1 N2 N3 N2"),
    "a generation of the wrong person": ("{N John Smith} {N Smith Jr.}", "N1 N2"),
    "a title tells two bare names apart": ("Mr {F Smith}, Mrs {F Smith}, Mr {F Smith}", "F1 F2 F1"),
    "then a bare name is nobody's": ("Mr {F Smith}, Mrs {F Smith}, {F Smith}", "F1 F2 F3"),
    "titles tell full names apart": ("Mr. {N Alex Roe} and Mrs. {N Alex Roe}. {N Alex Roe}",
        "N1 N2 N3"),
    "who is called Mr": ("Mr {N John Smith} and {N Mary Smith}. Mrs {F Smith}.", "N1 N2 N2"),
    "a title goes with a family name": ("{N James Smith} and Mr {N James}", "N1 N2"),
    "a given name is no family name": ("{N Mary James} and {G James}", "N1 G1"),
    "parts of hyphened names": ("{N Jean-Pierre Dupont} {G Jean} {N Jean Dupont}", "N1 G1 G1"),
    "nicknames": ("{N Robert Smith} {G Bob}", "N1 G1"),
    "other labels": ("{N John Smith} {U John} {X John}", "N1 U1 X1"),
    "nothing but signs": ("{N ...} {N ...} {N ?}", "N1 N1 N2"),
    "what cannot be taken apart": ("{N J. Adam S.} {N J. Adam S.} {N J.S.}", "N1 N1 N2"),
    "very long names": ("{N a1 a2 a3 a4 a5 a6 a7 a8 a9} {N a9} {N A1 a2 a3 a4 a5 a6 a7 a8 a9}",
        "N1 N2 N1"),
}  # fmt: skip

ORGANIZATIONS = {
    "across labels": (
        "{H Mercy Hospital} {O Mercy} {O Mercy Hospital}",
        "H1 H1 H1"),
    "a person of that name": (
        "{O Matthews Industries} {F Matthews}",
        "O1 F1"),
    "an acronym": (
        "{O International Business Machines Corp.} {O IBM} {O I.B.M.} {O IBM's}",
        "O1 O1 O1 O1"),
    "an organization of no words": (
        "{O --} {O --} {O !}",
        "O1 O1 O2"),
}  # fmt: skip


@pytest.mark.parametrize("case", [*PEOPLE.values(), *APART.values(), *ORGANIZATIONS.values()],
    ids=[*PEOPLE, *APART, *ORGANIZATIONS])  # fmt: skip
def test_names_are_linked_by_the_rules_about_names(case: tuple[str, str]) -> None:
    marked, expected = case
    assert shown(marked) == expected


@pytest.mark.parametrize(
    ("marked", "language", "expected"),
    [
        ("{N María García López} {N María García} {F García}", "es", "N1 N1 N1"),
        ("{N María García López} {F García López}", "es", "N1 N1"),
        ("{N María García López} {N María García} {F García}", "en", "N1 N2 N2"),
        ("{N María G. López} {N María López}", "es", "N1 N1"),
        ("{N Nagy János} {F Nagy} {G János}", "hu", "N1 N1 N1"),
        ("{N Nagy János} {F Nagy} {G János}", "en", "N1 F1 G1"),
    ],
)  # fmt: skip
def test_what_a_place_in_a_name_says_depends_on_the_language(
    marked: str, language: str, expected: str
) -> None:
    assert shown(marked, language=language) == expected


def test_a_label_of_a_plugin_belongs_to_its_family() -> None:
    taxonomy = DEFAULT.extend(Label("PLAYER", "NAME_GIVEN"))
    marked = "{N John Smith} {PLAYER John} {PLAYER Smith}"
    assert [one.cluster for one in mentions(marked, taxonomy=taxonomy)] == [0, 0, 1]
    assert [one.cluster for one in mentions(marked)] == [0, 1, 2]


# --- a dialogue ----------------------------------------------------------------------------------

DIALOGUE = """Agent: Thank you for calling {O Matthews Industries Inc}, {G Grace} speaking.
Caller: This is Mr. {N John Smith}, {O Matthews} sold me a pump.
Agent: Mr. {F Smith}, is {N Mary Smith} at your address?
Caller: {G Mary} is my wife. The bill says {N J. Smith}.
Agent: {G John}, {G Grace}'s colleague {N Adam O'Brien} will help. Dr. {M O’Brien}?
"""


def test_a_dialogue_keeps_its_people_apart() -> None:
    assert shown(DIALOGUE) == "O1 G1 N1 O1 N1 N2 N2 N1 N1 G1 N3 N3"


# --- both ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{N John Smith} {G John} {X a} {X A}", "N1 N1 X1 X1"),
        # The last `John` could be either; by its text it is the one before.
        ("{N John Smith} {G John} {N John Doe} {G John}", "N1 N1 N2 N1"),
        ("{N John Smith} {N John Doe} {G John} {G John}", "N1 N2 G1 G1"),
        # A bare name that was nobody's when it came, then somebody's.
        ("{F Smith} {N John Smith} {F Smith} {N Mary Smith}", "F1 F1 F1 N1"),
        # Texts alone never make one person of two.
        ("Mr {F Smith} Mrs {F Smith}", "F1 F2"),
        ("Mr {F Smith} Mrs {F Smith} {F Smith}", "F1 F2 F1"),
    ],
)
def test_combined_is_both_but_never_makes_one_of_two_people(marked: str, expected: str) -> None:
    assert shown(marked, "combined") == expected


# --- always --------------------------------------------------------------------------------------

WORDS = ("John", "Mary", "Smith", "smith", "J.", "J.S.", "van", "Berg", "Mr", "Smith's", "Jr.",
    "Acme", "Bank", "Inc", "AB", "the", "of", "-", "王", "é", "e\u0301", "Straße")  # fmt: skip
LABELS = (*SHORT.values(), "CODE", "NAME")
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join) | st.text(
    min_size=1, max_size=4
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, list[Entity]]:
    text, entities = "", []
    for name in draw(st.lists(names, max_size=14)):
        text += draw(st.sampled_from((" ", ". ", " Mr. ", " Mrs ", "")))
        label = draw(st.sampled_from(LABELS))
        entities.append(Entity(len(text), len(text) + len(name), label, {label: 1.0}))
        text += name
    languages = draw(st.sampled_from(({}, {"en": 1.0}, {"es": 1.0}, {"hu": 1.0})))
    return Document(text, languages), entities


modes: st.SearchStrategy[Coreference] = st.sampled_from(
    ("heuristics", "model_prediction", "combined")
)


@given(documents())
def test_heuristics_are_equality_of_label_and_text(found: tuple[Document, list[Entity]]) -> None:
    document, entities = found
    assigned = assign(document, entities, "heuristics", DEFAULT)
    assert [one.number for one in assigned] == by_text(document, entities)
    assert [one.label for one in assigned] == [entity.best_label for entity in entities]


@given(documents(), modes)
def test_a_cluster_has_one_marker_and_a_marker_one_cluster(
    found: tuple[Document, list[Entity]], mode: Coreference
) -> None:
    document, entities = found
    assigned = assign(document, entities, mode, DEFAULT)
    assert len(assigned) == len(entities)
    assert assign(document, entities, mode, DEFAULT) == assigned
    distinct = list(dict.fromkeys(assigned))
    assert [one.cluster for one in distinct] == list(range(len(distinct)))
    counted: dict[str, int] = {}
    for one in distinct:
        counted[one.label] = counted.get(one.label, 0) + 1
        assert one.number == counted[one.label]
        first = entities[assigned.index(one)]
        assert one.label == first.best_label
        assert one.text == document.text[first.start : first.end]


@given(documents(), modes)
def test_clusters_stay_in_one_family_of_labels(
    found: tuple[Document, list[Entity]], mode: Coreference
) -> None:
    document, entities = found
    assigned = assign(document, entities, mode, DEFAULT)
    for entity, one in zip(entities, assigned, strict=True):
        if entity.best_label != one.label:
            assert DEFAULT.family(entity.best_label) == DEFAULT.family(one.label)
            assert DEFAULT.family(one.label) in ("NAME", "ORGANIZATION")


@given(documents())
def test_combined_takes_no_link_of_the_rules_away(found: tuple[Document, list[Entity]]) -> None:
    document, entities = found
    finer = assign(document, entities, "model_prediction", DEFAULT)
    coarser = assign(document, entities, "combined", DEFAULT)
    assert len({(a.cluster, b.cluster) for a, b in zip(finer, coarser, strict=True)}) == len(
        set(finer)
    )


@given(st.permutations(("John", "Mary", "Ann", "Bob")), st.data())
def test_people_who_share_a_family_name_never_become_one(
    given_names: list[str], data: st.DataObject
) -> None:
    pieces = [f"{{N {name} Smith}}" for name in given_names]
    extra = st.sampled_from(
        ("{F Smith}", "{N Smith}", "Mr {F Smith}", "Mrs {F Smith}", "{N J. Smith}", "{G John}")
    )
    for piece in data.draw(st.lists(extra, max_size=8)):
        pieces.insert(data.draw(st.integers(0, len(pieces))), piece)
    mode = data.draw(modes)
    text, entities = examined(" . ".join(pieces))
    assigned = assign(Document(text), entities, mode, DEFAULT)
    full = {
        one.cluster
        for one, entity in zip(assigned, entities, strict=True)
        if text[entity.start : entity.end].endswith(" Smith")
        and "." not in text[entity.start : entity.end]
    }
    assert len(full) == 4


@pytest.mark.parametrize(
    "pattern", ["{{N Ab{} Smith}}", "{{N John Q{} Smith}}", "{{N Ab{} Cd}} {{F Cd}}"]
)
def test_a_crowd_of_one_name_is_one_persons_to_nobody(pattern: str) -> None:
    crowd = " ".join(pattern.format(chr(97 + i) * 2) for i in range(20))
    assigned = mentions(crowd + " {F Smith} {N Smith} {N A. Smith}")
    assert len({one.cluster for one in assigned if one.label == "NAME"}) >= 20
    assert assigned[-3].cluster not in {one.cluster for one in assigned[:-3]}
