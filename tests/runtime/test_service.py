"""The runtime put together from settings: ready when it is yielded, refusing when it ends."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest
import trio

from limina.config import Settings
from limina.plugin import (
    Detection,
    DetectorSpec,
    Document,
    Handshake,
    PluginConfig,
    RequestStats,
    hookimpl,
)
from limina.plugin.errors import PluginError
from limina.plugin.manager import PluginManager
from limina.protocol.errors import RequestError
from limina.protocol.schema import Request, decode_request
from limina.runtime import service
from limina.runtime.service import open_dispatcher


class English:
    def detect(self, text: str) -> Mapping[str, float]:
        return {"en": 0.5}


class Everything:
    """Plugin and detector in one: finds the whole text and remembers what it is told."""

    def __init__(self) -> None:
        self.stats: list[RequestStats] = []
        self.closed = self.shut_down = False

    @hookimpl
    def limina_register_detectors(self, register: Callable[[DetectorSpec], None]) -> None:
        register(DetectorSpec("e/all", frozenset({"NAME"}), lambda config: self))

    @hookimpl
    def limina_request_finished(self, stats: RequestStats) -> None:
        self.stats.append(stats)

    @hookimpl
    def limina_authorize(self, handshake: Handshake) -> bool:
        return handshake.path == "/ws"

    @hookimpl
    def limina_shutdown(self, config: PluginConfig) -> None:
        self.shut_down = True

    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        return [[Detection(0, len(d.text), "NAME", 0.9)] if d.text else [] for d in batch]

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Everything]:
    everything = Everything()

    def load(settings: Settings) -> PluginManager:
        manager = PluginManager()
        manager.register(everything, "everything")
        return manager

    monkeypatch.setattr(service, "load_plugins", load)
    monkeypatch.setattr(service, "LangidDetector", English)
    yield everything


def test_the_runtime_answers_authorizes_observes_and_ends(plugin: Everything) -> None:
    async def test() -> None:
        settings = Settings(max_text_characters=10, hash_key="k")
        async with open_dispatcher(settings) as dispatcher:
            assert dispatcher.limits.max_text_characters == 10
            readiness = [dispatcher.ready]
            answer = json.loads(await dispatcher.submit(Request("John")))
            assert answer["processed_text"] == "[NAME_1]"
            assert dispatcher.authorize(Handshake("/ws", []))
            assert not dispatcher.authorize(Handshake("/other", []))
        readiness.append(dispatcher.ready)
        assert readiness == [True, False]
        with pytest.raises(RequestError, match="LIM204"):
            await dispatcher.submit(Request("late"))

    trio.run(test)
    assert [(s.outcome, s.entities) for s in plugin.stats] == [("answered", {"NAME": 1})]
    assert plugin.closed and plugin.shut_down


def test_labels_that_requests_may_name_are_those_of_the_taxonomy(plugin: Everything) -> None:
    async def test() -> None:
        async with open_dispatcher(Settings()) as dispatcher:
            for name, good in (("NAME", True), ("GDPR", True), ("NO_SUCH", False)):
                selector = {"type": "ENABLE", "value": [name]}
                message = json.dumps({"text": "", "entity_detection": {"entity_types": [selector]}})
                if good:
                    decode_request(message, dispatcher.limits)
                else:
                    with pytest.raises(RequestError, match="LIM105"):
                        decode_request(message, dispatcher.limits)

    trio.run(test)


def test_the_same_hash_key_gives_the_same_markers(plugin: Everything) -> None:
    request = decode_request(
        '{"text": "John", "processed_text": {"pattern": "UNIQUE_HASHED_ENTITY_TYPE"}}'
    )

    async def marker(key: str | None) -> bytes:
        async with open_dispatcher(Settings(hash_key=key)) as dispatcher:
            return await dispatcher.submit(request)

    first, second, other = (trio.run(marker, key) for key in ("k", "k", None))
    assert first == second != other


def test_a_detector_that_cannot_be_loaded_stops_the_start(
    plugin: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(settings: Settings, plugins: PluginManager) -> None:
        raise PluginError("detector e/all cannot be loaded: OSError: no model")

    monkeypatch.setattr(service, "make_pipeline", broken)

    async def test() -> None:
        with pytest.raises(PluginError, match="no model"):
            async with open_dispatcher(Settings()):
                pass

    trio.run(test)
    assert plugin.shut_down, "plugins are let go even so"
