"""Metrics: what is counted under which labels, and that clients cannot make more of them."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from limina.plugin.hookspecs import RequestStats
from limina.runtime.metrics import Metrics


def samples(metrics: Metrics) -> dict[tuple[str, ...], float]:
    """Sample name and the values of its labels, sorted by label, to its value."""
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(metrics.render().decode())
        for sample in family.samples
    }


def test_batches_and_workers_are_counted() -> None:
    metrics = Metrics()
    metrics.batch(3, {"a/b": 0.5, "a/c": 1.0})
    metrics.batch(1, {"a/b": 0.25})
    metrics.restarted("ended")
    metrics.workers(2)
    found = samples(metrics)
    assert found["limina_batch_size_sum",] == 4
    assert found["limina_batch_size_count",] == 2
    assert found["limina_detector_seconds_total", "a/b"] == 0.75
    assert found["limina_detector_seconds_total", "a/c"] == 1.0
    assert found["limina_worker_restarts_total", "ended"] == 1
    assert found["limina_workers",] == 2


def test_an_answered_text_counts_everywhere() -> None:
    metrics = Metrics()
    stats = RequestStats(
        "answered",
        30,
        {"NAME": 2, "CUSTOM": 1},
        queue_seconds=0.5,
        work_seconds=2.0,
        skipped_detectors=("a/b",),
        texts=3,
    )
    metrics.observe(stats)
    found = samples(metrics)
    assert found["limina_requests_total", "answered", "/ws"] == 1
    assert found["limina_texts_total", "main", "/ws"] == 3
    assert found["limina_characters_total", "main", "/ws"] == 30
    assert found["limina_entities_total", "NAME"] == 2
    assert found["limina_entities_total", "CUSTOM"] == 1
    assert found["limina_detector_skips_total", "a/b"] == 1
    assert found["limina_queue_seconds_sum",] == 0.5
    assert found["limina_work_seconds_sum",] == 2.0


def test_an_error_is_a_request_and_no_text() -> None:
    metrics = Metrics()
    metrics.observe(RequestStats("LIM202", 30))
    found = samples(metrics)
    assert found["limina_requests_total", "LIM202", "/ws"] == 1
    assert ("limina_texts_total", "main", "/ws") not in found


def test_rest_requests_are_counted_by_their_route_alone() -> None:
    metrics = Metrics()
    for _ in range(2):
        metrics.observe(RequestStats("answered", 1, route="/process/text"))
    metrics.request("/process/text", "answered")
    found = samples(metrics)
    assert found["limina_requests_total", "answered", "/process/text"] == 1
    assert found["limina_texts_total", "main", "/process/text"] == 2


def test_projects_are_counted_by_name_up_to_a_bound() -> None:
    metrics = Metrics(max_projects=2)
    for project in ("a", "b", "c", "d", "a", None, "main"):
        metrics.observe(RequestStats("answered", 1, project_id=project))
    found = samples(metrics)
    counts = {key[1]: value for key, value in found.items() if key[0] == "limina_texts_total"}
    assert counts == {"a": 2, "b": 1, "other": 2, "main": 2}


def test_connections_come_and_go() -> None:
    metrics = Metrics()
    metrics.connected(1)
    metrics.connected(1)
    metrics.connected(-1)
    assert samples(metrics)["limina_websocket_connections",] == 1


def test_handshakes_and_ends_are_counted_by_their_codes() -> None:
    metrics = Metrics()
    metrics.handshake(101)
    metrics.handshake(503)
    metrics.closed("1001")
    metrics.closed("client")
    found = samples(metrics)
    assert found["limina_websocket_handshakes_total", "101"] == 1
    assert found["limina_websocket_handshakes_total", "503"] == 1
    assert found["limina_websocket_closes_total", "1001"] == 1
    assert found["limina_websocket_closes_total", "client"] == 1


def test_the_depth_of_the_queue_is_that_of_the_moment() -> None:
    metrics, depth = Metrics(), [3, 40]
    metrics.watch_queue(lambda: depth[0], lambda: depth[1])
    assert samples(metrics)["limina_queue_requests",] == 3
    depth[:] = [0, 7]
    assert samples(metrics)["limina_queue_requests",] == 0
    assert samples(metrics)["limina_queue_characters",] == 7


def test_every_server_has_metrics_of_its_own() -> None:
    first, second = Metrics(), Metrics()
    first.request("/ws", "answered")
    assert ("limina_requests_total", "answered", "/ws") not in samples(second)
