"""Average the weights of trained pipelines: `python -m training.average OUT PATH=SHARE ...`.

Pipelines that were trained on from the same one lie close enough for the mean of their weights to
be better than each of them, at no cost when it runs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

COMPONENT = "limina_tagger"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and write the average to `OUT`."""
    parser = argparse.ArgumentParser(prog="training.average", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "given", nargs="+", metavar="PATH=SHARE", help="shares sum up to any number"
    )
    options = parser.parse_args(arguments)
    shares: dict[Path, float] = {}
    for pair in options.given:
        path, _, share = pair.rpartition("=")
        shares[Path(path)] = float(share)
    average(shares).to_disk(options.out)
    return 0


def average(shares: Mapping[Path, float]) -> Language:
    """The pipeline whose weights are the weighted mean of those of others.

    Args:
        shares: Where each pipeline is, to its share; they are normed to a sum of 1. All must have
            been made by the same configuration.

    Returns:
        The first pipeline, with the weights replaced.

    Raises:
        ValueError: If the pipelines have not the same labels or weights of different shapes.
    """
    paths = list(shares)
    whole = sum(shares.values())
    first = spacy.load(paths[0])
    others = [spacy.load(path) for path in paths[1:]]
    labels = _component(first).cfg["labels"]
    if any(_component(other).cfg["labels"] != labels for other in others):
        raise ValueError("the pipelines have different labels")
    every = [list(_weights(nlp)) for nlp in (first, *others)]
    for nodes in zip(*every, strict=True):
        name = nodes[0][1]
        arrays = [node.get_param(name) for node, _ in nodes]
        if len({array.shape for array in arrays}) != 1:
            raise ValueError(f"weights {name} of different shapes")
        mean = sum(
            array * (shares[path] / whole) for path, array in zip(paths, arrays, strict=True)
        )
        nodes[0][0].set_param(name, mean.astype(arrays[0].dtype))
    return first


def _component(nlp: Language) -> Any:
    return nlp.get_pipe(COMPONENT)


def _weights(nlp: Language) -> Iterator[tuple[Any, str]]:
    for node in _component(nlp).model.walk():
        for name in node.param_names:
            if node.has_param(name):
                yield node, name


if __name__ == "__main__":
    sys.exit(main())
