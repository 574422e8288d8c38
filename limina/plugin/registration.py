"""Collecting what plugins register, and checking it as a whole.

Everything is collected before anything is checked, then sorted, so that neither the result nor the
error depends on the order in which plugins register. It knows neither pluggy nor what a factory
makes.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from limina.engine.taxonomy import Taxonomy
from limina.plugin.detector import DetectorSpec
from limina.plugin.errors import PluginError, one_line
from limina.plugin.hookspecs import LabelSpec
from limina.plugin.validation import check_label, check_spec

T = TypeVar("T", LabelSpec, DetectorSpec)

#: One plugin's name and its implementation of a hook that registers things.
Registrar = tuple[str, Callable[[Callable[[Any], None]], object]]


@dataclass(frozen=True, slots=True)
class Registered:
    """What all plugins registered.

    Attributes:
        taxonomy: The base extended by the labels.
        labels: Plugin name and label, sorted by the label's name.
        detectors: Plugin name and detector, sorted by the detector's name.
    """

    taxonomy: Taxonomy
    labels: tuple[tuple[str, LabelSpec], ...]
    detectors: tuple[tuple[str, DetectorSpec], ...]


def collect(
    base: Taxonomy,
    labels: Sequence[Registrar],
    detectors: Sequence[Registrar],
) -> Registered:
    """Have every plugin register its labels, then its detectors.

    Args:
        base: The taxonomy without plugins.
        labels: Implementations of `limina_register_labels`, in the order of the calls.
        detectors: Implementations of `limina_register_detectors`, in the order of the calls.

    Returns:
        Everything registered, known good.

    Raises:
        PluginError: Naming the plugin that raised or registered something invalid.
    """
    all_labels: list[tuple[str, LabelSpec]] = _gather(labels, "limina_register_labels")
    for plugin, label in all_labels:
        check_label(plugin, label)
    sorted_labels = _unique(all_labels, "label")
    taxonomy = _extend(base, sorted_labels)
    all_detectors: list[tuple[str, DetectorSpec]] = _gather(detectors, "limina_register_detectors")
    for plugin, spec in all_detectors:
        check_spec(plugin, spec, taxonomy.labels)
    return Registered(taxonomy, sorted_labels, _unique(all_detectors, "detector"))


def _gather(registrars: Sequence[Registrar], hook: str) -> list[tuple[str, T]]:
    gathered: list[tuple[str, T]] = []
    for plugin, implementation in registrars:
        register = functools.partial(_note, gathered, plugin)
        try:
            implementation(register)
        except Exception as error:
            raise PluginError(f"plugin {plugin}: {hook} raised {one_line(error)}") from error
    return gathered


def _note(gathered: list[tuple[str, T]], plugin: str, spec: T) -> None:
    gathered.append((plugin, spec))


def _unique(registered: Sequence[tuple[str, T]], what: str) -> tuple[tuple[str, T], ...]:
    in_order = sorted(registered, key=lambda item: (item[1].name, item[0]))
    for (first, one), (second, other) in itertools.pairwise(in_order):
        if one.name == other.name:
            raise PluginError(
                f"plugin {second}: {what} {other.name} is registered already, by plugin {first}"
            )
    return tuple(in_order)


def _extend(base: Taxonomy, labels: Sequence[tuple[str, LabelSpec]]) -> Taxonomy:
    if not labels:
        return base
    try:
        return base.extend(*(label for _plugin, label in labels))
    except ValueError as error:
        # The taxonomy knows no plugins: whoever registered what its message names is to blame.
        named = set(re.findall(r"\w+", str(error)))
        blamed = {plugin for plugin, label in labels if named & {label.name, *label.groups}}
        raise PluginError(f"plugin {', '.join(sorted(blamed))}: {error}") from error
