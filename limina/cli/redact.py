"""`limina redact`: files or standard input, in this process, without a server.

Nothing is printed of a document that could not be examined; the rest is, and the exit status is 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

import msgspec
from tqdm import tqdm

from limina.cli.failure import CommandFailed
from limina.cli.parameters import add_parameter_options, request_parameters
from limina.cli.reading import STDIN, Progress, read_lines, read_whole, size
from limina.config import Settings
from limina.protocol.errors import RequestError
from limina.protocol.schema import Limits, Request, decode_request
from limina.runtime.loading import load_plugins, make_pipeline
from limina.runtime.outcome import Outcome
from limina.runtime.pipeline import Pipeline

JSON_LINES = frozenset({".jsonl", ".ndjson"})


def add_parser(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "redact", parents=[shared], help="redact files or standard input, without a server"
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="- or none: standard input")
    parser.add_argument(
        "--format",
        choices=("auto", "text", "jsonl"),
        default="auto",
        help="text, or one JSON request a line; auto goes by the file's ending (.jsonl, .ndjson)",
    )
    parser.add_argument(
        "--lines", action="store_true", help="text: each line is a document, answered as it comes"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="text: print the whole response, one JSON object a document",
    )
    parser.add_argument(
        "--field",
        action="append",
        metavar="NAME",
        help="jsonl: redact this field in place and keep the rest of the record (repeatable)",
    )
    parser.add_argument("--mask", metavar="CHARACTER", help="mask with this character")
    parser.add_argument(
        "--marker", metavar="PATTERN", help="marker pattern, such as <BEST_ENTITY_TYPE>"
    )
    add_parameter_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Redact every input in turn."""
    names: list[str] = options.files or [STDIN]
    plugins = load_plugins(settings)
    limits = Limits(
        max_text_characters=sys.maxsize,
        known_names=plugins.taxonomy.names,
        accuracies=settings.accuracy_modes,
    )
    job = _Job(_parameters(options), limits, sys.stdout, options)
    job.request("")  # a wrong parameter is told before the models load
    job.pipeline = make_pipeline(settings, plugins)
    try:
        sizes = [size(name) for name in names]
        total = None if None in sizes else sum(s or 0 for s in sizes)
        # disable=None: a bar on a terminal, none in a pipe.
        with tqdm(
            total=total, unit="B", unit_scale=True, file=sys.stderr, disable=None, leave=False
        ) as bar:
            for name in names:
                job.redact(name, bar.update)
    finally:
        job.pipeline.close()
    return 1 if job.failures else 0


def _parameters(options: argparse.Namespace) -> dict[str, Any]:
    parameters = request_parameters(options)
    if options.mask is not None and options.marker is not None:
        raise CommandFailed("--mask and --marker exclude each other")
    if options.mask is not None:
        parameters["processed_text"] = {"type": "MASK", "mask_character": options.mask}
    if options.marker is not None:
        parameters["processed_text"] = {"type": "MARKER", "pattern": options.marker}
    return parameters


class _Job:
    """One run over all inputs."""

    pipeline: Pipeline

    def __init__(
        self,
        parameters: dict[str, Any],
        limits: Limits,
        out: TextIO,
        options: argparse.Namespace,
    ) -> None:
        self._parameters = parameters
        self._limits = limits
        self._out = out
        self._format: str = options.format
        self._lines: bool = options.lines
        self._json: bool = options.json
        self._fields: list[str] = options.field or []
        self.failures = 0

    def request(self, text: str) -> Request:
        """The request for a text under the run's parameters."""
        message = msgspec.json.encode({**self._parameters, "text": text})
        try:
            return decode_request(message, self._limits)
        except RequestError as error:
            raise CommandFailed(f"{error.code}: {error.detail}") from None

    def redact(self, name: str, progress: Progress) -> None:
        """Redact one input and print the result."""
        if self._format == "jsonl" or (
            self._format == "auto" and Path(name).suffix.lower() in JSON_LINES
        ):
            self._records(name, progress)
        elif self._lines:
            for batch in read_lines(name, progress):
                outcomes = self.pipeline.process([self.request(line) for _, line, _ in batch])
                for (number, _, end), outcome in zip(batch, outcomes, strict=True):
                    self._print_text(f"{name}:{number}", outcome, end)
                self._out.flush()
        else:
            [outcome] = self.pipeline.process([self.request(read_whole(name, progress))])
            self._print_text(name, outcome, "")

    def _print_text(self, place: str, outcome: Outcome, end: str) -> None:
        if isinstance(outcome.answer, RequestError):
            self._fail(place, outcome.answer)
        elif self._json:
            self._out.write(outcome.answer.decode() + "\n")
        else:
            self._out.write(_processed_text(outcome.answer) + end)

    def _fail(self, place: str, error: RequestError) -> None:
        self.failures += 1
        print(f"limina: {place}: {error.code}: {error.detail}", file=sys.stderr)

    def _records(self, name: str, progress: Progress) -> None:
        for batch in read_lines(name, progress):
            lines = [(number, line) for number, line, _ in batch if line.strip()]
            for answer in self._fill(name, lines) if self._fields else self._answer(name, lines):
                self._out.write(answer + "\n")
            self._out.flush()

    def _answer(self, name: str, lines: Sequence[tuple[int, str]]) -> Iterator[str]:
        """Each line is a request; each answer is a response or an error."""
        requests: list[Request | RequestError] = []
        for _, line in lines:
            try:
                requests.append(decode_request(self._merged(line), self._limits))
            except RequestError as error:
                requests.append(error)
        good = [request for request in requests if isinstance(request, Request)]
        outcomes = iter(self.pipeline.process(good))
        for (number, _), request in zip(lines, requests, strict=True):
            answer = next(outcomes).answer if isinstance(request, Request) else request
            if isinstance(answer, RequestError):
                self._fail(f"{name}:{number}", answer)
                yield answer.to_json()
            else:
                yield answer.decode()

    def _merged(self, line: str) -> str | bytes:
        """The line under the run's parameters; the line's own members win."""
        if not self._parameters:
            return line
        try:
            record = msgspec.json.decode(line)
        except (msgspec.DecodeError, RecursionError):
            return line  # for decode_request to refuse in its own words
        return msgspec.json.encode(self._parameters | record) if isinstance(record, dict) else line

    def _fill(self, name: str, lines: Sequence[tuple[int, str]]) -> Iterator[str]:
        """Each line is a record; the chosen fields are redacted in place, the others kept."""
        records = [self._record(f"{name}:{number}", line) for number, line in lines]
        places = [
            (i, field)
            for i, record in enumerate(records)
            for field in self._fields
            if isinstance(record.get(field), str)
        ]
        outcomes = self.pipeline.process([self.request(records[i][field]) for i, field in places])
        failed: set[int] = set()
        for (i, field), outcome in zip(places, outcomes, strict=True):
            if isinstance(outcome.answer, RequestError):
                self._fail(f"{name}:{lines[i][0]}", outcome.answer)
                failed.add(i)
            else:
                records[i][field] = _processed_text(outcome.answer)
        for i, record in enumerate(records):
            if i not in failed:
                yield msgspec.json.encode(record).decode()

    def _record(self, place: str, line: str) -> dict[str, Any]:
        try:
            return msgspec.json.decode(line, type=dict[str, Any])
        except (msgspec.DecodeError, RecursionError):
            raise CommandFailed(f"{place}: not a JSON object") from None


class _Processed(msgspec.Struct):
    """The one member of a response that the text formats print."""

    processed_text: str


def _processed_text(answer: bytes) -> str:
    return msgspec.json.decode(answer, type=_Processed).processed_text
