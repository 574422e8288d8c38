"""Make the shipped pipelines anew: `python -m training.reproduce --corpora DIR …`.

Every step is a command of its own that this one only calls: vectors, synthetic texts, five stages
of training for English, whose last three are averaged, one for the other languages, packaging. On
two cores it takes about an hour and a half.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from training import average, package, train, vectors
from training.generator import __main__ as generator
from training.generator import machine

#: Synthetic texts: name to language, number, seed.
SYNTHETIC = {
    "en-7": ("en", 42_000, 7),
    "en-11": ("en", 10_000, 11),
    "en-21": ("en", 40_000, 21),
    "en-42": ("en", 20_000, 42),
    "en-43": ("en", 20_000, 43),
    "en-44": ("en", 20_000, 44),
    "es": ("es", 6_000, 7),
    "de": ("de", 6_000, 7),
    "fr": ("fr", 6_000, 7),
    "en-8": ("en", 3_000, 8),
}
#: Machine-made texts without personal data.
MACHINE = 3_500
#: Genres of which the last stage sees everything: it teaches what to leave alone.
TECHNICAL = frozenset({"log", "json", "code", "table", "technical"})
#: Genres of which the stage of capitals sees everything: their capitals name nobody.
CAPITALS = frozenset({"business", "web"})


@dataclass(frozen=True, slots=True)
class Stage:
    """A run of training that goes on from the one before.

    Attributes:
        texts: Names of files of synthetic texts.
        steps: Number of updates.
        rate: Learning rate at its highest.
        dropout: Share of activations left out.
    """

    texts: tuple[str, ...]
    steps: int
    rate: float
    dropout: float


#: First every label, mostly from synthetic texts, then running text, then what to leave alone.
ENGLISH = (
    Stage(("en-7",), 14_000, 0.002, 0.15),
    Stage(("en-7-some",), 4_000, 0.001, 0.2),
    Stage(("en-11",), 5_000, 0.001, 0.25),
    Stage(("en-21-some", "machine"), 4_500, 0.0012, 0.2),
)
#: Begins in the middle of the last two: words with capitals that are no names.
CAPITAL = Stage(("en-42-some", "machine"), 3_500, 0.0012, 0.2)
#: Shares of the third, the fourth and this stage in what ships.
SHARES = (0.56, 0.30, 0.14)
OTHERS = Stage(("es", "de", "fr", "en-8"), 9_000, 0.002, 0.1)


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
    _synthetic(out)
    common = ["--corpora", str(options.corpora), "--development", *map(str, options.development)]
    english = [*common, "--vectors", str(out / "vectors.npz")]
    start: list[str] = []
    for number, stage in enumerate(ENGLISH, 1):
        trained = out / f"en-stage-{number}"
        _train("en", out, trained, [*english, *start], stage, options.steps)
        start = ["--start", str(trained / "model-best")]
    *_, third, fourth = (
        out / f"en-stage-{number}" / "model-best" for number in range(1, len(ENGLISH) + 1)
    )
    middle, whole = out / "en-middle", out / "en"
    average.main([str(middle), f"{third}=0.5", f"{fourth}=0.5"])
    last = out / f"en-stage-{len(ENGLISH) + 1}"
    _train("en", out, last, [*english, "--start", str(middle)], CAPITAL, options.steps)
    given = (third, fourth, last / "model-last")
    shares = [f"{path}={share}" for path, share in zip(given, SHARES, strict=True)]
    average.main([str(whole), *shares])
    _train("xx", out, out / "xx", common, OTHERS, options.steps)
    for best, name in ((str(whole), "limina_en"), (str(out / "xx" / "model-best"), "limina_xx")):
        package.main([best, name, "--out", str(out / "models")])
    return 0


def _synthetic(out: Path) -> None:
    for name, (language, count, seed) in SYNTHETIC.items():
        made = ["--count", str(count), "--seed", str(seed), "--out", str(out / f"{name}.jsonl")]
        generator.main(["--lang", language, *made])
    machine.main(["--count", str(MACHINE), "--seed", "3", "--out", str(out / "machine.jsonl")])
    draw = random.Random(0)
    lines = _lines(out / "en-7.jsonl")
    _write(out / "en-7-some.jsonl", draw.sample(lines, min(12_000, len(lines))))
    technical, other = _divided(_lines(out / "en-21.jsonl"), TECHNICAL)
    _write(out / "en-21-some.jsonl", technical[:7_000] + other[:9_000])
    lines = [line for name in ("en-42", "en-43", "en-44") for line in _lines(out / f"{name}.jsonl")]
    capitals, other = _divided(lines, CAPITALS)
    _write(out / "en-42-some.jsonl", capitals + draw.sample(other, min(7_000, len(other))))


def _divided(lines: Sequence[str], genres: frozenset[str]) -> tuple[list[str], list[str]]:
    """The records of some genres, and the others."""
    some: list[str] = []
    other: list[str] = []
    for line in lines:
        genre = json.loads(line)["source"].rpartition("/")[2]
        (some if genre in genres else other).append(line)
    return some, other


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines(keepends=True)


def _write(path: Path, lines: Sequence[str]) -> None:
    path.write_text("".join(lines), encoding="utf-8")


def _train(
    config: str, texts: Path, out: Path, options: Sequence[str], stage: Stage, share: float
) -> None:
    steps = max(1, round(stage.steps * share))
    settings = {
        "training.max_steps": steps,
        "training.max_epochs": 0,
        "training.eval_frequency": max(1, min(1_000, steps // 4)),
        "training.dropout": stage.dropout,
        "training.optimizer.learn_rate.total_steps": steps,
        "training.optimizer.learn_rate.initial_rate": stage.rate,
    }
    pairs = [part for key, value in settings.items() for part in ("--set", f"{key}={value}")]
    synthetic = ["--synthetic", *(str(texts / f"{name}.jsonl") for name in stage.texts)]
    train.main([config, *options, *synthetic, *pairs, "--out", str(out)])


if __name__ == "__main__":
    sys.exit(main())
