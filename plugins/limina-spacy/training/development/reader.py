"""Reading the labelled texts of this folder.

A file holds records separated by a line `---`; lines that start with `#!` are comments. Within a
text `[[LABEL|words]]` is personal data under a Limina label, and `[[?|words]]` is neutral: neither
right nor wrong to find. Labels do not nest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
SEPARATOR = "---"
COMMENT = "#!"
NEUTRAL = "?"

_MARK = re.compile(r"\[\[(?P<label>[A-Z_]+|\?)\|(?P<words>.*?)\]\]", re.DOTALL)


class MarkupError(ValueError):
    """A file is not in the markup. The message names the file and the record, not the text."""


@dataclass(frozen=True, slots=True)
class Span:
    """Labelled words; offsets in code points, the end exclusive."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Record:
    """One text.

    Attributes:
        name: Name of the file without its ending, `-`, number of the record from 1.
        source: Name of the file without its ending.
        text: The text without its markup.
        spans: Personal data, in the order of the text.
        neutral: What counts neither as found nor as missed.
    """

    name: str
    source: str
    text: str
    spans: tuple[Span, ...]
    neutral: tuple[Span, ...]

    def to_json(self) -> str:
        """The record as one line of a corpus; no `scope`, because every label is annotated."""
        return json.dumps(
            {
                "id": self.name,
                "text": self.text,
                "spans": [{"start": s.start, "end": s.end, "label": s.label} for s in self.spans],
                "neutral": [{"start": s.start, "end": s.end} for s in self.neutral],
                "source": f"development_{self.source}",
                "lang": "en",
            },
            ensure_ascii=False,
        )


def files() -> list[Path]:
    """The files of this folder, by name."""
    return sorted(FOLDER.glob("*.txt"))


def read(path: Path) -> Iterator[Record]:
    """Read one file.

    Args:
        path: A file in the markup, UTF-8.

    Yields:
        Its records in order.

    Raises:
        MarkupError: If a mark is not closed, is empty or has white space at its edge, or a record
            is empty.
    """
    lines = path.read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(COMMENT)]
    number = 1
    block: list[str] = []
    for line in [*kept, SEPARATOR]:
        if line != SEPARATOR:
            block.append(line)
            continue
        yield _record(path.stem, number, "\n".join(block))
        block = []
        number += 1


def _record(source: str, number: int, marked: str) -> Record:
    name = f"{source}-{number}"
    text = ""
    end = 0
    found: list[Span] = []
    for mark in _MARK.finditer(marked):
        text += marked[end : mark.start()]
        words = mark["words"]
        if not words or words != words.strip() or "[[" in words:
            raise MarkupError(f"{name}: mark {len(found) + 1} is empty, loose or not closed")
        found.append(Span(len(text), len(text) + len(words), mark["label"]))
        text += words
        end = mark.end()
    text += marked[end:]
    if "[[" in text or not text.strip():
        raise MarkupError(f"{name}: a mark is malformed, or the record is empty")
    return Record(
        name,
        source,
        text,
        tuple(span for span in found if span.label != NEUTRAL),
        tuple(span for span in found if span.label == NEUTRAL),
    )
