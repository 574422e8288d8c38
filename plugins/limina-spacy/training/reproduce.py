"""Make the shipped pipelines anew: `python -m training.reproduce --corpora DIR …`.

Every step is a command of its own that this one only calls: vectors, synthetic texts, two stages of
training for English and one for the other languages, packaging. On two cores it takes about an
hour and a quarter.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from training import package, train, vectors
from training.generator import __main__ as generator

#: Synthetic texts: name to language, number, seed.
SYNTHETIC = {
    "en": ("en", 42_000, 7),
    "es": ("es", 6_000, 7),
    "de": ("de", 6_000, 7),
    "fr": ("fr", 6_000, 7),
    "en-for-xx": ("en", 3_000, 8),
}
#: How many of the English ones the second stage sees: mostly corpora, for running text.
SECOND_STAGE = 12_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and make both pipelines."""
    parser = argparse.ArgumentParser(prog="training.reproduce", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--vectors", type=Path, required=True, help="JSON of the word vectors")
    parser.add_argument("--development", type=Path, nargs="+", required=True, help="records")
    parser.add_argument("--out", type=Path, required=True, help="folder for everything made")
    parser.add_argument("--steps", type=float, default=1.0, help="share of the steps, for a trial")
    options = parser.parse_args(arguments)
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    vectors.main([str(options.vectors), "--out", str(out / "vectors.npz")])
    for name, (language, count, seed) in SYNTHETIC.items():
        made = ["--count", str(count), "--seed", str(seed), "--out", str(out / f"{name}.jsonl")]
        generator.main(["--lang", language, *made])
    _sample(out / "en.jsonl", out / "en-second.jsonl")
    common = ["--corpora", str(options.corpora), "--development", *map(str, options.development)]
    english = [*common, "--vectors", str(out / "vectors.npz")]
    _train("en", out / "first", [*english, *_texts(out, "en")], 14_000, 0.002, 0.15, options.steps)
    first = ["--start", str(out / "first" / "model-best")]
    _train(
        "en",
        out / "second",
        [*english, *_texts(out, "en-second"), *first],
        4_000,
        0.001,
        0.2,
        options.steps,
    )
    others = _texts(out, "es", "de", "fr", "en-for-xx")
    _train("xx", out / "others", [*common, *others], 9_000, 0.002, 0.1, options.steps)
    for trained, name in (("second", "limina_en"), ("others", "limina_xx")):
        package.main([str(out / trained / "model-best"), name, "--out", str(out / "models")])
    return 0


def _texts(out: Path, *names: str) -> list[str]:
    return ["--synthetic", *(str(out / f"{name}.jsonl") for name in names)]


def _train(
    config: str,
    out: Path,
    options: Sequence[str],
    steps: int,
    rate: float,
    dropout: float,
    share: float,
) -> None:
    steps = max(1, round(steps * share))
    settings = {
        "training.max_steps": steps,
        "training.max_epochs": 0,
        "training.eval_frequency": max(1, min(1_000, steps // 4)),
        "training.dropout": dropout,
        "training.optimizer.learn_rate.total_steps": steps,
        "training.optimizer.learn_rate.initial_rate": rate,
    }
    pairs = [part for key, value in settings.items() for part in ("--set", f"{key}={value}")]
    train.main([config, *options, *pairs, "--out", str(out)])


def _sample(source: Path, target: Path) -> None:
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    chosen = random.Random(0).sample(lines, min(SECOND_STAGE, len(lines)))
    target.write_text("".join(chosen), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
