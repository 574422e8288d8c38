"""One row of the request reference as a case, and the way it is driven without a model.

A case is read as on `/ws` or `POST /process/text` and answered by the real pipeline; only the
detector and the languages are scripted. It holds what must be true of the answer, not all of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from limina.config import load_settings
from limina.plugin import (
    Detection,
    DetectorSpec,
    Document,
    Entity,
    PluginConfig,
    ReplacementContext,
    hookimpl,
)
from limina.plugin.manager import PluginManager
from limina.protocol.batch import decode_process
from limina.protocol.errors import RequestError
from limina.protocol.schema import Request, SyntheticText, decode_request
from limina.runtime.loading import make_policy, request_limits
from limina.runtime.pipeline import Pipeline
from limina.runtime.work import Work, units

HASH_KEY = b"key of the table"
#: Stands in an expectation for a key that must not be there.
ABSENT = object()

#: Pattern -> label and score of what the scripted detector finds.
SCRIPT = {
    r"John\s+Smith": ("NAME", 0.9),
    r"(?i)\bJohn\b": ("NAME_GIVEN", 0.8),
    r"Smith": ("NAME_FAMILY", 0.7),
    # Only what stands before it shows that this is a name: it takes linked texts to see that.
    r"(?s)(?<=Who\?.)Rose": ("NAME_GIVEN", 0.8),
    r"Paris": ("LOCATION_CITY", 0.9),
    r"Acme": ("ORGANIZATION", 0.6),
    r"nurse": ("OCCUPATION", 0.9),
    r"jo@post\.example": ("EMAIL_ADDRESS", 0.9),
    r"4111 1111 1111 111\d": ("CREDIT_CARD", 0.9),
    r"\b1985\b": ("YEAR", 0.9),
}

Route = Literal["/ws", "/process/text"]


@dataclass(frozen=True)
class Case:
    """One request and what must come of it.

    Attributes:
        row: The row or decision of the reference it stands for.
        request: The message, before it is written as JSON.
        expected: The part of the answer that is checked: of objects the keys named here, of lists
            every element; a string is the whole `processed_text`. Without it an error is expected.
        code: Code of the error, if one is expected.
        place: How the detail of that error begins.
        route: Which way the message comes in.
        environment: Of the server.
        languages: What the text is taken for.
        synthetic: Whether a plugin gives SYNTHETIC replacements.
    """

    row: str
    request: Mapping[str, Any]
    expected: Any = None
    code: str | None = None
    place: str = ""
    route: Route = "/ws"
    environment: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, float] = field(default_factory=lambda: {"en": 0.9})
    synthetic: bool = False


class _Languages:
    def __init__(self, languages: Mapping[str, float]) -> None:
        self._languages = languages

    def detect(self, text: str) -> Mapping[str, float]:
        return self._languages


class _Scripted:
    """Finds what `SCRIPT` says."""

    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        return [
            [
                Detection(*match.span(), label, score)
                for pattern, (label, score) in SCRIPT.items()
                for match in re.finditer(pattern, document.text)
            ]
            for document in batch
        ]

    def close(self) -> None:
        """Nothing is held."""


class _Plugin:
    @hookimpl
    def limina_register_detectors(
        self, register: Callable[[DetectorSpec], None], config: PluginConfig
    ) -> None:
        labels = frozenset(label for label, _ in SCRIPT.values())
        register(DetectorSpec("table/scripted", labels, lambda config: _Scripted()))


class _Synthetic:
    """Replaces where SYNTHETIC is asked for, by the label in small letters and the number."""

    @hookimpl
    def limina_replace(
        self, entity: Entity, request: Request, context: ReplacementContext
    ) -> str | None:
        if not isinstance(request.processed_text, SyntheticText):
            return None
        return f"{entity.best_label.lower()} {context.number}"


def answer(case: Case) -> Any:
    """The answer to a case, parsed; that of a list is a list.

    Raises:
        RequestError: Whatever refused it first.
    """
    plugins = PluginManager()
    plugins.register(_Plugin(), "table")
    if case.synthetic:
        plugins.register(_Synthetic(), "synthetic")
    settings = load_settings(environment=case.environment)
    limits = request_limits(settings, plugins)
    policy = make_policy(settings, plugins)
    message = json.dumps(case.request)
    works: list[Work]
    if case.route == "/ws":
        works = [Work((decode_request(message, limits),))]
    else:
        works = units(decode_process(message, limits), "process", case.route)
    pipeline = Pipeline(plugins, _Languages(case.languages), HASH_KEY, policy)
    pieces = []
    for outcome in pipeline.process(works):
        if isinstance(outcome.answer, RequestError):
            raise outcome.answer
        pieces.append(outcome.answer)
    pipeline.close()
    answers = json.loads(b"[" + b",".join(pieces) + b"]")
    return answers[0] if case.route == "/ws" else answers


def check(case: Case) -> None:
    """Answer a case and compare.

    Raises:
        AssertionError: If the answer is another one.
    """
    try:
        given = answer(case)
    except RequestError as error:
        assert error.code == case.code, error.detail
        assert error.detail.startswith(case.place), error.detail
        return
    assert case.code is None, given
    if isinstance(case.expected, str):
        assert given["processed_text"] == case.expected
    else:
        _compare(given, case.expected, "answer")


def _compare(given: Any, expected: Any, place: str) -> None:
    # The labels of an entity are compared whole: one too many is a fault.
    if isinstance(expected, dict) and not place.endswith(".labels"):
        for key, value in expected.items():
            if value is ABSENT:
                assert key not in given, f"{place}.{key}"
            else:
                _compare(given[key], value, f"{place}.{key}")
    elif isinstance(expected, list):
        assert len(given) == len(expected), f"{place}: {given}"
        for index, (one, other) in enumerate(zip(given, expected, strict=True)):
            _compare(one, other, f"{place}[{index}]")
    else:
        assert given == expected, place


def rows(cases: Iterable[Case]) -> set[str]:
    """The rows some case stands for."""
    return {case.row for case in cases}


def asking(text: str, **detection: Any) -> dict[str, Any]:
    """A request with a section `entity_detection`."""
    return {"text": text, "entity_detection": detection}


def filtering(text: str, *filters: Mapping[str, Any]) -> dict[str, Any]:
    """A request with filters."""
    return asking(text, filter=list(filters))


def selecting(text: str, *selectors: tuple[str, Any]) -> dict[str, Any]:
    """A request with selectors."""
    return asking(text, entity_types=[{"type": kind, "value": names} for kind, names in selectors])


def allow(pattern: Any) -> dict[str, Any]:
    """An ALLOW filter."""
    return {"type": "ALLOW", "pattern": pattern}


def allow_text(pattern: Any) -> dict[str, Any]:
    """An ALLOW_TEXT filter."""
    return {"type": "ALLOW_TEXT", "pattern": pattern}


def block(pattern: Any, entity_type: str, **more: Any) -> dict[str, Any]:
    """A BLOCK filter."""
    return {"type": "BLOCK", "pattern": pattern, "entity_type": entity_type, **more}
