"""`limina config`: the configuration in force, as a file that would give it again.

Settings nobody is to see are shown as set or not, never with their value.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from limina.config import NAMES, SECRETS, Settings

#: What is printed in the place of a secret.
HIDDEN = "(hidden)"

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SECRET_KEY = re.compile(r"key|secret|token|password", re.IGNORECASE)


def add_parser(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "config", parents=[shared], help="print the configuration in force as TOML"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the settings; they are valid, or the command line had failed before."""
    for line in lines(settings):
        print(line)
    return 0


def lines(settings: Settings) -> Iterator[str]:
    """The settings as lines of TOML; one that is unset is a comment."""
    for name in NAMES:
        value = getattr(settings, name)
        if value is None:
            yield f"# {name} is unset"
        elif name in SECRETS:
            yield f"{name} = {_hidden(value)}"
        else:
            yield f"{name} = {_toml(value)}"
    if settings.accuracy_detectors:
        yield ""
        yield "[accuracy_detectors]"
        for mode, names in sorted(settings.accuracy_detectors.items()):
            yield f"{_key(mode)} = {_toml(names)}"
    for plugin, table in sorted(settings.plugin_tables.items()):
        yield ""
        yield f"[plugin.{_key(plugin)}]"
        for key, value in table.items():
            shown = _hidden(value) if _SECRET_KEY.search(key) else _toml(value)
            yield f"{_key(key)} = {shown}"


def _hidden(value: Any) -> str:
    return _toml([HIDDEN for _ in value] if isinstance(value, tuple | list) else HIDDEN)


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _toml(name)


def _toml(value: Any) -> str:
    if isinstance(value, str):
        # JSON's strings are TOML's but for one control character.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, Mapping):
        pairs = (
            f"{_key(k)} = {_hidden(v) if _SECRET_KEY.search(k) else _toml(v)}"
            for k, v in value.items()
        )
        return f"{{{', '.join(pairs)}}}"
    return str(value)  # numbers, dates and times
