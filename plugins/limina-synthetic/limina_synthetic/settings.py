"""The plugin's seed: from the environment, from its configuration table, or drawn at the start."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Mapping

from limina.plugin import PluginConfig

PLUGIN = "limina-synthetic"
#: Beats the configuration table, as the environment does everywhere.
ENVIRONMENT = "LIMINA_SYNTHETIC_SEED"


def read_secret(config: PluginConfig, environment: Mapping[str, str] | None = None) -> bytes:
    """The secret that all replacements are drawn from.

    Args:
        config: The plugins' tables; this one's may have `seed`, a string or a whole number.
        environment: The environment; by default the process's own.

    Returns:
        32 bytes: a digest of the seed, or random ones if there is none.

    Raises:
        ValueError: A key is unknown or the seed is neither; one line without the seed.
    """
    table = config.table(PLUGIN)
    unknown = sorted(set(table) - {"seed"})
    if unknown:
        raise ValueError(f"{PLUGIN}: unknown setting: {', '.join(unknown)}")
    seed = table.get("seed")
    if seed is not None and (
        isinstance(seed, bool) or not isinstance(seed, str | int) or seed == ""
    ):
        raise ValueError(f"{PLUGIN}: seed: must be a string or a whole number")
    own = (os.environ if environment is None else environment).get(ENVIRONMENT)
    if own:
        seed = own
    return secrets.token_bytes(32) if seed is None else digest(str(seed))


def digest(seed: str) -> bytes:
    """The secret of a seed: a number and its digits give the same one."""
    return hashlib.sha256(f"{PLUGIN}\0{seed}".encode("utf-8", "surrogateescape")).digest()
