"""`python -m conformance ws://127.0.0.1:8080/ws`: is what listens there a server of this protocol?

One line for each thing tried, a last line `N passed, N failed, N skipped`, and exit status 1 if
anything failed, 2 if nothing could be tried.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import partial

import trio

from conformance.judge import Mode, Verdict
from conformance.play import play_all
from conformance.runner import Tally, connect_to, replay
from conformance.scripts import hostile, transcripts
from conformance.serving import TRANSPORTS, ServerFailed, serving
from conformance.vectors import VectorError, load_vectors

#: What can be tried, in this order.
PARTS = ("payloads", "transcripts", "hostile")


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line and try what it asks for.

    Returns:
        The exit status.
    """
    options = _parser().parse_args(arguments)
    total = Tally()
    try:
        for tally in _serve_and_try(options) if options.serve else [_try(options, options.url)]:
            total.counts += tally.counts
    except (VectorError, ServerFailed, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    print(total)
    return 1 if total.failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m conformance", description=__doc__)
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("url", nargs="?", metavar="URL", help="ws://HOST:PORT/ws")
    target.add_argument(
        "--serve",
        action="store_true",
        help="start servers of this checkout and try everything on each",
    )
    parser.add_argument(
        "--part",
        action="append",
        choices=PARTS,
        help="what to try (repeatable); the payloads if not given",
    )
    parser.add_argument("--only", action="append", metavar="ID", default=[], help="only this one")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument(
        "--exact",
        dest="mode",
        action="store_const",
        const=Mode.EXACT,
        help="the server runs limina-recorded on conformance/recorded.jsonl: compare all of an "
        "answer, and close codes",
    )
    mode.add_argument(
        "--arithmetic",
        dest="mode",
        action="store_const",
        const=Mode.ARITHMETIC,
        help="any detectors: check that an answer fits together (the default)",
    )
    parser.add_argument(
        "--timeout", type=float, default=30.0, metavar="SECONDS", help="for an answer (30)"
    )
    parser.set_defaults(mode=Mode.ARITHMETIC)
    return parser


def _serve_and_try(options: argparse.Namespace) -> Iterator[Tally]:
    """Everything in both modes on both transports, each on a fresh server."""
    for transport in TRANSPORTS:
        for mode, parts in ((Mode.EXACT, PARTS), (Mode.ARITHMETIC, PARTS[:1])):
            print(f"# {transport}, {mode.value}: {', '.join(parts)}", flush=True)
            options.mode, options.part = mode, parts
            with serving(transport, mode) as url:
                yield _try(options, url, writes_frames=transport == "native")


def _try(options: argparse.Namespace, url: str, *, writes_frames: bool | None = None) -> Tally:
    parts = options.part or PARTS[:1]
    exact = options.mode is Mode.EXACT if writes_frames is None else writes_frames
    wanted = set(options.only)
    total = Tally()
    if "payloads" in parts:
        vectors = [one for one in load_vectors() if not wanted or one.id in wanted]
        replaying = partial(replay, timeout=options.timeout, report=_report)
        total.counts += trio.run(replaying, vectors, connect_to(url), options.mode).counts
    for part, load in (("transcripts", transcripts), ("hostile", hostile)):
        if part in parts:
            scripts = [one for one in load() if not wanted or one.id in wanted]
            total.counts += play_all(
                scripts, url, exact=exact, timeout=options.timeout, report=_report
            ).counts
    if wanted and not total.counts:
        raise VectorError("there is nothing of that id")
    return total


def _report(verdict: Verdict) -> None:
    reasons = f": {'; '.join(verdict.reasons)}" if verdict.reasons else ""
    print(f"{verdict.status.value} {verdict.vector_id}{reasons}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
