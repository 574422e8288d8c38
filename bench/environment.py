"""The throw-away environment in which Presidio lives: its versions are pinned, and not limina's."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
_ROOT: Final = _HERE.parent
REQUIREMENTS: Final = _HERE / "requirements-presidio.txt"
ENVIRONMENT: Final = _HERE / ".presidio"
#: Copy of the requirements it was made from, written when it was complete.
_MADE: Final = ENVIRONMENT / "made-from.txt"


def presidio() -> Path:
    """The interpreter of the environment, which is made anew if there is none for these pins.

    Raises:
        subprocess.CalledProcessError: If a package cannot be installed; pip has told why.
    """
    python = ENVIRONMENT / "bin" / "python"
    wanted = REQUIREMENTS.read_text("utf-8")
    if _MADE.is_file() and _MADE.read_text("utf-8") == wanted:
        return python
    print("making the environment for Presidio, once", file=sys.stderr, flush=True)
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--requirement", str(REQUIREMENTS)], check=True)
    # limina's model needs its own component; nothing else of limina is used there.
    ours = ["--editable", str(_ROOT), "--editable", str(_ROOT / "plugins" / "limina-spacy")]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--no-index", *ours], check=True)
    _MADE.write_text(wanted, "utf-8")
    return python
