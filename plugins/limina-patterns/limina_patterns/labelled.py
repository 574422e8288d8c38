"""Values that only their label gives away: `policy number: 10042992`, `A1234567 is my passport
number`.

Starts from the context words, which are few, and looks for a value behind or, in two fixed
phrasings, before them. So it costs nothing on text without context words. This module knows no
label of the taxonomy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from limina_patterns.cues import Cue
from limina_patterns.family import Found
from limina_patterns.scan import Scan

#: An identifier: at least one digit, groups joined by one separator, not ended by one.
IDENTIFIER = (
    r"(?:[A-Z0-9][ ]){5,24}[0-9](?![A-Za-z0-9])"
    r"|(?:[A-Z]{1,6}[ ](?=[0-9]{2})|[A-Za-z]{1,8}[-./]?(?:[A-Z]{1,4}[-./]?)?)?[0-9][A-Za-z0-9]*+"
    r"(?:[-/](?:[A-Za-z]{0,4}[0-9][A-Za-z0-9]*+|[A-Z]{1,4}(?![A-Za-z0-9]))"
    r"|\.[0-9][A-Za-z0-9]*+"
    r"|[ ](?:[A-Z]{1,3})?[0-9][A-Z0-9]++(?![a-z]))*+"
)
#: Digits in groups joined by one separator.
DIGITS = r"[0-9]++(?:[-./ ][0-9]++)*+"

# What may stand between a label and its value: punctuation and a few function words.
_LINK_SOURCE = r"""\.?(?:
        (?<=[?!])\s+[^\W\d]{2,14}:
      | [\s:=\#"'(\[>,;?*|_\u2014-]
      | \bn[.°º]{1,2} | \)
      | \b(?:number|numbers|num|no|nr|nos|id|identification|code|digits|card|details|is|was|are|were
            |be|will|would|it|its|it's|that|that's|this|the|a|my|your|his|her|their|our|following
            |being|currently|here|so|yes|yeah|yep|sure|ok|okay|um|uh|please
            |(?:ending|ends)(?:[ ](?:in|with))?
            |nummer|número|numéro|numero|ist|lautet|est|es|è|é|der|die|das|le|la|el|il|mein|meine|mi
            |mon|ma|mio|mia|meu|minha|mijn)\b(?![-/]\w)\.?
      EXTRA
    ){0,24}+"""


def linking(extra: str = "") -> re.Pattern[str]:
    """What may stand between a label and its value, with alternatives of a family's own."""
    return re.compile(_LINK_SOURCE.replace("EXTRA", extra), re.VERBOSE)


_LINK = linking()
# Phrasings that put the value first: "123 is my X", "123 (X".
_BEHIND = re.compile(
    r"[\"')\]]?(?:,?\s+(?:is|was|are|as|being)\s+(?:my|his|her|the|their|our|your|a)?"
    r"(?:\s+\w{1,12}){0,2}\s*|\s*[(\[]\s*(?:my|his|her|the|their|our)?\s*)\Z"
)
_REACH = 48
# "the account 2019": four digits that are a year are no number of an account.
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a kind of context says about the value beside it.

    Attributes:
        kind: Kind of context that announces the value.
        label: The value's label.
        value: Pattern of the value; its first group, if it has one, is the span.
        score: Score of an accepted value.
        accept: Scores a value; None refuses it. By default every value gets `score`.
        several: Whether further values may follow, separated by spaces, commas or semicolons.
        least: Number of digits a value needs.
        link: What may stand between the context and the value.
    """

    kind: str
    label: str
    value: re.Pattern[str]
    score: float = 0.9
    accept: Callable[[str], float | None] | None = None
    several: bool = False
    least: int = 4
    link: re.Pattern[str] = _LINK


def rule(
    kind: str,
    label: str,
    value: str = IDENTIFIER,
    score: float = 0.9,
    accept: Callable[[str], float | None] | None = None,
    *,
    several: bool = False,
    least: int = 4,
    link: re.Pattern[str] = _LINK,
) -> Rule:
    """Make a rule from the source of a value pattern; word boundaries are added on both sides."""
    pattern = re.compile(rf"(?<![A-Za-z0-9])(?:{value})(?![A-Za-z0-9])")
    return Rule(kind, label, pattern, score, accept, several, least, link)


def find_labelled(scan: Scan, rules: Iterable[Rule]) -> Iterator[Found]:
    """Candidates beside the context words of a text, for all rules."""
    for each in rules:
        for cue in scan.cues.of(each.kind):
            found = list(_behind_cue(scan, each, cue)) or list(_before_cue(scan, each, cue))
            yield from found


def _behind_cue(scan: Scan, each: Rule, cue: Cue) -> Iterator[Found]:
    link = each.link.match(scan.lower, cue.end, cue.end + _REACH + 1)
    position = link.end() if link else cue.end
    if position > cue.end + _REACH:
        return
    # A function word may also be the first letters of the value ("A1234567"), so try from the cue's
    # end on.
    match = each.value.match(scan.text, position)
    while match:
        found = _judge(scan, each, match)
        if found is None:
            return
        yield found
        if not each.several:
            return
        following = re.compile(r"[ ,;]{1,3}").match(scan.text, found.end)
        match = each.value.match(scan.text, following.end()) if following else None


def _before_cue(scan: Scan, each: Rule, cue: Cue) -> Iterator[Found]:
    from_ = max(0, cue.start - _REACH)
    head = scan.text[from_ : cue.start]
    link = _BEHIND.search(head)
    if link is None:
        return
    for match in each.value.finditer(scan.text, from_, from_ + link.start()):
        if match.end() == from_ + link.start():
            found = _judge(scan, each, match)
            if found is not None:
                yield found


def _judge(scan: Scan, each: Rule, match: re.Match[str]) -> Found | None:
    start, end = match.span(1 if match.re.groups else 0)
    value = scan.text[start:end]
    if sum(map(str.isdigit, value)) < each.least:
        return None
    if each.least >= 4 and _YEAR.fullmatch(value):
        return None
    score = each.score if each.accept is None else each.accept(value)
    return None if score is None else Found(start, end, each.label, score, rule=each.kind)
