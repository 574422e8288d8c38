"""The plugin's configuration table, checked. It reads no file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from limina.plugin import PluginConfig

PLUGIN = "limina-dictionary"
DEFAULT_SCORE = 0.9

_LABEL = re.compile(r"[A-Z][A-Z0-9_]*")


@dataclass(frozen=True, slots=True)
class TermFile:
    """A file of terms of one's own: `[[plugins.limina-dictionary.files]]`.

    Attributes:
        path: One term a line, in UTF-8; a relative path counts from the working directory.
        label: What its terms are labelled.
        case_sensitive: Whether capitals have to match.
        score: Score of every term found.
    """

    path: Path
    label: str
    case_sensitive: bool = False
    score: float = DEFAULT_SCORE


@dataclass(frozen=True, slots=True)
class Settings:
    """What `[plugins.limina-dictionary]` says.

    Attributes:
        builtin: Whether the built-in lists are used.
        doubtful: Whether they also say what is less likely than not, with that score.
        files: Files of terms of one's own.
    """

    builtin: bool = True
    doubtful: bool = True
    files: tuple[TermFile, ...] = ()


def read_settings(config: PluginConfig) -> Settings:
    """Check the plugin's table.

    Args:
        config: The plugins' tables.

    Returns:
        The settings.

    Raises:
        ValueError: A key is unknown or a value has the wrong type or range; one line.
    """
    table = config.table(PLUGIN)
    _known(table, {"builtin", "doubtful", "files"}, "")
    builtin = table.get("builtin", True)
    doubtful = table.get("doubtful", True)
    for key, value in (("builtin", builtin), ("doubtful", doubtful)):
        if not isinstance(value, bool):
            raise _wrong(key, "must be true or false")
    files = table.get("files", [])
    if not isinstance(files, list | tuple):
        raise _wrong("files", "must be an array of tables")
    return Settings(
        builtin=builtin,
        doubtful=doubtful,
        files=tuple(_file(item, f"files[{index}]") for index, item in enumerate(files)),
    )


def _file(item: Any, where: str) -> TermFile:
    if not isinstance(item, Mapping):
        raise _wrong(where, "must be a table with path and label")
    _known(item, {"path", "label", "case_sensitive", "score"}, f"{where}.")
    path = item.get("path")
    if not isinstance(path, str | Path) or not str(path):
        raise _wrong(f"{where}.path", "must be a path")
    label = item.get("label")
    if not isinstance(label, str) or not _LABEL.fullmatch(label):
        raise _wrong(f"{where}.label", "must be upper-case letters, digits and underscores")
    case_sensitive = item.get("case_sensitive", False)
    if not isinstance(case_sensitive, bool):
        raise _wrong(f"{where}.case_sensitive", "must be true or false")
    score = item.get("score", DEFAULT_SCORE)
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 < score <= 1:
        raise _wrong(f"{where}.score", "must be a number over 0 and up to 1")
    return TermFile(Path(path), label, case_sensitive, float(score))


def _known(table: Mapping[str, Any], keys: set[str], where: str) -> None:
    unknown = sorted(set(table) - keys)
    if unknown:
        raise _wrong("unknown setting", ", ".join(where + key for key in unknown))


def _wrong(key: str, fault: str) -> ValueError:
    return ValueError(f"{PLUGIN}: {key}: {fault}")
