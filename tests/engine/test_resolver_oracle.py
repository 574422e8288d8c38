"""The resolver agrees with an independent one that tries every selection."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from limina.engine.resolver import resolve
from limina.engine.spans import Detection, Document
from limina.engine.taxonomy import DEFAULT, Label
from tests.engine.oracle import Oracle
from tests.engine.strategies import blocks, detections

TAXONOMY = DEFAULT.extend(Label("WARD", "ORGANIZATION_MEDICAL_FACILITY"))
LABELS = ("AGE", "YEAR", "ORGANIZATION", "ORGANIZATION_MEDICAL_FACILITY", "WARD", "RELIGION")
WEIGHTS = {"two": 2.0}


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, list[Detection], list[Detection], frozenset[str]]:
    text = draw(st.text("ab ", min_size=1, max_size=24))
    enabled = draw(st.sets(st.sampled_from(LABELS), min_size=3))
    return text, draw(detections(text, LABELS, 7)), draw(blocks(text)), frozenset(enabled)


@given(cases())
@settings(max_examples=400)
def test_spans_and_labels_are_those_of_the_oracle(
    case: tuple[str, list[Detection], list[Detection], frozenset[str]],
) -> None:
    text, found, blocked, enabled = case
    entities = resolve(
        Document(text), found, enabled=enabled, taxonomy=TAXONOMY, weights=WEIGHTS, blocks=blocked
    )
    oracle = Oracle(text, found, blocked, enabled, TAXONOMY, WEIGHTS)
    expected = oracle.spans()
    assert [(e.start, e.end) for e in entities] == [span[:2] for span in expected]
    for entity, (start, end, family, is_block) in zip(entities, expected, strict=True):
        if is_block:
            assert entity.best_label == family
            assert entity.blocked
        else:
            assert dict(entity.labels) == approx(oracle.labels(start, end, family))
            touched = any(b.start < end and start < b.end for b in blocked)
            assert entity.blocked == touched
