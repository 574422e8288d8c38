"""Markers, masks and replacements, and where they lie in the new text."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.engine.coreference import Mention
from limina.engine.redaction import HASH_DIGITS, Replace, redact
from limina.engine.spans import Document, Entity
from limina.protocol.errors import RequestError
from limina.protocol.schema import (
    Coreference,
    EntityDetection,
    MarkerText,
    MaskText,
    ProcessedText,
    Request,
    SyntheticText,
)
from tests.engine.strategies import texts

TEXT = "Ann and ann met Bob in Rome."
ENTITIES = (
    Entity(0, 3, "NAME_GIVEN", {"NAME_GIVEN": 0.7, "NAME": 0.9}),
    Entity(8, 11, "NAME_GIVEN", {"NAME_GIVEN": 0.8, "NAME": 0.8}),
    Entity(16, 19, "NAME_GIVEN", {"NAME_GIVEN": 0.9, "NAME": 0.8}),
    Entity(23, 27, "CITY OF", {"CITY OF": 1.0}, blocked=True),
)


def redacted(
    processed: ProcessedText,
    *,
    replace: Replace | None = None,
    best_only: bool = False,
    languages: Mapping[str, float] = MappingProxyType({}),
) -> tuple[str, list[str]]:
    """The new text, and what is shown of every entity."""
    detection = EntityDetection(enable_non_max_suppression=best_only)
    request = Request(TEXT, entity_detection=detection, processed_text=processed)
    document = Document(TEXT, languages)
    redaction = redact(document, ENTITIES, request, hash_key=b"key", replace=replace)
    return redaction.text, [part.shown for part in redaction.parts]


# --- markers -------------------------------------------------------------------------------------


def test_markers_are_numbered_by_label_and_shared_by_repeats() -> None:
    assert redacted(MarkerText()) == (
        "[NAME_GIVEN_1] and [NAME_GIVEN_1] met [NAME_GIVEN_2] in [CITY OF_1].",
        ["NAME_GIVEN_1", "NAME_GIVEN_1", "NAME_GIVEN_2", "CITY OF_1"],
    )


@pytest.mark.parametrize(
    ("pattern", "before", "marker", "behind"),
    [
        ("BEST_ENTITY_TYPE", "", "NAME_GIVEN", ""),
        ("[BEST_ENTITY_TYPE]", "[", "NAME_GIVEN", "]"),
        ("<<BEST_ENTITY_TYPE>>", "<<", "NAME_GIVEN", ">>"),
        ("#UNIQUE_NUMBERED_ENTITY_TYPE#", "#", "NAME_GIVEN_1", "#"),
        ("-> UNIQUE_NUMBERED_ENTITY_TYPE", "-> ", "NAME_GIVEN_1", ""),
        ("{ALL_ENTITY_TYPES}", "{", "NAME,NAME_GIVEN", "}"),
    ],
)
def test_a_marker_stands_in_whatever_surrounds_its_keyword(
    pattern: str, before: str, marker: str, behind: str
) -> None:
    text, shown = redacted(MarkerText(pattern))
    assert text.startswith(before + marker + behind + " and ")
    assert shown[0] == marker


def test_all_labels_are_sorted_by_score_and_equal_ones_by_name() -> None:
    _, shown = redacted(MarkerText("[ALL_ENTITY_TYPES]"))
    assert shown == ["NAME,NAME_GIVEN", "NAME,NAME_GIVEN", "NAME_GIVEN,NAME", "CITY OF"]


def test_where_labels_are_cut_to_the_best_one_all_of_them_are_that_one() -> None:
    _, shown = redacted(MarkerText("[ALL_ENTITY_TYPES]"), best_only=True)
    assert shown == ["NAME_GIVEN", "NAME_GIVEN", "NAME_GIVEN", "CITY OF"]


def test_a_hashed_marker_is_a_keyed_hash_of_label_and_text_ignoring_case() -> None:
    _, shown = redacted(MarkerText("[UNIQUE_HASHED_ENTITY_TYPE]"))
    digest = hmac.new(b"key", b"NAME_GIVEN\0ann", hashlib.sha256).hexdigest()
    assert shown[0] == shown[1] == f"NAME_GIVEN_{digest[:8]}"
    assert shown[2] != shown[0]
    assert all(len(one.rpartition("_")[2]) == HASH_DIGITS for one in shown)


def test_hashes_depend_on_the_key_and_not_on_the_way_a_text_is_composed() -> None:
    def digest(text: str, key: bytes) -> str:
        request = Request(text, processed_text=MarkerText("UNIQUE_HASHED_ENTITY_TYPE"))
        entity = Entity(0, len(text), "NAME", {"NAME": 1.0})
        return redact(Document(text), [entity], request, hash_key=key).text

    assert digest("Jos\u00e9", b"a") == digest("JOSE\u0301", b"a") != digest("Jos\u00e9", b"b")
    assert digest("Stra\u00dfe", b"a") == digest("STRASSE", b"a")


# --- markers in other languages ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ("[UNIQUE_NUMBERED_ENTITY_TYPE]", ["VORNAME_1", "VORNAME_1", "VORNAME_2", "CITY OF_1"]),
        ("[BEST_ENTITY_TYPE]", ["VORNAME", "VORNAME", "VORNAME", "CITY OF"]),
        ("[ALL_ENTITY_TYPES]", ["NAME,VORNAME", "NAME,VORNAME", "VORNAME,NAME", "CITY OF"]),
    ],
)
def test_markers_speak_the_language_asked_for(pattern: str, shown: list[str]) -> None:
    assert redacted(MarkerText(pattern, "de"))[1] == shown


def test_markers_speak_the_language_of_the_text_if_asked_to() -> None:
    spoken = {"sv": 0.5, "fr": 0.3, "en": 0.2}
    assert redacted(MarkerText(marker_language="auto"), languages=spoken)[0] == (
        "[PRÉNOM_1] and [PRÉNOM_1] met [PRÉNOM_2] in [CITY OF_1]."
    )
    assert redacted(MarkerText(marker_language="auto"))[1][0] == "NAME_GIVEN_1"


def test_a_hash_does_not_depend_on_the_language() -> None:
    pattern = "[UNIQUE_HASHED_ENTITY_TYPE]"
    english, german = (redacted(MarkerText(pattern, language))[1] for language in ("en", "de"))
    assert german == [word.replace("NAME_GIVEN", "VORNAME") for word in english]


def test_a_label_of_the_client_never_shares_a_marker_with_a_translation() -> None:
    entities = [Entity(0, 3, "NAME_GIVEN", {"NAME_GIVEN": 1.0}), Entity(8, 11, "VORNAME", {})]
    request = Request(TEXT, processed_text=MarkerText(marker_language="de"))
    redaction = redact(Document(TEXT), entities, request, hash_key=b"key")
    assert [part.shown for part in redaction.parts] == ["NAME_GIVEN_1", "VORNAME_1"]


# --- masks ---------------------------------------------------------------------------------------


def test_a_mask_keeps_white_space_and_nothing_else() -> None:
    text = "Hello, my name is John\u00a0A.\nSmith."
    entity = Entity(18, 31, "NAME", {"NAME": 1.0})
    request = Request(text, processed_text=MaskText("$"))
    redaction = redact(Document(text), [entity], request, hash_key=b"")
    assert redaction.text == "Hello, my name is $$$$\u00a0$$\n$$$$$."
    assert redaction.parts[0].shown == "$$$$\u00a0$$\n$$$$$"


# --- replacements --------------------------------------------------------------------------------


@pytest.mark.parametrize("processed", [MarkerText(), MaskText(), SyntheticText()])
def test_what_a_plugin_gives_is_used_as_it_is(processed: ProcessedText) -> None:
    text, shown = redacted(processed, replace=lambda entity, number: f"<{number}>\U0001f600")
    assert text == "<1>\U0001f600 and <1>\U0001f600 met <2>\U0001f600 in <1>\U0001f600."
    assert shown[0] == "<1>\U0001f600"


def test_an_empty_replacement_is_one() -> None:
    assert redacted(MarkerText(), replace=lambda entity, number: "")[0] == " and  met  in ."


def test_where_a_plugin_gives_nothing_the_built_in_marker_stands() -> None:
    text, _ = redacted(MarkerText(), replace=lambda entity, number: "x" if entity.blocked else None)
    assert text == "[NAME_GIVEN_1] and [NAME_GIVEN_1] met [NAME_GIVEN_2] in x."


@pytest.mark.parametrize("replace", [None, lambda entity, number: None])
def test_synthetic_text_without_a_plugin_that_gives_it_is_an_error(
    replace: Replace | None,
) -> None:
    with pytest.raises(RequestError) as caught:
        redacted(SyntheticText(), replace=replace)
    assert caught.value.code == "LIM112"
    assert caught.value.detail == ("processed_text.type: no installed plugin provides SYNTHETIC")


def test_a_text_without_entities_needs_no_plugin() -> None:
    request = Request("Hey there!", processed_text=SyntheticText())
    assert redact(Document("Hey there!"), [], request, hash_key=b"").text == "Hey there!"


# --- always --------------------------------------------------------------------------------------


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[Entity]]:
    """A text and disjoint entities in it."""
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    labels = st.sampled_from(("NAME", "DOB", "DEFENDANT"))
    return text, [
        Entity(start, end, label := draw(labels), {label: 1.0})
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]


processed_texts = st.one_of(
    st.sampled_from(("BEST", "ALL", "UNIQUE_NUMBERED", "UNIQUE_HASHED")).flatmap(
        lambda kind: st.tuples(st.text(max_size=3), st.text(max_size=3)).map(
            lambda around: MarkerText(
                around[0] + kind + "_ENTITY_TYPE" + ("S" if kind == "ALL" else "") + around[1]
            )
        )
    ),
    st.characters().map(MaskText),
)


@given(documents(), processed_texts, st.none() | st.text(max_size=5))
def test_replacements_lie_where_they_are_said_to_and_nothing_else_changes(
    document: tuple[str, list[Entity]], processed: ProcessedText, given_text: str | None
) -> None:
    text, entities = document
    redaction = redact(
        Document(text),
        entities,
        Request(text, processed_text=processed),
        hash_key=b"key",
        replace=lambda entity, number: given_text if entity.best_label == "DOB" else None,
    )
    assert [part.entity for part in redaction.parts] == entities
    restored = []
    done = done_before = 0
    for part in redaction.parts:
        entity = part.entity
        assert part.text == text[entity.start : entity.end]
        assert part.shown in redaction.text[part.start : part.end]
        if entity.best_label == "DOB" and given_text is not None:
            assert redaction.text[part.start : part.end] == part.shown == given_text
        assert redaction.text[done : part.start] == text[done_before : entity.start]
        restored += [redaction.text[done : part.start], part.text]
        done, done_before = part.end, entity.end
    assert "".join([*restored, redaction.text[done:]]) == text


# --- which entities share a marker ---------------------------------------------------------------

NAMED = "John Smith and John; Ann."
PEOPLE = (
    Entity(0, 10, "NAME", {"NAME": 0.9, "NAME_GIVEN": 0.4}),
    Entity(15, 19, "NAME_GIVEN", {"NAME_GIVEN": 0.9, "NAME": 0.8}),
    Entity(21, 24, "NAME_GIVEN", {"NAME_GIVEN": 0.9}),
)


def linked(processed: ProcessedText, replace: Replace | None = None) -> str:
    request = Request(NAMED, processed_text=processed)
    return redact(Document(NAMED), PEOPLE, request, hash_key=b"key", replace=replace).text


@pytest.mark.parametrize("mode", ["model_prediction", "combined"])
def test_a_linked_mention_has_the_first_ones_numbered_marker(mode: Coreference) -> None:
    marker = MarkerText(coreference_resolution=mode)
    assert linked(marker) == "[NAME_1] and [NAME_1]; [NAME_GIVEN_1]."
    assert linked(MarkerText()) == "[NAME_1] and [NAME_GIVEN_1]; [NAME_GIVEN_2]."


def test_a_linked_mention_has_the_first_ones_hash() -> None:
    pattern = "UNIQUE_HASHED_ENTITY_TYPE"
    first, second, third = (
        linked(MarkerText(pattern, "en", "model_prediction")).replace(" and ", ";").split(";")
    )
    digest = hmac.new(b"key", b"NAME\0john smith", hashlib.sha256).hexdigest()
    assert first == second == f"NAME_{digest[:HASH_DIGITS]}"
    assert third.strip(" .").startswith("NAME_GIVEN_")


def test_markers_without_a_number_name_the_entitys_own_labels() -> None:
    best = MarkerText("BEST_ENTITY_TYPE", "en", "model_prediction")
    assert linked(best) == "NAME and NAME_GIVEN; NAME_GIVEN."
    every = MarkerText("ALL_ENTITY_TYPES", "en", "model_prediction")
    assert linked(every) == "NAME,NAME_GIVEN and NAME_GIVEN,NAME; NAME_GIVEN."


def test_a_linked_mentions_marker_speaks_the_language_asked_for() -> None:
    document, request = (
        Document("John"),
        Request("John", processed_text=MarkerText("<UNIQUE_NUMBERED_ENTITY_TYPE>", "de")),
    )
    entity = Entity(0, 4, "NAME_GIVEN", {"NAME_GIVEN": 1.0})
    # The first mention can stand in another text, with a label this one does not have.
    mentions = [Mention("NAME_FAMILY", 7, 3, "Smith")]
    redaction = redact(document, [entity], request, hash_key=b"", mentions=mentions)
    assert redaction.text == "<FAMILIENNAME_7>"


def test_a_replacement_is_asked_for_with_the_number_of_the_cluster() -> None:
    def replace(entity: Entity, number: int) -> str:
        return f"{entity.best_label}{number}"

    wanted = SyntheticText(coreference_resolution="model_prediction")
    assert linked(wanted, replace) == "NAME1 and NAME_GIVEN1; NAME_GIVEN1."
    assert linked(MaskText("*"), replace) == "NAME1 and NAME_GIVEN1; NAME_GIVEN2."


def test_every_entity_needs_its_mention() -> None:
    with pytest.raises(ValueError, match="zip"):
        redact(Document(NAMED), PEOPLE, Request(NAMED), hash_key=b"", mentions=[])
