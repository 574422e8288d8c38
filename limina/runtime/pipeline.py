"""From validated requests to encoded answers, synchronously, in whatever worker calls it.

The one place where detectors, filters, resolver, redaction and response meet. It never returns a
text it could not examine: every failure becomes a `RequestError`.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from limina.engine.filters import CompiledFilters, compile_filters
from limina.engine.redaction import redact
from limina.engine.resolver import resolve
from limina.engine.response import encode_response
from limina.engine.spans import Document, Entity
from limina.plugin.hookspecs import ReplacementContext
from limina.plugin.manager import PluginManager, PluginResultError
from limina.protocol.errors import RequestError
from limina.protocol.schema import Request
from limina.runtime.detecting import Found, LoadedDetector, run
from limina.runtime.faults import describe
from limina.runtime.languages import LanguageDetector

log = logging.getLogger(__name__)

#: How metrics and `RequestStats` count labels invented by a client.
CUSTOM = "CUSTOM"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one request.

    Attributes:
        answer: The response as JSON text in UTF-8, or the error to answer with.
        entities: Best label to number of entities; labels of the client's own count as `CUSTOM`.
        skipped: Detectors with `required=False` that failed.
    """

    answer: bytes | RequestError
    entities: Mapping[str, int] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Job:
    """A request on its way through the pipeline."""

    request: Request
    document: Document
    enabled: frozenset[str]
    filters: CompiledFilters
    found: Found = field(default_factory=Found)


class Pipeline:
    """Detectors of one worker and the path around them.

    Args:
        plugins: The loaded plugins; every detector's factory is called now.
        languages: Names the languages of a text.
        hash_key: Secret of UNIQUE_HASHED_ENTITY_TYPE.

    Raises:
        PluginError: If a factory fails.
    """

    def __init__(
        self, plugins: PluginManager, languages: LanguageDetector, hash_key: bytes
    ) -> None:
        self._plugins = plugins
        self._languages = languages
        self._hash_key = hash_key
        self._taxonomy = plugins.taxonomy
        self._detectors: list[LoadedDetector] = []
        self._weights = {spec.name: spec.weight for spec in plugins.detectors}
        try:
            for spec in plugins.detectors:
                self._detectors.append(LoadedDetector(spec, plugins.make_detector(spec)))
        except BaseException:
            self.close()
            raise

    def process(self, requests: Sequence[Request]) -> list[Outcome]:
        """Answer a batch of independent requests.

        Args:
            requests: Validated requests.

        Returns:
            One outcome per request, in order. Nothing is raised.
        """
        jobs = [self._prepare(request) for request in requests]
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

    def _prepare(self, request: Request) -> _Job | RequestError:
        try:
            return _Job(
                request,
                Document(request.text, self._languages.detect(request.text)),
                self._taxonomy.enabled(request.entity_detection.entity_types),
                compile_filters(request, clock=time.monotonic),
            )
        except RequestError as error:
            return error
        except Exception as error:
            return _internal(error)

    def _useful(self, loaded: LoadedDetector, job: _Job) -> bool:
        """Whether anything the detector may find is enabled, itself or through an ancestor."""
        return any(self._shown(label, job) for label in loaded.spec.labels)

    def _shown(self, label: str, job: _Job) -> bool:
        return label in job.enabled or not job.enabled.isdisjoint(self._taxonomy.ancestors(label))

    def _finish(self, job: _Job) -> Outcome:
        skipped = tuple(job.found.skipped)
        if job.found.failed is not None:
            detail = f"the detector {job.found.failed} failed; nothing is returned"
            return Outcome(RequestError("LIM201", detail), skipped=skipped)
        try:
            entities = self._resolve(job)
            redaction = redact(
                job.document,
                entities,
                job.request,
                hash_key=self._hash_key,
                replace=lambda entity, number: self._plugins.replace(
                    entity, job.request, ReplacementContext(job.document, number)
                ),
            )
            answer = encode_response(job.document, redaction, job.request, job.document.languages)
        except RequestError as error:
            return Outcome(error, skipped=skipped)
        except Exception as error:
            return Outcome(_internal(error), skipped=skipped)
        known = self._taxonomy.labels
        counts = Counter(e.best_label if e.best_label in known else CUSTOM for e in entities)
        return Outcome(answer, counts, skipped)

    def _resolve(self, job: _Job) -> tuple[Entity, ...]:
        text = job.document.text
        blocks = job.filters.block_detections(text)
        detections = sorted(d for d in job.found.detections if self._shown(d.label, job))
        entities = self._plugins.resolve(job.document, sorted([*detections, *blocks]), job.request)
        if entities is None:
            entities = resolve(
                job.document,
                detections,
                enabled=job.enabled,
                taxonomy=self._taxonomy,
                weights=self._weights,
                blocks=blocks,
            )
        return job.filters.allowed(text, entities)


def _internal(error: Exception) -> RequestError:
    # A PluginResultError names a plugin and a hook; any other message may hold the text.
    known = isinstance(error, PluginResultError)
    log.error("internal error: %s", error if known else describe(error))
    return RequestError("LIM205", "internal error; nothing is returned")
