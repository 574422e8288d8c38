"""`limina explain`: why a text gets the entities it gets, told by who found what.

The text goes to standard output, because it is what was asked for, and nowhere else.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec

from limina.cli.failure import CommandFailed
from limina.cli.parameters import add_parameter_options, request_parameters
from limina.cli.reading import STDIN, read_whole
from limina.config import Settings
from limina.protocol.errors import RequestError
from limina.protocol.schema import Limits, decode_request
from limina.runtime.explaining import (
    ExplainedEntity,
    Explanation,
    Loss,
    Reason,
    Said,
    Vote,
    explain,
)
from limina.runtime.loading import load_plugins, make_pipeline

#: Longest words that are shown of a detection, in code points.
MOST_CHARACTERS = 40


def add_parser(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "explain", parents=[shared], help="tell which detectors found what in a text, and what lost"
    )
    parser.add_argument("text", nargs="?", metavar="TEXT", help="none: standard input")
    parser.add_argument("--file", metavar="FILE", help="explain the text of FILE (UTF-8)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_parameter_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Explain one text."""
    if options.text is not None and options.file is not None:
        raise CommandFailed("TEXT and --file exclude each other")
    parameters = request_parameters(options)
    text = options.text
    if text is None:
        text = read_whole(options.file or STDIN, lambda _read: None)
    plugins = load_plugins(settings)
    limits = Limits(
        max_text_characters=sys.maxsize,
        known_names=plugins.taxonomy.names,
        accuracies=settings.accuracy_modes,
    )
    pipeline = None
    try:
        request = decode_request(msgspec.json.encode({**parameters, "text": text}), limits)
        pipeline = make_pipeline(settings, plugins)
        explanation = explain(pipeline, request)
    except RequestError as error:
        raise CommandFailed(f"{error.code}: {error.detail}") from None
    except UnicodeEncodeError:
        raise CommandFailed("TEXT: not UTF-8") from None
    finally:
        if pipeline is not None:
            pipeline.close()
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(explanation), indent=2).decode())
    else:
        for line in lines(explanation):
            print(line)
    return 0


def lines(explanation: Explanation) -> Iterator[str]:
    """The explanation for a terminal."""
    for entity in explanation.entities:
        yield from _entity(entity)
        yield ""
    if not explanation.entities:
        yield "no entities"
        yield ""
    if explanation.lost:
        yield "found and lost"
        rows = [(*_who(loss), _why(loss, explanation.cut_off)) for loss in explanation.lost]
        yield from _table(rows)
        yield ""
    if explanation.skipped:
        yield f"failed and skipped: {', '.join(explanation.skipped)}"
        yield ""
    languages = ", ".join(f"{code} {p:.2f}" for code, p in explanation.languages.items())
    yield f"languages: {languages or 'unknown'}; cut-off: {explanation.cut_off:.2f}"


def _entity(entity: ExplainedEntity) -> Iterator[str]:
    labels = ", ".join(f"{label} {score:.2f}" for label, score in entity.labels.items())
    yield f"{entity.start}-{entity.end} {shown(entity.text)}: {entity.best_label} ({labels})"
    yield from _table([(*_who(vote), _how(vote)) for vote in entity.votes])


def _who(said: Said) -> tuple[str, ...]:
    rule = f"{said.detector}: {said.rule}" if said.rule else said.detector
    place = f"{said.start}-{said.end} {shown(said.text)}"
    return place, said.label, f"{said.score:.2f}", rule


def _how(vote: Vote) -> str:
    notes = []
    if vote.outcome == "raised":
        notes.append(f"raised to {vote.raised:.2f} by agreement")
    elif vote.outcome != "blocked":  # a BLOCK filter's name says it
        notes.append(vote.outcome)
    if vote.probability != vote.score and vote.outcome in ("kept", "raised"):
        notes.append(f"probability {vote.probability:.2f}")
    if vote.silent:
        notes.append(f"{', '.join(vote.silent)} found nothing")
    if vote.lost_to:
        notes.append(f"part of it lost to {', '.join(vote.lost_to)}")
    return "; ".join(notes)


#: Reasons that need no figures.
_REASONS: dict[Reason, str] = {
    "label off": "the label is switched off",
    "allowed": "freed by ALLOW or ALLOW_TEXT",
    "unresolved": "the resolver left nothing of it",
}


def _why(loss: Loss, cut_off: float) -> str:
    if loss.reason == "outweighed":
        return f"lost to {', '.join(loss.lost_to)}"
    if loss.reason != "improbable":
        return _REASONS[loss.reason]
    silent = f"; {', '.join(loss.silent)} found nothing" if loss.silent else ""
    return f"probability {loss.probability:.2f} below {cut_off:.2f}{silent}"


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield f"    {'  '.join(cells)}".rstrip()


def _width(text: str) -> int:
    """Columns a terminal needs."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def shown(text: str) -> str:
    """Words in quotation marks, of bounded length, and without anything a terminal obeys."""
    if len(text) > MOST_CHARACTERS:
        text = f"{text[: MOST_CHARACTERS - 1]}…"
    return '"' + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text) + '"'
