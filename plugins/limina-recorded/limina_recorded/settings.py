"""The plugin's configuration table, checked. It reads no file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from limina.plugin import PluginConfig

PLUGIN = "limina-recorded"


@dataclass(frozen=True, slots=True)
class Settings:
    """What `[plugin.limina-recorded]` says.

    Attributes:
        file: The recordings, JSON Lines in UTF-8; a relative path counts from the working
            directory.
        strict: Whether a text without a recording is an error instead of having no detections.
    """

    file: Path
    strict: bool = False


def read_settings(config: PluginConfig) -> Settings | None:
    """Check the plugin's table.

    Args:
        config: The plugins' tables.

    Returns:
        The settings, or None if the table names no file.

    Raises:
        ValueError: A key is unknown or a value has the wrong type; one line.
    """
    table = config.table(PLUGIN)
    unknown = sorted(set(table) - {"file", "strict"})
    if unknown:
        raise ValueError(f"{PLUGIN}: unknown setting: {', '.join(unknown)}")
    strict = table.get("strict", False)
    if not isinstance(strict, bool):
        raise ValueError(f"{PLUGIN}: strict: must be true or false")
    file = table.get("file")
    if file is None:
        return None
    if not isinstance(file, str | Path) or not str(file):
        raise ValueError(f"{PLUGIN}: file: must be a path")
    return Settings(file=Path(file), strict=strict)
