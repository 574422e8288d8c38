"""Reads the words around a hit in the text. It knows what a word is, and no list of words."""

from __future__ import annotations

import re
from typing import NamedTuple

#: Letters, joined by hyphens or apostrophes: `O'Brien`, `Smith-Jones`.
_WORD = r"[^\W\d_]+(?:(?:['’](?![sS]\b)|[\-‐‑])[^\W\d_]+)*"
_NEXT = re.compile(rf"(?P<gap>[ \u00a0]{{1,2}}|[ \u00a0]?\n)(?P<word>{_WORD})(?P<dot>\.?)")
_AT = re.compile(rf"[ \u00a0]{{0,2}}[\"'“‘«]?(?P<word>{_WORD})(?P<dot>\.?)")
_PREVIOUS = re.compile(rf"(?<![\w@#'’-])(?P<word>{_WORD})[ \u00a0]\Z")
_INITIALS = re.compile(r"(?<![\w.])(?:[^\W\d_a-z]\.[ \u00a0]?){1,3}\Z")
_BARE_INITIAL = re.compile(r"(?<![\w.'’-])[B-DF-HJ-NP-RT-XZ][ \u00a0]\Z")
_JOINED_BEHIND = re.compile(r"(?:[\-‐‑]|['’](?![sS]\b))[^\W\d_]+")
_JOINED_BEFORE = re.compile(r"(?<![\w@#])[^\W\d_]+[\-‐‑'’]\Z")
_JOINTS = frozenset("-‐‑'’")
#: Beside one of these a word may be part of an address, a path or an identifier.
GLUE = frozenset("./\\:-_=&?%~+$@#")
#: Behind a quoted word that is a key of JSON: `"logger": "…"`.
_KEY_BEHIND = re.compile(r"[\"']\s?:")
_MACHINE = re.compile(r"@|://|www\.|\\|[=&?%$]|/\S*/|\.\w+\.\w|_")
#: How many parts a hyphenated name has at most on either side of a hit.
_MOST_PARTS = 3
#: How far a rule looks back, in code points.
REACH = 60


class Word(NamedTuple):
    """A word of the text.

    Attributes:
        start: First character, in code points.
        end: One past the last character, without a full stop.
        text: The word.
        dotted: Whether a full stop follows.
        wrapped: Whether a line break is before it.
    """

    start: int
    end: int
    text: str
    dotted: bool = False
    wrapped: bool = False

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper() or self.text[0].istitle()

    @property
    def caseless(self) -> bool:
        """Whether its script has no case."""
        return self.text[0].lower() == self.text[0].upper()

    @property
    def initial(self) -> bool:
        """Whether it is a single capital letter, with or without a full stop."""
        return len(self.text) == 1 and self.text.isupper()


def word_behind(text: str, position: int) -> Word | None:
    """The word after a position that only white space parts from it; None if there is none."""
    match = _NEXT.match(text, position)
    if match is None:
        return None
    return Word(
        match.start("word"),
        match.end("word"),
        match["word"],
        dotted=bool(match["dot"]),
        wrapped="\n" in match["gap"],
    )


def word_at(text: str, position: int) -> Word | None:
    """The word at or right after a position, an opening quote between them allowed."""
    match = _AT.match(text, position)
    if match is None:
        return None
    return Word(match.start("word"), match.end("word"), match["word"], dotted=bool(match["dot"]))


def word_before(text: str, position: int) -> Word | None:
    """The word before a position that a single space parts from it; None if there is none."""
    low = max(0, position - REACH)
    match = _PREVIOUS.search(text[low:position])
    if match is None:
        return None
    return Word(low + match.start("word"), low + match.end("word"), match["word"])


def initials_before(text: str, position: int, *, dotted: bool) -> int:
    """Where initials right before a position begin (`J. R.`); the position if there are none.

    Args:
        text: The text.
        position: Where the first word of the name begins.
        dotted: Whether a letter without a full stop is none.
    """
    last = text[max(0, position - 2) : position].rstrip(" \u00a0")[-1:]
    if last != "." and not last.isupper():
        return position
    low = max(0, position - REACH)
    match = _INITIALS.search(text[low:position])
    if match is None and not dotted:
        match = _BARE_INITIAL.search(text[low:position])
    return position if match is None else low + match.start()


def whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a hit to the hyphenated word it is part of: `Smith` in `Smith-Jones`.

    A part in small letters (`Paris-based`) and a possessive ending stay outside. So do the parts of
    a longer chain, or a text of nothing but `Will-Will-…` would take its square in time.
    """
    for _ in range(_MOST_PARTS):
        match = _JOINED_BEHIND.match(text, end) if text[end : end + 1] in _JOINTS else None
        if match is None or not match.group()[1].isupper():
            break
        end = match.end()
    low = max(0, start - REACH)
    for _ in range(_MOST_PARTS):
        joint = start > 0 and text[start - 1] in _JOINTS
        match = _JOINED_BEFORE.search(text[low:start]) if joint else None
        if match is None or not match.group()[0].isupper():
            break
        start = low + match.start()
    return start, end


def before(text: str, position: int) -> str:
    """The text before a position, as far as rules look back."""
    return text[max(0, position - REACH) : position]


def lead(text: str, position: int) -> list[str]:
    """The words before a position in small letters with their marks, the nearest first.

    Returns:
        As many as a rule looks back for, filled up with empty strings to four.
    """
    words = text[max(0, position - REACH) : position].lower().split()
    words = words[:-7:-1]
    return words + [""] * (4 - len(words))


def opens_sentence(text: str, start: int) -> bool:
    """Whether a position is where a sentence or a line begins."""
    lead = text[max(0, start - REACH) : start].rstrip(" \u00a0\t\"'“”‘’([*-–—•>")
    return not lead or lead[-1] in ".!?…:;\n\r|"


def is_key(text: str, start: int, end: int) -> bool:
    """Whether a hit in small letters is the key of a record, as in `{"logger": "…"}`."""
    if text[start - 1 : start] not in ("'", '"') or not text[start:end].islower():
        return False
    return _KEY_BEHIND.match(text, end) is not None


def in_machine_text(text: str, start: int, end: int) -> bool:
    """Whether a hit is part of an e-mail address, a URL, a path or an identifier."""
    left = text[start - 1 : start]
    right = text[end : end + 1]
    glued_left = left in GLUE and left != ""
    glued_right = right in GLUE and text[end + 1 : end + 2].strip() != ""
    if not glued_left and not glued_right:
        return False
    head = text[max(0, start - REACH) : start]
    tail = text[end : end + REACH]
    chunk = (head.split()[-1] if head and not head[-1].isspace() else "") + "x"
    if tail and not tail[0].isspace():
        chunk += tail.split(maxsplit=1)[0]
    if _MACHINE.search(chunk):
        return True
    # `paris.com`, `john.txt`: a full stop with small letters behind it is no end of a sentence.
    return right == "." and text[end + 1 : end + 2].islower()
