"""The runtime put together from settings: ready when it is yielded, refusing when it ends."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import trio

from limina.config import ConfigError, Settings
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
from limina.runtime.loading import request_limits
from limina.runtime.processes import ProcessWorker
from limina.runtime.service import make_setup, make_workers, open_dispatcher, with_secrets
from limina.runtime.worker import ThreadWorker
from tests.runtime.asking import submit


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


def registered(plugin: Everything) -> PluginManager:
    manager = PluginManager()
    manager.register(plugin, "everything")
    return manager


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Everything]:
    everything = Everything()

    monkeypatch.setattr(service, "load_plugins", lambda settings: registered(everything))
    monkeypatch.setattr("limina.runtime.languages.LangidDetector", English)
    yield everything


def test_the_caps_on_filters_are_settings(plugin: Everything) -> None:
    settings = Settings(workers=0, max_filters=1, max_pattern_characters=3)
    limits = request_limits(settings, registered(plugin))
    for patterns, place in (
        (["a", "b"], "filter: has more than 1 element"),
        (["abcd"], "filter[0].pattern: is longer than 3 characters"),
    ):
        filters = [{"type": "ALLOW", "pattern": pattern} for pattern in patterns]
        message = json.dumps({"text": "a", "entity_detection": {"filter": filters}})
        with pytest.raises(RequestError) as caught:
            decode_request(message, limits)
        assert caught.value.code == "LIM114"
        assert caught.value.detail.startswith(f"entity_detection.{place}")


def test_the_runtime_answers_authorizes_observes_and_ends(plugin: Everything) -> None:
    async def test() -> None:
        settings = Settings(workers=0, max_text_characters=10, hash_key="k")
        async with open_dispatcher(settings) as dispatcher:
            assert dispatcher.limits.max_text_characters == 10
            readiness = [dispatcher.ready]
            answer = json.loads(await submit(dispatcher, Request("John")))
            assert answer["processed_text"] == "[NAME_1]"
            assert dispatcher.authorize(Handshake("/ws", []))
            assert not dispatcher.authorize(Handshake("/other", []))
        readiness.append(dispatcher.ready)
        assert readiness == [True, False]
        with pytest.raises(RequestError, match="LIM204"):
            await submit(dispatcher, Request("late"))

    trio.run(test)
    assert [(s.outcome, s.entities) for s in plugin.stats] == [("answered", {"NAME": 1})]
    assert plugin.closed and plugin.shut_down


def test_labels_that_requests_may_name_are_those_of_the_taxonomy(plugin: Everything) -> None:
    async def test() -> None:
        async with open_dispatcher(Settings(workers=0)) as dispatcher:
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
        async with open_dispatcher(Settings(workers=0, hash_key=key)) as dispatcher:
            return await submit(dispatcher, request)

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
            async with open_dispatcher(Settings(workers=0)):
                pass

    trio.run(test)
    assert plugin.shut_down, "plugins are let go even so"


def handshake(*headers: tuple[str, str], path: str = "/ws") -> Handshake:
    return Handshake(path, headers)


def test_keys_of_the_settings_and_the_file_open_and_plugins_decide_after_them(
    plugin: Everything, tmp_path: Path
) -> None:
    file = tmp_path / "keys.txt"
    file.write_text("# ours\n\n  in-the-file \n", "utf-8")
    settings = Settings(
        workers=0,
        api_keys=("set",),
        api_keys_file=str(file),
        allowed_origins=("https://a.example",),
    )

    async def test() -> None:
        async with open_dispatcher(settings) as dispatcher:
            for key in ("set", "in-the-file"):
                assert dispatcher.authorize(handshake(("x-api-key", key)))
                assert not dispatcher.authorize(handshake(("x-api-key", key), path="/other"))
            assert not dispatcher.authorize(handshake(("x-api-key", "# ours")))
            assert not dispatcher.authorize(handshake())
            assert dispatcher.authorize(handshake(path="/healthz"))
            with pytest.raises(RequestError, match="LIM302"):
                dispatcher.authorize(handshake(("x-api-key", "set"), ("origin", "https://b")))

    trio.run(test)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(api_keys_file="none.txt"), "api_keys_file: none.txt cannot be read"),
        (Settings(api_keys_file="empty.txt"), "api_keys_file: empty.txt holds no key"),
        (Settings(enabled_entities=("NAMES",)), "NAMES is no label and no group"),
        (Settings(disabled_entities=("X",)), "X is no label and no group"),
    ],
)
def test_a_setting_that_cannot_hold_stops_the_start(
    plugin: Everything,
    settings: Settings,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").write_text("#\n", "utf-8")

    async def test() -> None:
        with pytest.raises(ConfigError, match=message):
            async with open_dispatcher(settings):
                pass

    trio.run(test)
    assert plugin.shut_down


def test_what_an_operator_lays_down_holds_for_every_request(plugin: Everything) -> None:
    settings = Settings(workers=0, allow_list=("john",), accuracy_modes=("high",))

    async def test() -> None:
        async with open_dispatcher(settings) as dispatcher:
            assert json.loads(await submit(dispatcher, Request("John")))["entities"] == []
            assert json.loads(await submit(dispatcher, Request("Jane")))["entities"] != []
            message = '{"text": "", "entity_detection": {"accuracy": "standard"}}'
            with pytest.raises(RequestError, match="LIM115"):
                decode_request(message, dispatcher.limits)

    trio.run(test)


def test_the_server_says_what_it_is_and_counts_what_it_does(plugin: Everything) -> None:
    async def test() -> None:
        async with open_dispatcher(Settings(workers=0, max_text_characters=7)) as dispatcher:
            await submit(dispatcher, Request("John"))
            facts = dispatcher.facts
        assert b"limina_characters_total" in facts.metrics.render()
        assert json.loads(facts.diagnostics)["plugins"][0]["detectors"] == ["e/all"]
        assert "NAME" in {label["label"] for label in json.loads(facts.entities)["labels"]}
        text = json.loads(facts.openapi)["components"]["schemas"]["ProcessText"]["properties"]
        assert text["text"]["items"]["maxLength"] == 7

    trio.run(test)


def test_there_are_as_many_workers_as_asked_for_or_as_processors(
    plugin: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugins = registered(plugin)
    monkeypatch.setattr(service, "available", lambda: 3)
    [thread] = make_workers(Settings(workers=0), plugins)
    assert isinstance(thread, ThreadWorker)
    for settings, count in ((Settings(workers=2), 2), (Settings(), 3)):
        workers = make_workers(settings, plugins)
        assert len(workers) == count
        assert all(isinstance(worker, ProcessWorker) for worker in workers)
    with pytest.raises(ConfigError, match="NAMES"):
        make_workers(Settings(enabled_entities=("NAMES",)), plugins)


def test_secrets_are_drawn_once_for_all_workers() -> None:
    drawn = with_secrets(Settings(), synthetic=False)
    assert drawn.hash_key and drawn.synthetic_seed is None, "nobody is there to use a seed"
    assert with_secrets(Settings(), synthetic=False).hash_key != drawn.hash_key
    assert with_secrets(Settings(hash_key="k"), synthetic=False).hash_key == "k"


@pytest.mark.parametrize(
    ("settings", "seed"),
    [
        (Settings(synthetic_seed="s"), "s"),
        (Settings(plugin_tables={"limina-synthetic": {"seed": 1}}), None),
    ],
)
def test_a_seed_that_is_set_stays(settings: Settings, seed: str | None) -> None:
    assert with_secrets(settings, synthetic=True).synthetic_seed == seed
    assert with_secrets(Settings(), synthetic=True).synthetic_seed


@pytest.mark.parametrize("left_out", [(), ("limina-synthetic",)], ids=["loaded", "left out"])
def test_a_seed_is_drawn_for_the_plugin_that_wants_one(left_out: tuple[str, ...]) -> None:
    drawn = make_setup(Settings(no_plugins=left_out)).settings
    assert bool(drawn.synthetic_seed) == (not left_out)
