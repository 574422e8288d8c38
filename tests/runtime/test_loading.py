"""What a worker loads: plugins with their tables, and no event loop for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from limina.config import Settings
from limina.plugin.detector import PluginConfig
from limina.plugin.manager import PluginManager
from limina.runtime.loading import load_all, load_plugins, request_limits


def test_the_seed_of_replacements_reaches_the_plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    tables: list[PluginConfig] = []

    def load(config: PluginConfig, **options: object) -> PluginManager:
        tables.append(config)
        return PluginManager(config)

    monkeypatch.setattr(PluginManager, "load", load)
    load_plugins(Settings())
    load_plugins(Settings(synthetic_seed="s", plugin_tables={"limina-synthetic": {"locale": "de"}}))
    assert [config.table("limina-synthetic") for config in tables] == [
        {},
        {"locale": "de", "seed": "s"},
    ]


def test_whoever_loads_needs_no_event_loop() -> None:
    """Its modules would keep the fork server from being ready."""
    program = "import sys, limina.runtime.forkserver_main as m; sys.exit('trio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_all_that_a_worker_needs_is_loaded_and_let_go() -> None:
    plugins, pipeline = load_all(Settings(plugins=("limina-patterns",)))
    assert [spec.name for spec in plugins.detectors] == ["limina-patterns/patterns"]
    assert request_limits(Settings(max_filters=3), plugins).max_filters == 3
    assert pipeline.taxonomy is plugins.taxonomy
    pipeline.close()
    plugins.shutdown()
