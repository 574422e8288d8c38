"""What holds of the resolver whatever it is given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from random import Random

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from limina.engine.resolver import resolve
from limina.engine.spans import Detection, Document, Entity
from limina.engine.taxonomy import DEFAULT
from tests.engine.strategies import enabled_sets, findings, records

Findings = tuple[str, list[Detection], list[Detection]]

EVERYTHING = frozenset(DEFAULT.labels)
PARTS = {label for label in DEFAULT.labels if label.startswith("LOCATION_")}
#: What may be trimmed off an edge: white space, punctuation of sentences, quotes, brackets.
TRIMMED = regex.compile(r"[\s\x1c-\x1f\p{P}`]")


def run(
    text: str,
    found: Sequence[Detection],
    blocks: Sequence[Detection] = (),
    enabled: frozenset[str] = EVERYTHING,
) -> tuple[Entity, ...]:
    weights = {"two": 2.0}
    return resolve(
        Document(text), found, enabled=enabled, taxonomy=DEFAULT, weights=weights, blocks=blocks
    )


def spans_of(entities: Iterable[Entity]) -> list[tuple[int, int]]:
    return [(e.start, e.end) for e in entities]


def shown(label: str, enabled: frozenset[str]) -> bool:
    return label in enabled or not enabled.isdisjoint(DEFAULT.ancestors(label))


@given(findings() | records(), enabled_sets)
def test_entities_are_sorted_disjoint_and_inside_the_text(
    findings: Findings, enabled: frozenset[str]
) -> None:
    text, found, blocks = findings
    entities = run(text, found, blocks, enabled)
    assert all(0 <= e.start < e.end <= len(text) for e in entities)
    assert all(left.end <= right.start for left, right in pairwise(entities))


@given(findings() | records(), enabled_sets)
def test_no_detected_character_is_left_uncovered(
    findings: Findings, enabled: frozenset[str]
) -> None:
    text, found, blocks = findings
    covered = {
        at for start, end in spans_of(run(text, found, blocks, enabled)) for at in range(start, end)
    }
    for d in found:
        if shown(d.label, enabled):
            for at in range(d.start, d.end):
                assert at in covered or TRIMMED.match(text[at])
    for d in blocks:
        for at in range(d.start, d.end):
            assert at in covered or text[at].isspace()


@given(findings() | records())
def test_no_grapheme_is_split(findings: Findings) -> None:
    text, found, blocks = findings
    ends = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    assert {edge for span in spans_of(run(text, found, blocks)) for edge in span} <= ends


@given(findings() | records(), enabled_sets, st.randoms(use_true_random=False))
def test_the_order_of_detections_does_not_matter(
    findings: Findings, enabled: frozenset[str], random: Random
) -> None:
    text, found, blocks = findings
    entities = run(text, found, blocks, enabled)
    shuffled = random.sample(found, len(found)), random.sample(blocks, len(blocks))
    again = run(text, *shuffled, enabled)
    assert again == entities
    assert [list(e.labels) for e in again] == [list(e.labels) for e in entities]


@given(findings() | records(), enabled_sets, st.booleans())
@settings(max_examples=300)
def test_entities_fed_back_stay_as_they_are(
    findings: Findings, enabled: frozenset[str], parts_shown: bool
) -> None:
    text, found, blocks = findings
    # Whether two parts of addresses are one address depends on what they are; that is to be shown.
    enabled = enabled | PARTS if parts_shown else enabled - PARTS
    entities = run(text, found, blocks, enabled)
    fed_back = [
        Detection(e.start, e.end, label, score, "again")
        for e in entities
        if not e.blocked
        for label, score in e.labels.items()
    ]
    blocks_again = [
        Detection(e.start, e.end, e.best_label, e.labels[e.best_label], "BLOCK")
        for e in entities
        if e.blocked
    ]
    assert spans_of(run(text, fed_back, blocks_again, enabled)) == spans_of(entities)


@given(findings() | records(), findings() | records(), enabled_sets)
def test_text_far_behind_changes_nothing_before(
    here: Findings, there: Findings, enabled: frozenset[str]
) -> None:
    text, found, blocks = here
    gap = "\0 far away \0"  # a control character is a grapheme of its own
    offset = len(text) + len(gap)
    far_found, far_blocks = (
        [Detection(d.start + offset, d.end + offset, d.label, d.score, d.detector) for d in list_]
        for list_ in there[1:]
    )
    entities = run(text, found, blocks, enabled)
    longer = run(text + gap + there[0], found + far_found, blocks + far_blocks, enabled)
    assert longer[: len(entities)] == entities
    far = run(*there, enabled)
    assert spans_of(longer[len(entities) :]) == [(e.start + offset, e.end + offset) for e in far]


@given(findings() | records(), enabled_sets)
def test_labels_are_enabled_and_the_best_is_among_them(
    findings: Findings, enabled: frozenset[str]
) -> None:
    text, found, blocks = findings
    for entity in run(text, found, blocks, enabled):
        assert entity.best_label in entity.labels
        assert all(0 <= score <= 1 for score in entity.labels.values())
        custom = entity.labels.keys() - enabled
        assert not custom or (entity.blocked and custom == {entity.best_label})


@given(findings() | records(), enabled_sets)
def test_a_block_nothing_outscores_has_its_stretch_to_itself(
    findings: Findings, enabled: frozenset[str]
) -> None:
    text, found, blocks = findings
    graphemes = [match.span() for match in regex.finditer(r"\X", text)]
    snapped = []
    for block in blocks:
        held = [(s, e) for s, e in graphemes if s < block.end and block.start < e]
        snapped.append((held[0][0], held[-1][1], block))
    entities = {(e.start, e.end, e.best_label) for e in run(text, found, blocks, enabled)}
    for start, end, block in snapped:
        alone = all(b is block or e <= start or end <= s for s, e, b in snapped)
        if alone and block.score >= 1:
            assert (start, end, block.label) in entities
