"""`make bench`, or `python -m bench [--only PART ...] [--quick]`: measure, print, write the page.

Only a complete run writes docs/explanation/performance.md and its figures: what stands there was
measured on one machine in one run. The exit status is 0 whether the targets are met or not, and 1
if a part could not be measured.
"""

from __future__ import annotations

import argparse
import datetime
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from bench import engine, environment, idle, length, machine, serve, start
from bench.report import Section, insert, targets

PARTS: Final[Mapping[str, Callable[[bool], Section]]] = {
    "engine": engine.measure,
    "serve": serve.measure,
    "length": length.measure,
    "idle": idle.measure,
    "start": start.measure,
}
PAGE: Final = Path(__file__).parents[1] / "docs" / "explanation" / "performance.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=list(PARTS), help="run this part (repeatable)"
    )
    parser.add_argument("--quick", action="store_true", help="shorter, to see whether it runs")
    options = parser.parse_args(arguments)
    names = [name for name in PARTS if not options.only or name in options.only]
    if {"engine", "serve"} & set(names):
        environment.presidio()  # before the clock starts
    # So that whoever ends this process ends those it has started too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    begun = time.monotonic()
    sections: dict[str, Section] = {}
    for name in names:
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        try:
            sections[name] = PARTS[name](options.quick)
        except Exception:  # the other parts are worth their time
            traceback.print_exc()
    parts = _parts(sections, time.monotonic() - begun)
    print("\n\n".join(parts.values()))
    if options.quick or len(sections) < len(PARTS):
        print("not a complete run: nothing is written", file=sys.stderr)
    else:
        _write(parts, sections)
    return 0 if len(sections) == len(names) else 1


def _parts(sections: Mapping[str, Section], seconds: float) -> dict[str, str]:
    """What goes into the page, by the name of its place."""
    today = datetime.datetime.now(datetime.UTC).date()
    about = (
        f"Measured on {today.isoformat()} in {seconds / 60:.0f} minutes on: {machine.describe()}."
    )
    ratios = [ratio for section in sections.values() for ratio in section.ratios]
    parts = {"machine": about}
    if ratios:
        parts["targets"] = targets(ratios).markdown()
    return parts | {name: section.markdown() for name, section in sections.items()}


def _write(parts: Mapping[str, str], sections: Mapping[str, Section]) -> None:
    PAGE.write_text(insert(PAGE.read_text("utf-8"), parts), "utf-8")
    for section in sections.values():
        for name, (drawing, _words) in section.figures.items():
            (PAGE.parent / "figures" / name).write_text(drawing, "utf-8")
    print(f"written: {PAGE}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
