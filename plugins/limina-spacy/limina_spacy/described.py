"""What a pipeline says of itself in its `meta.json`; loads no pipeline, does not import spaCy."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from limina_spacy.families import given_by

#: Name of the component that gives Limina's labels.
TAGGER = "limina_tagger"


def description(model: Path | str) -> Mapping[str, Any]:
    """The `meta.json` of a pipeline.

    Args:
        model: Name of an installed pipeline, or path of one on disk.

    Returns:
        Its contents; empty if there is no such pipeline or it cannot be read.
    """
    folder = Path(model)
    if not folder.is_dir() and str(model).isidentifier():
        package = find_spec(str(model))
        for place in (package and package.submodule_search_locations) or ():
            folder = Path(place)
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return meta if isinstance(meta, dict) else {}


def tagger_labels(model: Path | str) -> frozenset[str]:
    """Every label the `limina_tagger` of a pipeline may give; empty if it has none."""
    labels = description(model).get("labels")
    own = labels.get(TAGGER) if isinstance(labels, dict) else None
    return given_by(own) if isinstance(own, list) else frozenset()
