"""Train one of limina's pipelines: `python -m training.train en --corpora DIR --out DIR`.

It is `spacy train` with the configuration beside this file, and matrix products by numpy's BLAS,
which are several times as fast on some processors as those spaCy uses by default.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

import training.corpora  # noqa: F401 (registers the readers the configuration names)

HERE = Path(__file__).parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, train, and write the best pipeline into `OUT/model-best`."""
    parser = argparse.ArgumentParser(prog="training.train", description=__doc__)
    parser.add_argument("config", help="en, or xx for the other languages; or a path of a .cfg")
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--synthetic", type=Path, nargs="+", default=[], help="generated records")
    parser.add_argument("--development", type=Path, nargs="+", required=True)
    parser.add_argument("--vectors", type=Path, help=".npz with words and vectors")
    parser.add_argument("--start", type=Path, help="trained pipeline to go on from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    path = Path(options.config)
    overrides: dict[str, Any] = {
        "paths.corpora": str(options.corpora),
        "paths.synthetic": [str(p) for p in options.synthetic],
        "paths.development": [str(p) for p in options.development],
        "paths.vectors": None if options.vectors is None else str(options.vectors),
    }
    for pair in options.set:
        key, _, value = pair.partition("=")
        overrides[key] = _value(value)
    config = load_config(
        path if path.suffix else HERE / f"{path}.cfg", overrides=overrides, interpolate=False
    )
    ops = NumpyOps(use_blis=False)
    set_current_ops(ops)
    nlp = init_nlp(config)
    if options.start is not None:
        for name in nlp.pipe_names:
            component: Any = nlp.get_pipe(name)
            component.from_disk(options.start / name)
    for _name, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            node.ops = ops
    options.out.mkdir(parents=True, exist_ok=True)
    train_loop(nlp, options.out, stdout=sys.stdout, stderr=sys.stderr)
    return 0


def _value(text: str) -> Any:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


if __name__ == "__main__":
    sys.exit(main())
