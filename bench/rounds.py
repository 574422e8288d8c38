"""Contestants: processes that work on the same texts in turns, so that none has the better hour.

A contestant loads what it measures, says `ready`, and from then on answers each line on its
standard input with one on its standard output. Only the standard library is used here: some of the
contestants live in an environment without limina's dependencies.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

#: Works on texts and returns how many entities it found in them.
Work = Callable[[Sequence[str]], int]


class Contestant:
    """The process of a contestant, from the outside.

    Args:
        python: The interpreter to run it with.
        module: The module that calls `compete`.
        name: Which of the module's contestants.
    """

    def __init__(self, python: str | Path, module: str, name: str) -> None:
        self._process = subprocess.Popen(
            [str(python), "-m", module, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def wait(self) -> None:
        """Return when it is loaded.

        Raises:
            RuntimeError: If it could not be.
        """
        if self._answer() != "ready":
            raise RuntimeError("a contestant did not start")

    def work(self, texts: Sequence[str]) -> tuple[float, float]:
        """One pass over the texts: seconds by the clock, and of processor time."""
        answer = self._ask({"texts": list(texts)})
        return answer["seconds"], answer["cpu"]

    def single(self, text: str, times: int, pause: float = 0.0) -> list[float]:
        """One text alone, so many times: the seconds of each.

        Args:
            text: The text.
            times: How many times.
            pause: Seconds without work before each, as a server has them before a message.
        """
        question = {"single": text, "times": times, "pause": pause}
        return [float(seconds) for seconds in self._ask(question)["each"]]

    def found(self, texts: Sequence[str]) -> int:
        """How many entities there are in the texts, in the contestant's opinion."""
        return int(self._ask({"texts": list(texts)})["found"])

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()

    def _ask(self, question: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"a contestant ended with status {self._process.wait()}")
        return json.loads(line)


@contextmanager
def competing(*contestants: Contestant) -> Iterator[None]:
    """Wait until all are loaded, and end them at the end of the block."""
    with ExitStack() as stack:
        for one in contestants:
            stack.callback(one.close)
        for one in contestants:
            one.wait()
        yield


def compete(work: Work) -> None:
    """Be a contestant, until the input ends."""
    # What a library prints must not be taken for an answer.
    answers, sys.stdout = sys.stdout, sys.stderr

    def answer(value: Any) -> None:
        answers.write(json.dumps(value) + "\n")
        answers.flush()

    work(["John Smith lives at 123 Fake St."])
    answer("ready")
    for line in sys.stdin:
        question = json.loads(line)
        if "texts" in question:
            begun, own = time.perf_counter(), time.process_time()
            found = work(question["texts"])
            seconds, cpu = time.perf_counter() - begun, time.process_time() - own
            answer({"seconds": seconds, "cpu": cpu, "found": found})
        else:
            each = []
            for _ in range(question["times"]):
                if question["pause"]:
                    time.sleep(question["pause"])
                begun = time.perf_counter()
                work([question["single"]])
                each.append(time.perf_counter() - begun)
            answer({"each": each})
