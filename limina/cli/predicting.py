"""Running the configured detectors over annotated texts, for `limina evaluate`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from limina.cli.failure import CommandFailed
from limina.config import Settings
from limina.engine.spans import Detection, Document
from limina.evaluation.records import Gold, Span
from limina.protocol.errors import RequestError
from limina.protocol.schema import Limits, Request, decode_request
from limina.runtime.detecting import Found, LoadedDetector, run
from limina.runtime.languages import LangidDetector
from limina.runtime.loading import load_plugins, make_pipeline, make_policy
from limina.runtime.outcome import Outcome

#: Told how many texts were done.
Progress = Callable[[int], object]


class _Location(msgspec.Struct):
    stt_idx: int
    end_idx: int


class _Entity(msgspec.Struct):
    best_label: str
    location: _Location


class _Answer(msgspec.Struct):
    """What is read of a response."""

    entities: list[_Entity]


def predict(
    settings: Settings, parameters: Mapping[str, Any], gold: Sequence[Gold], progress: Progress
) -> dict[str, list[Span]]:
    """What a server with these settings would answer.

    Args:
        settings: The configuration.
        parameters: Of every request, all but `text`.
        gold: The texts.
        progress: Told of every batch.

    Returns:
        Name of a text to the spans of the response's entities, under their best labels.

    Raises:
        CommandFailed: If a parameter is wrong or a text could not be examined; names its line.
    """
    [found] = predict_dial(settings, parameters, gold, progress, [settings.sensitivity])
    return found


def predict_dial(
    settings: Settings,
    parameters: Mapping[str, Any],
    gold: Sequence[Gold],
    progress: Progress,
    sensitivities: Sequence[float],
) -> list[dict[str, list[Span]]]:
    """What servers that differ in their sensitivity would answer; the detectors run only once.

    Args:
        settings: The configuration; its sensitivity plays no part.
        parameters: Of every request, all but `text`.
        gold: The texts.
        progress: Told of every batch.
        sensitivities: 0..1.

    Returns:
        For each sensitivity what `predict` would return.

    Raises:
        CommandFailed: If a parameter is wrong or a text could not be examined; names its line.
    """
    plugins = load_plugins(settings)
    limits = Limits(
        max_text_characters=sys.maxsize,
        known_names=plugins.taxonomy.names,
        accuracies=settings.accuracy_modes,
    )
    _request("", parameters, limits)  # a wrong parameter is told before the models load
    pipeline = make_pipeline(settings, plugins)
    dialled: list[dict[str, list[Span]]] = [{} for _ in sensitivities]
    try:
        for batch in _batches(gold, settings):
            requests = [_request(one.text, parameters, limits) for one in batch]
            answers = pipeline.dial(requests, sensitivities)
            for found, outcomes in zip(dialled, answers, strict=True):
                for record, outcome in zip(batch, outcomes, strict=True):
                    found[record.name] = _spans(record, outcome)
            progress(len(batch))
    finally:
        pipeline.close()
    return dialled


def _spans(record: Gold, outcome: Outcome) -> list[Span]:
    if isinstance(outcome.answer, RequestError):
        error = outcome.answer
        raise CommandFailed(f"line {record.line}: {error.code}: {error.detail}")
    return [
        Span(entity.location.stt_idx, entity.location.end_idx, entity.best_label)
        for entity in msgspec.json.decode(outcome.answer, type=_Answer).entities
    ]


def detect(
    settings: Settings, parameters: Mapping[str, Any], gold: Sequence[Gold], progress: Progress
) -> Iterator[tuple[Gold, list[Detection]]]:
    """What every detector says on its own, before anything is resolved.

    Args:
        settings: The configuration.
        parameters: Of every request; they choose detectors and labels.
        gold: The texts.
        progress: Told of every batch.

    Raises:
        CommandFailed: If a detector that must not fail does.
    """
    plugins = load_plugins(settings)
    limits = Limits(
        known_names=plugins.taxonomy.names,
        accuracies=settings.accuracy_modes,
    )
    request = _request("", parameters, limits)
    policy = make_policy(settings, plugins)
    enabled = policy.enabled(request, plugins.taxonomy)
    languages = LangidDetector()
    loaded = [
        LoadedDetector(spec, plugins.make_detector(spec))
        for spec in plugins.detectors
        if policy.runs(spec.name, request.entity_detection.accuracy)
    ]
    try:
        for batch in _batches(gold, settings):
            documents = [Document(one.text, languages.detect(one.text)) for one in batch]
            results = [Found() for _ in batch]
            for detector in loaded:
                run(detector, documents, results)
            for record, result in zip(batch, results, strict=True):
                if result.failed is not None:
                    raise CommandFailed(f"line {record.line}: {result.failed} failed")
                yield record, [d for d in result.detections if d.label in enabled]
            progress(len(batch))
    finally:
        for detector in loaded:
            detector.detector.close()


def _request(text: str, parameters: Mapping[str, Any], limits: Limits) -> Request:
    message = msgspec.json.encode({**parameters, "text": text})
    try:
        return decode_request(message, limits)
    except RequestError as error:
        raise CommandFailed(f"{error.code}: {error.detail}") from None


def _batches(gold: Sequence[Gold], settings: Settings) -> Iterator[Sequence[Gold]]:
    """As many texts at a time as the server takes."""
    batch: list[Gold] = []
    characters = 0
    for record in gold:
        full = len(batch) == settings.batch_documents
        if batch and (full or characters + len(record.text) > settings.batch_characters):
            yield batch
            batch, characters = [], 0
        batch.append(record)
        characters += len(record.text)
    if batch:
        yield batch
