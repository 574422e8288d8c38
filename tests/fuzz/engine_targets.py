"""Targets from the request to the answer: arbitrary Unicode, and clients' patterns."""

from __future__ import annotations

import json
import time
from functools import cache
from typing import Any

import regex

from conformance.arithmetic import check_arithmetic
from limina.config import Settings
from limina.engine.filters import compile_filters
from limina.protocol.batch import RelationDetection
from limina.protocol.errors import RequestError
from limina.protocol.request import BlockFilter, EntityDetection, Limits, Request
from limina.protocol.schema import decode_request
from limina.runtime.loading import load_plugins, make_pipeline, request_limits
from limina.runtime.pipeline import Pipeline
from limina.runtime.work import Kind, Work
from tests.fuzz.inputs import choices, text_of

#: Everything but the model, which is a hundred times slower than the rest.
FORMS = ("limina-patterns", "limina-dictionary", "limina-synthetic")
MODEL = (*FORMS, "limina-spacy")

#: What is asked for beside the text; one is chosen.
OPTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"processed_text": {"type": "MASK"}},
    {"processed_text": {"type": "SYNTHETIC"}},
    {"processed_text": {"type": "MARKER", "pattern": "<<ALL_ENTITY_TYPES>>"}},
    {"processed_text": {"type": "MARKER", "pattern": "UNIQUE_HASHED_ENTITY_TYPE"}},
    {
        "processed_text": {
            "type": "MARKER",
            "marker_language": "auto",
            "coreference_resolution": "combined",
        }
    },
    {"processed_text": {"coreference_resolution": "model_prediction"}},
    {"entity_detection": {"enable_non_max_suppression": True}},
    {
        "entity_detection": {
            "filter": [
                {"type": "BLOCK", "pattern": "[0-9]+|é", "entity_type": "A"},
                {"type": "ALLOW", "pattern": "[A-Z].*"},
                {"type": "ALLOW_TEXT", "pattern": "[a-z ]{9,}"},
            ]
        }
    },
    {
        "entity_detection": {
            "entity_types": [{"type": "ENABLE", "value": ["GDPR", "PCI", "NAME", "DOB"]}],
            "validation_options": [{"algorithm": "luhn", "on_entities": ["CREDIT_CARD"]}],
        },
        "processed_text": {"type": "MASK", "mask_character": "é"},
    },
)
WARM_UP = "John Smith lives at 123 Fake St. Call +1 555 123 4567 on 3 May 2020."
LOCALES = (None, "en-US", "en-GB", "de-DE", "ja-JP", "xx")
#: Seconds of the processor a text may take at most: some to begin with, and so many a character.
#: What it takes is a hundredth of that; what grows with the square of the length is found.
AT_ONCE = 2.0
A_CHARACTER = 0.002
#: How many times longer a text may take that is eight times longer.
GROWTH = 24.0
LONG = 16_000
_PATIENCE = 0.2


@cache
def pipeline(plugins: tuple[str, ...]) -> tuple[Pipeline, Limits]:
    """The pipeline of some plugins, made once."""
    settings = Settings(plugins=plugins, hash_key="fuzz", synthetic_seed="fuzz")
    loaded = load_plugins(settings)
    made = make_pipeline(settings, loaded)
    for asked in OPTIONS:  # what is read when it is needed first is read here
        made.process([decode_request(json.dumps(asked | {"text": WARM_UP}))])
    return made, request_limits(settings, loaded)


def engine(data: bytes) -> None:
    """Whatever the text, the answer is no internal error, its offsets are exact, the processed text
    is the text with every entity replaced and nothing of it left, and the time is bounded by the
    length.
    """
    _answered(FORMS, data)


def engine_model(data: bytes) -> None:
    """What `engine` says holds with the model and all detectors too."""
    _answered(MODEL, data)


