"""The detector: looks a text up. It knows neither files nor configuration."""

from __future__ import annotations

from collections.abc import Sequence

from limina.plugin import Detection, Document
from limina_recorded.recordings import Recordings


class UnknownTextError(LookupError):
    """A text without a recording reached a strict detector; the message does not repeat it."""


class RecordedDetector:
    """Returns what was written down for exactly this text.

    Args:
        recordings: Texts and their detections.
        strict: Whether an unknown text raises; if not, it has no detections.
    """

    def __init__(self, recordings: Recordings, *, strict: bool = False) -> None:
        self._detections = recordings.detections
        self._strict = strict

    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        """Look each document's text up.

        Args:
            batch: The documents; languages are ignored.

        Returns:
            One sequence per document, in the order of the file.

        Raises:
            UnknownTextError: The detector is strict and a text is not in the file.
        """
        return [self._lookup(document.text) for document in batch]

    def close(self) -> None:
        """Nothing is held."""

    def _lookup(self, text: str) -> Sequence[Detection]:
        found = self._detections.get(text)
        if found is not None:
            return found
        if self._strict:
            raise UnknownTextError("limina-recorded: the text has no recording")
        return ()
