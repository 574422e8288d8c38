"""`python -m tests.soak`: mixed traffic against `limina serve` while workers are killed.

Nothing may be lost, wrong or logged, and no process may grow. The exit status is 1 if anything was.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random, SystemRandom

import trio

from tests.soak.clients import Poster, Talker, Tally
from tests.soak.watch import Server, later, slope

#: Seconds after which the front process and a worker, which lives not long here, are warm.
WARM = 60.0
WORKER_WARM = 30.0
#: Minutes from which on memory is judged; before, what is still warming up would be.
JUDGED_FROM = 4.0
#: Share of the requests that a slow machine may refuse because there is too much to do.
OVERLOAD = 0.1
#: Share of its memory that a process may grow by, from when it is warm to its end.
GROWTH = 0.1


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done.

    Attributes:
        minutes: How long.
        connections: Clients at a time.
        workers: Worker processes.
        kill_every: Seconds between two workers that are killed, about.
        transport: `hypercorn` or `native`.
        seed: Decides everything that is drawn.
    """

    minutes: float
    connections: int
    workers: int
    kill_every: float
    transport: str
    seed: int


async def drive(server: Server, plan: Plan, tally: Tally) -> None:
    """Run all clients for the time, and wait for what they are owed."""
    end = trio.Event()
    random = Random(plan.seed)
    # The native server has no REST routes.
    posters = plan.connections // 4 if plan.transport == "hypercorn" else 0

    async def sample() -> None:
        while True:
            await trio.to_thread.run_sync(server.sample)
            await trio.sleep(1)

    async def kill() -> None:
        while True:
            await trio.sleep(plan.kill_every * random.uniform(0.75, 1.25))
            server.kill_a_worker(random)

    async with trio.open_nursery() as watching:
        watching.start_soon(sample)
        watching.start_soon(kill)
        async with trio.open_nursery() as clients:
            for number in range(plan.connections):
                kind = Poster if number < posters else Talker
                clients.start_soon(kind(server.port, number, plan.seed, tally).run, end)
            await trio.sleep(plan.minutes * 60)
            end.set()
        watching.cancel_scope.cancel()


def memory_report(server: Server, plan: Plan) -> tuple[list[str], list[str]]:
    """Lines about memory, and what is wrong with it."""
    most = plan.minutes * 60 / 4
    lines, wrong = [], []
    for pid, samples in server.samples.items():
        front = pid == server.pid
        after = later(samples, min(WARM if front else WORKER_WARM, most))
        if len(after) < 2:
            continue
        growth = slope(after)
        name = "front process" if front else "another process"
        lines.append(
            f"{name:16} {pid:>8}  {after[-1][0]:5.0f} s old  {after[0][1]:6.1f} MiB"
            f" -> {after[-1][1]:6.1f} MiB  {growth:+6.2f} MiB/min"
        )
        lived = (after[-1][0] - after[0][0]) / 60
        judged = plan.minutes >= JUDGED_FROM and lived >= 1
        if judged and growth * lived > GROWTH * after[0][1]:
            wrong.append(f"{name} grows by {growth:.2f} MiB a minute")
    return lines, wrong


def soak(plan: Plan) -> int:
    """Do it; the exit status."""
    tally = Tally()
    print(f"{plan}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["--workers", str(plan.workers), "--transport", plan.transport]
        server = Server(Path(folder), arguments)
        try:
            trio.run(drive, server, plan, tally)
            alive = server.alive
            status = server.stop()
        finally:
            server.process.kill()
            server.process.wait()
        strange = server.strange_lines()
    return report(server, plan, tally, alive=alive, status=status, strange=strange)


def report(
    server: Server, plan: Plan, tally: Tally, *, alive: bool, status: int, strange: Sequence[str]
) -> int:
    """Say what happened; the exit status."""
    print(f"{'kind':16} {'sent':>8} {'answered':>9} {'refused':>8} {'cut':>6}")
    columns = (tally.sent, tally.answered, tally.refused, tally.cut)
    for kind in sorted(tally.sent):
        print(f"{kind:16} {'{:>8} {:>9} {:>8} {:>6}'.format(*(c[kind] for c in columns))}")
    print(f"{'all':16} {'{:>8} {:>9} {:>8} {:>6}'.format(*(c.total() for c in columns))}")
    print(f"workers killed: {server.killed}; requests struck twice (LIM206): {tally.struck_twice}")
    print(f"requests refused because there was too much to do: {tally.overloaded}")
    print(f"handshakes answered 503 while there was no worker: {tally.not_admitted}")
    lines, wrong = memory_report(server, plan)
    print("\n".join(lines))
    wrong += tally.problems[:20]
    if len(tally.problems) > 20:
        wrong.append(f"{len(tally.problems) - 20} more")
    if tally.unaccounted:
        wrong.append(f"sent is not answered + refused + cut off: {tally.unaccounted} are missing")
    if tally.struck_twice > server.killed:
        # What is tried again is tried alone, so that a kill can strike one request a second time.
        wrong.append("more requests were given up than workers were killed")
    if tally.overloaded > tally.sent.total() * OVERLOAD:
        wrong.append("too many requests were refused because there was too much to do")
    if not tally.answered.total():
        wrong.append("nothing was answered")
    if not alive:
        wrong.append("the front process ended before its time")
    if status:
        wrong.append(f"the front process ended with status {status}")
    if strange:
        wrong.append(f"{len(strange)} strange lines in the log, such as: {strange[0][:200]}")
    for line in wrong:
        print(f"WRONG: {line}")
    print("nothing lost, nothing wrong, nothing logged" if not wrong else "FAILED")
    return 1 if wrong else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the options, and soak."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    minutes = float(os.environ.get("MINUTES") or 10)
    parser.add_argument("--minutes", type=float, default=minutes)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill-every", type=float, default=20.0, metavar="SECONDS")
    parser.add_argument("--transport", choices=("hypercorn", "native"), default="hypercorn")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    return soak(Plan(**vars(parser.parse_args(arguments))))


if __name__ == "__main__":
    sys.exit(main())
