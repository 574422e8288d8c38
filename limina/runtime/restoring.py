"""Re-identification as the REST route answers it: from the validated request to JSON text.

What comes out can be far longer than what came in, so its length is bounded before.
"""

from __future__ import annotations

import msgspec

from limina.engine.reidentify import reidentify
from limina.protocol.batch import Reidentification
from limina.protocol.errors import RequestError

#: Characters the texts may grow to, in code points.
MAX_CHARACTERS = 64_000_000


def restore(request: Reidentification) -> bytes:
    """Put the originals back in the place of their markers.

    Args:
        request: A validated request.

    Returns:
        A JSON array of texts in UTF-8, in the order of the request's.

    Raises:
        RequestError: LIM107 if the texts could become longer than `MAX_CHARACTERS`.
    """
    entities = [(entity.processed_text, entity.text) for entity in request.entities]
    if entities:
        characters = sum(map(len, request.processed_text))
        markers = characters // min(len(marker) for marker, _ in entities)
        if characters + markers * max(len(text) for _, text in entities) > MAX_CHARACTERS:
            detail = f"entities: the texts could become longer than {MAX_CHARACTERS} characters"
            raise RequestError("LIM107", detail)
    return msgspec.json.encode(
        reidentify(request.processed_text, entities, sensitive=request.reidentify_sensitive_fields)
    )
