"""Explanations: every detection is found again, either as a vote or as a loss with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.plugin import Detection, Document, Entity, hookimpl
from limina.plugin.testing import DetectorPlugin, ScriptedDetector, make_manager
from limina.protocol.errors import RequestError
from limina.protocol.request import (
    AllowFilter,
    BlockFilter,
    EntityDetection,
    EntityTypeSelector,
    Request,
)
from limina.runtime.explaining import Explanation, explain
from limina.runtime.pipeline import Pipeline
from limina.runtime.policy import Policy

LABELS = ("NAME", "NAME_GIVEN", "LOCATION_CITY", "ORGANIZATION", "AGE")


class English:
    def detect(self, text: str) -> dict[str, float]:
        return {"en": 0.5}


def pipeline(
    *found: Detection, silent: float = 0.0, policy: Policy = Policy(), more: Any = ()
) -> Pipeline:
    names = sorted({d.detector for d in found})
    specs = [
        ScriptedDetector(lambda _, name=name: [d for d in found if d.detector == name]).spec(  # type: ignore[misc]
            name, *LABELS
        )
        for name in names
    ]
    specs.append(ScriptedDetector().spec("z/silent", *LABELS, silence=silent))
    manager = make_manager(DetectorPlugin(*specs), *more)
    return Pipeline(manager, English(), b"key", policy)


def explained(
    text: str, *found: Detection, request: EntityDetection | None = None, **options: Any
) -> Explanation:
    wanted = request or EntityDetection()
    return explain(pipeline(*found, **options), Request(text, entity_detection=wanted))


def one(explanation: Explanation) -> Any:
    [entity] = explanation.entities
    return entity


def test_an_entity_names_its_votes() -> None:
    explanation = explained(
        "Ask John.",
        Detection(4, 8, "NAME_GIVEN", 0.7, "a/list", "given names"),
        Detection(4, 8, "NAME", 0.8, "b/model"),
    )
    assert explanation.text == "Ask John."
    assert explanation.languages == {"en": 0.5}
    assert explanation.cut_off == 0.5
    assert not explanation.lost and not explanation.skipped
    entity = one(explanation)
    assert (entity.start, entity.end, entity.text) == (4, 8, "John")
    assert entity.best_label == "NAME_GIVEN"
    assert entity.labels == pytest.approx({"NAME_GIVEN": 0.7, "NAME": 0.94})
    given, name = sorted(entity.votes, key=lambda vote: vote.detector)
    assert (given.detector, given.rule, given.outcome) == ("a/list", "given names", "kept")
    assert (name.outcome, name.score, name.raised) == ("raised", 0.8, pytest.approx(0.94))
    assert given.probability == name.probability == pytest.approx(0.94)


def test_a_second_mention_is_a_vote() -> None:
    explanation = explained("John, John", Detection(0, 4, "NAME_GIVEN", 0.9, "a"))
    [vote] = explanation.entities[1].votes
    assert (vote.start, vote.detector, vote.rule) == (6, "propagation", "second mention")
    assert vote.outcome == "second mention"
    assert vote.score == vote.raised == vote.probability == pytest.approx(0.855)


def test_an_honorific_is_a_vote() -> None:
    name = Detection(7, 11, "NAME_GIVEN", 0.9, "a")
    inside = pipeline(name, policy=Policy(honorifics="inside"))
    entity = one(explain(inside, Request("Ask Mr John.")))
    assert (entity.start, entity.end, entity.best_label) == (4, 11, "NAME")
    assert sorted((vote.start, vote.outcome) for vote in entity.votes) == [
        (4, "honorific"),
        (7, "kept"),
    ]


def test_a_filter_is_a_vote() -> None:
    block = EntityDetection(filter=(AllowFilter("x"), BlockFilter("E-1", "CODE", 2.0)))
    [vote] = one(explained("E-1", request=block)).votes
    assert (vote.detector, vote.rule, vote.label) == ("BLOCK", "filter[1]", "CODE")
    assert (vote.outcome, vote.score, vote.probability) == ("blocked", 2.0, 1.0)


def test_what_is_improbable_names_who_was_silent() -> None:
    explanation = explained("Ask John.", Detection(4, 8, "NAME", 0.6, "a", "r"), silent=0.5)
    assert explanation.entities == ()
    [loss] = explanation.lost
    assert (loss.text, loss.label, loss.detector, loss.rule) == ("John", "NAME", "a", "r")
    assert (loss.reason, loss.silent) == ("improbable", ("z/silent",))
    assert loss.probability == pytest.approx(0.3 / 0.7)


def test_what_is_switched_off_is_a_loss() -> None:
    off = EntityDetection(entity_types=(EntityTypeSelector("DISABLE", ("NAME", "NAME_GIVEN")),))
    explanation = explained("John, John 9", Detection(0, 4, "NAME", 0.9, "a"), request=off)
    assert [(loss.start, loss.reason) for loss in explanation.lost] == [
        (0, "label off"),
        (6, "label off"),
    ]


def test_what_is_outweighed_names_the_winner() -> None:
    explanation = explained(
        "John Smith Bank",
        Detection(0, 10, "NAME", 0.6, "a"),
        Detection(5, 15, "ORGANIZATION", 0.9, "b"),
        Detection(5, 10, "LOCATION_CITY", 0.6, "c"),
    )
    name, organization = explanation.entities
    assert [(vote.detector, vote.lost_to) for vote in name.votes] == [("a", ("ORGANIZATION",))]
    assert [(vote.detector, vote.lost_to) for vote in organization.votes] == [("b", ())]
    [city] = explanation.lost
    assert (city.detector, city.reason, city.lost_to) == ("c", "outweighed", ("ORGANIZATION",))


def test_what_is_allowed_is_a_loss() -> None:
    allow = EntityDetection(filter=(AllowFilter("John"),))
    explanation = explained("John", Detection(0, 4, "NAME", 0.9, "a"), request=allow)
    assert explanation.entities == ()
    assert [loss.reason for loss in explanation.lost] == ["allowed"]


def test_what_is_nothing_but_punctuation_is_a_loss() -> None:
    explanation = explained("John, 9", Detection(4, 5, "NAME", 0.9, "a"))
    assert [loss.reason for loss in explanation.lost] == ["unresolved"]


def test_what_a_plugin_resolves_is_explained_too() -> None:
    class Own:
        @hookimpl
        def limina_resolve(self, document: Document) -> Sequence[Entity]:
            return [Entity(0, 1, "AGE", {"AGE": 1.0})]

    explanation = explained("John", Detection(0, 4, "NAME", 0.9, "a"), more=(Own(),))
    assert one(explanation).votes == ()
    assert [(loss.reason, loss.lost_to) for loss in explanation.lost] == [("outweighed", ("AGE",))]


def test_the_operators_dial_is_told() -> None:
    found = Detection(0, 4, "NAME", 0.3, "a")
    explanation = explained("John", found, policy=Policy(sensitivity=0.75))
    assert explanation.cut_off == 0.25
    assert len(explanation.entities) == 1


def test_what_has_no_answer_has_no_explanation() -> None:
    unknown = EntityDetection(entity_types=(EntityTypeSelector("ENABLE", ("NOBODY",)),))
    with pytest.raises(RequestError, match="LIM105"):
        explained("John", request=unknown)


@given(
    st.lists(
        st.builds(
            lambda start, length, label, score, name: Detection(
                start, min(start + length, 12), label, score, name
            ),
            st.integers(0, 11),
            st.integers(1, 6),
            st.sampled_from(LABELS),
            st.sampled_from((0.3, 0.6, 0.9)),
            st.sampled_from(("a", "b")),
        ),
        max_size=6,
    )
)
def test_nothing_goes_missing_and_nothing_differs_from_the_answer(found: list[Detection]) -> None:
    text = "Ann, Bo Lee."
    worker = pipeline(*found)
    request = Request(text)
    explanation = explain(worker, request)
    said = [vote for entity in explanation.entities for vote in entity.votes]
    told = {(s.start, s.end, s.label, s.score, s.detector) for s in [*said, *explanation.lost]}
    assert {(d.start, d.end, d.label, d.score, d.detector) for d in found} <= told
    assert all(entity.votes for entity in explanation.entities)
    spans = [(e.start, e.end, e.best_label) for e in worker.trace(request).entities]
    assert [(e.start, e.end, e.best_label) for e in explanation.entities] == spans
