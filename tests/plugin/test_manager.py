"""The facade: one method per hook, by plugin name, fail closed."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.engine.spans import Detection, Document, Entity
from limina.plugin import (
    Detector,
    DetectorSpec,
    Handshake,
    LabelSpec,
    PluginConfig,
    ReplacementContext,
    RequestStats,
    hookimpl,
)
from limina.plugin.manager import HOOKS, PluginError, PluginManager, PluginResultError
from limina.plugin.testing import DetectorPlugin, ScriptedDetector, make_manager
from limina.protocol.schema import Request

DOCUMENT = Document("Anna met Bob.")
ANNA = Entity(0, 4, "NAME", {"NAME": 0.9})
BOB = Entity(9, 12, "NAME", {"NAME": 0.8})
REQUEST = Request(text=DOCUMENT.text)
CONTEXT = ReplacementContext(DOCUMENT, 1)
HANDSHAKE = Handshake("/ws", [("host", "localhost")], "127.0.0.1")
STATS = RequestStats("answered", 13)


def plugin(**hooks: Callable[..., object]) -> object:
    """An object with the given functions as hook implementations; names without `limina_`."""
    return SimpleNamespace(
        **{f"limina_{name}": hookimpl(function) for name, function in hooks.items()}
    )


def fails(*_: object) -> Any:
    raise AssertionError("must not be called")


# --- registering ---------------------------------------------------------------------------------


def test_there_are_seven_hooks() -> None:
    assert len(HOOKS) == 7


def test_a_module_or_an_object_can_be_a_plugin() -> None:
    manager = make_manager(DetectorPlugin(ScriptedDetector().spec("d", "NAME")))
    assert [spec.name for spec in manager.detectors] == ["d"]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (None, "plugin p: is neither a module nor an instance of a class"),
        (DetectorPlugin, "plugin p: is neither a module nor an instance of a class"),
        (SimpleNamespace(), "plugin p: implements no hook"),
        (logging, "plugin p: implements no hook"),
        (
            plugin(register_detector=lambda register: None),
            "plugin p: limina_register_detector is no hook; did you mean limina_register_detectors",
        ),
        (
            SimpleNamespace(unheard_of=hookimpl(lambda: None)),
            "plugin p: unheard_of is no hook$",
        ),
        (
            plugin(authorize=lambda handshake: None, resolved=lambda: None),
            "plugin p: limina_resolved is no hook; did you mean limina_resolve",
        ),
        (
            SimpleNamespace(limina_shutdown=lambda config: None),
            "plugin p: limina_shutdown is not marked with @hookimpl",
        ),
        (
            plugin(resolve=lambda document, score: None),
            r"plugin p cannot be registered: PluginValidationError: .*'score'",
        ),
        (
            plugin(resolve=lambda document, request=None: None),
            "plugin p: limina_resolve takes the argument request with a default",
        ),
        (
            plugin(shutdown=lambda *config: None),
            "plugin p: limina_shutdown takes the argument conf",
        ),
        (
            plugin(shutdown=lambda **config: None),
            "plugin p: limina_shutdown takes the argument con",
        ),
        (plugin(shutdown=lambda *, config: None), "plugin p: limina_shutdown takes the argument c"),
    ],
)
def test_what_is_no_plugin_is_refused(bad: object, message: str) -> None:
    with pytest.raises(PluginError, match="^" + message):
        PluginManager().register(bad, "p")


async def _coroutine(register: object) -> None: ...


def _generator(register: object) -> Any:
    yield


async def _async_generator(register: object) -> Any:
    yield


@pytest.mark.parametrize("function", [_coroutine, _generator, _async_generator])
def test_functions_that_would_not_run_when_called_are_refused(
    function: Callable[..., object],
) -> None:
    with pytest.raises(
        PluginError, match=r"^plugin p: limina_register_detectors is async or a gen"
    ):
        PluginManager().register(SimpleNamespace(limina_register_detectors=hookimpl(function)), "p")


@pytest.mark.parametrize("option", ["tryfirst", "trylast"])
def test_an_order_other_than_by_name_is_refused(option: str) -> None:
    mark = hookimpl(**{option: True})  # type: ignore[call-overload]
    bad = SimpleNamespace(limina_shutdown=mark(lambda config: None))
    with pytest.raises(PluginError, match=r"^plugin p: limina_shutdown uses .*plugins' names$"):
        PluginManager().register(bad, "p")


@pytest.mark.parametrize("option", ["wrapper", "hookwrapper"])
def test_wrappers_are_refused(option: str) -> None:
    mark = hookimpl(**{option: True})  # type: ignore[call-overload]
    bad = SimpleNamespace(limina_register_detectors=mark(_generator))
    with pytest.raises(PluginError, match=r"^plugin p: limina_register_detectors "):
        PluginManager().register(bad, "p")


def test_a_hook_of_a_later_version_is_allowed_if_it_is_optional() -> None:
    newer = SimpleNamespace(
        limina_from_the_future=hookimpl(fails, optionalhook=True),
        limina_authorize=hookimpl(lambda handshake: False),
    )
    manager = make_manager(newer)
    assert manager.authorize(HANDSHAKE) is False
    assert manager.describe()[0].hooks == ("limina_authorize",)


def test_the_hook_that_is_none_is_named_not_an_optional_one() -> None:
    bad = SimpleNamespace(
        limina_aaa=hookimpl(fails, optionalhook=True), limina_zzz=hookimpl(lambda: None)
    )
    with pytest.raises(PluginError, match=r"^plugin p: limina_zzz is no hook"):
        PluginManager().register(bad, "p")


def test_a_hook_may_be_implemented_under_another_name() -> None:
    renamed = SimpleNamespace(let_in=hookimpl(lambda: False, specname="limina_authorize"))
    assert make_manager(renamed).authorize(HANDSHAKE) is False


def test_two_implementations_in_one_plugin_run_by_their_functions_names() -> None:
    def second() -> bool:
        return True

    def first() -> bool:
        return False

    both = SimpleNamespace(
        a=hookimpl(second, specname="limina_authorize"),
        b=hookimpl(first, specname="limina_authorize"),
    )
    assert make_manager(both).authorize(HANDSHAKE) is False


def test_a_name_is_given_once() -> None:
    manager = PluginManager()
    manager.register(plugin(shutdown=lambda: None), "p")
    with pytest.raises(
        PluginError, match=r"^plugin p: its name or its object is registered already"
    ):
        manager.register(plugin(authorize=lambda: None), "p")
    with pytest.raises(PluginError, match="without a name"):
        manager.register(plugin(authorize=lambda: None), "")


def test_a_plugin_has_one_name() -> None:
    same = plugin(shutdown=lambda: None)
    with pytest.raises(
        PluginError, match=r"^plugin q: its name or its object is registered already"
    ):
        make_manager(named={"p": same, "q": same})


def test_registering_after_the_detectors_were_collected_is_too_late() -> None:
    manager = make_manager(plugin(shutdown=lambda: None))
    assert manager.detectors == ()
    with pytest.raises(PluginError, match=r"^plugin late: registered too late"):
        manager.register(plugin(authorize=lambda: None), "late")


# --- loading -------------------------------------------------------------------------------------


def module(body: str) -> str:
    return f"from limina.plugin import LabelSpec, hookimpl\n\n{body}\n"


SHUTS_DOWN = module("@hookimpl\ndef limina_shutdown(): pass")
RAISES = module("@hookimpl\ndef limina_register_labels(register): 1 / 0")


def test_installed_plugins_are_loaded_and_described(install: Callable[..., None]) -> None:
    install("dist-b", "second = m_second", version="2.0", m_second=SHUTS_DOWN)
    install("dist-a", "third = m_third", m_third=SHUTS_DOWN)
    install("dist-c", "first = m_first", m_first=SHUTS_DOWN)
    manager = PluginManager.load(PluginConfig(), block=["third"])
    assert [(i.name, i.distribution, i.version) for i in manager.describe()] == [
        ("first", "dist-c", "1.0"),
        ("second", "dist-b", "2.0"),
    ]
    chosen = PluginManager.load(PluginConfig(), allow=["third"])
    assert [info.name for info in chosen.describe()] == ["third"]
    with pytest.raises(PluginError, match=r"^plugin forth: configured, but not installed"):
        PluginManager.load(PluginConfig({"forth": {}}))


def test_what_installed_plugins_register_is_checked_while_loading(
    install: Callable[..., None],
) -> None:
    install("dist", "raises = m_raises", m_raises=RAISES)
    with pytest.raises(
        PluginError,
        match=r"^plugin raises: limina_register_labels raised ZeroDivisionError: division by zero$",
    ):
        PluginManager.load(PluginConfig())


def test_one_module_cannot_be_two_plugins(install: Callable[..., None]) -> None:
    install("dist", "one = m_same\ntwo = m_same", m_same=SHUTS_DOWN)
    with pytest.raises(PluginError, match=r"^plugin two: its name or its object"):
        PluginManager.load(PluginConfig())


# --- labels and detectors ------------------------------------------------------------------------


def test_labels_and_detectors_are_registered_once_with_the_configuration() -> None:
    config = PluginConfig({"p": {"label": "BADGE"}})
    calls: list[str] = []

    def labels(config: PluginConfig, register: Callable[[LabelSpec], None]) -> None:
        calls.append("labels")
        register(LabelSpec(config.table("p")["label"]))

    def detectors(register: Callable[[DetectorSpec], None], config: PluginConfig) -> None:
        calls.append("detectors")
        register(ScriptedDetector().spec("p/badge", config.table("p")["label"]))

    manager = make_manager(
        plugin(register_labels=labels, register_detectors=detectors), config=config
    )
    assert calls == []
    assert manager.taxonomy.known("BADGE")
    assert [spec.name for spec in manager.detectors] == ["p/badge"]
    assert manager.taxonomy is manager.taxonomy
    assert calls == ["labels", "detectors"]


def test_an_invalid_registration_names_its_plugin() -> None:
    manager = make_manager(named={"p": DetectorPlugin(ScriptedDetector().spec("d", "NOWHERE"))})
    with pytest.raises(PluginError, match=r"^plugin p: detector d: label NOWHERE is not in the"):
        _ = manager.detectors
    with pytest.raises(PluginError, match=r"^plugin p: "):
        _ = manager.taxonomy


def test_a_detector_is_made_by_its_factory_with_the_configuration() -> None:
    given_configs: list[PluginConfig] = []
    made = ScriptedDetector()

    def factory(config: PluginConfig) -> Detector:
        given_configs.append(config)
        return made

    config = PluginConfig()
    spec = DetectorSpec("d", frozenset({"NAME"}), factory)
    manager = make_manager(DetectorPlugin(spec), config=config)
    [registered] = manager.detectors
    assert given_configs == []
    assert manager.make_detector(registered) is made
    assert given_configs == [config]


def _missing(config: PluginConfig) -> Detector:
    raise FileNotFoundError("no\nmodel")


@pytest.mark.parametrize(
    ("factory", "reason"),
    [
        (_missing, "FileNotFoundError: no model$"),
        (lambda config: object(), r"its factory returned no object with detect\(\) and close\(\)$"),
        (lambda config: ScriptedDetector, "its factory returned no object"),
        (lambda config: None, "its factory returned no object"),
    ],
)
def test_a_factory_that_makes_no_detector_is_one_readable_line(factory: Any, reason: str) -> None:
    spec = DetectorSpec("d", frozenset({"NAME"}), factory)
    with pytest.raises(PluginError, match=f"^detector d cannot be loaded: {reason}"):
        make_manager(DetectorPlugin(spec)).make_detector(spec)


# --- hooks with a first result -------------------------------------------------------------------


def ask_resolve(manager: PluginManager) -> object:
    return manager.resolve(DOCUMENT, [Detection(0, 4, "NAME", 0.9)], REQUEST)


def ask_replace(manager: PluginManager) -> object:
    return manager.replace(ANNA, REQUEST, CONTEXT)


def ask_authorize(manager: PluginManager) -> object:
    return manager.authorize(HANDSHAKE)


FIRST_RESULT = [
    pytest.param("resolve", ask_resolve, None, [ANNA], (ANNA,), id="resolve"),
    pytest.param("replace", ask_replace, None, "Berta", "Berta", id="replace"),
    pytest.param("authorize", ask_authorize, True, False, False, id="authorize"),
]


@pytest.mark.parametrize(("hook", "ask", "default", "result", "answer"), FIRST_RESULT)
class TestFirstResult:
    def test_without_plugins_the_default_holds(
        self, hook: str, ask: Any, default: object, result: object, answer: object
    ) -> None:
        assert ask(PluginManager()) == default
        assert ask(make_manager(plugin(shutdown=lambda: fails()))) == default

    def test_without_an_opinion_the_default_holds(
        self, hook: str, ask: Any, default: object, result: object, answer: object
    ) -> None:
        manager = make_manager(plugin(**{hook: lambda: None}), plugin(**{hook: lambda: None}))
        assert ask(manager) == default

    def test_the_first_opinion_by_name_counts_and_ends_the_calls(
        self, hook: str, ask: Any, default: object, result: object, answer: object
    ) -> None:
        silent, speaks = plugin(**{hook: lambda: None}), plugin(**{hook: lambda: result})
        never = plugin(**{hook: lambda: fails()})
        for order in itertools.permutations([("a", silent), ("b", speaks), ("c", never)]):
            assert ask(make_manager(named=dict(order))) == answer


def test_the_arguments_reach_the_hooks_by_name() -> None:
    seen: list[object] = []

    def resolve(request: Request, document: Document, detections: Sequence[Detection]) -> None:
        seen.extend([document, list(detections), request])

    def replace(context: ReplacementContext, entity: Entity, request: Request) -> None:
        seen.extend([entity, request, context])

    def authorize(handshake: Handshake) -> None:
        seen.append(handshake)

    manager = make_manager(plugin(resolve=resolve, replace=replace, authorize=authorize))
    ask_resolve(manager), ask_replace(manager), ask_authorize(manager)
    assert seen == [
        DOCUMENT,
        [Detection(0, 4, "NAME", 0.9)],
        REQUEST,
        ANNA,
        REQUEST,
        CONTEXT,
        HANDSHAKE,
    ]


def test_a_resolver_may_find_nothing() -> None:
    assert ask_resolve(make_manager(plugin(resolve=lambda: ()))) == ()


def test_a_replacement_may_be_empty() -> None:
    assert ask_replace(make_manager(plugin(replace=lambda: ""))) == ""


@pytest.mark.parametrize(
    ("hook", "ask", "result", "fault"),
    [
        ("resolve", ask_resolve, [BOB, ANNA], "limina_resolve returned entities that overlap"),
        ("resolve", ask_resolve, 7, "limina_resolve returned a int"),
        ("replace", ask_replace, 7, "limina_replace returned a int"),
        ("replace", ask_replace, "\ud800", "limina_replace returned a lone surrogate"),
    ],
)
def test_an_invalid_result_fails_the_request(
    hook: str, ask: Any, result: object, fault: str
) -> None:
    with pytest.raises(PluginResultError, match=f"^plugin p: {fault}"):
        ask(make_manager(named={"p": plugin(**{hook: lambda: result})}))


@pytest.mark.parametrize(("hook", "ask"), [("resolve", ask_resolve), ("replace", ask_replace)])
def test_an_exception_fails_the_request_without_a_word_of_the_text(hook: str, ask: Any) -> None:
    def leak() -> None:
        raise LookupError(f"cannot handle {DOCUMENT.text}")

    with pytest.raises(PluginResultError) as caught:
        ask(make_manager(named={"p": plugin(**{hook: leak})}))
    assert str(caught.value) == f"plugin p: limina_{hook} raised LookupError"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_an_interrupt_is_not_taken_for_a_plugins_failure() -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask_resolve(make_manager(plugin(resolve=interrupted)))


# --- authorize -----------------------------------------------------------------------------------


def test_a_connection_is_allowed_by_the_first_true() -> None:
    assert make_manager(plugin(authorize=lambda: True), plugin(authorize=lambda: False)).authorize(
        HANDSHAKE
    )


@pytest.mark.parametrize("result", [1, "yes", 0, "", [], object()])
def test_what_is_no_bool_refuses(result: object) -> None:
    assert make_manager(plugin(authorize=lambda: result)).authorize(HANDSHAKE) is False


def test_an_exception_refuses_and_is_logged_by_its_type(caplog: pytest.LogCaptureFixture) -> None:
    def leak(handshake: Handshake) -> bool:
        raise LookupError(f"no key in {handshake.headers}")

    manager = make_manager(named={"p": plugin(authorize=leak), "q": plugin(authorize=lambda: True)})
    with caplog.at_level(logging.DEBUG):
        assert manager.authorize(HANDSHAKE) is False
    assert caplog.messages == ["connection refused: plugin p: limina_authorize raised LookupError"]
    assert "localhost" not in caplog.text


# --- observers -----------------------------------------------------------------------------------


def test_every_observer_is_told_by_name_even_if_one_raises() -> None:
    told: list[tuple[str, RequestStats]] = []

    def observer(name: str) -> object:
        return plugin(request_finished=lambda stats: told.append((name, stats)))

    def broken(stats: RequestStats) -> None:
        raise RuntimeError

    manager = make_manager(
        named={"c": observer("c"), "b": plugin(request_finished=broken), "a": observer("a")}
    )
    manager.request_finished(STATS)
    manager.request_finished(STATS)
    assert told == [("a", STATS), ("c", STATS), ("a", STATS), ("c", STATS)]
    assert manager.observer_failures == {"b": 2}


def test_without_failures_nothing_is_counted() -> None:
    manager = make_manager(plugin(request_finished=lambda: None))
    manager.request_finished(STATS)
    assert manager.observer_failures.total() == 0


def test_shutdown_reaches_every_plugin_once(caplog: pytest.LogCaptureFixture) -> None:
    config = PluginConfig()
    ended: list[tuple[str, PluginConfig]] = []

    def broken() -> None:
        raise RuntimeError("secret")

    manager = make_manager(
        config=config,
        named={
            "c": plugin(shutdown=lambda config: ended.append(("c", config))),
            "b": plugin(shutdown=broken),
            "a": plugin(shutdown=lambda config: ended.append(("a", config))),
        },
    )
    manager.shutdown()
    manager.shutdown()
    assert ended == [("a", config), ("c", config)]
    assert caplog.messages == ["plugin b failed to shut down: RuntimeError"]


# --- describe and order --------------------------------------------------------------------------


def test_describe_tells_what_each_plugin_brings() -> None:
    label = LabelSpec("BADGE")
    spec = ScriptedDetector().spec("b/badge", "BADGE", languages=["en"], weight=2.0, required=False)
    manager = make_manager(
        named={
            "b": plugin(
                register_labels=lambda register: register(label),
                register_detectors=lambda register: register(spec),
            ),
            "a": plugin(shutdown=lambda: None),
        }
    )
    first, second = manager.describe()
    assert (first.name, first.distribution, first.version) == ("a", "", "")
    assert (first.hooks, first.labels, first.detectors) == (("limina_shutdown",), (), ())
    assert second.name == "b"
    assert second.hooks == ("limina_register_detectors", "limina_register_labels")
    assert (second.labels, second.detectors) == ((label,), (spec,))


def _opinionated(name: str, mute: bool) -> object:
    """A plugin whose every answer tells its name."""
    upper = name.upper()
    entity = Entity(0, 4, upper, {upper: 0.5})
    return plugin(
        register_labels=lambda register: (
            register(LabelSpec(f"{upper}_CHILD", parent=f"{upper}_ID")),
            register(LabelSpec(f"{upper}_ID")),
        ),
        register_detectors=lambda register: (
            register(ScriptedDetector().spec(f"z/{name}", f"{upper}_ID")),
            register(ScriptedDetector().spec(f"{name}/a", f"{upper}_CHILD", "NAME")),
        ),
        resolve=lambda: None if mute else [entity],
        replace=lambda: None if mute else name,
        authorize=lambda: None if mute else name == "b",
    )


@given(order=st.permutations("abcd"), mute=st.sets(st.sampled_from("abcd")))
def test_the_order_of_registration_changes_nothing(order: list[str], mute: set[str]) -> None:
    def everything(names: Sequence[str]) -> str:
        told: list[str] = []
        manager = PluginManager()
        for name in names:
            manager.register(_opinionated(name, name in mute), name)
            manager.register(_Teller(name, told), f"{name}-teller")
        manager.request_finished(STATS)
        manager.shutdown()
        shown = [
            (i.name, i.hooks, [x.name for x in i.labels], [x.name for x in i.detectors])
            for i in manager.describe()
        ]
        answers = [ask_resolve(manager), ask_replace(manager), ask_authorize(manager)]
        taxonomy = list(manager.taxonomy.labels)
        return repr((shown, answers, taxonomy, [spec.name for spec in manager.detectors], told))

    assert everything(order) == everything("abcd")


class _Teller:
    def __init__(self, name: str, told: list[str]) -> None:
        self._name, self._told = name, told

    @hookimpl
    def limina_request_finished(self) -> None:
        self._told.append(self._name)

    @hookimpl
    def limina_shutdown(self) -> None:
        self._told.append(f"{self._name} ends")
