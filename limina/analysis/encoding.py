"""The answers of /analyze/text and /ner/text as JSON, in the shapes of the Limina documentation.

Unlike /process/text these do not round scores. Each function writes the object for one text; a
route joins them to an array. This module takes everything as decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
from stdnum import luhn

from limina.analysis.cards import digits_of, grouped
from limina.analysis.labelspans import LabelSpan
from limina.analysis.relations import Kind, Relation
from limina.analysis.result import Analysis, Status
from limina.engine.response import ValidationResult
from limina.engine.spans import Document, Entity
from limina.protocol.schema import EntityDetection


@dataclass(frozen=True, slots=True)
class Linking:
    """Which entities are the same, and how they are related.

    Attributes:
        clusters: One number per entity, equal for mentions of the same thing.
        ids: The identifier of its cluster for each entity.
        relations: Relations between clusters; empty if none were asked for.
    """

    clusters: Sequence[int]
    ids: Sequence[str]
    relations: Sequence[Relation] = ()


class Place(msgspec.Struct, frozen=True):
    """Where something stands in the text; code points."""

    stt_idx: int
    end_idx: int


class SubtypeAnswer(msgspec.Struct, frozen=True):
    """One element of `subtypes`."""

    text: str
    formatted: int
    label: str
    location: Place


class AssertionAnswer(msgspec.Struct, frozen=True):
    """One element of `validation_assertions`."""

    provider: str
    status: Status


class RelationAnswer(msgspec.Struct, frozen=True):
    """One element of `relations`: the cluster that is related, and how."""

    coreference_id: str
    kind: Kind


class AnalysisAnswer(msgspec.Struct, frozen=True):
    """`analysis_result`; an entity that could not be read has no `formatted`."""

    formatted: str | int | msgspec.UnsetType
    subtypes: list[SubtypeAnswer]
    validation_assertions: list[AssertionAnswer]


class AnalyzedEntity(msgspec.Struct, frozen=True):
    """One element of `entities` of /analyze/text."""

    text: str | msgspec.UnsetType
    best_label: str
    labels: dict[str, float]
    location: Place | msgspec.UnsetType
    analysis_result: AnalysisAnswer
    coreference_id: str | msgspec.UnsetType
    relations: list[RelationAnswer] | msgspec.UnsetType


class LabelledEntity(msgspec.Struct, frozen=True):
    """One element of `entities` of /ner/text."""

    text: str | msgspec.UnsetType
    label: str
    likelihood: float
    location: Place | msgspec.UnsetType
    validation_results: list[ValidationResult] | msgspec.UnsetType


class Item(msgspec.Struct, frozen=True):
    """The object for one text."""

    entities: list[AnalyzedEntity] | list[LabelledEntity]
    entities_present: bool
    characters_processed: int
    languages_detected: dict[str, float]


def encode_analysis(
    document: Document,
    entities: Sequence[Entity],
    analyses: Sequence[Analysis],
    languages: Mapping[str, float],
    detection: EntityDetection,
    linking: Linking | None = None,
) -> bytes:
    """Write the object of /analyze/text for one text.

    Args:
        document: The text.
        entities: Its entities in the order of the text.
        analyses: The analysis of each entity.
        languages: ISO 639-1 code to likelihood, the likeliest first.
        detection: Without `return_entity` everything that repeats the text is left out: the text,
            its place, its normal form and its parts.
        linking: Clusters and relations; None if the request did not ask for coreference.

    Returns:
        JSON text in UTF-8.
    """
    relations: dict[int, list[RelationAnswer]] = {}
    if linking is not None:
        names = dict(zip(linking.clusters, linking.ids, strict=True))
        for found in linking.relations:
            answer = RelationAnswer(names[found.object], found.kind)
            relations.setdefault(found.mention, []).append(answer)
    answers = [
        AnalyzedEntity(
            _text(document, entity.start, entity.end, detection),
            entity.best_label,
            _labels(entity, detection),
            _place(entity.start, entity.end, detection),
            _analysis(analysis, detection.return_entity),
            msgspec.UNSET if linking is None else linking.ids[index],
            relations.get(index, msgspec.UNSET),
        )
        for index, (entity, analysis) in enumerate(zip(entities, analyses, strict=True))
    ]
    return _encode(document, answers, languages)


def encode_ner(
    document: Document,
    spans: Sequence[LabelSpan],
    languages: Mapping[str, float],
    detection: EntityDetection,
) -> bytes:
    """Write the object of /ner/text for one text.

    Args:
        document: The text.
        spans: Its labels with their places, in the order they are to have.
        languages: ISO 639-1 code to likelihood, the likeliest first.
        detection: Says whether what repeats the text is returned, whether only the best label of an
            entity is, and of which labels the check digit is validated.

    Returns:
        JSON text in UTF-8.
    """
    answers = [
        LabelledEntity(
            _text(document, span.start, span.end, detection),
            span.label,
            span.likelihood,
            _place(span.start, span.end, detection),
            _validated(document.text[span.start : span.end], span.label, detection),
        )
        for span in spans
        if span.best or not detection.enable_non_max_suppression
    ]
    return _encode(document, answers, languages)


def _encode(
    document: Document,
    answers: list[AnalyzedEntity] | list[LabelledEntity],
    languages: Mapping[str, float],
) -> bytes:
    return msgspec.json.encode(Item(answers, bool(answers), len(document.text), dict(languages)))


def _labels(entity: Entity, detection: EntityDetection) -> dict[str, float]:
    if detection.enable_non_max_suppression:
        return {entity.best_label: entity.labels[entity.best_label]}
    return dict(entity.labels)


def _text(
    document: Document, start: int, end: int, detection: EntityDetection
) -> str | msgspec.UnsetType:
    return document.text[start:end] if detection.return_entity else msgspec.UNSET


def _place(start: int, end: int, detection: EntityDetection) -> Place | msgspec.UnsetType:
    return Place(start, end) if detection.return_entity else msgspec.UNSET


def _analysis(analysis: Analysis, return_entity: bool) -> AnalysisAnswer:
    assertions = [AssertionAnswer(a.provider, a.status) for a in analysis.assertions]
    if not return_entity or analysis.formatted is None:
        return AnalysisAnswer(msgspec.UNSET, [], assertions)
    subtypes = [
        SubtypeAnswer(part.text, part.formatted, part.label, Place(part.start, part.end))
        for part in analysis.subtypes
    ]
    return AnalysisAnswer(analysis.formatted, subtypes, assertions)


def _validated(
    text: str, label: str, detection: EntityDetection
) -> list[ValidationResult] | msgspec.UnsetType:
    """What the checks a request asked for say of a label's text."""
    asked = [o.algorithm for o in detection.validation_options if label in o.on_entities]
    if not asked or not detection.return_entity:
        return msgspec.UNSET
    digits = digits_of(text)
    status = "valid" if len(digits) > 1 and luhn.is_valid(digits) else "invalid"
    return [ValidationResult(grouped(digits), algorithm, status) for algorithm in asked]
