"""`limina plugins`: what is installed, and what each plugin brings."""

from __future__ import annotations

import argparse
import json
from typing import Any

from limina.config import Settings
from limina.plugin.manager import PluginInfo
from limina.runtime.loading import load_plugins


def add_parser(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "plugins", parents=[shared], help="list the plugins and their detectors"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--labels", action="store_true", help="name every detector's labels")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print the list."""
    infos = load_plugins(settings).describe()
    if options.json:
        print(json.dumps([_as_json(info) for info in infos], indent=2))
        return 0
    for info in infos:
        print(f"{info.name} {info.version}  hooks: {', '.join(info.hooks)}")
        for spec in info.detectors:
            notes = f", silence {spec.silence:g}" if spec.silence else ""
            notes += f", edges {spec.edges:g}" if spec.edges else ""
            notes += ", facts" if spec.facts else ""
            notes += "" if spec.required else ", not required"
            count = len(spec.labels)
            labels = f"{count} label{'s' if count > 1 else ''}"
            print(f"  {spec.name}  {labels}, weight {spec.weight:g}{notes}")
            if options.labels:
                print(f"    {' '.join(sorted(spec.labels))}")
    if not infos:
        print("no plugins: nothing would be detected but BLOCK filters")
    return 0


def _as_json(info: PluginInfo) -> dict[str, Any]:
    return {
        "name": info.name,
        "distribution": info.distribution,
        "version": info.version,
        "hooks": list(info.hooks),
        "detectors": [
            {
                "name": spec.name,
                "labels": sorted(spec.labels),
                "languages": sorted(spec.languages),
                "weight": spec.weight,
                "required": spec.required,
                "max_chars": spec.max_chars,
                "facts": spec.facts,
                "silence": spec.silence,
                "edges": spec.edges,
            }
            for spec in info.detectors
        ],
    }
