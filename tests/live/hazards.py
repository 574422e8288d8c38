"""A plugin whose detector does what a text says, installed for one server by a folder on its path.

A text is a line of words: `slow S` sleeps, `until FILE` waits for the file, `hang` sleeps for good,
`spin` computes for good, each after writing down that it has begun; `raise`, `exit` and `kill` end
in their ways, `once FILE` ends the process unless the file is there, `rubbish KIND` answers what is
no answer, `leak N` keeps N megabytes, `say` prints, and `pace` takes a second for 250,000
characters and writes down when. `Greg` is a name.
"""

from __future__ import annotations

import itertools
import os
import re
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from limina.plugin import Detection, DetectorSpec, Document, PluginConfig, hookimpl

NAME = "hazards"
CHARACTERS_A_SECOND = 250_000


#: What `rubbish` answers for a whole batch.
RUBBISH: dict[str, Callable[[], Any]] = {
    "nothing": lambda: None,
    "number": lambda: 5,
    "few": list,
    "many": lambda: [[]] * 100,
    "strings": lambda: [["Greg"]],
    "outside": lambda: [[Detection(0, 1_000_000, "NAME", 0.9)]],
    "backwards": lambda: [[Detection(3, 1, "NAME", 0.9)]],
    "fractions": lambda: [[Detection(0.5, 1.5, "NAME", 0.9)]],  # type: ignore[arg-type]
    "label": lambda: [[Detection(0, 1, "Zyxcanary", 0.9)]],
    "nan": lambda: [[Detection(0, 1, "NAME", float("nan"))]],
    "endless": lambda: itertools.repeat([]),
    "endless-one": lambda: [itertools.repeat(Detection(0, 1, "NAME", 0.9))],
}


class Hazards:
    """The detector."""

    def __init__(self) -> None:
        self._kept: list[bytearray] = []

    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        """Do it, document by document."""
        for document in batch:
            words = document.text.split()
            if words[:1] == ["rubbish"]:
                rubbish: Sequence[Sequence[Detection]] = RUBBISH[words[1]]()
                return rubbish
        return [self._one(document.text) for document in batch]

    def _one(self, text: str) -> Sequence[Detection]:
        words = text.split()
        if words[:1] in (["slow"], ["until"], ["hang"], ["spin"]):
            note("began", time.monotonic())
        match words[:1]:
            case ["slow"]:
                time.sleep(float(words[1]))
            case ["until"]:
                while not Path(words[1]).exists():
                    time.sleep(0.01)
            case ["hang"]:
                time.sleep(10_000)
            case ["spin"]:
                while True:
                    pass
            case ["raise"]:
                raise ValueError(text)
            case ["exit"]:
                os._exit(3)
            case ["leak"]:
                self._kept.append(bytearray(b"x" * int(words[1]) * 1_000_000))
            case ["say"]:
                print(*range(3_000), flush=True)
            case ["kill"]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["once"] if not Path(words[1]).exists():
                Path(words[1]).touch()
                os._exit(3)
        if "pace" in text:
            began = time.monotonic()
            time.sleep(len(text) / CHARACTERS_A_SECOND)
            note("paced", began, time.monotonic())
        return [Detection(*match.span(), "NAME", 0.9) for match in re.finditer("Greg", text)]

    def close(self) -> None:
        """Nothing is held."""


@hookimpl
def limina_register_detectors(
    register: Callable[[DetectorSpec], None], config: PluginConfig
) -> None:
    """Offer the detector."""
    register(DetectorSpec("hazards/all", frozenset({"NAME"}), load))


def load(config: PluginConfig) -> Hazards:
    """The detector, as soon as there is no file `held` beside this one."""
    while Path(__file__).with_name("held").exists():
        time.sleep(0.01)
    return Hazards()


def note(what: str, *moments: float) -> None:
    """Write down what this process did, and when, on the clock that all processes share."""
    with Path(__file__).with_name(f"{what}-{os.getpid()}").open("a") as written:
        written.write(" ".join(map(str, moments)) + "\n")


def noted(folder: Path, what: str) -> dict[int, list[tuple[float, ...]]]:
    """What the processes of a server wrote down.

    Args:
        folder: Where the plugin is installed.
        what: `began` with one moment each, or `paced` with the beginning and the end.

    Returns:
        The moments of each process that wrote any.
    """
    found: dict[int, list[tuple[float, ...]]] = {}
    for path in folder.glob(f"{what}-*"):
        lines = path.read_text("utf-8").splitlines()
        found[int(path.name.rpartition("-")[2])] = [tuple(map(float, x.split())) for x in lines]
    return found


def at_work(folder: Path) -> Counter[int]:
    """How many texts that take long each process has begun with."""
    return Counter({pid: len(moments) for pid, moments in noted(folder, "began").items()})


def install(folder: Path) -> dict[str, str]:
    """Make the plugin installed for a process.

    Args:
        folder: An empty one.

    Returns:
        What its environment needs.
    """
    (folder / "limina_hazards.py").write_text(Path(__file__).read_text("utf-8"), "utf-8")
    about = folder / "limina_hazards-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: limina-hazards\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[limina]\n{NAME} = limina_hazards\n")
    path = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(path), "LIMINA_PLUGINS": NAME}
