"""Commands run in this process, with one small detector in place of the installed plugins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from limina.config import Settings
from limina.plugin import Detection, DetectorSpec, Document, PluginConfig, hookimpl
from limina.plugin.manager import PluginManager


class Johns:
    """Finds every John; refuses texts that hold `poison`."""

    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        if any("poison" in document.text for document in batch):
            raise ValueError("no")
        return [
            [
                Detection(i, i + 4, "NAME_GIVEN", 0.9)
                for i in range(len(document.text))
                if document.text.startswith("John", i)
            ]
            for document in batch
        ]

    def close(self) -> None: ...


class JohnsPlugin:
    @hookimpl
    def limina_register_detectors(
        self, register: Callable[[DetectorSpec], None], config: PluginConfig
    ) -> None:
        register(DetectorSpec("johns/john", frozenset({"NAME_GIVEN"}), lambda _: Johns()))


class English:
    def detect(self, text: str) -> Mapping[str, float]:
        return {"en": 0.5}


def load_johns(settings: Settings) -> PluginManager:
    manager = PluginManager()
    manager.register(JohnsPlugin(), "johns")
    return manager


@pytest.fixture(autouse=True)
def johns(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """Replace what the commands load."""
    for module in ("explain", "plugins", "redact", "replay"):
        monkeypatch.setattr(f"limina.cli.{module}.load_plugins", load_johns)
    monkeypatch.setattr("limina.runtime.languages.LangidDetector", English)
    monkeypatch.chdir(str(tmp_path))
