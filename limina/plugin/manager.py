"""The facade over pluggy: one typed method per hook, and the rules of loading.

Nothing else in limina uses pluggy, beside the markers in `hookspecs`. Implementations are called
one by one in the order of their plugins' names, never in the order of registration, so that
installing plugins in another order changes no byte of an answer, and so that one that raises is
known by name. Running detectors is the runtime's business.
"""

from __future__ import annotations

import difflib
import inspect
import logging
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pluggy

from limina.engine.spans import Detection, Document, Entity
from limina.engine.taxonomy import DEFAULT, Taxonomy
from limina.plugin import hookspecs, registration
from limina.plugin.detector import Detector, DetectorSpec, PluginConfig
from limina.plugin.errors import PluginError, PluginResultError, one_line
from limina.plugin.hookspecs import (
    PROJECT,
    Handshake,
    LabelSpec,
    ReplacementContext,
    RequestStats,
)
from limina.plugin.loading import Candidate, discover, import_plugin
from limina.plugin.validation import check_entities, check_hook, check_replacement
from limina.protocol.schema import Request

__all__ = ["HOOKS", "PluginError", "PluginInfo", "PluginManager", "PluginResultError"]

log = logging.getLogger(__name__)

#: The names of all hooks, sorted.
HOOKS: tuple[str, ...] = tuple(
    sorted(name for name in vars(hookspecs) if name.startswith(f"{PROJECT}_"))
)
#: What pluggy's marker offers and limina does not: implementations run by plugin name, one by one.
REFUSED_OPTIONS: Final = ("wrapper", "hookwrapper", "tryfirst", "trylast")


@dataclass(frozen=True, slots=True)
class PluginInfo:
    """What is known of a loaded plugin.

    Attributes:
        name: As in `LIMINA_PLUGINS` and `[plugin.<name>]`.
        distribution: The distribution it came with; empty for one registered by a program.
        version: That distribution's version; empty likewise.
        hooks: The hooks it implements, sorted.
        labels: The labels it added to the taxonomy, sorted by name.
        detectors: The detectors it registered, sorted by name.
    """

    name: str
    distribution: str
    version: str
    hooks: tuple[str, ...]
    labels: tuple[LabelSpec, ...]
    detectors: tuple[DetectorSpec, ...]


