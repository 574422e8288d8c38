"""What the core accepts from a plugin: hooks, labels, specifications, entities, replacements.

Pure checks. Those on registrations raise `PluginError` and stop the start; those on results raise
`PluginResultError` and fail one request. Who called which hook is the manager's business.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from limina.engine.spans import Document, Entity
from limina.plugin.detector import DetectorSpec
from limina.plugin.errors import PluginError, PluginResultError
from limina.plugin.hookspecs import LabelSpec

LABEL_NAME = re.compile(r"[A-Z][A-Z0-9_]*")
#: Printable ASCII without spaces: detector names stand in logs, metrics and error answers.
DETECTOR_NAME = re.compile(r"[!-~]+")
LANGUAGE_CODE = re.compile(r"[a-z]{2}")
_SURROGATE = re.compile("[\ud800-\udfff]")


def check_hook(where: str, function: Callable[..., object]) -> None:
    """Check that a hook implementation does what it says when it is called.

    Args:
        where: The plugin and the hook, for the message.
        function: The implementation.

    Raises:
        PluginError: If calling it would run nothing, or it takes arguments it would never get.
    """
    if (
        inspect.iscoroutinefunction(function)
        or inspect.isgeneratorfunction(function)
        or inspect.isasyncgenfunction(function)
    ):
        raise PluginError(f"{where} is async or a generator; hooks are plain functions")
    for parameter in inspect.signature(function).parameters.values():
        if (
            parameter.kind is not parameter.POSITIONAL_OR_KEYWORD
            or parameter.default is not parameter.empty
        ):
            raise PluginError(
                f"{where} takes the argument {parameter.name} with a default, by keyword only or "
                "with a star; hooks take plain arguments"
            )


def check_label(plugin: str, spec: LabelSpec) -> None:
    """Check one label as registered, apart from the taxonomy it is to extend.

    Args:
        plugin: Who registered it.
        spec: What was registered.

    Raises:
        PluginError: If it is no `LabelSpec`, or a field of it breaks its rule.
    """
    if not isinstance(spec, LabelSpec):
        raise PluginError(f"plugin {plugin}: registered a {_kind(spec)} where a LabelSpec belongs")
    _names_in_set(f"plugin {plugin}: label {spec.name}: groups", spec.groups)
    names = [spec.name, *spec.groups, *([] if spec.parent is None else [spec.parent])]
    if not all(isinstance(name, str) and LABEL_NAME.fullmatch(name) for name in names):
        raise PluginError(
            f"plugin {plugin}: label {spec.name!r}: labels, parents and groups are upper-case "
            "letters, digits and underscores, a letter first"
        )
    if not isinstance(spec.default, bool):
        raise PluginError(f"plugin {plugin}: label {spec.name}: default is neither True nor False")


def check_spec(plugin: str, spec: DetectorSpec, labels: Iterable[str]) -> None:
    """Check one detector as registered.

    Args:
        plugin: Who registered it.
        spec: What was registered.
        labels: The labels of the taxonomy.

    Raises:
        PluginError: If it is no `DetectorSpec`, or a field of it breaks its rule.
    """
    if not isinstance(spec, DetectorSpec):
        raise PluginError(
            f"plugin {plugin}: registered a {_kind(spec)} where a DetectorSpec belongs"
        )
    if not (isinstance(spec.name, str) and DETECTOR_NAME.fullmatch(spec.name)):
        raise PluginError(
            f"plugin {plugin}: detector {spec.name!r}: a name is printable ASCII without spaces"
        )
    where = f"plugin {plugin}: detector {spec.name}:"
    _names_in_set(f"{where} labels", spec.labels)
    if not spec.labels:
        raise PluginError(f"{where} labels is empty")
    unknown = sorted(spec.labels.difference(labels))
    if unknown:
        raise PluginError(f"{where} label {unknown[0]} is not in the taxonomy; register it first")
    if not callable(spec.factory):
        raise PluginError(f"{where} factory cannot be called")
    _names_in_set(f"{where} languages", spec.languages)
    if not all(LANGUAGE_CODE.fullmatch(code) for code in spec.languages):
        raise PluginError(f"{where} languages are two-letter codes of ISO 639-1 in lower case")
    if not (_is_number(spec.weight) and spec.weight > 0):
        raise PluginError(f"{where} weight is not a positive, finite number")
    if not isinstance(spec.required, bool):
        raise PluginError(f"{where} required is neither True nor False")
    if spec.max_chars is not None and not (_is_int(spec.max_chars) and spec.max_chars >= 2):
        raise PluginError(f"{where} max_chars is neither None nor an integer of at least 2")
    if not isinstance(spec.facts, bool):
        raise PluginError(f"{where} facts is neither True nor False")
    if not (_is_number(spec.silence) and 0 <= spec.silence <= 1):
        raise PluginError(f"{where} silence is not a number in 0..1")
    if not (_is_number(spec.edges) and 0 <= spec.edges <= 1):
        raise PluginError(f"{where} edges is not a number in 0..1")


def check_entities(plugin: str, document: Document, result: object) -> tuple[Entity, ...]:
    """Check what `limina_resolve` returned.

    Args:
        plugin: Who returned it.
        document: The text the entities belong to.
        result: Anything but None.

    Returns:
        The entities, untouched.

    Raises:
        PluginResultError: Unless they are sorted, disjoint, inside the text, and hold their best
            label among their labels with scores in 0..1.
    """
    where = f"plugin {plugin}: limina_resolve returned"
    if isinstance(result, str) or not isinstance(result, Sequence):
        raise PluginResultError(f"{where} a {_kind(result)} instead of a sequence of entities")
    free = 0
    for entity in result:
        if not isinstance(entity, Entity):
            raise PluginResultError(f"{where} a {_kind(entity)} among the entities")
        if not (_is_int(entity.start) and _is_int(entity.end)):
            raise PluginResultError(f"{where} an offset that is not an integer")
        if not 0 <= entity.start < entity.end <= len(document.text):
            raise PluginResultError(f"{where} an entity that is empty or outside the text")
        if entity.start < free:
            raise PluginResultError(f"{where} entities that overlap or are not sorted")
        free = entity.end
        if not _are_scores(entity.labels) or entity.best_label not in entity.labels:
            raise PluginResultError(
                f"{where} labels that are not a mapping of names, the best label among them, "
                "to scores in 0..1"
            )
        if not isinstance(entity.blocked, bool):
            raise PluginResultError(f"{where} an entity whose blocked is neither True nor False")
    return tuple(result)


def check_replacement(plugin: str, result: object) -> str:
    """Check what `limina_replace` returned.

    Args:
        plugin: Who returned it.
        result: Anything but None.

    Returns:
        The replacement, untouched; it may be empty.

    Raises:
        PluginResultError: If it is no string, or holds a lone surrogate, which no answer in UTF-8
            can carry.
    """
    if not isinstance(result, str):
        raise PluginResultError(
            f"plugin {plugin}: limina_replace returned a {_kind(result)} instead of a string"
        )
    if _SURROGATE.search(result):
        raise PluginResultError(f"plugin {plugin}: limina_replace returned a lone surrogate")
    return result


def _kind(value: object) -> str:
    return type(value).__name__


def _names_in_set(what: str, names: object) -> None:
    # A plain string would pass as a set of its letters, and a mutable set could change later.
    if not isinstance(names, frozenset) or not all(isinstance(name, str) for name in names):
        raise PluginError(f"{what} is not a frozenset of strings")


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    # Compared rather than asked with isfinite(), which overflows on an integer of 400 digits.
    largest = sys.float_info.max
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and -largest <= value <= largest
    )


def _are_scores(labels: object) -> bool:
    if not isinstance(labels, Mapping):
        return False
    return all(
        isinstance(label, str)
        and label
        and not _SURROGATE.search(label)
        and _is_number(score)
        and 0 <= score <= 1
        for label, score in labels.items()
    )
