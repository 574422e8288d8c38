"""From validated requests to encoded answers, synchronously, in whatever worker calls it.

The one place where detectors, filters, resolver and answers meet. It never returns a
text it could not examine: every failure becomes a `RequestError`.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from limina.engine.filters import CompiledFilters, compile_filters
from limina.engine.resolver import resolve
from limina.engine.spans import Detection, Document
from limina.plugin.manager import PluginManager, PluginResultError
from limina.protocol.errors import RequestError
from limina.protocol.schema import Request
from limina.runtime.answers import AnswerWriter, Item
from limina.runtime.detecting import Found, LoadedDetector, run
from limina.runtime.faults import describe
from limina.runtime.languages import LanguageDetector
from limina.runtime.linking import Joined, cut, join
from limina.runtime.policy import Policy
from limina.runtime.work import Work, as_work

log = logging.getLogger(__name__)

#: How metrics and `RequestStats` count labels invented by a client.
CUSTOM = "CUSTOM"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one unit of work.

    Attributes:
        answer: The responses as JSON text in UTF-8, a comma between those of linked texts, or the
            error to answer with.
        entities: Best label to number of entities; labels of the client's own count as `CUSTOM`.
        skipped: Detectors with `required=False` that failed.
    """

    answer: bytes | RequestError
    entities: Mapping[str, int] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Job:
    """Texts that are answered together, on their way through the pipeline."""

    work: Work
    items: list[Item]
    joined: Joined
    document: Document
    enabled: frozenset[str]
    filters: CompiledFilters
    found: Found = field(default_factory=Found)


#: What texts ask for that have the same `entity_detection`: labels to look for, and filters.
_Wanted: TypeAlias = tuple[frozenset[str], CompiledFilters]


class Pipeline:
    """Detectors of one worker and the path around them.

    Args:
        plugins: The loaded plugins; every detector's factory is called now.
        languages: Names the languages of a text.
        hash_key: Secret of UNIQUE_HASHED_ENTITY_TYPE.
        policy: What holds for every request.

    Raises:
        PluginError: If a factory fails.
    """

    def __init__(
        self,
        plugins: PluginManager,
        languages: LanguageDetector,
        hash_key: bytes,
        policy: Policy = Policy(),
    ) -> None:
        self._plugins = plugins
        self._languages = languages
        self._policy = policy
        self._writer = AnswerWriter(plugins, hash_key)
        self._taxonomy = plugins.taxonomy
        self._detectors: list[LoadedDetector] = []
        self._weights = {spec.name: spec.weight for spec in plugins.detectors}
        try:
            for spec in plugins.detectors:
                self._detectors.append(LoadedDetector(spec, plugins.make_detector(spec)))
        except BaseException:
            self.close()
            raise

    def process(self, works: Sequence[Work | Request]) -> list[Outcome]:
        """Answer a batch of independent units of work.

        Args:
            works: Of validated requests; a single request is the unit it is.

        Returns:
            One outcome per unit, in order. Nothing is raised.
        """
        known: dict[int, _Wanted] = {}
        jobs = [self._prepare(as_work(work), known) for work in works]
        live = [job for job in jobs if isinstance(job, _Job)]
        for loaded in self._detectors:
            wanted = [job for job in live if self._useful(loaded, job)]
            if wanted:
                run(loaded, [job.document for job in wanted], [job.found for job in wanted])
        return [self._finish(job) if isinstance(job, _Job) else Outcome(job) for job in jobs]

    def close(self) -> None:
        """Close every detector; one that fails does not keep the others open."""
        while self._detectors:
            loaded = self._detectors.pop()
            try:
                loaded.detector.close()
            except Exception as error:
                log.warning("detector %s failed to close: %s", loaded.spec.name, describe(error))

    def _prepare(self, work: Work, known: dict[int, _Wanted]) -> _Job | RequestError:
        try:
            items = [
                Item(request, Document(request.text, self._languages.detect(request.text)))
                for request in work.requests
            ]
            joined = join([request.text for request in work.requests])
            document = items[0].document
            if len(items) > 1:
                document = Document(joined.text, self._languages.detect(joined.text))
            # The texts of a list share one object, and so its patterns are compiled once.
            key = id(work.options.entity_detection)
            if key not in known:
                known[key] = (
                    self._policy.enabled(work.options, self._taxonomy),
                    compile_filters(self._policy.filtered(work.options), clock=time.monotonic),
                )
            return _Job(work, items, joined, document, *known[key])
        except RequestError as error:
            return error
        except Exception as error:
            return _internal(error)

    def _useful(self, loaded: LoadedDetector, job: _Job) -> bool:
        """Whether the detector is to run, and may find anything that may be shown."""
        if not self._policy.runs(loaded.spec.name, job.work.options):
            return False
        return any(self._shown(label, job) for label in loaded.spec.labels)

    def _shown(self, label: str, job: _Job) -> bool:
        return label in job.enabled or not job.enabled.isdisjoint(self._taxonomy.ancestors(label))

    def _finish(self, job: _Job) -> Outcome:
        skipped = tuple(job.found.skipped)
        if job.found.failed is not None:
            detail = f"the detector {job.found.failed} failed; nothing is returned"
            return Outcome(RequestError("LIM201", detail), skipped=skipped)
        try:
            for item, detections in zip(
                job.items, cut(job.joined, job.found.detections), strict=True
            ):
                self._resolve(job, item, detections)
            answers = self._writer.write(job.work, job.items, job.joined)
        except RequestError as error:
            return Outcome(error, skipped=skipped)
        except Exception as error:
            return Outcome(_internal(error), skipped=skipped)
        known = self._taxonomy.labels
        labels = (entity.best_label for item in job.items for entity in item.entities)
        counts = Counter(label if label in known else CUSTOM for label in labels)
        return Outcome(b",".join(answers), counts, skipped)

    def _resolve(self, job: _Job, item: Item, found: Sequence[Detection]) -> None:
        text = item.document.text
        blocks = job.filters.block_detections(text)
        detections = sorted(d for d in found if self._shown(d.label, job))
        entities = self._plugins.resolve(
            item.document, sorted([*detections, *blocks]), item.request
        )
        if entities is None:
            entities = resolve(
                item.document,
                detections,
                enabled=job.enabled,
                taxonomy=self._taxonomy,
                weights=self._weights,
                blocks=blocks,
            )
        item.detections = (*detections, *blocks)
        item.entities = job.filters.allowed(text, entities)


def _internal(error: Exception) -> RequestError:
    # A PluginResultError names a plugin and a hook; any other message may hold the text.
    known = isinstance(error, PluginResultError)
    log.error("internal error: %s", error if known else describe(error))
    return RequestError("LIM205", "internal error; nothing is returned")
