"""From installed distributions to imported plugins, in the order of their names.

The order of `sys.path` and of installation is an accident, so nothing here depends on it. It fails
closed: a plugin that was asked for and cannot be had stops the start, since a de-identifier that
starts with a detector missing leaks. It knows entry points; hooks are the manager's business.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib import metadata

from limina.plugin.errors import PluginError, one_line
from limina.plugin.hookspecs import PROJECT

#: The entry-point group plugins announce themselves in.
GROUP = PROJECT


@dataclass(frozen=True, slots=True)
class Candidate:
    """An installed plugin, not imported yet.

    Attributes:
        name: The entry point's name: what the configuration calls the plugin.
        distribution: The distribution it came with, as pip names it.
        version: That distribution's version.
        entry_point: Where the plugin object is.
    """

    name: str
    distribution: str
    version: str
    entry_point: metadata.EntryPoint


def installed() -> list[Candidate]:
    """Every plugin installed in this environment, by name and then by distribution."""
    found = []
    for entry_point in metadata.entry_points(group=GROUP):
        distribution = entry_point.dist
        found.append(
            Candidate(
                entry_point.name,
                distribution.name if distribution else "",
                distribution.version if distribution else "",
                entry_point,
            )
        )
    return sorted(found, key=lambda candidate: (candidate.name, candidate.distribution))


def discover(
    allow: Sequence[str] | None = None,
    block: Collection[str] = (),
    configured: Collection[str] = (),
) -> tuple[Candidate, ...]:
    """Choose among the installed plugins.

    Args:
        allow: Names of exactly the plugins to load; None means every installed one.
        block: Names of plugins to leave out, allowed or not.
        configured: Names of plugins with a table in the configuration, loaded or not: the table of
            a misspelt name would configure nothing.

    Returns:
        The plugins to load, sorted by name.

    Raises:
        PluginError: If a name is not installed, or two distributions offer the same one.
    """
    candidates = installed()
    names = {candidate.name for candidate in candidates}
    _all_installed(allow or (), names, "asked for")
    _all_installed(block, names, "blocked")
    _all_installed(configured, names, "configured")
    wanted = (names if allow is None else set(allow)) - set(block)
    chosen: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.name not in wanted:
            continue
        if candidate.name in chosen:
            first = chosen[candidate.name].distribution
            raise PluginError(
                f"plugin {candidate.name}: offered by both {first} and {candidate.distribution}; "
                "uninstall one of them"
            )
        chosen[candidate.name] = candidate
    return tuple(chosen.values())


def _all_installed(asked: Collection[str], names: Collection[str], how: str) -> None:
    missing = sorted(set(asked) - set(names))
    if missing:
        raise PluginError(
            f"plugin {missing[0]}: {how}, but not installed; "
            f"installed are: {', '.join(sorted(names)) or 'none'}"
        )


def import_plugin(candidate: Candidate) -> object:
    """Import a plugin.

    Args:
        candidate: As `discover` returned it.

    Returns:
        The plugin: a module or an object with hook implementations.

    Raises:
        PluginError: If importing it raises anything, an attempt to exit included.
    """
    try:
        plugin: object = candidate.entry_point.load()
    except (Exception, SystemExit) as error:
        origin = f"{candidate.distribution} {candidate.version}".strip()
        raise PluginError(
            f"plugin {candidate.name} ({origin}) cannot be imported: {one_line(error)}"
        ) from error
    return plugin
