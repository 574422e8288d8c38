"""The tagger's weights: taken over from another pipeline, stored as 16-bit floats and read back."""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.util import load_model
from thinc.api import Model


def copy_encoder(model: Model[Any, Any], pipeline: str) -> None:
    """Start from the weights of another pipeline's `tok2vec`.

    Hash tables and convolution layers are taken over as they are; of the mixer, the columns of the
    features both have.
    """
    component: Any = load_model(pipeline).get_pipe("tok2vec")
    source: Model[Any, Any] = component.model
    for kind in ("hashembed", "maxout", "layernorm"):
        # In the order of the computation: the tables, the mixer, the layers of the encoder.
        ours, theirs = (
            [node for node in tok2vec.walk(order="dfs_pre") if node.name == kind]
            for tok2vec in (model, source)
        )
        for target, given in zip(ours, theirs, strict=True):
            for param in given.param_names:
                old: Any = given.get_param(param)
                mixed: Any = target.get_param(param).copy()
                mixed[..., : old.shape[-1]] = old
                target.set_param(param, mixed)


def halved(model: Model[Any, Any]) -> dict[str, Any]:
    """The model as 16-bit floats, ready to be stored."""
    return _cast(model.to_dict(), np.float16)


def restore(model: Model[Any, Any], message: dict[str, Any]) -> None:
    """Load what `halved` gave."""
    model.from_dict(_cast(message, np.float32))


def _cast(message: dict[str, Any], kind: type[np.floating]) -> dict[str, Any]:
    params = [
        {name: None if value is None else value.astype(kind) for name, value in node.items()}
        for node in message["params"]
    ]
    return {**message, "params": params}
