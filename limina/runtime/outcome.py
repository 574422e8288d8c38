"""What comes of a unit of work: a value that passes from the workers to the front process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from limina.protocol.errors import RequestError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one unit of work.

    Attributes:
        answer: The responses as JSON text in UTF-8, a comma between those of linked texts, or the
            error to answer with.
        entities: Best label to number of entities; labels of the client's own count as `CUSTOM`.
        skipped: Detectors with `required=False` that failed.
    """

    answer: bytes | RequestError
    entities: Mapping[str, int] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
