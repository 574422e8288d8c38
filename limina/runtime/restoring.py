"""Re-identification as the REST route answers it: from the validated request to JSON text."""

from __future__ import annotations

import msgspec

from limina.protocol.batch import Reidentification


def restore(request: Reidentification) -> bytes:
    """Put the originals back in the place of their markers.

    Args:
        request: A validated request.

    Returns:
        A JSON array of texts in UTF-8, in the order of the request's.
    """
    from limina.engine.reidentify import reidentify

    entities = [(entity.processed_text, entity.text) for entity in request.entities]
    return msgspec.json.encode(
        reidentify(
            request.processed_text,
            entities,
            sensitive=request.reidentify_sensitive_fields,
        )
    )
