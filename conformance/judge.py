"""Decides whether an answer to a vector is the expected one, and says why not.

Two ways: *exact*, for a server that detects what conformance/recorded.jsonl holds, compares with
what was documented; *arithmetic*, for any detectors, compares the answer with itself and with the
few documented answers that every good detector must give. It must not know how messages travel.
"""

from __future__ import annotations

import enum
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from conformance.arithmetic import check_arithmetic
from conformance.vectors import Expectation, Vector


class Mode(enum.Enum):
    """How answers are compared."""

    EXACT = "exact"
    ARITHMETIC = "arithmetic"


class Status(enum.Enum):
    """What came of a vector."""

    PASSED = "PASS"
    FAILED = "FAIL"
    SKIPPED = "SKIP"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a vector, and why.

    Attributes:
        vector_id: The vector.
        status: Passed, failed or skipped.
        reasons: What is wrong, or why it was skipped; one line each.
    """

    vector_id: str
    status: Status
    reasons: tuple[str, ...] = ()


def reason_to_skip(vector: Vector, mode: Mode) -> str | None:
    """Why a vector is not sent in this mode, or None if it is."""
    if mode is Mode.ARITHMETIC:
        return None
    if vector.skip_exact is not None:
        return vector.skip_exact
    if vector.expect == Expectation():
        return "no answer is documented"
    return None


def judge(vector: Vector, answer: str, mode: Mode) -> Verdict:
    """Compare an answer with what is expected.

    Args:
        vector: What was sent.
        answer: The message that came back.
        mode: How to compare.

    Returns:
        Passed or failed, with reasons.
    """
    try:
        value = json.loads(answer)
    except ValueError:
        return Verdict(vector.id, Status.FAILED, ("the answer is not JSON",))
    if not isinstance(value, dict):
        return Verdict(vector.id, Status.FAILED, ("the answer is not an object",))
    problems = tuple(_problems(vector, value, mode))
    return Verdict(vector.id, Status.FAILED if problems else Status.PASSED, problems)


def _problems(vector: Vector, answer: dict[str, Any], mode: Mode) -> Iterator[str]:
    expect = vector.expect
    if expect.error is not None:
        yield from _compare_error(expect.error, answer)
        return
    if "detail" in answer:
        if expect.may_refuse is None or answer.get("code") != expect.may_refuse:
            yield f"an error instead of an answer: {answer.get('code')} {answer['detail']}"
        return
    yield from check_arithmetic(vector.request, answer)
    if expect.real is not None:
        yield from _compare(expect.real, answer, "")
    if mode is Mode.EXACT:
        if expect.response is not None:
            yield from _compare(expect.response, answer, "")
        if expect.pattern is not None and not re.fullmatch(
            expect.pattern, answer["processed_text"]
        ):
            yield f"processed_text is {answer['processed_text']!r}"


def _compare_error(code: str, answer: dict[str, Any]) -> Iterator[str]:
    if not isinstance(answer.get("detail"), str):
        yield "an answer instead of an error"
    elif answer.get("code", code) != code:
        yield f"the code is {answer['code']}, not {code}"


def _compare(expected: Any, found: Any, path: str) -> Iterator[str]:
    """Compare what is expected, member by member; objects that are compared whole are named."""
    if isinstance(expected, dict) and isinstance(found, dict):
        keys = list(expected)
        if [key for key in found if key in expected] != keys:
            yield f"{path or 'the answer'} has the keys {list(found)}, not {keys}"
            return
        if path.endswith((".labels", ".location")) and len(found) != len(expected):
            yield f"{path} has the keys {list(found)}, not {keys}"
        for key in keys:
            inner = f"{path}.{key}" if path else key
            if key == "languages_detected":
                # Language detectors differ in their likelihoods, and in what else they consider.
                if not expected[key].keys() <= found[key].keys():
                    yield f"{inner} has the keys {list(found[key])}, not {list(expected[key])}"
            else:
                yield from _compare(expected[key], found[key], inner)
    elif path.endswith(".labels") and isinstance(expected, list) and isinstance(found, dict):
        if set(expected) != found.keys():
            yield f"{path} has the keys {list(found)}, not {expected}"
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for index, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from _compare(one, other, f"{path}[{index}]")
    elif expected != found:
        yield f"{path} is {found!r}, not {expected!r}"
