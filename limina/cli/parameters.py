"""Parameters of requests from the command line: which labels to find, and a file with the rest."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import msgspec

from limina.cli.failure import CommandFailed


def add_parameter_options(parser: argparse._ActionsContainer) -> None:
    """Declare the options, on a parser or on a group of one."""
    parser.add_argument(
        "--enable",
        action="append",
        metavar="LABEL",
        help="only these labels or groups (repeatable)",
    )
    parser.add_argument(
        "--disable",
        action="append",
        metavar="LABEL",
        help="not these labels or groups (repeatable)",
    )
    parser.add_argument(
        "--parameters",
        type=Path,
        metavar="FILE",
        help="JSON object with the parameters of the requests, all but text",
    )


def request_parameters(options: argparse.Namespace) -> dict[str, Any]:
    """The parameters of the requests, as the options say.

    What is wrong in the file is left as it is; `decode_request` tells it in the server's words.

    Raises:
        CommandFailed: If the file cannot be read or holds no JSON object.
    """
    parameters = {} if options.parameters is None else _read(options.parameters)
    selectors = [
        {"type": kind, "value": names}
        for kind, names in (("ENABLE", options.enable), ("DISABLE", options.disable))
        if names
    ]
    detection = _default(parameters.get("entity_detection"), {})
    if not selectors or not isinstance(detection, dict):
        return parameters
    types = _default(detection.get("entity_types"), [])
    if not isinstance(types, list):
        return parameters
    return {
        **parameters,
        "entity_detection": {**detection, "entity_types": [*types, *selectors]},
    }


def _read(path: Path) -> dict[str, Any]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except OSError as error:
        raise CommandFailed(f"{path}: {error.strerror}") from None
    except (msgspec.DecodeError, RecursionError):
        raise CommandFailed(f"{path}: not a JSON object") from None


def _default(value: Any, default: Any) -> Any:
    """A member as requests have it: null is none."""
    return default if value is None else value
