"""A plugin whose detector does what a text says, installed for one server by a folder on its path.

A text is a line of words: `slow S` sleeps, `hang` sleeps for good, `spin` computes for good,
`raise`, `exit` and `kill` end in their ways, `once FILE` ends the process unless the file is there,
and `pace` takes a second for 250,000 characters. `Greg` is a name.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from limina.plugin import Detection, DetectorSpec, Document, PluginConfig, hookimpl

NAME = "hazards"
CHARACTERS_A_SECOND = 250_000


class Hazards:
    """The detector."""

    def detect(self, batch: Sequence[Document]) -> Sequence[Sequence[Detection]]:
        """Do it, document by document."""
        return [self._one(document.text) for document in batch]

    def _one(self, text: str) -> Sequence[Detection]:
        words = text.split()
        match words[:1]:
            case ["slow"]:
                time.sleep(float(words[1]))
            case ["hang"]:
                time.sleep(10_000)
            case ["spin"]:
                while True:
                    pass
            case ["raise"]:
                raise ValueError(text)
            case ["exit"]:
                os._exit(3)
            case ["kill"]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["once"] if not Path(words[1]).exists():
                Path(words[1]).touch()
                os._exit(3)
        if "pace" in text:
            time.sleep(len(text) / CHARACTERS_A_SECOND)
        return [Detection(*match.span(), "NAME", 0.9) for match in re.finditer("Greg", text)]

    def close(self) -> None:
        """Nothing is held."""


@hookimpl
def limina_register_detectors(
    register: Callable[[DetectorSpec], None], config: PluginConfig
) -> None:
    """Offer the detector."""
    register(DetectorSpec("hazards/all", frozenset({"NAME"}), lambda config: Hazards()))


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
