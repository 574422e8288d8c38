"""Which mentions of a text share a marker, and so a number.

One rule serves every value of `coreference_resolution`: mentions with the same best label and the
same text, ignoring case, are one. No model looks further, whatever the request asks for
(docs/reference/redaction.md). This module knows nothing of markers.
"""

from __future__ import annotations

from collections.abc import Sequence

from limina.engine.spans import Document, Entity


def number_mentions(document: Document, entities: Sequence[Entity]) -> tuple[int, ...]:
    """Number the entities of one document.

    Args:
        document: The text.
        entities: Its entities in the order of the text.

    Returns:
        One number per entity: from 1 for each best label, in order of first appearance. White space
        inside a mention counts, case does not.
    """
    numbers: dict[tuple[str, str], int] = {}
    used: dict[str, int] = {}
    numbered: list[int] = []
    for entity in entities:
        key = (entity.best_label, document.text[entity.start : entity.end].casefold())
        number = numbers.get(key)
        if number is None:
            number = used[entity.best_label] = used.get(entity.best_label, 0) + 1
            numbers[key] = number
        numbered.append(number)
    return tuple(numbered)
