r"""Decides whether a client's filter pattern may be used, before anything compiles or runs it.

The dialect is that of Python's `re` (docs/reference/request.md), matched by the `regex` module,
whose own syntax is wider. A scanner refuses what only `regex` understands (recursion such as `(?R)`
takes memory faster than a timeout ends it) and adds up what compiling will cost: `regex` writes
counted repeats out, so that `(?:(?:(?:a{1000}){1000}){1000}){1000}` would take all the memory there
is. Verbose mode is refused because its white space and comments hide both from any scanner.

What passed is remembered by its value, so that the next request with the same pattern costs no
compiling. The module must not know requests; it sees one pattern at a time.
"""

from __future__ import annotations

import re
from typing import Final

import regex

from limina.protocol.errors import RequestError
from limina.protocol.fields import fault
from limina.protocol.kept import Kept

#: Most groups inside one another; `regex` parses and compiles them recursively.
MAX_NESTING: Final = 100

#: Patterns that passed, to what they cost; sizes are their lengths in code points.
passed: Final[Kept[int]] = Kept(entries=1_024, size=250_000)

_LITERAL: Final = re.compile(r"[^\\.^$*+?{}\[\]()|]*+")
_TOKEN: Final = re.compile(
    r"""
      (?P<plain>   [^\\\[(){}*+?]++ )
    | (?P<escape>  \\ (?: N\{[^}]*+\} | . ) )
    | (?P<class>   \[ \^? \]? (?: [^\\\]]++ | \\. )*+ \] )
    | (?P<comment> \(\?\# [^)]*+ \) )
    | (?P<open>    \( (?: \? (?: [:=!>] | <[=!] | P<\w++> | P=\w++ (?=\)) | \( (?!DEFINE) \w++ \)
                               | [aimsu]*+ (?: - [ims]++ )?+ (?: : | (?=\)) ) )
                      | (?! [?*] ) ) )
    | (?P<close>   \) )
    | (?P<count>   \{ (?P<least>[0-9]*+) (?: , [0-9]*+ )?+ \} )
    | (?P<brace>   \{ (?! [0-9deis] ) | \} )
    | (?P<repeat>  [*+?] )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED_LETTER: Final = re.compile(r"\\([A-Za-z])|\\.", re.DOTALL)
#: Letters that mean something behind a backslash in `re`; any other ASCII letter is an error there.
_ESCAPES: Final = frozenset("abfnrtvxuUNABdDsSwWZ")
_POSIX_CLASS: Final = re.compile(r"\[:[^\]]*:\]")
_VERBOSE: Final = re.compile(r"\(\?[a-zA-Z]*x")


def check_pattern(pattern: str, place: str, budget: int) -> int:
    """Make sure that a pattern compiles and is affordable.

    Args:
        pattern: The pattern as it came.
        place: Where it stands in the request, for the message.
        budget: What it may cost; 1 stands for some 5 µs of compiling, or 300 bytes in a repeat.

    Returns:
        Its cost: the elements of the pattern, counted repeats written out.

    Raises:
        RequestError: LIM106 if it does not compile or goes beyond `re`, LIM114 if it is too dear.
    """
    known = passed.find(pattern)
    literal = known is None and _LITERAL.fullmatch(pattern) is not None
    cost = len(pattern) if literal else _cost(pattern, place) if known is None else known
    if cost > budget:
        raise fault("LIM114", place, "makes the patterns too costly, counted repeats written out")
    if known is None:
        if not literal:
            _compile(pattern, place)
        passed.keep(pattern, cost, len(pattern))
    return cost


def _compile(pattern: str, place: str) -> None:
    try:
        # Not cached: the module would keep hundreds of clients' patterns, megabytes each, alive.
        regex.compile(pattern, regex.V0, cache_pattern=False)
    except Exception:  # whatever a foreign parser raises on hostile input, the answer is the same
        raise _does_not_compile(place) from None


def _cost(pattern: str, place: str) -> int:
    """Walk the pattern once; for every open group there is one sum."""
    sums = [0]
    last = 0  # the cost of the element a repeat would apply to
    position = 0
    while position < len(pattern):
        token = _TOKEN.match(pattern, position)
        if token is None:
            raise _not_python(pattern, position, place)
        match token.lastgroup:
            case "plain":
                sums[-1] += token.end() - position
                last = 1
            case "class":
                _check_escapes(token[0], place)
                if _POSIX_CLASS.search(token[0], 1):
                    raise fault(
                        "LIM106", place, "uses a POSIX character class, which re does not have"
                    )
                sums[-1] += token.end() - position
                last = 1
            case "escape":
                _check_escapes(token[0], place)
                sums[-1] += 1
                last = 1
            case "open":
                if len(sums) > MAX_NESTING:
                    raise fault("LIM106", place, f"nests groups more than {MAX_NESTING} deep")
                sums.append(1)
            case "close":
                if len(sums) == 1:
                    raise _does_not_compile(place)
                last = sums.pop()
                sums[-1] += last
            case "count":
                times = _number(token["least"])
                sums[-1] += last * max(times - 1, 0)
            case _:
                sums[-1] += 1
        position = token.end()
    if len(sums) > 1:
        raise _does_not_compile(place)
    return sums[0]


def _number(digits: str) -> int:
    # `regex` refuses counts of ten digits and more; int() would refuse 4,300 with an exception.
    return int(digits[:12] or "1")


def _check_escapes(part: str, place: str) -> None:
    for escape in _ESCAPED_LETTER.finditer(part):
        if escape[1] is not None and escape[1] not in _ESCAPES:
            raise _does_not_compile(place)


def _not_python(pattern: str, position: int, place: str) -> RequestError:
    if pattern[position] == "{":
        return fault("LIM106", place, "holds a brace that is neither a repeat nor escaped")
    if _VERBOSE.match(pattern, position):
        return fault("LIM106", place, "uses verbose mode, which is not supported")
    return _does_not_compile(place)


def _does_not_compile(place: str) -> RequestError:
    return fault("LIM106", place, "does not compile as a Python regular expression")
