"""Make what ships of what was trained: `python -m training.package TRAINED limina_en`.

The trained pipeline's vocabulary holds every word it saw while training. What ships is built anew
from the configuration, and only the component's labels, settings and weights are carried over.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.util import load_model_from_config

from limina_spacy.builtin import MODELS


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and write the pipeline into the package."""
    parser = argparse.ArgumentParser(prog="training.package", description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("name", help="limina_en or limina_xx")
    parser.add_argument("--version", default="0.1.0")
    parser.add_argument("--outside", type=float, help="override the factor of `O`")
    parser.add_argument(
        "--odds", nargs="+", default=[], metavar="FAMILY=FACTOR", help="calibrate a family's scores"
    )
    parser.add_argument(
        "--most", nargs="+", default=[], metavar="LABEL=SCORE", help="cap a label's scores"
    )
    parser.add_argument("--out", type=Path, default=MODELS)
    options = parser.parse_args(arguments)
    trained = spacy.load(options.trained)
    config = trained.config.copy()
    # What trains and initialises a pipeline names files that do not ship.
    for section in ("paths", "corpora", "training", "initialize", "pretraining"):
        config.pop(section, None)
    fresh = load_model_from_config(config, auto_fill=True, validate=False)
    for name in trained.pipe_names:
        component: Any = trained.get_pipe(name)
        if options.outside is not None:
            component.cfg["outside"] = options.outside
        for key, pairs in (("odds", options.odds), ("most", options.most)):
            for pair in pairs:
                label, _, value = pair.partition("=")
                component.cfg.setdefault(key, {})[label] = float(value)
        empty: Any = fresh.get_pipe(name)
        empty.from_bytes(component.to_bytes())
    fresh.meta["name"] = options.name
    fresh.meta["version"] = options.version
    fresh.meta["license"] = "Apache-2.0"
    fresh.meta["author"] = "The limina authors"
    fresh.meta["description"] = (
        "Personal, health and payment data under the labels of the Limina API."
    )
    target = options.out / options.name
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    fresh.to_disk(target)
    size = sum(f.stat().st_size for f in target.rglob("*") if f.is_file())
    labels = json.loads((target / "meta.json").read_text())["labels"]
    print(f"{target}: {size / 1e6:.1f} MB, {sum(map(len, labels.values()))} labels")
    return 0


if __name__ == "__main__":
    sys.exit(main())
