r"""Runs a pattern under RE2, whose time is linear in the text, where that finds the very same.

RE2 knows no catastrophes, but it is not Python: its `\d` is ASCII, its `$` is the end of the text
alone, it folds case by other tables, and what an empty match leaves behind differs. So a pattern is
read sign by sign and written anew in signs that mean the same in both; whatever is not certain
(references, looking around, repeats of what may be empty, …) is for `regex`, as are the texts on
which the two would differ. RE2 is an optional dependency, `google-re2`; without it everything is
for `regex`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

try:
    import re2
except ImportError:  # pragma: no cover - the extra `re2` is not installed
    re2 = None

#: Bytes RE2 may take for one pattern; a pattern that needs more is for `regex`.
MEMORY: Final = 1 << 17
#: Most steps of one search, instructions times characters: it cannot be stopped. Under a second.
STEPS: Final = 20_000_000
#: Most of a counted repeat, as RE2 has it.
_MOST: Final = 1_000

_TOKEN: Final = re.compile(
    r"""
      (?P<escape>  \\ (?: x[0-9a-fA-F]{2} | u[0-9a-fA-F]{4} | U[0-9a-fA-F]{8} | . ) )
    | (?P<set>     \[ (?P<not>\^?) (?P<items> \]? (?: [^\\\]] | \\. )* ) \] )
    | (?P<comment> \(\?\# [^)]* \) )
    | (?P<flags>   \(\? (?P<global>[ims]+) \) )
    | (?P<open>    \( (?: \? (?: (?P<local>[is]*) : | P<\w+> ) | (?!\?) ) )
    | (?P<close>   \) )
    | (?P<repeat>  (?: [*+?] | \{ (?P<least>[0-9]*) (?P<comma>,?) (?P<most>[0-9]*) \} )
                   (?P<greed>[?+]?) )
    | (?P<sign>    [.^$|] )
    | (?P<plain>   [^\\\[\](){}*+?] )
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_SET_ITEM: Final = re.compile(
    r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|.", re.DOTALL
)
#: Inside a set, and negated by the capital letter; `regex` takes \v for white space, RE2 does not.
_CLASSES: Final = {"d": "0-9", "w": "0-9A-Za-z_", "s": "\\t-\\r "}
_CONTROLS: Final = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}


class _NotLinear(Exception):
    """The pattern is for `regex`."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A pattern in the syntax of RE2.

    Attributes:
        pattern: The pattern.
        ascii_only: Whether it means the same on texts of ASCII alone.
        no_last_newline: Whether it means the same only on texts that do not end with a newline.
    """

    pattern: str
    ascii_only: bool
    no_last_newline: bool

    def serves(self, text: str) -> bool:
        """Whether it means the same on this text."""
        if self.ascii_only and not text.isascii():
            return False
        return not (self.no_last_newline and text.endswith("\n"))


class Linear:
    """A pattern under RE2.

    Args:
        translation: The pattern.

    Raises:
        ValueError: If RE2 does not take it.
    """

    def __init__(self, translation: Translation) -> None:
        self._translation = translation
        options = re2.Options()
        options.max_mem = MEMORY
        options.log_errors = False
        try:
            self._compiled: Any = re2.compile(translation.pattern, options)
        except re2.error:
            raise ValueError("RE2 does not take the pattern") from None
        self._longest = STEPS // max(self._compiled.programsize, 1)

    def serves(self, text: str) -> bool:
        """Whether to search this text: the meaning is the same, and the time is bounded."""
        return len(text) <= self._longest and self._translation.serves(text)

    def spans(self, text: str, check: Callable[[], object]) -> list[tuple[int, int]]:
        """Every match, none of them empty.

        Args:
            text: A text it serves.
            check: Called before each search; raises to stop.
        """
        found: list[tuple[int, int]] = []
        matches = self._compiled.finditer(text)
        check()
        for match in matches:
            found.append(match.span())
            check()
        return found

    def covers(self, text: str) -> bool:
        """Whether the whole text matches."""
        return self._compiled.fullmatch(text) is not None


def linear(pattern: str) -> Linear | None:
    """A pattern under RE2, if it finds the same there.

    Args:
        pattern: A good one in the syntax of Python's `re`, as `check_pattern` lets pass.
    """
    translation = translate(pattern) if re2 is not None else None
    if translation is None:
        return None
    try:
        return Linear(translation)
    except ValueError:
        return None


def translate(pattern: str) -> Translation | None:
    """The pattern in signs that mean the same in both dialects; None if it has others."""
    try:
        return _Translator(pattern).run()
    except _NotLinear:
        return None


class _Translator:
    """Reads a pattern once, from the left to the right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._out: list[str] = []
        self._ascii_only = False
        self._no_last_newline = False
        self._multiline = False
        self._folds = False
        # For every open group: whether one of its alternatives may be empty, and whether what has
        # come of the present one may.
        self._groups = [[False, True]]

    def run(self) -> Translation:
        pattern, position = self._pattern, 0
        # Whether what a repeat would apply to may be empty; None where there is nothing.
        atom: bool | None = None
        while position < len(pattern):
            token = _TOKEN.match(pattern, position)
            if token is None:
                raise _NotLinear
            kind = token.lastgroup
            if kind != "comment":
                atom = self._take(token, atom)
            position = token.end()
        self._settle(atom)
        [[empty, rest]] = self._groups
        if empty or rest or (self._folds and not pattern.isascii()):
            raise _NotLinear
        return Translation("".join(self._out), self._ascii_only, self._no_last_newline)

    def _take(self, token: re.Match[str], atom: bool | None) -> bool | None:
        if token["repeat"] is not None:
            return self._repeat(token, atom)
        self._settle(atom)
        if token["escape"] is not None:
            return self._escape(token["escape"])
        if token["set"] is not None:
            self._out.append(f"[{token['not']}{self._set(token['items'])}]")
            return False
        if token["flags"] is not None:
            if token.start() != 0:
                raise _NotLinear  # `regex` has them apply to all of the pattern
            self._multiline = "m" in token["global"]
            self._fold("i" in token["global"])
            self._out.append(token[0])
            return None
        if token["open"] is not None:
            local = token["local"] or ""
            self._fold("i" in local)
            self._out.append(f"(?{local}:")
            self._groups.append([False, True])
            return None
        if token["close"] is not None:
            if len(self._groups) == 1:
                raise _NotLinear
            empty, rest = self._groups.pop()
            self._out.append(")")
            return empty or rest
        if token["sign"] is not None:
            return self._sign(token["sign"])
        self._out.append(_literal(token["plain"]))
        return False

    def _settle(self, atom: bool | None) -> None:
        """The atom before is not repeated."""
        if atom is False:
            self._groups[-1][1] = False

    def _repeat(self, token: re.Match[str], atom: bool | None) -> bool | None:
        if atom is not False or token["greed"] == "+":
            raise _NotLinear
        times = token[0].rstrip("?") if token["least"] is not None else token[0][0]
        least = times == "+"
        if token["least"] is not None:
            if not (token["least"] or token["most"]):
                raise _NotLinear  # `{}` and `{,}` are no repeats everywhere
            if max(int(n) for n in (token["least"], token["most"]) if n) > _MOST:
                raise _NotLinear
            least = int(token["least"] or 0) > 0
            times = f"{{{token['least'] or 0}{token['comma']}{token['most']}}}"
        self._out.append(times + token["greed"])
        if least:
            self._groups[-1][1] = False
        return None

    def _sign(self, sign: str) -> bool | None:
        if sign == "|":
            group = self._groups[-1]
            group[0] = group[0] or group[1]
            group[1] = True
        elif sign == "$" and not self._multiline:
            self._no_last_newline = True
            sign = r"\z"
        self._out.append(sign)
        return False if sign == "." else None if sign == "|" else True

    def _escape(self, escape: str) -> bool:
        letter = escape[1]
        if letter.lower() in _CLASSES:
            self._ascii_only = True
            negated = "^" if letter.isupper() else ""
            self._out.append(f"[{negated}{_CLASSES[letter.lower()]}]")
            return False
        if letter in "bBAZ":
            self._ascii_only |= letter in "bB"
            self._out.append(r"\z" if letter == "Z" else escape)
            return True
        self._out.append(_literal(_character(escape)))
        return False

    def _set(self, items: str) -> str:
        parts: list[str] = []
        found = [item[0] for item in _SET_ITEM.finditer(items)]
        place = 0
        while place < len(found):
            item = found[place]
            if item[0] == "\\" and item[1] in _CLASSES:
                if found[place + 1 : place + 2] == ["-"]:
                    raise _NotLinear
                self._ascii_only = True
                parts.append(_CLASSES[item[1]])
                place += 1
                continue
            parts.append(_literal(_character(item)))
            if found[place + 1 : place + 2] == ["-"] and place + 2 < len(found):
                parts.append("-" + _literal(_character(found[place + 2])))
                place += 3
            else:
                place += 1
        return "".join(parts)

    def _fold(self, folds: bool) -> None:
        self._folds |= folds
        self._ascii_only |= folds


def _character(item: str) -> str:
    """The one character that a character or an escape stands for."""
    if item[0] != "\\":
        return item
    letter, digits = item[1], item[2:]
    if digits:
        return chr(int(digits, 16))
    if letter in _CONTROLS:
        return _CONTROLS[letter]
    if letter.isascii() and letter.isalnum():
        raise _NotLinear  # references, octal numbers, names, \b inside a set
    return letter


def _literal(character: str) -> str:
    """The character in signs that stand for nothing else, inside a set or outside."""
    if character.isascii() and not character.isalnum():
        return f"\\x{ord(character):02x}"
    return character
