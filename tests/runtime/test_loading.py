"""What a worker loads: plugins with their tables, and no event loop for it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence

import pytest

from limina.config import Settings
from limina.plugin import Detection, DetectorSpec, Document, PluginConfig, hookimpl
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


def test_detectors_are_let_go_where_the_languages_cannot_be_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed: list[str] = []

    def no_model() -> None:
        raise OSError("no model")

    class Detector:
        def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
            raise NotImplementedError

        def close(self) -> None:
            closed.append("detector")

    class Plugin:
        @hookimpl
        def limina_register_detectors(self, register: Callable[[DetectorSpec], None]) -> None:
            register(DetectorSpec("p/d", frozenset({"NAME"}), lambda config: Detector()))

        @hookimpl
        def limina_shutdown(self, config: PluginConfig) -> None:
            closed.append("plugin")

    def load(config: PluginConfig, **options: object) -> PluginManager:
        manager = PluginManager(config)
        manager.register(Plugin(), "p")
        return manager

    monkeypatch.setattr("limina.runtime.languages.LangidDetector", no_model)
    monkeypatch.setattr(PluginManager, "load", load)
    with pytest.raises(OSError, match="no model"):
        load_all(Settings())
    assert closed == ["detector", "plugin"]
