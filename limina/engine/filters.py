"""The client's own patterns: BLOCK adds entities, ALLOW and ALLOW_TEXT free detected ones.

How a pattern is run is for `limina.engine.matching`; here is one budget of seconds for everything
that one request's patterns do. Time is an argument; the module reads no clock of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, TypeAlias

import regex

from limina.engine.matching import Pattern, compile_pattern
from limina.engine.spans import Detection, Entity
from limina.protocol.errors import RequestError
from limina.protocol.schema import AllowFilter, AllowTextFilter, BlockFilter, Request

#: Seconds all patterns of one request may take together.
BUDGET_SECONDS: Final = 1.0
#: `detector` of the detections that BLOCK filters make.
BLOCK_DETECTOR: Final = "BLOCK"
#: Seconds of any clock that only goes forward.
Clock: TypeAlias = Callable[[], float]


class CompiledFilters:
    """One request's filters, ready to run; made by `compile_filters`. Serves one thread."""

    def __init__(self, request: Request, clock: Clock | None, budget: float) -> None:
        self._allow: list[tuple[int, Pattern]] = []
        self._allow_text: list[tuple[int, Pattern]] = []
        self._block: list[tuple[int, Pattern, BlockFilter]] = []
        filters = request.entity_detection.filter
        for index, wanted in enumerate(filters):
            pattern = _compile(wanted.pattern, index)
            match wanted:
                case AllowFilter():
                    self._allow.append((index, pattern))
                case AllowTextFilter():
                    self._allow_text.append((index, pattern))
                case _:
                    self._block.append((index, pattern, wanted))
        self._clock = clock
        self._left = budget
        self._share = budget / max(len(filters), 1)

    def block_detections(self, text: str) -> list[Detection]:
        """What the BLOCK filters find; a match of no characters is none.

        Raises:
            RequestError: LIM113 if the patterns took too long.
        """
        return [
            Detection(
                start, end, wanted.entity_type, wanted.threshold, BLOCK_DETECTOR, f"filter[{index}]"
            )
            for index, pattern, wanted in self._block
            for start, end in self._matches(index, pattern, text)
        ]

    def allowed(self, text: str, entities: Sequence[Entity]) -> tuple[Entity, ...]:
        """The entities that remain when ALLOW and ALLOW_TEXT have freed theirs.

        ALLOW frees an entity whose whole text matches, ALLOW_TEXT one that lies wholly inside a
        match in the whole text. Entities a BLOCK filter has part in are never freed.

        Args:
            text: The whole text.
            entities: Sorted and disjoint.

        Raises:
            RequestError: LIM113 if the patterns took too long.
        """
        remaining = list(entities)
        for index, pattern in self._allow_text:
            matches = self._matches(index, pattern, text)
            remaining = [e for e in remaining if e.blocked or not _inside(e, matches)]
        for index, pattern in self._allow:
            texts = {text[e.start : e.end] for e in remaining if not e.blocked}
            freed = self._full_matches(index, pattern, texts)
            remaining = [e for e in remaining if e.blocked or text[e.start : e.end] not in freed]
        return tuple(remaining)

    def _matches(self, index: int, pattern: Pattern, text: str) -> list[tuple[int, int]]:
        with self._timed(index) as seconds:
            return pattern.spans(text, seconds)

    def _full_matches(self, index: int, pattern: Pattern, texts: set[str]) -> set[str]:
        with self._timed(index) as seconds:
            return {text for text in texts if pattern.covers(text, seconds)}

    @contextmanager
    def _timed(self, index: int) -> Iterator[Callable[[], float]]:
        """Give the seconds that are left, as often as asked, and take off what was used."""
        clock = self._clock
        start = clock() if clock is not None else 0.0

        def seconds() -> float:
            left = self._share if clock is None else self._left - (clock() - start)
            if left <= 0:
                raise TimeoutError
            return left

        try:
            yield seconds
        except TimeoutError:
            place = f"entity_detection.filter[{index}].pattern"
            raise RequestError("LIM113", f"{place}: took too long on this text") from None
        if clock is not None:
            self._left -= clock() - start


def compile_filters(
    request: Request, *, clock: Clock | None = None, budget: float = BUDGET_SECONDS
) -> CompiledFilters:
    """Make a request's filters ready to run.

    Args:
        request: Its patterns have passed `decode_request`.
        clock: Measures what the patterns take together, in seconds. Without one, each search for a
            pattern gets an equal share of the budget.
        budget: Seconds all patterns may take together.

    Raises:
        RequestError: LIM106 for a pattern that does not compile.
    """
    return CompiledFilters(request, clock, budget)


def _compile(pattern: str, index: int) -> Pattern:
    try:
        return compile_pattern(pattern)
    except regex.error:
        place = f"entity_detection.filter[{index}].pattern"
        raise RequestError("LIM106", f"{place}: does not compile") from None


def _inside(entity: Entity, matches: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the sorted, disjoint matches holds the whole entity."""
    at = bisect_right(matches, entity.start, key=lambda match: match[0]) - 1
    return at >= 0 and entity.end <= matches[at][1]