class PluginManager:
    """The plugins of one process: `load` finds the installed ones, `register` adds others.

    Args:
        config: The plugins' tables of the configuration.

    Attributes:
        observer_failures: Plugin name to how often its `limina_request_finished` raised.
    """

    def __init__(self, config: PluginConfig | None = None) -> None:
        self.observer_failures: Counter[str] = Counter()
        self._config = config or PluginConfig()
        self._pluggy = pluggy.PluginManager(PROJECT)
        self._pluggy.add_hookspecs(hookspecs)
        self._candidates: dict[str, Candidate] = {}
        self._implementations: dict[str, tuple[pluggy.HookImpl, ...]] = dict.fromkeys(HOOKS, ())
        self._registered: registration.Registered | None = None
        self._running = True

    @classmethod
    def load(
        cls,
        config: PluginConfig,
        *,
        allow: Sequence[str] | None = None,
        block: Collection[str] = (),
    ) -> PluginManager:
        """Find, import and register the installed plugins, and collect what they register.

        Args:
            config: The plugins' tables of the configuration.
            allow: Names of exactly the plugins to load; None means every installed one.
            block: Names of plugins to leave out; they are not even imported.

        Returns:
            A manager whose `taxonomy` and `detectors` are known good.

        Raises:
            PluginError: With one readable line, if a plugin that is named, here or by a table of
                the configuration, is not installed, or one cannot be imported or registered, or
                registers something invalid.
        """
        manager = cls(config)
        for candidate in discover(allow, block, config.names):
            manager._candidates[candidate.name] = candidate
            manager.register(import_plugin(candidate), candidate.name)
        manager._collect()
        return manager

    def register(self, plugin: object, name: str) -> None:
        """Add a plugin, before anything was asked of the manager.

        Args:
            plugin: A module or an object with hook implementations.
            name: What the plugin is called from now on; its place in the order of calls.

        Raises:
            PluginError: If the name or the plugin is taken, or a hook implementation is not as
                `docs/reference/hooks.md` wants it, or labels and detectors were collected already.
        """
        if self._registered is not None:
            raise PluginError(
                f"plugin {name}: registered too late; detectors are collected already"
            )
        if not name:
            raise PluginError("a plugin cannot be registered without a name")
        if plugin is None or inspect.isclass(plugin):
            raise PluginError(f"plugin {name}: is neither a module nor an instance of a class")
        if self._pluggy.has_plugin(name) or self._pluggy.is_registered(plugin):
            raise PluginError(f"plugin {name}: its name or its object is registered already")
        try:
            self._pluggy.register(plugin, name)
        except Exception as error:
            raise PluginError(f"plugin {name} cannot be registered: {one_line(error)}") from error
        try:
            self._pluggy.check_pending()
        except pluggy.PluginValidationError as error:
            raise PluginError(f"plugin {name}: {self._unknown_hook(plugin)}") from error
        self._check_implementations(plugin, name)
        self._implementations = {hook: self._in_order(hook) for hook in HOOKS}

    def _unknown_hook(self, plugin: object) -> str:
        callers = self._pluggy.get_hookcallers(plugin) or []
        wrong = min(
            caller.name
            for caller in callers
            if not (caller.has_spec() or all(i.optionalhook for i in caller.get_hookimpls()))
        )
        close = difflib.get_close_matches(wrong, HOOKS, n=1)
        return f"{wrong} is no hook" + (f"; did you mean {close[0]}?" if close else "")

    def _check_implementations(self, plugin: object, name: str) -> None:
        """Refuse what pluggy accepts and then calls in vain, or in an order that is not by name."""
        known = [c for c in self._pluggy.get_hookcallers(plugin) or [] if c.has_spec()]
        for caller in known:
            for implementation in caller.get_hookimpls():
                if implementation.plugin_name == name:
                    check_hook(f"plugin {name}: {caller.name}", implementation.function)
                    if any(implementation.opts[option] for option in REFUSED_OPTIONS):
                        raise PluginError(
                            f"plugin {name}: {caller.name} uses {' or '.join(REFUSED_OPTIONS)}; "
                            "limina has no wrappers, and no order but that of the plugins' names"
                        )
        marked = {caller.name for caller in known}
        for hook in HOOKS:
            if hook not in marked and inspect.isroutine(inspect.getattr_static(plugin, hook, None)):
                raise PluginError(f"plugin {name}: {hook} is not marked with @hookimpl")
        if not marked:
            raise PluginError(f"plugin {name}: implements no hook")

    def _in_order(self, hook: str) -> tuple[pluggy.HookImpl, ...]:
        caller: pluggy.HookCaller = getattr(self._pluggy.hook, hook)
        return tuple(
            sorted(caller.get_hookimpls(), key=lambda i: (i.plugin_name, i.function.__name__))
        )

    def _call(self, hook: str, **arguments: object) -> Iterator[tuple[str, object]]:
        """Call implementations one by one, lazily: each one's plugin and result that is not None.

        What an implementation raises while a request is worked on becomes a PluginResultError that
        names its type alone: the message may hold the text.
        """
        for implementation in self._implementations[hook]:
            plugin = implementation.plugin_name
            try:
                result = _invoke(implementation, arguments)
            except Exception as error:
                raise PluginResultError(
                    f"plugin {plugin}: {hook} raised {type(error).__name__}"
                ) from None
            if result is not None:
                yield plugin, result

    def _collect(self) -> registration.Registered:
        if self._registered is None:
            self._registered = registration.collect(
                DEFAULT,
                self._registrars("limina_register_labels"),
                self._registrars("limina_register_detectors"),
            )
        return self._registered

    def _registrars(self, hook: str) -> list[registration.Registrar]:
        def registrar(implementation: pluggy.HookImpl) -> registration.Registrar:
            return implementation.plugin_name, lambda register: _invoke(
                implementation, {"register": register, "config": self._config}
            )

        return [registrar(implementation) for implementation in self._implementations[hook]]

    @property
    def taxonomy(self) -> Taxonomy:
        """The default labels and those of `limina_register_labels`.

        Raises:
            PluginError: If a plugin registered something invalid.
        """
        return self._collect().taxonomy

    @property
    def detectors(self) -> tuple[DetectorSpec, ...]:
        """What `limina_register_detectors` offered, sorted by name.

        Raises:
            PluginError: If a plugin registered something invalid.
        """
        return tuple(spec for _plugin, spec in self._collect().detectors)

    def make_detector(self, spec: DetectorSpec) -> Detector:
        """Call a detector's factory: loads and warms up, so call it in the worker.

        Args:
            spec: One of `detectors`.

        Returns:
            A detector of the caller's own, to be closed by the caller.

        Raises:
            PluginError: If the factory raises or returns something that is no detector.
        """
        try:
            detector = spec.factory(self._config)
        except Exception as error:
            raise PluginError(
                f"detector {spec.name} cannot be loaded: {one_line(error)}"
            ) from error
        if inspect.isclass(detector) or not isinstance(detector, Detector):
            raise PluginError(
                f"detector {spec.name} cannot be loaded: its factory returned no object with "
                "detect() and close()"
            )
        return detector

    @property
    def resolves(self) -> bool:
        """Whether any plugin has `limina_resolve`."""
        return bool(self._implementations["limina_resolve"])

    def resolve(
        self, document: Document, detections: Sequence[Detection], request: Request
    ) -> tuple[Entity, ...] | None:
        """Ask `limina_resolve`.

        Returns:
            The first result by plugin name, or None to use the built-in resolver.

        Raises:
            PluginResultError: If an implementation raises or returns something invalid.
        """
        for plugin, result in self._call(
            "limina_resolve", document=document, detections=detections, request=request
        ):
            return check_entities(plugin, document, result)
        return None

    def replace(self, entity: Entity, request: Request, context: ReplacementContext) -> str | None:
        """Ask `limina_replace`.

        Returns:
            The first result by plugin name, or None to use the built-in marker or mask.

        Raises:
            PluginResultError: If an implementation raises or returns something invalid.
        """
        for plugin, result in self._call(
            "limina_replace", entity=entity, request=request, context=context
        ):
            return check_replacement(plugin, result)
        return None

    def authorize(self, handshake: Handshake) -> bool:
        """Ask `limina_authorize`.

        Returns:
            The first result by plugin name; True without any. An exception, or a result that is not
            a bool, refuses.
        """
        try:
            for _plugin, result in self._call("limina_authorize", handshake=handshake):
                return result is True
        except PluginResultError as error:
            log.warning("connection refused: %s", error)
            return False
        return True

    def request_finished(self, stats: RequestStats) -> None:
        """Tell every `limina_request_finished`; one that raises is counted and stops no other."""
        for implementation in self._implementations["limina_request_finished"]:
            try:
                _invoke(implementation, {"stats": stats})
            except Exception:
                self.observer_failures[implementation.plugin_name] += 1

    def shutdown(self) -> None:
        """Call every `limina_shutdown`, once; one that raises is logged by its type."""
        if not self._running:
            return
        self._running = False
        for implementation in self._implementations["limina_shutdown"]:
            try:
                _invoke(implementation, {"config": self._config})
            except Exception as error:
                log.warning(
                    "plugin %s failed to shut down: %s",
                    implementation.plugin_name,
                    type(error).__name__,
                )

    def describe(self) -> list[PluginInfo]:
        """Every plugin with its hooks, labels and detectors, sorted by name."""
        registered = self._collect()
        hooks: dict[str, set[str]] = {
            name: set() for name, _plugin in self._pluggy.list_name_plugin()
        }
        for hook, implementations in self._implementations.items():
            for implementation in implementations:
                hooks[implementation.plugin_name].add(hook)
        return [
            PluginInfo(
                name,
                self._candidates[name].distribution if name in self._candidates else "",
                self._candidates[name].version if name in self._candidates else "",
                tuple(sorted(hooks[name])),
                tuple(spec for plugin, spec in registered.labels if plugin == name),
                tuple(spec for plugin, spec in registered.detectors if plugin == name),
            )
            for name in sorted(hooks)
        ]


def _invoke(implementation: pluggy.HookImpl, arguments: Mapping[str, object]) -> object:
    return implementation.function(*(arguments[name] for name in implementation.argnames))
