"""`limina evaluate`: how well the configured detectors do on annotated texts.

What is printed are figures; pieces of the texts are shown for `--worst` alone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tqdm import tqdm

from limina.cli.failure import CommandFailed
from limina.cli.parameters import add_parameter_options, request_parameters
from limina.cli.predicting import detect, predict, predict_dial
from limina.cli.reading import open_input
from limina.config import Settings, load_settings
from limina.evaluation.dial import Notch, notch, sensitivities
from limina.evaluation.export import (
    comparison_object,
    dial_object,
    encode,
    reliability_object,
    result_object,
)
from limina.evaluation.misses import worst
from limina.evaluation.nesting import outermost
from limina.evaluation.plot import dial_diagram, reliability_diagram
from limina.evaluation.records import (
    BadRecord,
    Gold,
    Span,
    read_gold,
    read_predictions,
    write_predictions,
)
from limina.evaluation.reliability import Reliability, by_detector, judge
from limina.evaluation.result import RESAMPLES, Comparison, Result, compare, evaluate, make_cases
from limina.evaluation.scheme import FAMILIES, BadScheme, Part, Scheme, read_families, read_mapping
from limina.evaluation.tables import (
    Table,
    alarm_table,
    bin_table,
    comparison_table,
    confusion_table,
    dial_table,
    interval_table,
    main_table,
    markdown,
    miss_lines,
    plain,
    reliability_table,
)

#: Ending of a configuration; any other file that is compared holds predictions.
CONFIGURATION = ".toml"

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Told:
    """All that is told, but for texts.

    Attributes:
        result: The result, the first one of a comparison.
        comparison: Both results, if there are two.
        detectors: Reliability of detectors and of their labels; empty if not asked for.
        notches: Figures by sensitivity; empty if not asked for.
    """

    result: Result
    comparison: Comparison | None
    detectors: Mapping[str, Reliability]
    notches: Sequence[Notch]


def add_parser(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "evaluate", parents=[shared], help="score the detectors on annotated texts"
    )
    parser.add_argument("gold", metavar="GOLD", help="annotated texts, JSON Lines; - for stdin")
    parser.add_argument("--limit", type=_count, metavar="N", help="only the first N texts")
    found = parser.add_argument_group("what is scored")
    found.add_argument("--predictions", metavar="FILE", help="score this file, and run no detector")
    found.add_argument("--write-predictions", type=Path, metavar="FILE", help="keep what was found")
    found.add_argument(
        "--compare",
        type=Path,
        metavar="FILE",
        help="a second configuration (.toml) or a second file of predictions",
    )
    add_parameter_options(found)
    how = parser.add_argument_group("how it is scored")
    how.add_argument("--fine", action="store_true", help="compare full labels, not families")
    how.add_argument(
        "--no-merge", action="store_true", help="do not merge neighbours of one family"
    )
    how.add_argument(
        "--outermost",
        action="store_true",
        help="leave out annotated spans within another one of their family",
    )
    how.add_argument("--families", type=Path, metavar="FILE", help="other families of labels")
    how.add_argument("--mapping", type=Path, metavar="FILE", help="what foreign labels stand for")
    how.add_argument(
        "--resamples",
        type=_count,
        default=RESAMPLES,
        metavar="N",
        help=f"resamples of the bootstrap ({RESAMPLES}); 0 for no intervals",
    )
    told = parser.add_argument_group("what is told")
    told.add_argument("--confusion", action="store_true", help="what is taken for what")
    told.add_argument(
        "--worst", type=_count, metavar="N", help="print the N worst misses, with their text"
    )
    told.add_argument(
        "--reliability", action="store_true", help="whether each detector's scores hold"
    )
    told.add_argument("--plot", type=Path, metavar="FILE", help="draw the reliability as SVG")
    told.add_argument(
        "--dial", action="store_true", help="the figures at sensitivities from 0.05 to 0.98"
    )
    told.add_argument("--dial-plot", type=Path, metavar="FILE", help="draw the dial as SVG")
    told.add_argument("--json", type=Path, metavar="FILE", help="write everything as JSON")
    told.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables as Markdown")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Score one set of predictions, or two of them."""
    dialled = options.dial or options.dial_plot is not None
    if dialled and options.predictions is not None:
        raise CommandFailed("--dial runs the detectors, and --predictions runs none")
    scheme = _scheme(options)
    gold = _checked(options.gold, lambda: read_gold(_lines(options.gold)))[: options.limit]
    if not gold:
        raise CommandFailed(f"{options.gold}: there is no text in it")
    if options.outermost:
        gold = [outermost(record, scheme) for record in gold]
    parameters = request_parameters(options)
    merge = False if options.no_merge else None

    def found(name: str | None, configuration: Settings) -> dict[str, list[Span]]:
        if name is not None:
            return _read_predictions(name, gold)
        with _bar(len(gold)) as bar:
            return _named(
                options.gold, lambda: predict(configuration, parameters, gold, bar.update)
            )

    notches: list[Notch] = []
    if dialled:
        each = _dial(options, settings, parameters, gold)
        predictions = each[settings.sensitivity]
        for one, spans in each.items():
            cases = make_cases(gold, spans, scheme, merge=merge)
            notches.append(notch(one, cases, configured=one == settings.sensitivity))
    else:
        predictions = found(options.predictions, settings)
    if options.write_predictions is not None:
        _write(options.write_predictions, write_predictions(gold, predictions))
    cases = make_cases(gold, predictions, scheme, merge=merge)
    comparison: Comparison | None = None
    if options.compare is not None:
        is_configuration = options.compare.suffix == CONFIGURATION
        other = found(
            None if is_configuration else str(options.compare),
            load_settings(file=options.compare) if is_configuration else settings,
        )
        others = make_cases(gold, other, scheme, merge=merge)
        comparison = compare(cases, others, options.resamples)
    result = comparison.first if comparison else evaluate(cases, options.resamples)
    detectors: Mapping[str, Reliability] = {}
    if options.reliability or options.plot is not None:
        detectors = _reliability(options, settings, parameters, gold, scheme)
    told = _Told(result, comparison, detectors, notches)
    _print(options, told)
    _export(options, told)
    return 0


