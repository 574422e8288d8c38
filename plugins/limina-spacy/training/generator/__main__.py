"""Command line: `python -m training.generator --templates training/templates --out FILE.jsonl`."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from training.generator.corpus import generate
from training.generator.render import Record
from training.generator.templates import Template, TemplateError, parse_file
from training.generator.values import check
from training.generator.values.base import LANGUAGES


def load(folder: Path, *, strict: bool = False) -> list[Template]:
    """The templates of a folder; one with an error is reported and left out, unless strict.

    Raises:
        TemplateError: In strict mode, the first error.
    """

    def refuse(error: TemplateError) -> None:
        if strict:
            raise error
        print(f"left out: {error}", file=sys.stderr)

    return [t for path in sorted(folder.glob("*.txt")) for t in parse_file(path, check, refuse)]


def as_json(record: Record, number: int, lang: str, seed: int) -> str:
    """A record's line."""
    row = {
        "id": f"synthetic-{lang}-{seed}-{number}",
        "text": record.text,
        "spans": [{"start": a, "end": b, "label": label} for a, b, label in record.spans],
        "source": f"synthetic/{record.genre}",
        "lang": lang,
    }
    return json.dumps(row, ensure_ascii=False)


def _lines(records: Iterator[Record], lang: str, seed: int, spans: Counter[str]) -> Iterator[str]:
    for number, record in enumerate(records):
        spans.update(label for _, _, label in record.spans)
        yield as_json(record, number, lang, seed) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.generator", description=__doc__)
    parser.add_argument("--templates", type=Path, default=Path("training/templates"))
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="file to write; none only checks the templates")
    parser.add_argument("--strict", action="store_true", help="stop at the first bad template")
    options = parser.parse_args(arguments)
    try:
        templates = load(options.templates / options.lang, strict=options.strict)
    except TemplateError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(templates)} templates of {len({t.genre for t in templates})} genres")
    if not templates:
        print("no templates", file=sys.stderr)
        return 1
    if options.out is None:
        return 0
    spans: Counter[str] = Counter()
    records = generate(templates, options.lang, options.count, options.seed)
    with options.out.open("w", encoding="utf-8") as out:
        out.writelines(_lines(records, options.lang, options.seed, spans))
    for label, number in spans.most_common():
        print(f"{number:8} {label}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
