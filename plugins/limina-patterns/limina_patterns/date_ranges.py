"""Ranges made of two dates: `5 May to 9 June 2020`, `between 15 March 1985 and 10 March 1989`.

A dash or a word such as `to` makes a range of its neighbours; `and` does only if a word such as
`between` stands before the first. The word before it is part of the range. Languages are not told
apart: their words do not stand between two dates with another meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from limina.plugin import Detection
from limina_patterns.date_span import DateSpan, part
from limina_patterns.scan import Scan
from limina_patterns.trie import alternation
from limina_patterns.words import phrases

# A space, or the end of a line.
_SPACE = r"(?:[ ]{1,2}|[ ]?\n[ ]?)"
_BETWEEN = phrases(
    """
    between, in between, zwischen, entre, tra, fra, tussen, mellan, mellem, mellom, między,
    pomiędzy, mezi, medzi, între, između, antara, между, між, μεταξύ
    """
)
_AND = phrases("and, und, et, y, e, ed, en, och, og, a, și, şi, i, dan, и, і, та, й, και")
_FROM = phrases(
    """
    from, von, vom, ab, du, de, del, desde, do dia, dal, van, vanaf, från, od, de la, din, dari, с,
    со, от, з, від, από
    """
)
_TO = phrases(
    """
    to, until, till, through, thru, up to, up until, to and including, up to and including, bis, au,
    à, jusqu'au, jusqu'à, al, a, hasta, ao, até, ad, fino al, fino a, sino al, tot, tot en met, t/m,
    til, do, až do, până la, până în, la, sampai, hingga, до, по, έως, ως, μέχρι
    """
)
_ARTICLE = phrases(
    "the, den, dem, der, zum, le, el, el día, il, o, ao, o dia, ao dia, dia, de, τις, την, στις"
)
_BEFORE_DATE = rf"(?:{alternation(_ARTICLE)}{_SPACE}|l')?"
# What may stand behind a year: года, roku.
_YEAR_WORD = r"(?:[ ](?:г|года|р|року|r|roku)\b\.?)?"

_LEAD = re.compile(
    rf"(?<![\w'-])(?:(?:(?P<between>{alternation(_BETWEEN)})|{alternation(_FROM)}){_SPACE}|dall')?"
    rf"{_BEFORE_DATE}\Z"
)
_LEAD_REACH = 20
_TO_GAP = re.compile(
    rf"{_YEAR_WORD},?{_SPACE}(?:{alternation(_TO)}{_SPACE}|(?:fino[ ])?all'){_BEFORE_DATE}"
)
_AND_GAP = re.compile(rf"{_YEAR_WORD},?{_SPACE}{alternation(_AND)}{_SPACE}{_BEFORE_DATE}")
_SIGN_GAP = re.compile(rf"[ ]?(?P<sign>[-\u2014/])[ ]?{_BEFORE_DATE}")
_GAP_REACH = 32


def join_ranges(scan: Scan, spans: Sequence[DateSpan]) -> Iterator[DateSpan]:
    """The spans without those inside others, and those that are the ends of a range made one.

    Args:
        scan: The text.
        spans: Sorted by their start, the longer first.

    Returns:
        Disjoint spans, sorted. The days at the ends of a range are among its parts as DATE, for
            those who ask for dates and not for ranges.
    """
    run: _Run | None = None
    for span in spans:
        if run is None:
            run = _Run(span)
        elif span.start < run.end:
            if span.end > run.end:
                run.add(span)
        else:
            start = _range_start(scan, run, span)
            if start is None:
                yield run.span()
                run = _Run(span)
            else:
                run.join(start, span)
    if run is not None:
        yield run.span()


class _Run:
    """A date that grows to a range. Its parts are listed, so that a long run takes linear time.

    Attributes:
        start: First character, what introduces a range included.
        first: First character of its first date.
        end: One past the last character.
        interval: Whether it is wider than a day.
        has_year: Whether a year is written.
    """

    def __init__(self, span: DateSpan) -> None:
        self.start = self.first = span.start
        self.end = span.end
        self.interval = span.interval
        self.has_year = span.has_year
        self._score = span.score
        self._parts = list(span.parts)
        self._only: DateSpan | None = span

    def add(self, span: DateSpan) -> None:
        """Take in a span that ends later."""
        self.end = span.end
        self.interval = True
        self.has_year = self.has_year or span.has_year
        self._score = max(self._score, span.score)
        self._parts += span.parts
        self._only = None

    def join(self, start: int, span: DateSpan) -> None:
        """Take in the other end of a range, which begins at `start`."""
        # Either date speaks for the other.
        score = min(0.99, 1 - (1 - self._score) * (1 - span.score))
        self._parts += _days(self._only)
        self.add(span)
        self._parts += _days(span)
        self._score = score
        self.start = start

    def span(self) -> DateSpan:
        """What it has come to."""
        return self._only or DateSpan(
            self.start, self.end, self._score, True, self.has_year, tuple(self._parts)
        )


def _days(span: DateSpan | None) -> Iterator[Detection]:
    """A date that is a day, as part of a range."""
    if span is not None and not span.interval:
        yield part("DATE", (span.start, span.end), span.score)


def _range_start(scan: Scan, run: _Run, span: DateSpan) -> int | None:
    """Where the range begins that a date makes with the run before it; None if it makes none."""
    if span.start - run.end > _GAP_REACH:
        return None
    joined = _TO_GAP.fullmatch(scan.lower, run.end, span.start) or _is_sign(scan, run, span)
    if not joined and not _AND_GAP.fullmatch(scan.lower, run.end, span.start):
        return None
    lead = _LEAD.search(scan.lower, max(0, run.start - _LEAD_REACH), run.start)
    if lead is None:
        return run.start if joined else None
    return lead.start() if joined or lead["between"] else None


def _is_sign(scan: Scan, run: _Run, span: DateSpan) -> bool:
    """Whether a sign between two dates makes a range of them."""
    match = _SIGN_GAP.fullmatch(scan.lower, run.end, span.start)
    if match is None:
        return False
    if not run.has_year or (run.interval and span.interval):
        return True
    days = not run.interval and not span.interval
    figures = scan.text[run.first].isdigit() and scan.text[span.start].isdigit()
    return match["sign"] != "/" and (days or figures)
