"""The detectors: the built-in lists with their rules, and the files of one's own.

They turn spans of the composed text back into spans of the document; what is found is `rules`' and
`ownterms`' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from limina.plugin import Detection, Document
from limina_dictionary.found import Found
from limina_dictionary.view import composed


class Finder(Protocol):
    """What finds spans in a text with composed accents."""

    def find(self, text: str) -> list[Found]:
        """The spans, sorted."""
        ...


class DictionaryDetector:
    """A finder as a detector.

    Args:
        finder: Built once; holds everything that is loaded.
    """

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        """Look terms up.

        Args:
            batch: The documents; their languages are ignored.

        Returns:
            One list per document, sorted by start and end.
        """
        return [self._document(document.text) for document in batch]

    def close(self) -> None:
        """Nothing is held but memory."""

    def _document(self, text: str) -> list[Detection]:
        view, offsets = composed(text)
        found = self._finder.find(view)
        if offsets is None:
            return [Detection(f.start, f.end, f.label, f.score, rule=f.rule) for f in found]
        return [
            Detection(offsets[f.start], offsets[f.end], f.label, f.score, rule=f.rule)
            for f in found
        ]
