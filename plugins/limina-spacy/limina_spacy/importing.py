"""Imports spaCy without its command line, which takes longer than all the rest of it.

`import spacy` imports one function of the command line, `spacy.info`, and with it what parses
arguments, draws tables and downloads pipelines. Here another function stands in for it while spaCy
is imported. Whoever uses `spacy.info` or `spacy.cli` afterwards gets them, and imports them then.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any, Final

_SPACY: Final = "spacy"
_CLI: Final = "spacy.cli"
_INFO: Final = "spacy.cli.info"


def import_spacy() -> None:
    """Import spaCy, if nobody has."""
    if _SPACY in sys.modules:
        return
    stand_in = ModuleType(_INFO)
    vars(stand_in)["info"] = _info
    sys.modules[_INFO] = stand_in
    try:
        spacy = import_module(_SPACY)
    finally:
        if sys.modules.get(_INFO) is stand_in:
            del sys.modules[_INFO]
    # As an attribute it is there without an import of its own: `spacy.cli.download`.
    vars(spacy).setdefault("__getattr__", _attribute)


def _info(*arguments: Any, **options: Any) -> Any:
    """`spacy.info`."""
    return import_module(_INFO).info(*arguments, **options)


def _attribute(name: str) -> ModuleType:
    """What spaCy's module has not got when it is asked for it."""
    if name == "cli":
        return import_module(_CLI)
    raise AttributeError(f"module {_SPACY!r} has no attribute {name!r}")
