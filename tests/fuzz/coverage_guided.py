"""One target under atheris, in a process of its own, which libFuzzer ends when the time is over.

    python -m tests.fuzz.coverage_guided TARGET [libFuzzer options and folders]

Every module of ours is loaded under instrumentation, so nothing of ours may be imported before.
"""

from __future__ import annotations

import sys
from typing import Final

import atheris

#: Packages whose branches guide the mutations.
OURS: Final = ["limina", "limina_patterns", "limina_dictionary", "limina_synthetic"]


def main() -> None:
    """Never returns."""
    name = sys.argv[1]
    with atheris.instrument_imports(include=OURS):
        from tests.fuzz.targets import TARGETS

        target = TARGETS[name]
        # Plugins are loaded by the first input that needs them.
        target.run(next(target.seeds())[: target.longest])
    atheris.Setup([sys.argv[0], *sys.argv[2:]], target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
