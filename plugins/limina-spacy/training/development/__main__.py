"""`python -m training.development FOLDER`: write the development sets as corpora in JSON Lines."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from training.development.reader import files, read


def main(argv: Sequence[str] | None = None) -> None:
    """Write `development_NAME.jsonl` for every set, and say how much each holds."""
    parser = argparse.ArgumentParser(prog="python -m training.development", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; made if it does not exist")
    folder: Path = parser.parse_args(argv).folder
    folder.mkdir(parents=True, exist_ok=True)
    for path in files():
        records = list(read(path))
        lines = "".join(record.to_json() + "\n" for record in records)
        (folder / f"development_{path.stem}.jsonl").write_text(lines, "utf-8")
        spans = sum(len(record.spans) for record in records)
        print(f"{path.stem}: {len(records)} records, {spans} spans")


if __name__ == "__main__":
    main()
