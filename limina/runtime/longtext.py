"""The steps of one long text: which tasks come first, and which when others are answered.

A plan is pure bookkeeping; it looks into no answer and knows no worker.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from limina.protocol.schema import BlockFilter
from limina.runtime.linking import join
from limina.runtime.settling import NOWHERE, zones
from limina.runtime.tasks import Conclusion, Stretch, Survey, Task
from limina.runtime.windows import stretches
from limina.runtime.work import Work


class LongText:
    """The way of a unit of work whose text is examined in stretches.

    Args:
        work: The unit.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._survey = b""
        self._found: list[bytes] = []
        self._missing = 0

    def begin(self) -> Sequence[Task]:
        """What can be done first."""
        return [Survey(self._work)]

    def answered(self, task: Task, place: int, answer: bytes) -> Sequence[Task]:
        """Note the answer of a survey or a stretch.

        Args:
            task: The task.
            place: Its place among those it was given out with, from 0.
            answer: Its answer.

        Returns:
            What can be done now; nothing while stretches are missing.
        """
        if isinstance(task, Survey):
            self._survey = answer
            return self._stretches()
        self._found[place] = answer
        self._missing -= 1
        if self._missing:
            return []
        return [Conclusion(self._work, self._survey, tuple(self._found))]

    def _stretches(self) -> Sequence[Task]:
        options = self._work.options
        # What the client's patterns find is looked for in the whole text, at the end.
        bare = replace(options, entity_detection=replace(options.entity_detection, filter=()))
        text = join([request.text for request in self._work.requests]).text
        windows = stretches(text)
        self._missing = len(windows)
        self._found = [b""] * len(windows)
        places = zones(windows) if self._settles() else [NOWHERE] * len(windows)
        return [
            Stretch(replace(bare, text=text[window.start : window.end]), self._survey, zone)
            for window, zone in zip(windows, places, strict=True)
        ]

    def _settles(self) -> bool:
        """Whether a stretch may decide on what only it sees.

        BLOCK filters and neighbours in a list have a say too, and `ner` asks for what was decided
        on.
        """
        filters = self._work.options.entity_detection.filter
        blocked = any(isinstance(one, BlockFilter) for one in filters)
        return self._work.kind != "ner" and len(self._work.requests) == 1 and not blocked
