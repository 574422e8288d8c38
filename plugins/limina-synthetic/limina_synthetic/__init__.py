"""The plugin: answers requests for SYNTHETIC with another value of the same kind and shape.

It knows hooks, requests and the configuration; what a replacement looks like is for the families.
"""

from __future__ import annotations

from collections.abc import Callable

from limina.plugin import (
    Entity,
    LabelSpec,
    PluginConfig,
    ReplacementContext,
    Request,
    SyntheticText,
    hookimpl,
)
from limina_synthetic.replacer import Replacer
from limina_synthetic.settings import read_secret

__all__ = ["Replacer", "limina_register_labels", "limina_replace", "read_secret"]

_replacer: Replacer | None = None


@hookimpl
def limina_register_labels(register: Callable[[LabelSpec], None], config: PluginConfig) -> None:
    """Read the seed. The plugin adds no label; this hook is the first that sees the configuration.

    Raises:
        ValueError: The plugin's table is wrong; this stops the start.
    """
    global _replacer
    _replacer = Replacer(read_secret(config))


@hookimpl
def limina_replace(entity: Entity, request: Request, context: ReplacementContext) -> str | None:
    """Replace the entity if the request asks for SYNTHETIC; leave MARKER and MASK to the engine."""
    if not isinstance(request.processed_text, SyntheticText):
        return None
    global _replacer
    if _replacer is None:
        _replacer = Replacer(read_secret(PluginConfig()))
    document = context.document
    text = document.text[entity.start : entity.end]
    return _replacer.replace(entity.best_label, text, tuple(document.languages))
