"""Spoils texts the way people and machines do, and keeps the spans right."""
# ruff: noqa: E501 (tables of forms)

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from training.generator.render import Record, tidy
from training.generator.values.base import Span, terms

#: Start, end and what stands there instead.
Edit = tuple[int, int, str]

#: Genres whose form matters: letters may change, lines and signs may not.
RIGID = frozenset({"json", "log", "code", "table", "csv", "xml", "sql", "yaml", "config"})
_PUNCTUATION = re.compile(r"(?:[,;!?()\"“”«»¿¡…]|[.:](?=\s|$)|(?<=\w)[.](?=\s))")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{4,}")
_NEIGHBOURS = {
    "a": "sq",
    "e": "wr",
    "i": "uo",
    "o": "ip",
    "u": "yi",
    "n": "bm",
    "r": "et",
    "s": "ad",
    "t": "ry",
    "l": "k",
    "d": "sf",
    "m": "n",
    "c": "vx",
}


def edit(record: Record, edits: Sequence[Edit]) -> Record:
    """Applies edits and moves the spans.

    Args:
        record: The text.
        edits: In order, none empty, none overlapping another.

    Returns:
        The edited record; the old one where no text would be left.
    """
    text = record.text
    pieces: list[str] = []
    moved: list[int] = []  # where each old offset has gone
    at = length = 0
    for start, end, new in edits:
        moved += range(length, length + start - at + 1)
        length += start - at + len(new)
        moved += [length] * (end - start - 1)
        pieces += [text[at:start], new]
        at = end
    moved += range(length, length + len(text) - at + 1)
    pieces.append(text[at:])
    spans = [(moved[a], moved[b], label) for a, b, label in record.spans]
    return tidy("".join(pieces), spans, record.genre) or record


def _recased(record: Record, change: Callable[[str], str]) -> Record:
    changed = (change(char) for char in record.text)
    text = "".join(
        new if len(new) == 1 else old for new, old in zip(changed, record.text, strict=True)
    )
    return Record(text, record.spans, record.genre)


def lower(record: Record) -> Record:
    """All in small letters."""
    return _recased(record, str.lower)


def upper(record: Record) -> Record:
    """All in capitals."""
    return _recased(record, str.upper)


def unpunctuated(record: Record) -> Record:
    """Without the signs between words; those inside numbers and addresses stay."""
    return edit(record, [(*match.span(), "") for match in _PUNCTUATION.finditer(record.text)])


def speech(record: Record) -> Record:
    """As a recogniser of speech writes it: one line, small letters, no signs."""
    flat = edit(record, [(*m.span(), " ") for m in re.finditer(r"\s*\n\s*", record.text)])
    return lower(unpunctuated(flat))


def typos(record: Record, rng: random.Random, share: float = 0.06) -> Record:
    """Mistyped words outside of entities."""
    edits: list[Edit] = []
    for match in _WORD.finditer(record.text):
        if rng.random() >= share or _inside(record.spans, *match.span()):
            continue
        at = rng.randrange(match.start() + 1, match.end() - 1)
        pair = record.text[at : at + 2]
        roll = rng.random()
        if roll < 0.35:
            edits.append((at, at + 2, pair[1] + pair[0]))
        elif roll < 0.6:
            edits.append((at, at + 1, ""))
        elif roll < 0.8:
            edits.append((at, at + 1, pair[0] * 2))
        else:
            near = _NEIGHBOURS.get(pair[0].lower(), pair[0])
            edits.append((at, at + 1, rng.choice(near)))
    return edit(record, edits)


def _inside(spans: Sequence[Span], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b, _ in spans)


def doubled_spaces(record: Record, rng: random.Random) -> Record:
    """Some spaces twice."""
    return edit(
        record,
        [(m.start(), m.end(), "  ") for m in re.finditer(r"(?<=\S) (?=\S)", record.text) if rng.random() < 0.15],
    )  # fmt: skip


def wrapped(record: Record, width: int) -> Record:
    """Broken into lines of about that width."""
    edits: list[Edit] = []
    line = 0
    for match in re.finditer(r"\n| ", record.text):
        if match[0] == "\n":
            line = match.end()
        elif match.start() - line >= width:
            edits.append((*match.span(), "\n"))
            line = match.end()
    return edit(record, edits)


def joined(records: Sequence[Record], mark: str) -> Record:
    """Several records as one."""
    text = ""
    spans: list[Span] = []
    for record in records:
        if text:
            text += mark
        spans += [(a + len(text), b + len(text), label) for a, b, label in record.spans]
        text += record.text
    return Record(text, tuple(spans), records[0].genre)


def chatter(record: Record, rng: random.Random, lang: str) -> Record:
    """With idle words before or after."""
    before = Record(rng.choice(terms(lang, "chatter-before")), (), record.genre)
    after = Record(rng.choice(terms(lang, "chatter-after")), (), record.genre)
    roll = rng.random()
    if roll < 0.5:
        return joined([before, record], " ")
    return joined([record, after] if roll < 0.85 else [before, record, after], " ")


def spoil(record: Record, rng: random.Random, lang: str) -> Record:
    """Spoils a record by chance, most of them not at all."""
    rigid = record.genre in RIGID
    if not rigid:
        if rng.random() < 0.12 and len(record.text) < 400:
            record = chatter(record, rng, lang)
        if rng.random() < 0.1:
            record = typos(record, rng)
        if rng.random() < 0.04:
            record = doubled_spaces(record, rng)
        if rng.random() < 0.06 and len(record.text) > 80:
            record = wrapped(record, rng.randint(30, 90))
    roll = rng.random()
    if roll < 0.12:
        record = lower(record)
    elif roll < 0.15:
        record = upper(record)
    elif rigid:
        return record
    elif roll < 0.19:
        record = unpunctuated(record)
    elif roll < 0.24:
        record = speech(record)
    return record
