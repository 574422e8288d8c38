"""Answers of lists: linked texts share context and numbers, others share nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import pytest

from limina.plugin import Detection, DetectorSpec, Document, Entity, ReplacementContext, hookimpl
from limina.plugin.manager import PluginManager
from limina.protocol.batch import Batch, RelationDetection
from limina.protocol.errors import RequestError
from limina.protocol.schema import BlockFilter, EntityDetection, MarkerText, MaskText, Request
from limina.runtime.pipeline import Pipeline
from limina.runtime.policy import Policy
from limina.runtime.work import Kind, units


class Names:
    """Finds capitalised words, and a word after `name:` even over a line break."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    @hookimpl
    def limina_register_detectors(self, register: Callable[[DetectorSpec], None]) -> None:
        register(DetectorSpec("n/names", frozenset({"NAME", "AGE"}), lambda config: self))

    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        self.seen += [document.text for document in batch]
        return [
            [
                Detection(*match.span(1), "NAME", 0.9)
                for match in re.finditer(r"([A-Z][a-z]+(?:\n[A-Z][a-z]+)?)", d.text)
            ]
            + [
                Detection(*match.span(1), "AGE", 0.9)
                for match in re.finditer(r"how old\?\s(\w+)", d.text)
            ]
            for d in batch
        ]

    def close(self) -> None: ...


class English:
    def detect(self, text: str) -> Mapping[str, float]:
        return {"en": 0.5} if text else {}


def answer(
    texts: Sequence[str],
    options: Request,
    *plugins: object,
    policy: Policy = Policy(),
    kind: Kind = "process",
    relations: RelationDetection = RelationDetection(),
) -> list[Any]:
    manager = PluginManager()
    for i, plugin in enumerate((Names(), *plugins)):
        manager.register(plugin, f"p{i}")
    works = units(Batch(tuple(texts), options, "en-US", relations), kind, "/x")
    outcomes = Pipeline(manager, English(), b"key", policy).process(works)
    assert len(outcomes) == len(works)
    documents: list[Any] = []
    for outcome in outcomes:
        if isinstance(outcome.answer, RequestError):
            raise outcome.answer
        documents += json.loads(b"[" + outcome.answer + b"]")
    return documents


LINKED = Request("", link_batch=True)
CHAT = ["how old?", "ten", "Anna, and Bert", "bert? no, Anna and Cleo"]


def test_a_linked_text_is_understood_by_its_neighbour() -> None:
    assert answer(CHAT, LINKED)[1]["processed_text"] == "[AGE_1]"
    assert answer(CHAT, Request(""))[1]["processed_text"] == "ten"


def test_numbers_run_through_linked_texts() -> None:
    texts = [document["processed_text"] for document in answer(["Anna Bert", "Cleo Anna"], LINKED)]
    assert texts == ["[NAME_1] [NAME_2]", "[NAME_3] [NAME_1]"]


def test_numbers_begin_anew_in_every_other_text() -> None:
    apart = answer(["Anna Bert", "Cleo Anna"], Request(""))
    assert [d["processed_text"] for d in apart] == ["[NAME_1] [NAME_2]"] * 2


def test_each_text_keeps_its_own_offsets_length_and_languages() -> None:
    first, empty, third = answer(["x Anna", "", "Bert"], LINKED)
    assert first["entities"][0]["location"] == {
        "stt_idx": 2,
        "end_idx": 6,
        "stt_idx_processed": 2,
        "end_idx_processed": 10,
    }
    assert third["entities"][0]["location"]["stt_idx"] == 0
    assert [d["characters_processed"] for d in (first, empty, third)] == [6, 0, 4]
    assert (empty["entities"], empty["entities_present"]) == ([], False)
    assert (first["languages_detected"], empty["languages_detected"]) == ({"en": 0.5}, {})


def test_what_is_found_over_a_border_is_hidden_on_both_sides() -> None:
    texts = [d["processed_text"] for d in answer(["call Anna", "Bert now"], LINKED)]
    assert texts == ["call [NAME_1]", "[NAME_2] now"]


def test_one_linked_text_is_a_text() -> None:
    assert answer(["Anna Bert"], LINKED) == answer(["Anna Bert"], Request(""))


def test_the_order_and_number_of_answers_is_that_of_the_texts() -> None:
    texts = [f"{name}{i}" for i, name in enumerate(["Anna", "b", "Cleo"] * 20)]
    for options in (LINKED, Request("")):
        found = answer(texts, options)
        assert [d["characters_processed"] for d in found] == [len(text) for text in texts]


