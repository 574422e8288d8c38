"""docs/reference/metrics.md lists every metric of the code; dashboard and alerts use no other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from prometheus_client.metrics import MetricWrapperBase

from limina.protocol.errors import CATALOGUE
from limina.runtime.metrics import Metrics

DOCS = Path(__file__).parent.parent / "docs"
MONITORING = DOCS / "how-to" / "monitoring"
PAGE = (DOCS / "reference" / "metrics.md").read_text("utf-8")
ROW = re.compile(r"^\| `(limina_\w+)` \| (\w+) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
NAME = re.compile(r"\blimina_\w+")
#: A selector behind a metric, and the labels an aggregation keeps.
LABELS = re.compile(r"(?<=[{,])\s*(\w+)\s*(?:=|!=|=~|!~)\s*\"|by \(([\w, ]+)\)")
#: Labels that Prometheus adds, and those of its own series.
ADDED = {"job", "instance", "le"}
#: What the issue asks the dashboard to show.
SHOWN = {
    "limina_requests_total",
    "limina_queue_requests",
    "limina_queue_characters",
    "limina_queue_seconds",
    "limina_batch_size",
    "limina_detector_seconds_total",
    "limina_characters_total",
    "limina_entities_total",
    "limina_worker_restarts_total",
    "limina_websocket_connections",
}
DASHBOARD = json.loads((MONITORING / "grafana.json").read_text("utf-8"))
RULES = yaml.safe_load((MONITORING / "alerts.yml").read_text("utf-8"))


def metrics() -> dict[str, MetricWrapperBase]:
    """Every metric of the code by the name of its samples."""
    found = {}
    for metric in Metrics()._registry._collector_to_names:
        assert isinstance(metric, MetricWrapperBase)
        suffix = "_total" if metric._type == "counter" else ""
        found[metric._name + suffix] = metric
    return found


METRICS = metrics()


def series(metric: str) -> set[str]:
    """The names of a metric's series."""
    if METRICS[metric]._type != "histogram":
        return {metric}
    return {f"{metric}_{end}" for end in ("bucket", "sum", "count")}


SERIES = {name: metric for metric in METRICS for name in series(metric)}


def panels(dashboard: Any) -> Iterator[Any]:
    """Every panel, those inside rows too."""
    for panel in dashboard["panels"]:
        yield panel
        yield from panel.get("panels", [])


#: Where a query stands, and the query.
SHOWING = [
    (panel["title"], target["expr"])
    for panel in panels(DASHBOARD)
    for target in panel.get("targets", [])
]
ALERTING = [(rule["alert"], rule["expr"]) for g in RULES["groups"] for rule in g["rules"]]


def test_the_page_lists_every_metric_in_the_order_of_the_code() -> None:
    assert [row[1] for row in ROW.finditer(PAGE)] == list(METRICS)


@pytest.mark.parametrize("name", METRICS)
def test_type_labels_and_meaning_are_those_of_the_code(name: str) -> None:
    [row] = [row for row in ROW.finditer(PAGE) if row[1] == name]
    metric = METRICS[name]
    assert row[2] == metric._type
    assert re.findall(r"`(\w+)`", row[3]) == list(metric._labelnames)
    assert row[5] == metric._documentation


@pytest.mark.parametrize("name", METRICS)
def test_the_unit_is_that_of_the_name(name: str) -> None:
    [row] = [row for row in ROW.finditer(PAGE) if row[1] == name]
    assert ("seconds" in name) == (row[4] == "seconds")
    assert ("characters" in name) == (row[4] == "code points")


def test_every_label_is_explained() -> None:
    explained = set(re.findall(r"^\| `(\w+)` \| [^|]+ \|$", PAGE, re.MULTILINE))
    assert explained == {label for metric in METRICS.values() for label in metric._labelnames}


@pytest.mark.parametrize(("place", "query"), [*SHOWING, *ALERTING])
def test_every_query_asks_for_what_there_is(place: str, query: str) -> None:
    names = NAME.findall(query)
    assert names or "up{" in query, place
    assert set(names) <= set(SERIES)
    known = ADDED | {label for name in names for label in METRICS[SERIES[name]]._labelnames}
    for selected, kept in LABELS.findall(query):
        assert {label.strip() for label in (selected or kept).split(",")} <= known
    for code in re.findall(r"LIM\d{3}", query):
        assert code in CATALOGUE


def test_the_dashboard_shows_everything() -> None:
    asked = {SERIES[name] for _, query in SHOWING for name in NAME.findall(query)}
    assert asked >= SHOWN


def test_the_dashboard_is_one_that_grafana_imports() -> None:
    assert {"title", "uid", "panels", "templating", "schemaVersion", "time"} <= set(DASHBOARD)
    assert DASHBOARD["schemaVersion"] >= 39
    [source] = [v for v in DASHBOARD["templating"]["list"] if v["type"] == "datasource"]
    assert source["query"] == "prometheus"
    numbers = [panel["id"] for panel in panels(DASHBOARD)]
    assert len(numbers) == len(set(numbers))
    for panel in panels(DASHBOARD):
        assert {"title", "type", "gridPos"} <= set(panel)
        if panel["type"] != "row":
            assert panel["datasource"] == {"type": "prometheus", "uid": f"${{{source['name']}}}"}
            assert panel["targets"]
            assert panel["fieldConfig"]["defaults"]["unit"]
            references = [target["refId"] for target in panel["targets"]]
            assert len(references) == len(set(references))


def test_no_two_panels_lie_on_each_other() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        taken |= cells


def test_every_alert_says_what_is_wrong_and_how_bad_it_is() -> None:
    rules = [rule for group in RULES["groups"] for rule in group["rules"]]
    assert len({rule["alert"] for rule in rules}) == len(rules) >= 5
    for rule in rules:
        assert rule["labels"]["severity"] in ("warning", "critical")
        assert rule["annotations"]["summary"]


def test_the_scrape_configuration_asks_every_instance() -> None:
    config = yaml.safe_load((MONITORING / "prometheus.yml").read_text("utf-8"))
    [job] = config["scrape_configs"]
    assert job["job_name"] == "limina"
    assert len(job["static_configs"][0]["targets"]) == 2
    assert config["rule_files"] == ["alerts.yml"]
