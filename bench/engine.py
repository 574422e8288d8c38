"""Engine only: texts and characters a second without a server, beside the bare pipeline of the
default model and beside Presidio, all on the same texts and in turns.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from bench import environment, svg
from bench.report import Ratio, Section, Table, figure
from bench.rounds import Contestant, competing
from bench.stats import median
from bench.texts import Writer

#: What each contestant is called.
NAMES: Mapping[str, str] = {
    "limina": "limina, all detectors, batches of 32",
    "spacy": "bare pipe of limina_en, batch 64, from spacy.load",
    "tagger": "bare pipe of limina_en, batch 64, as limina loads it",
    "presidio": "Presidio, en_core_web_sm, text by text",
    "presidio batch": "Presidio, en_core_web_sm, batch 64",
    "presidio limina": "Presidio, limina_en, text by text",
}
#: Those that take part in a quick run.
QUICK = ("limina", "spacy", "presidio")


@contextmanager
def contestants(*names: str) -> Iterator[dict[str, Contestant]]:
    """Start some of `NAMES`, and end them at the end of the block."""
    found: dict[str, Contestant] = {}
    for name in names:
        if name.startswith("presidio"):
            which = name.partition(" ")[2] or "texts"
            found[name] = Contestant(environment.presidio(), "bench.presidio", which)
        else:
            found[name] = Contestant(sys.executable, "bench.contestants", name)
    with competing(*found.values()):
        yield found


def measure(quick: bool) -> Section:
    """Let them work in turns, on three kinds of text.

    Args:
        quick: Whether fewer texts and one turn will do.
    """
    writer = Writer()
    kinds = {
        "messages": [one.text for one in writer.messages(128 if quick else 512)],
        "paragraphs": [one.text for one in writer.paragraphs(8 if quick else 48)],
        "long texts": [writer.long(4_000 if quick else 20_000).text],
    }
    turns = 1 if quick else 3
    names = QUICK if quick else tuple(NAMES)
    with contestants(*names) as competitors:
        results = {kind: _in_turns(competitors, texts, turns) for kind, texts in kinds.items()}
    tables = [_table(kind, kinds[kind], results[kind]) for kind in kinds]
    number = len(kinds["messages"])
    rates = [(NAMES[name], number / clock) for name, (clock, _) in results["messages"].items()]
    drawing = svg.bars("messages a second, one process", rates)
    figures = {"bench-engine.svg": (drawing, "Messages a second in one process, without a server")}
    return Section(tables, _ratios(results["messages"]), figures)


def _in_turns(
    competitors: Mapping[str, Contestant], texts: Sequence[str], turns: int
) -> dict[str, tuple[float, float]]:
    """Seconds by the clock and of processor time for one pass over the texts: medians."""
    passes: dict[str, list[tuple[float, float]]] = {name: [] for name in competitors}
    for _ in range(turns):
        for name, one in competitors.items():
            passes[name].append(one.work(texts))
    return {
        name: (median([clock for clock, _ in done]), median([cpu for _, cpu in done]))
        for name, done in passes.items()
    }


def _table(kind: str, texts: Sequence[str], results: Mapping[str, tuple[float, float]]) -> Table:
    characters = sum(map(len, texts))
    noun = kind if len(texts) > 1 else kind.removesuffix("s")
    head = [
        f"{len(texts)} {noun}, {characters:,} characters",
        "texts/s",
        "characters/s",
        "texts per processor second",
    ]
    rows = [
        [
            NAMES[name],
            figure(len(texts) / clock),
            figure(characters / clock),
            figure(len(texts) / cpu),
        ]
        for name, (clock, cpu) in results.items()
    ]
    return Table(head, rows)


def _ratios(results: Mapping[str, tuple[float, float]]) -> list[Ratio]:
    """By processor time: each of them is one process, and what else runs matters less so."""
    own = results["limina"][1]
    return [
        Ratio(f"engine alone : {NAMES[name]}", cpu / own)
        for name, (_, cpu) in results.items()
        if name != "limina"
    ]
