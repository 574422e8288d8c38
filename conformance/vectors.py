"""Reads the payload vectors: what is sent, where it comes from, and what is known of the answer.

The format is described in conformance/README.md. This module reads and checks files; it must not
know how a vector is sent or judged.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, Literal

import msgspec

#: The vectors that come with the project.
PAYLOADS: Final = Path(__file__).parent / "payloads"
#: The detections with which the exact answers come out; read by the plugin limina-recorded.
RECORDED: Final = Path(__file__).parent / "recorded.jsonl"


class Expectation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of an answer.

    Attributes:
        response: Members of the answer, to be met exactly with the recorded detections. Members
            that are left out, of the answer or of an entity, are not compared.
        real: The same for any server with good detectors, in both modes. `labels` is then a list
            of names.
        pattern: A regular expression for the whole `processed_text`, with the recorded detections.
        error: The answer is this error.
        may_refuse: The answer may be this error, because what is asked for is optional.
    """

    response: dict[str, Any] | None = None
    real: dict[str, Any] | None = None
    pattern: str | None = None
    error: str | None = None
    may_refuse: str | None = None


class Vector(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One request and what is known of its answer.

    Attributes:
        id: Unique among all vectors.
        source: Where the fact was published, or `limina` for a decision of this project.
        kind: `documented` by the vendor, `recorded` from a run of the vendor's server, `inferred`
            from several of those, or `ours`.
        request: The message as sent over `/ws`.
        expect: What is known of the answer.
        rest_item: Which text of a REST request this is, if it was made from one.
        skip_exact: Why the recorded answer cannot come out, if it cannot.
        note: What the vector shows.
    """

    id: str
    source: str
    kind: Literal["documented", "recorded", "inferred", "ours"]
    request: dict[str, Any]
    expect: Expectation = Expectation()
    rest_item: int | None = None
    skip_exact: str | None = None
    note: str = ""


class VectorError(ValueError):
    """A file of vectors is not what it should be; the message names the file and the line."""


def read_vectors(path: Path) -> list[Vector]:
    """Read one file, a vector a line.

    Raises:
        VectorError: For a line that is not a vector.
    """
    decoder = msgspec.json.Decoder(Vector)
    vectors = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line.strip():
            try:
                vectors.append(decoder.decode(line))
            except msgspec.DecodeError as error:
                raise VectorError(f"{path.name}:{number}: {error}") from None
    return vectors


def load_vectors(folder: Path = PAYLOADS) -> list[Vector]:
    """Read every file of a folder in the order of their names.

    Args:
        folder: Holds `*.jsonl`.

    Raises:
        VectorError: For a malformed line, or an id that occurs twice.
    """
    vectors: dict[str, Vector] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for vector in read_vectors(path):
            if vector.id in vectors:
                raise VectorError(f"{path.name}: the id {vector.id} occurs twice")
            vectors[vector.id] = vector
    return list(vectors.values())
