"""The plugin's configuration table, checked. It loads no model and does not import spaCy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from limina.plugin import PluginConfig
from limina_spacy.builtin import BUILTIN
from limina_spacy.defaults import DEFAULT_LABELS, REFINEMENTS

PLUGIN = "limina-spacy"

_KEYS = frozenset({"pipelines", "model", "labels", "score", "batch_size", "languages"})
_LABEL = re.compile(r"[A-Z][A-Z0-9_]*")
_LANGUAGE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What `[plugin.limina-spacy]` says, with the defaults filled in.

    Attributes:
        pipelines: Which of the plugin's own pipelines are used: keys of `BUILTIN`.
        model: Name of an installed spaCy pipeline, or path of one on disk, used instead of the
            plugin's own; or None.
        labels: spaCy label to Limina label; a spaCy label that is absent is dropped.
        own_labels: The spaCy labels the configuration itself maps or drops; they must exist.
        score: One score for all labels, or None.
        scores: spaCy label to score, where the configuration gives one.
        batch_size: Documents spaCy works on at a time.
        languages: ISO 639-1 codes the detector is offered for; empty means any.
    """

    pipelines: tuple[str, ...] = tuple(BUILTIN)
    model: str | None = None
    labels: Mapping[str, str] = field(default_factory=lambda: dict(DEFAULT_LABELS))
    own_labels: frozenset[str] = frozenset()
    score: float | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    batch_size: int = 64
    languages: frozenset[str] = frozenset()

    @property
    def emitted(self) -> frozenset[str]:
        """Every Limina label the detector may emit."""
        out: set[str] = set()
        for source, target in self.labels.items():
            out.add(target)
            if self.refines(source):
                out |= REFINEMENTS.get(target, frozenset())
        return frozenset(out)

    def refines(self, source: str) -> bool:
        """Whether form may change or reject spans of a spaCy label: only if mapped by default."""
        return source not in self.own_labels and source in DEFAULT_LABELS


def read_settings(config: PluginConfig) -> Settings:
    """Check the plugin's table.

    Args:
        config: The plugins' tables.

    Returns:
        The settings.

    Raises:
        ValueError: A key is unknown or a value has the wrong type or range; one line.
    """
    table = config.table(PLUGIN)
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise _wrong("unknown setting", ", ".join(unknown))
    model = table.get("model")
    if model is not None and (not isinstance(model, str) or not model):
        raise _wrong("model", "must be the name or path of a spaCy pipeline")
    own = _labels(table.get("labels", {}))
    labels = {**DEFAULT_LABELS, **own}
    score, scores = _scores(table.get("score"))
    batch_size = table.get("batch_size", 64)
    if type(batch_size) is not int or batch_size < 1:
        raise _wrong("batch_size", "must be a whole number from 1")
    return Settings(
        pipelines=_pipelines(table.get("pipelines", list(BUILTIN))),
        model=model,
        labels={source: target for source, target in labels.items() if target},
        own_labels=frozenset(own),
        score=score,
        scores=scores,
        batch_size=batch_size,
        languages=_languages(table.get("languages", [])),
    )


def _wrong(key: str, fault: str) -> ValueError:
    return ValueError(f"{PLUGIN}: {key}: {fault}")


def _pipelines(value: Any) -> tuple[str, ...]:
    if (
        not isinstance(value, list | tuple)
        or not value
        or not all(isinstance(key, str) and key in BUILTIN for key in value)
    ):
        raise _wrong("pipelines", f"must be a list of some of {', '.join(BUILTIN)}")
    return tuple(dict.fromkeys(value))


def _labels(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise _wrong("labels", "must be a table of spaCy label = Limina label")
    for source, target in value.items():
        if not isinstance(target, str) or (target and not _LABEL.fullmatch(target)):
            raise _wrong(
                f"labels.{source}", 'must be a Limina label, or "" to drop the spaCy label'
            )
    return dict(value)


def _scores(value: Any) -> tuple[float | None, dict[str, float]]:
    if value is None:
        return None, {}
    if isinstance(value, Mapping):
        return None, {source: _score(f"score.{source}", one) for source, one in value.items()}
    return _score("score", value), {}


def _score(key: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise _wrong(key, "must be a number over 0 and up to 1")
    return float(value)


def _languages(value: Any) -> frozenset[str]:
    if not isinstance(value, list | tuple) or not all(
        isinstance(code, str) and _LANGUAGE.fullmatch(code) for code in value
    ):
        raise _wrong("languages", "must be a list of ISO 639-1 codes")
    return frozenset(value)
