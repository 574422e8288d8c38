"""Times of day, `HH:MM` or `HH:MM:SS`: `10pm EST`, `19:37:28`, `14 Uhr 30`, `half past nine`.

Halves of the day are known in the languages of the text. A zone is recognised and left out: what
is formatted is the time as it is written. A time without a half of the day is taken by the 24-hour
clock. This module knows no date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import regex

from limina.analysis import names
from limina.analysis.locality import Locality
from limina.analysis.numerals import fold
from limina.analysis.result import UNREAD, Analysis
from limina.analysis.tokens import Token, level, tokenize

_TIME: Final = regex.compile(
    r"""(?<![0-9])(?:
      (?P<hour>[0-9]{1,2})(?:
        (?P<mark>[:.])(?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?
      | [ ]?(?P<unit>h|uhr|u|時|时|点|點|시)(?![\p{Latin}])
        (?:[ ]?(?P<minute>[0-9]{1,2})[ ]?(?:分|분|min|mn|m)?
          (?:[ ]?(?P<second>[0-9]{1,2})[ ]?(?:秒|초|sec|s)?)?)?
      )?
    | (?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<unit>)
    )(?![0-9])""",
    regex.VERBOSE | regex.V0,
)
_ZONE: Final = regex.compile(
    r"""[ ]*\(?(?:
      (?:utc|gmt|z|[ecmp][sd]?t|[ac]e[sd]t|bst|ce[s]?t|ee[s]?t|we[s]?t|ist|jst|kst|a[ekw][sd]t|msk
        |hst|sgt|nz[sd]t|eastern|central|mountain|pacific)(?![^\W_])
    )?(?:[ ]?[+-][0-9]{1,2}(?::?[0-9]{2})?)?\)?\Z""",
    regex.VERBOSE | regex.V0,
)
_O_CLOCK: Final = regex.compile(r"o[ ']{0,2}clock")
_HOURS: Final = regex.compile(r"(?:hours?|hrs?|uhr)\b")
#: Words around a time that change nothing.
_FILLERS: Final = regex.compile(
    r"\b(?:at|um|gegen|à|a las|alle|às|kl|kell|in the|at the|en|o|ore|ora)\b|[.,()\s]"
)
_PARTS_OF_AN_HOUR: Final = {"half": 30, "quarter": 15}
_AFTER: Final = frozenset(("past", "after"))
_BEFORE: Final = frozenset(("to", "before", "of", "till", "til"))
_OF_DAY: Final = {"morning": "am", "afternoon": "pm", "evening": "pm"}
_RELATIONS: Final = _AFTER | _BEFORE
_EMPTY: Final = frozenset(("a", "minute", "minutes", "in", "the", "'", "-"))


def read_time(text: str, place: Locality) -> Analysis:
    """Read a TIME.

    Args:
        text: The entity.
        place: Where it is from.

    Returns:
        The time by the 24-hour clock, without its zone.
    """
    plain = level(text)
    periods = {**names.day_periods(place.languages), **_OF_DAY}
    found = _in_figures(plain, periods) or _in_words(fold(tokenize(plain)), periods)
    return UNREAD if found is None else Analysis(found)


def _in_figures(plain: str, periods: Mapping[str, str]) -> str | None:
    bare = _FILLERS.sub("", plain)
    named = {"noon": "12:00", "midnight": "00:00"}.get(periods.get(bare, ""))
    if named is not None:
        return named
    match = _TIME.search(plain)
    if match is None:
        return None
    before, behind = plain[: match.start()], _ZONE.sub("", plain[match.end() :])
    around, clocks = _O_CLOCK.subn("", f"{before} {behind}")
    around, hours = _HOURS.subn("", around)
    period = _FILLERS.sub("", around)
    if period and period not in periods:
        return None
    alone = match["minute"] is None and match["unit"] is None and not (clocks or hours)
    if alone and not period:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    second = None if match["second"] is None else int(match["second"])
    return _clock(hour, minute, second, periods.get(period))


def _clock(hour: int, minute: int, second: int | None, period: str | None) -> str | None:
    """The time, None if there is no such."""
    if period in ("noon", "midnight"):
        if hour != 12 or minute:
            return None
        hour = 0 if period == "midnight" else 12
    elif period == "pm" and hour < 12:
        hour += 12
    elif period == "am":
        if hour > 12:
            return None
        hour %= 12
    elif hour == 24 and not minute:
        hour = 0
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return None
    return f"{hour:02}:{minute:02}" + ("" if second is None else f":{second:02}")


def _in_words(tokens: Sequence[Token], periods: Mapping[str, str]) -> str | None:
    """`quarter to nine`, `ten past 5`, `nine thirty pm`, `eight o'clock`, in English."""
    words = ["#" if token.value is not None else token.text for token in tokens]
    period = None
    for length in (4, 2, 1):  # `p . m .`, `p m`, `pm`
        ending = "".join(words[-length:]).replace(".", "")
        if len(words) > length and ending in periods:
            period, words = periods[ending], words[:-length]
            break
    values = [token.value for token in tokens[: len(words)] if token.value is not None]
    match [word for word in words if word not in _EMPTY]:
        case ["half" | "quarter" as part, relation, "#"] if relation in _RELATIONS:
            return _relative(_PARTS_OF_AN_HOUR[part], relation, values[0], period)
        case ["#", relation, "#"] if relation in _RELATIONS:
            return _relative(values[0], relation, values[1], period)
        case ["#", "o", "clock"] | ["#", "oclock"]:
            return _clock(values[0], 0, None, period)
        case ["#", "#"] if values[1] > 9:
            return _clock(values[0], values[1], None, period)
        case ["#", "oh" | "o", "#"]:
            return _clock(values[0], values[1], None, period)
        case ["#"] if period is not None:
            return _clock(values[0], 0, None, period)
    return None


def _relative(minutes: int, relation: str, hour: int, period: str | None) -> str | None:
    """Minutes past or before an hour."""
    if not 0 < minutes < 60:
        return None
    if relation in _AFTER:
        return _clock(hour, minutes, None, period)
    return _clock((hour - 1) % 12 or 12, 60 - minutes, None, period)