@pytest.mark.parametrize("options", [LINKED, Request("")])
def test_filters_are_those_of_each_text(options: Request) -> None:
    block = BlockFilter(r"^\w+", "FIRST")
    detection = EntityDetection(filter=(block,))
    wanted = Request("", options.link_batch, detection, MarkerText("<BEST_ENTITY_TYPE>"))
    assert [d["processed_text"] for d in answer(["ab cd", "ef"], wanted)] == [
        "<FIRST> cd",
        "<FIRST>",
    ]


def test_every_way_of_replacing_serves_linked_texts() -> None:
    mask = Request("", link_batch=True, processed_text=MaskText("*"))
    assert [d["processed_text"] for d in answer(["Anna", "Bo"], mask)] == ["****", "**"]


def test_a_plugin_is_asked_with_the_shared_number_and_its_own_text() -> None:
    class Own:
        @hookimpl
        def limina_replace(self, entity: Entity, context: ReplacementContext) -> str | None:
            text = context.document.text[entity.start : entity.end]
            return f"<{context.number} {text}>"

    found = answer(["Anna", "x Bert"], LINKED, Own())
    assert [d["processed_text"] for d in found] == ["<1 Anna>", "x <2 Bert>"]


def test_an_operators_rules_hold_for_every_text() -> None:
    policy = Policy(allow_list=("anna",), disabled_entities=("AGE",))
    found = answer([*CHAT[:2], "Anna Bert"], LINKED, policy=policy)
    assert [d["processed_text"] for d in found] == ["how old?", "ten", "Anna [NAME_1]"]


def test_every_label_is_listed_with_its_place_in_its_text() -> None:
    first, second = answer(["x Anna", "how old? ten"], LINKED, kind="ner")
    assert first["entities"] == [
        {
            "text": "Anna",
            "label": "NAME",
            "likelihood": 0.9,
            "location": {"stt_idx": 2, "end_idx": 6},
        }
    ]
    assert [entity["label"] for entity in second["entities"]] == ["AGE"]
    assert "processed_text" not in first


def test_analysis_reads_the_entities() -> None:
    [found] = answer(["how old? ten"], Request(""), kind="analyze")
    [age] = found["entities"]
    assert (age["best_label"], age["text"]) == ("AGE", "ten")
    assert age["analysis_result"]["formatted"] == 10
    assert "coreference_id" not in age


def test_analysis_gives_mentions_in_linked_texts_one_identifier() -> None:
    wanted = RelationDetection("heuristics")
    first, second = answer(["Anna", "Bert, anna, Anna"], LINKED, kind="analyze", relations=wanted)
    ids = [entity["coreference_id"] for item in (first, second) for entity in item["entities"]]
    assert len(ids) == 3
    assert ids[0] == ids[2] != ids[1]
    assert UUID(ids[0]).version == 4
    again, _ = answer(["Anna", ""], LINKED, kind="analyze", relations=wanted)
    assert again["entities"][0]["coreference_id"] != ids[0]


def test_relations_lead_to_the_identifier_of_what_is_related() -> None:
    wanted = RelationDetection("heuristics", True)
    text = "Anna, how old? ten"
    [found] = answer([text], Request(""), kind="analyze", relations=wanted)
    name, age = found["entities"]
    assert [r["coreference_id"] for r in name["relations"]] == [age["coreference_id"]]


BY_NAME = MarkerText(coreference_resolution="model_prediction")


def test_a_name_is_linked_to_a_longer_one_in_another_text() -> None:
    """The marker's hash is that of a mention this text does not have."""
    block = BlockFilter(r"Anna Rossi", "NAME")
    detection = EntityDetection(filter=(block,))
    texts = ["x Anna Rossi", "Anna", "", "y Rossi and Bert"]

    def processed(text: MarkerText) -> list[str]:
        wanted = Request("", link_batch=True, entity_detection=detection, processed_text=text)
        return [document["processed_text"] for document in answer(texts, wanted)]

    assert processed(BY_NAME) == ["x [NAME_1]", "[NAME_1]", "", "y [NAME_1] and [NAME_2]"]
    assert processed(MarkerText()) == ["x [NAME_1]", "[NAME_2]", "", "y [NAME_3] and [NAME_4]"]
    hashed = processed(MarkerText("UNIQUE_HASHED_ENTITY_TYPE", "en", "combined"))
    assert hashed[0] == f"x {hashed[1]}"
    assert hashed[3].startswith(f"y {hashed[1]} and NAME_")


def test_a_name_is_not_linked_to_one_in_an_independent_text() -> None:
    detection = EntityDetection(filter=(BlockFilter(r"Anna Rossi", "NAME"),))
    wanted = Request("", entity_detection=detection, processed_text=BY_NAME)
    found = answer(["Anna Rossi", "Bert and Anna"], wanted)
    assert [d["processed_text"] for d in found] == ["[NAME_1]", "[NAME_1] and [NAME_2]"]