def _tables(options: argparse.Namespace, told: _Told) -> Iterator[Table]:
    result, comparison = told.result, told.comparison
    if comparison is not None:
        results = ((result, " of the first"), (comparison.second, " of the second"))
        yield from (main_table(*one) for one in results)
        yield comparison_table(comparison)
        yield from (alarm_table(*one) for one in results)
    else:
        yield main_table(result)
        if result.intervals:
            yield interval_table(result)
        yield alarm_table(result)
    if options.confusion:
        yield confusion_table(result.confusion)
    if told.notches:
        yield dial_table(told.notches)
    if told.detectors:
        yield reliability_table(told.detectors)
        for name, one in told.detectors.items():
            if " " not in name:
                yield bin_table(name, one)


def _print(options: argparse.Namespace, told: _Told) -> None:
    kind = "full labels" if options.fine else "families of labels"
    print(f"{len(told.result.cases)} texts of {options.gold}, {kind}")
    for table in _tables(options, told):
        print()
        for line in plain(table):
            print(line)
    if options.worst:
        print("\nworst misses:")
        for line in miss_lines(worst(told.result.cases, options.worst)):
            print(line)


def _export(options: argparse.Namespace, told: _Told) -> None:
    if options.json is not None:
        value = result_object(told.result)
        if told.comparison is not None:
            value["compare"] = comparison_object(told.comparison)
        if told.notches:
            value["dial"] = dial_object(told.notches)
        if told.detectors:
            value["reliability"] = reliability_object(told.detectors)
        _write(options.json, [encode(value)])
    if options.markdown is not None:
        lines = [f"# Evaluation on {Path(options.gold).name}"]
        for table in _tables(options, told):
            lines += ["", *markdown(table)]
        _write(options.markdown, lines)
    if options.plot is not None:
        named = {name: one for name, one in told.detectors.items() if " " not in name}
        _write(options.plot, [reliability_diagram(named).rstrip("\n")])
    if options.dial_plot is not None:
        _write(options.dial_plot, [dial_diagram(told.notches).rstrip("\n")])


def _dial(
    options: argparse.Namespace,
    settings: Settings,
    parameters: Mapping[str, Any],
    gold: Sequence[Gold],
) -> dict[float, dict[str, list[Span]]]:
    """What is found at each sensitivity."""
    tried = sensitivities(settings.sensitivity)
    with _bar(len(gold)) as bar:

        def found() -> list[dict[str, list[Span]]]:
            return predict_dial(settings, parameters, gold, bar.update, tried)

        return dict(zip(tried, _named(options.gold, found), strict=True))


def _reliability(
    options: argparse.Namespace,
    settings: Settings,
    parameters: Mapping[str, Any],
    gold: Sequence[Gold],
    scheme: Scheme,
) -> Mapping[str, Reliability]:
    with _bar(len(gold)) as bar:

        def judged() -> Mapping[str, Reliability]:
            return by_detector(
                pair
                for record, detections in detect(settings, parameters, gold, bar.update)
                for pair in judge(record, detections, scheme)
            )

        return _named(options.gold, judged)


def _scheme(options: argparse.Namespace) -> Scheme:
    families: Mapping[str, tuple[str, ...]] = FAMILIES
    parts: Mapping[str, Part] = {}
    if options.mapping is not None:
        parts, own = _checked(options.mapping, lambda: read_mapping(_bytes(options.mapping)))
        families = own or families
    if options.families is not None:
        families = _checked(options.families, lambda: read_families(_bytes(options.families)))
    return Scheme(families, parts, fine=options.fine)


def _read_predictions(name: str, gold: Sequence[Gold]) -> dict[str, list[Span]]:
    found = _checked(name, lambda: read_predictions(_lines(name), gold))
    absent = sum(record.name not in found for record in gold)
    if absent:
        print(
            f"limina: {name}: nothing for {absent} of {len(gold)} texts; counted as nothing found",
            file=sys.stderr,
        )
    return found


def _checked(name: object, read: Callable[[], _Value]) -> _Value:
    """Read, and name the file and line of a mistake."""
    try:
        return read()
    except BadRecord as error:
        raise CommandFailed(f"{name}:{error.line}: {error.reason}") from None
    except BadScheme as error:
        raise CommandFailed(f"{name}: {error}") from None


def _named(name: object, work: Callable[[], _Value]) -> _Value:
    try:
        return work()
    except CommandFailed as error:
        raise CommandFailed(f"{name}: {error}") from None


def _count(value: str) -> int:
    number = int(value)
    if number < 0:
        raise ValueError
    return number


def _lines(name: str) -> list[bytes]:
    with open_input(name) as stream:
        return stream.read().split(b"\n")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandFailed(f"{path}: {error.strerror}") from None


def _write(path: Path, lines: Iterable[str]) -> None:
    try:
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    except OSError as error:
        raise CommandFailed(f"{path}: {error.strerror}") from None


def _bar(total: int) -> Any:
    # disable=None: a bar on a terminal, none in a pipe.
    return tqdm(total=total, unit="texts", file=sys.stderr, disable=None, leave=False)
