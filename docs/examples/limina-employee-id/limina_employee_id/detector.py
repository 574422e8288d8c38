"""The detector: one pattern, compiled once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from limina.plugin import Detection, Document

LABEL = "EMPLOYEE_ID"


class EmployeeIdDetector:
    """Finds a prefix, a hyphen and five digits, as a word of its own.

    Args:
        prefix: What every ID begins with.
    """

    def __init__(self, prefix: str) -> None:
        self._pattern = re.compile(rf"\b{re.escape(prefix)}-[0-9]{{5}}\b")

    def detect(self, batch: Sequence[Document]) -> list[list[Detection]]:
        """Examine a batch: one list of detections per document, in the same order."""
        return [
            [
                Detection(match.start(), match.end(), LABEL, score=0.95)
                for match in self._pattern.finditer(document.text)
            ]
            for document in batch
        ]

    def close(self) -> None:
        """Nothing to release."""