def _answered(plugins: tuple[str, ...], data: bytes) -> None:
    (option, encoding), material = choices(data, 2)
    text = text_of(material, encoding)
    asked = OPTIONS[option % len(OPTIONS)] | {"text": text}
    ready, limits = pipeline(plugins)
    request = decode_request(json.dumps(asked), limits)
    began = time.process_time()
    [outcome] = ready.process([request])
    assert time.process_time() - began < AT_ONCE + A_CHARACTER * len(text)
    if isinstance(outcome.answer, RequestError):
        raise outcome.answer
    answer = json.loads(outcome.answer)
    problems = check_arithmetic(asked, answer)
    assert problems == [], problems
    assert answer["characters_processed"] == len(text)
    assert answer["processed_text"] == rebuilt(text, answer)


def rebuilt(text: str, answer: dict[str, Any]) -> str:
    """The processed text from the text and the entities alone."""
    parts = []
    done = written = 0
    for entity in answer["entities"]:
        place = entity["location"]
        parts.append(text[done : place["stt_idx"]])
        written += place["stt_idx"] - done
        assert written == place["stt_idx_processed"]
        replaced = answer["processed_text"][written : place["end_idx_processed"]]
        assert entity["processed_text"] in replaced
        assert replaced != entity["text"] or not entity["text"].strip("#é \t\n"), entity["labels"]
        parts.append(replaced)
        written += len(replaced)
        done = place["end_idx"]
    return "".join((*parts, text[done:]))


def engine_growth(data: bytes) -> None:
    """Any text repeated to eight times its length takes no more than about eight times as long."""
    (encoding,), material = choices(data, 1)
    unit = text_of(material, encoding)[:400]
    if not unit:
        return
    for _ in range(3):  # a busy machine is no finding
        text = (unit * (LONG // len(unit) + 1))[:LONG]
        short, long = _seconds(text[: LONG // 8]), _seconds(text)
        if long < GROWTH * short + 0.2:
            return
    raise AssertionError(f"{short:.3f} s, {long:.3f} s for eight times as much")


def _seconds(text: str) -> float:
    began = time.process_time()
    [outcome] = pipeline(FORMS)[0].process([Request(text)])
    assert isinstance(outcome.answer, bytes)
    return time.process_time() - began


def analysis(data: bytes) -> None:
    """Whatever the texts, lists of labels and analyses of entities are answered without an internal
    error, and every place in them slices back to its text.
    """
    (kind, encoding, locale), material = choices(data, 3)
    texts = text_of(material, encoding).split("\0")[:4]
    ready, _ = pipeline(FORMS)
    route: Kind = "analyze" if kind % 4 else "ner"
    relations = RelationDetection("combined", True) if kind & 8 else RelationDetection()
    requests = tuple(Request(text, link_batch=len(texts) > 1) for text in texts)
    work = Work(requests, route, f"/{route}/text", LOCALES[locale % len(LOCALES)], relations)
    [outcome] = ready.process([work])
    if isinstance(outcome.answer, RequestError):
        raise outcome.answer
    answers = json.loads(b"[" + outcome.answer + b"]")
    assert len(answers) == len(texts)
    for text, answer in zip(texts, answers, strict=True):
        for entity in answer["entities"]:
            place = entity["location"]
            assert text[place["stt_idx"] : place["end_idx"]] == entity["text"]


def filters(data: bytes) -> None:
    """A client's pattern is refused with a documented error, takes too long, or finds exactly what
    the `regex` module finds, under RE2 too.
    """
    (encoding,), material = choices(data, 1)
    pattern, _, text = text_of(material, encoding).partition("\n")
    block = {"type": "BLOCK", "pattern": pattern, "entity_type": "A"}
    message = json.dumps({"text": text, "entity_detection": {"filter": [block]}})
    try:
        request = decode_request(message)
    except RequestError as error:
        assert error.code in ("LIM106", "LIM114"), error.code
        return
    assert request.entity_detection == EntityDetection(filter=(BlockFilter(pattern, "A"),))
    compiled = compile_filters(request, clock=time.monotonic, budget=_PATIENCE)
    try:
        found = [(one.start, one.end) for one in compiled.block_detections(text)]
        expected = [match.span() for match in regex.finditer(
            pattern, text, regex.V0, timeout=_PATIENCE
        )]  # fmt: skip
    except RequestError as error:
        assert error.code == "LIM113", error.code
        return
    except TimeoutError:
        return
    assert found == [(start, end) for start, end in expected if end > start]
