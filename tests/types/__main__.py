"""The figures of the cases, label by label.

`python -m tests.types [--misses] [--without-model] [LABEL ...]`
"""

from __future__ import annotations

import argparse

from tests.types.cases import labels, read
from tests.types.judging import WITHOUT_MODEL, Subject, judge, table


def main() -> None:
    """Print the table and, if asked for, what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.types")
    parser.add_argument("labels", nargs="*", metavar="LABEL", help="none: all that have cases")
    parser.add_argument("--misses", action="store_true", help="print every case that went wrong")
    parser.add_argument("--without-model", action="store_true", help="patterns and dictionaries")
    options = parser.parse_args()
    subject = Subject(WITHOUT_MODEL if options.without_model else None)
    tallies = {label: judge(subject, label, read(label)) for label in options.labels or labels()}
    subject.close()
    for line in table(tallies):
        print(line)
    if options.misses:
        for label, tally in tallies.items():
            for miss in tally.misses:
                span = miss.case.text[miss.start : miss.end]
                place = f"{label}:{miss.case.line}: {miss.kind}"
                print(f"{place} {span!r} ({miss.given}) in {miss.case.text!r}")


if __name__ == "__main__":
    main()
