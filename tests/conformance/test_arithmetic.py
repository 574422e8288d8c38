"""An answer that does not fit together is found out, one tampered place at a time."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from conformance.arithmetic import check_arithmetic

Change = Callable[[dict[str, Any]], object]

TEXT = "Anna met anna and Bob Lee."


def entity(shown: str, text: str, best: str, place: tuple[int, int, int, int]) -> dict[str, Any]:
    names = ("stt_idx", "end_idx", "stt_idx_processed", "end_idx_processed")
    return {
        "processed_text": shown,
        "text": text,
        "location": dict(zip(names, place, strict=True)),
        "best_label": best,
        "labels": {best: 0.9123, "NAME": 0.5},
    }


ANSWER: dict[str, Any] = {
    "processed_text": "[NAME_GIVEN_1] met [NAME_GIVEN_1] and [NAME_1].",
    "entities": [
        entity("NAME_GIVEN_1", "Anna", "NAME_GIVEN", (0, 4, 0, 14)),
        entity("NAME_GIVEN_1", "anna", "NAME_GIVEN", (9, 13, 19, 33)),
        entity("NAME_1", "Bob Lee", "NAME", (18, 25, 38, 46)),
    ],
    "entities_present": True,
    "characters_processed": 26,
    "languages_detected": {"en": 0.9},
}


def problems(change: Change = lambda answer: None, **request: Any) -> list[str]:
    answer = copy.deepcopy(ANSWER)
    change(answer)
    return check_arithmetic({"text": TEXT} | request, answer)


def test_an_answer_that_fits_has_no_problems() -> None:
    assert problems() == []


def put(*path: Any) -> Change:
    *way, key, value = path

    def change(answer: dict[str, Any]) -> None:
        place: Any = answer
        for step in way:
            place = place[step]
        if value is None:
            del place[key]
        else:
            place[key] = value

    return change


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (put("entities", None), "entities is missing or has the wrong type"),
        (put("entities_present", "yes"), "entities_present is missing or has the wrong type"),
        (put("entities", 0, "labels", None), "an entity is malformed: KeyError: 'labels'"),
        (put("characters_processed", 27), "characters_processed is 27, not 26"),
        (put("entities_present", False), "entities_present disagrees with entities"),
        (put("languages_detected", "english", 1.0), "languages_detected.english is no likelihood"),
        (put("languages_detected", "en", 7.5), "languages_detected.en is no likelihood"),
        (put("entities", 0, "labels", {"NAME": 0.5}), "entities[0].labels lacks the best label"),
        (put("entities", 0, "labels", "NAME", 0.12345), "no score of four decimals"),
        (put("entities", 0, "labels", "NAME", -0.5), "no score of four decimals"),
        (put("entities", 0, "location", "stt_idx", 1), "does not slice back to its text"),
        (put("entities", 0, "location", "end_idx", 99), "out of order or out of the text"),
        (put("entities", 1, "location", "stt_idx", 3), "out of order or out of the text"),
        (put("entities", 0, "location", "end_idx_processed", 13), "slice to its replacement"),
        (put("entities", 0, "text", "Anne"), "entities[0].location does not slice back"),
        (put("processed_text", ANSWER["processed_text"].replace("met", "saw")), "before entities"),
        (put("processed_text", ANSWER["processed_text"] + " "), "behind the last entity"),
        (put("entities", 2, "processed_text", "NAME_2"), "NAME_2, number 1 is due"),
        (put("entities", 2, "processed_text", "NAME_01"), "NAME_01 for the best label NAME"),
        (put("entities", 1, "processed_text", "NAME_GIVEN_2"), "repeats a mention under the new"),
        (put("entities", 2, "best_label", "NAME_GIVEN"), "NAME_1 for the best label NAME_GIVEN"),
    ],
)  # fmt: skip
def test_one_wrong_thing_is_found(change: Change, problem: str) -> None:
    assert any(problem in one for one in problems(change))


def test_two_texts_may_not_share_a_marker() -> None:
    def change(answer: dict[str, Any]) -> None:
        answer["entities"][1]["text"] = "Hans"

    assert any("shares the marker" in one for one in problems(change))


def test_a_model_may_link_mentions_across_labels() -> None:
    section = {"type": "MARKER", "coreference_resolution": "model_prediction"}

    def change(answer: dict[str, Any]) -> None:
        answer["entities"][1]["best_label"] = "NAME"

    assert problems(change, processed_text=section) == []
    assert problems(change) != []


def test_a_disabled_label_may_not_come_back_unless_a_filter_invents_it() -> None:
    detection = {"entity_types": [{"type": "DISABLE", "value": ["NAME"]}]}
    assert problems(entity_detection=detection) == [
        "entities[2].best_label is NAME, which is disabled"
    ]
    block = {"type": "BLOCK", "pattern": "Bob Lee", "entity_type": "NAME"}
    assert problems(entity_detection=detection | {"filter": [block]}) == []


def test_only_the_best_label_may_remain_where_that_is_asked_for() -> None:
    asked = {"enable_non_max_suppression": "true"}
    # The third entity has no other.
    assert len(problems(entity_detection=asked)) == 2


def small(shown: str, processed: str, *, text: str = "Anna", best: str = "NAME") -> dict[str, Any]:
    return {
        "processed_text": processed,
        "entities": [entity(shown, text, best, (0, len(text), 0, len(processed)))],
        "entities_present": True,
        "characters_processed": len(text),
        "languages_detected": {},
    }


@pytest.mark.parametrize(
    ("pattern", "shown", "good"),
    [
        ("<BEST_ENTITY_TYPE>", "NAME", True),
        ("<BEST_ENTITY_TYPE>", "NAME_1", False),
        ("<ALL_ENTITY_TYPES>", "NAME_GIVEN,NAME", True),
        ("<ALL_ENTITY_TYPES>", "NAME_GIVEN", False),
        ("<UNIQUE_HASHED_ENTITY_TYPE>", "NAME_12ab", True),
        ("<UNIQUE_HASHED_ENTITY_TYPE>", "NAME", False),
        ("<UNIQUE_NUMBERED_ENTITY_TYPE>", "NAME_1", True),
        ("<UNIQUE_NUMBERED_ENTITY_TYPE>", "NAME_2", False),
    ],
)
def test_a_marker_has_the_form_asked_for(pattern: str, shown: str, good: bool) -> None:
    request = {"text": "Anna", "processed_text": {"pattern": pattern}}
    assert (check_arithmetic(request, small(shown, f"<{shown}>")) == []) is good


@pytest.mark.parametrize(
    ("mask", "good"),
    [("$$$$ $$$", True), ("$$$$$$$$", True), ("$$$$ $$", False), ("$$n$ $$$", False)],
)
def test_a_mask_lets_nothing_through(mask: str, good: bool) -> None:
    request = {"text": "Anna Lee", "processed_text": {"type": "MASK", "mask_character": "$"}}
    answer = small(mask, mask, text="Anna Lee")
    assert (check_arithmetic(request, answer) == []) is good


def test_an_entity_that_was_not_asked_for_is_withheld() -> None:
    request = {"text": "Anna", "entity_detection": {"return_entity": False}}
    answer = small("NAME_1", "[NAME_1]")
    assert check_arithmetic(request, answer) == [
        "entities[0].text was not asked for",
        "entities[0].location was not asked for",
    ]
    del answer["entities"][0]["text"], answer["entities"][0]["location"]
    assert check_arithmetic(request, answer) == []
    answer["processed_text"] = "Anna"
    assert check_arithmetic(request, answer) == [
        "processed_text does not hold the replacements in their order"
    ]
    nothing = answer | {"entities": [], "entities_present": False, "processed_text": "Anne"}
    assert check_arithmetic(request, nothing) == ["the text was changed without an entity"]


@pytest.mark.parametrize(
    ("one", "found"),
    [
        ({"type": "BLOCK", "pattern": "Anna", "entity_type": "X"}, []),
        ({"type": "BLOCK", "pattern": "met", "entity_type": "X"}, ["a match was not blocked"]),
        ({"type": "BLOCK", "pattern": r"Lee\.", "entity_type": "X"}, []),
        ({"type": "BLOCK", "pattern": "x*", "entity_type": "X"}, []),
        ({"type": "ALLOW", "pattern": "Bob"}, []),
        ({"type": "ALLOW", "pattern": "Bob.*"}, ["an entity was not allowed"]),
        ({"type": "ALLOW_TEXT", "pattern": "met .* and"}, ["an entity was not allowed"]),
        ({"type": "ALLOW_TEXT", "pattern": "and Bob"}, []),
    ],
)
def test_filters_must_have_done_their_work(one: dict[str, Any], found: list[str]) -> None:
    assert problems(entity_detection={"filter": [one]}) == [f"filter[0]: {what}" for what in found]


def test_block_wins_over_allow() -> None:
    filters = [
        {"type": "ALLOW", "pattern": "Anna"},
        {"type": "BLOCK", "pattern": "Anna", "entity_type": "NAME_GIVEN"},
    ]
    assert problems(entity_detection={"filter": filters}) == []
