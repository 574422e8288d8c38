"""What a detector is: the protocol a plugin implements and the specification it registers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from limina.engine.spans import Detection, Document


@runtime_checkable
class Detector(Protocol):
    """Finds spans in documents. One instance serves one worker and is never called concurrently."""

    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        """Examine a batch.

        Args:
            batch: One or more documents; a document's text may be empty.

        Returns:
            One sequence of detections per document, in the order of the batch. Offsets are code
            points into that document's text; labels are among the spec's `labels`; `detector` may
            stay empty.

        Raises:
            Exception: Any; the pipeline retries the documents one by one and then fails the request
                (or skips the detector where the spec says `required=False`).
        """
        ...

    def close(self) -> None:
        """Release what the factory acquired. Called once, when the worker ends."""
        ...


class PluginConfig:
    """The validated configuration as plugins see it: their own table, and nothing else to write to.

    Args:
        tables: Plugin name (`limina-spacy`) to its table in `limina.toml`
            (`[plugin.limina-spacy]`).
    """

    def __init__(self, tables: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self._tables = {name: dict(table) for name, table in (tables or {}).items()}

    def table(self, plugin: str) -> Mapping[str, Any]:
        """The plugin's own table; empty if the configuration has none."""
        return self._tables.get(plugin, {})

    @property
    def names(self) -> frozenset[str]:
        """The plugins that have a table."""
        return frozenset(self._tables)


@dataclass(frozen=True, slots=True)
class DetectorSpec:
    """A detector as registered: cheap to make, loads nothing.

    Attributes:
        name: Unique, `plugin/detector` by custom (`limina-patterns/email`); detectors run sorted by
            it.
        labels: Every label the detector may emit; one outside it fails the request.
        factory: Loads and warms up; called once for all workers, which are forked then, or in each.
            It is best to start no thread and to open no connection in it.
        languages: ISO 639-1 codes the detector is meant for; empty means any.
        weight: Multiplies the score where families compete; positive.
        required: If true, a failure of the detector fails the request; if false, it is skipped and
            counted.
        max_chars: Longest text in code points the detector takes at once, at least 2; None means no
            limit. Longer texts are cut into overlapping windows by the pipeline.
        facts: Whether what the detector says is taken as it stands: its detections are kept and
            their scores shown, whatever other detectors say.
        silence: How much it counts, in 0..1, where the detector finds nothing of a label's family
            and others do: the odds of what they found are multiplied by 1 - silence. It counts only
            in texts whose likely languages include one of `languages`, or any if those are empty.
        edges: How much it counts, in 0..1 and in the same texts, where an entity the detector sees
            ends and what others found goes on: the odds of what goes on are multiplied by
            1 - edges times its own score, and it is cut off where that leaves it improbable.
    """

    name: str
    labels: frozenset[str]
    factory: Callable[[PluginConfig], Detector]
    languages: frozenset[str] = frozenset()
    weight: float = 1.0
    required: bool = True
    max_chars: int | None = None
    facts: bool = False
    silence: float = 0.0
    edges: float = 0.0
