"""Counts and times of a running server, in the text format Prometheus reads.

Labels are bounded in number whatever clients send: routes and outcomes are ours, labels of entities
are those of the taxonomy or `CUSTOM`, and after a hundred projects every further one counts as
`other`. No text gets in here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from limina.plugin.hookspecs import RequestStats

#: The media type of `Metrics.render`.
CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
#: How a request without `project_id` is counted, as the original does.
DEFAULT_PROJECT = "main"
#: How projects beyond the bound are counted.
OTHER_PROJECTS = "other"
#: Projects that are counted by name.
MAX_PROJECTS = 100
#: The route of conversations.
WEBSOCKET = "/ws"

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_SIZES = (1, 2, 4, 8, 16, 32, 64)


class _Counters(dict[tuple[str, ...], Counter]):
    """The counters of one metric by the values of their labels, found at once the second time."""

    def __init__(self, metric: Counter) -> None:
        self._metric = metric

    def __missing__(self, values: tuple[str, ...]) -> Counter:
        counter: Counter = self._metric.labels(*values)
        self[values] = counter
        return counter


class Metrics:
    """The metrics of one server, in a registry of their own.

    Args:
        max_projects: Projects that are counted by name.
    """

    def __init__(self, max_projects: int = MAX_PROJECTS) -> None:
        self._max_projects = max_projects
        self._projects: set[str] = set()
        self._settle: Callable[[], None] = lambda: None
        self._registry = registry = CollectorRegistry()
        self._requests = _Counters(
            Counter(
                "limina_requests",
                "Requests, by the route they came in by and what became of them.",
                ("route", "outcome"),
                registry=registry,
            )
        )
        self._texts = _Counters(
            Counter(
                "limina_texts",
                "Texts examined.",
                ("route", "project_id"),
                registry=registry,
            )
        )
        self._characters = _Counters(
            Counter(
                "limina_characters",
                "Characters examined, in Unicode code points.",
                ("route", "project_id"),
                registry=registry,
            )
        )
        self._entities = _Counters(
            Counter("limina_entities", "Entities found, by label.", ("label",), registry=registry)
        )
        self._skipped = Counter(
            "limina_detector_skips",
            "Texts examined without a detector that failed and is not required.",
            ("detector",),
            registry=registry,
        )
        self._queue_requests = Gauge(
            "limina_queue_requests", "Requests that wait for a worker.", registry=registry
        )
        self._queue_characters = Gauge(
            "limina_queue_characters",
            "Characters that wait for a worker, in Unicode code points.",
            registry=registry,
        )
        self._queue = Histogram(
            "limina_queue_seconds",
            "Time a text waited for a worker.",
            buckets=_SECONDS,
            registry=registry,
        )
        self._work = Histogram(
            "limina_work_seconds",
            "Time of the batch a text was part of.",
            buckets=_SECONDS,
            registry=registry,
        )
        self._batch = Histogram(
            "limina_batch_size", "Tasks in a batch.", buckets=_SIZES, registry=registry
        )
        self._detectors = _Counters(
            Counter(
                "limina_detector_seconds",
                "Time each detector has worked.",
                ("detector",),
                registry=registry,
            )
        )
        self._restarts = Counter(
            "limina_worker_restarts",
            "Workers that were lost and are replaced, by what became of them.",
            ("reason",),
            registry=registry,
        )
        self._workers = Gauge(
            "limina_workers", "Workers with their detectors loaded.", registry=registry
        )
        self._connections = Gauge(
            "limina_websocket_connections", "Open WebSocket connections.", registry=registry
        )
        self._handshakes = Counter(
            "limina_websocket_handshakes",
            "Handshakes on /ws, by the HTTP status of the answer; 101 opens a connection.",
            ("status",),
            registry=registry,
        )
        self._closes = Counter(
            "limina_websocket_closes",
            "WebSocket connections that ended, by the close code sent, or `client`.",
            ("code",),
            registry=registry,
        )

    def observe(self, stats: RequestStats) -> None:
        """Count what the dispatcher finished."""
        if stats.route == WEBSOCKET:
            self.request(WEBSOCKET, stats.outcome)
        if stats.outcome != "answered":
            return
        project = self._project(stats.project_id)
        self._texts[stats.route, project].inc(stats.texts)
        self._characters[stats.route, project].inc(stats.characters)
        for label, count in stats.entities.items():
            self._entities[label,].inc(count)
        for detector in stats.skipped_detectors:
            self._skipped.labels(detector).inc()
        self._queue.observe(stats.queue_seconds)
        self._work.observe(stats.work_seconds)

    def request(self, route: str, outcome: str) -> None:
        """Count a request.

        Args:
            route: A route of ours, without its version.
            outcome: `answered`, the code of an error, or `disconnected`: the client left.
        """
        self._requests[route, outcome].inc()

    def batch(self, size: int, detectors: Mapping[str, float]) -> None:
        """Count a batch: its tasks, and the seconds each detector worked on it."""
        self._batch.observe(size)
        for detector, seconds in detectors.items():
            self._detectors[detector,].inc(seconds)

    def restarted(self, reason: str) -> None:
        """Count a worker that was lost, by a reason of ours."""
        self._restarts.labels(reason).inc()

    def workers(self, count: int) -> None:
        """Note how many workers could do a batch."""
        self._workers.set(count)

    def connected(self, change: int) -> None:
        """Count WebSocket connections: 1 for one that opens, -1 for one that closes."""
        self._connections.inc(change)

    def handshake(self, status: int) -> None:
        """Count a handshake by its HTTP status, one of ours."""
        self._handshakes.labels(str(status)).inc()

    def closed(self, code: str) -> None:
        """Count a WebSocket connection that ended, by a close code of ours or `client`."""
        self._closes.labels(code).inc()

    def watch_queue(self, requests: Callable[[], float], characters: Callable[[], float]) -> None:
        """Have the depth of the queue asked for whenever the metrics are."""
        self._queue_requests.set_function(requests)
        self._queue_characters.set_function(characters)

    def settle_first(self, settle: Callable[[], None]) -> None:
        """Have what is not counted yet counted whenever the metrics are asked for."""
        self._settle = settle

    def render(self) -> bytes:
        """The metrics as text, in `CONTENT_TYPE`."""
        self._settle()
        return generate_latest(self._registry)

    def _project(self, project_id: str | None) -> str:
        project = project_id or DEFAULT_PROJECT
        if project in self._projects or project == DEFAULT_PROJECT:
            return project
        if len(self._projects) >= self._max_projects:
            return OTHER_PROJECTS
        self._projects.add(project)
        return project
