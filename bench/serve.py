"""Messages over `/ws`: how many, how fast, and where the processors' time goes, on both transports,
beside an echo server and beside the bare pipeline, all in one run.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import lagging, serving, svg
from bench.engine import NAMES, contestants
from bench.load import Group, Load, Result, run
from bench.report import Ratio, Section, Table, figure, milliseconds
from bench.rounds import Contestant
from bench.serving import Server
from bench.stats import median
from bench.texts import SEED_MESSAGE, SEED_SPANS, Text, Writer
from limina.runtime.cores import available

#: How many connections there are, one after the other.
CONNECTIONS = (1, 8, 32, 128)
#: The number of connections that the targets speak of.
JUDGED = 32
#: Messages under way on a connection that does not wait for answers.
STREAMING = 4

#: What else works on the same messages, in a process of its own.
BARE = ("spacy", "tagger", "presidio")

#: Seconds a worker has nothing to do between two messages of one connection, about.
_PAUSE = 0.001

#: What takes a fraction of a millisecond is measured in turns, often and shortly: the machine has
#: better and worse seconds.
_TURNS, _TURN = 12, 0.5

#: What the seed's message is held against: a contestant and its pause, and what they are called.
_ALONE = {
    ("spacy", 0.0): "from spacy.load",
    ("tagger", 0.0): "as limina loads it",
    ("spacy", _PAUSE): "from spacy.load, a millisecond after the one before",
}

_BATCHES = ("limina_batch_size_sum", "limina_batch_size_count")
_Key = tuple[str, int]


@dataclass(slots=True)
class _Measured:
    """Everything that was measured of one transport.

    Attributes:
        loads: `limina`, `echo`, `streaming` or `recorded`, and the number of connections.
        batches: Texts in a batch of a worker, on average, where the server tells.
        single: Median seconds of the seed's message over `/ws`, and of each of `_ALONE`, in turns.
        beside_echo: Rate of limina-recorded over that of echo, one connection, in turns.
    """

    loads: dict[_Key, Result] = field(default_factory=dict)
    batches: dict[_Key, float] = field(default_factory=dict)
    single: list[tuple[float, ...]] = field(default_factory=list)
    beside_echo: list[float] = field(default_factory=list)
    lag: lagging.Lag | None = None

    def put(self, server: Server, key: _Key, group: Group, seconds: float) -> None:
        """Put load on limina, and see how large the batches are that its workers take."""
        before = serving.metrics(server)
        self.loads[key] = _load(server, group, seconds)
        after = serving.metrics(server)
        if before:
            texts, batches = (after[name] - before[name] for name in _BATCHES)
            self.batches[key] = texts / batches


def measure(quick: bool) -> Section:
    """Put load on everything.

    Args:
        quick: Whether shorter loads on hypercorn alone will do.
    """
    texts = Writer().messages(512 if quick else 2048)
    transports = serving.TRANSPORTS[:1] if quick else serving.TRANSPORTS
    measured = {transport: _Measured() for transport in transports}
    bare: dict[str, list[tuple[float, float]]] = {
        name: [] for name in ("spacy", "tagger", "presidio")
    }
    with contestants(*bare) as competitors:
        for transport, one in measured.items():
            _pass(competitors, texts, bare, quick)
            _with_detectors(transport, texts, one, competitors, quick)
            _with_recordings(transport, texts, one, quick)
        _pass(competitors, texts, bare, quick)
    for transport, one in measured.items():
        one.lag = lagging.measure(transport, texts, quick)
    rates = {
        name: (median([rate for rate, _ in done]), median([rate for _, rate in done]))
        for name, done in bare.items()
    }
    return Section(
        tables=[
            _rates(measured),
            _costs(measured),
            _bare(rates),
            _singles(measured),
            lagging.table({name: one.lag for name, one in measured.items() if one.lag is not None}),
        ],
        ratios=[ratio for name, one in measured.items() for ratio in _ratios(name, one, rates)],
        figures=_figures(measured),
    )


def _pass(
    competitors: Mapping[str, Contestant],
    texts: Sequence[Text],
    bare: Mapping[str, list[tuple[float, float]]],
    quick: bool,
) -> None:
    """Texts a second of each, by the clock and by processor time."""
    for name, one in competitors.items():
        few = 128 if quick or name == "presidio" else 1024
        seconds, cpu = one.work([text.text for text in texts[:few]])
        bare[name].append((few / seconds, few / cpu))


def _with_detectors(
    transport: str,
    texts: Sequence[Text],
    one: _Measured,
    competitors: Mapping[str, Contestant],
    quick: bool,
) -> None:
    messages = [text.text for text in texts]
    seconds = 1.5 if quick else 5.0
    with serving.limina("--transport", transport) as server, serving.echo(transport) as echo:
        for connections in (1, JUDGED) if quick else CONNECTIONS:
            group = Group(messages, connections)
            one.put(server, ("limina", connections), group, seconds)
            one.loads["echo", connections] = _load(echo, group, min(seconds, 3.0))
        streaming = Group(messages, JUDGED, STREAMING)
        one.put(server, ("streaming", JUDGED), streaming, seconds)
        for _ in range(1 if quick else _TURNS):
            over = _load(server, Group([SEED_MESSAGE]), _TURN, warm_up=0.2).groups[0].p50
            alone = (
                median(competitors[name].single(SEED_MESSAGE, 60, pause)) for name, pause in _ALONE
            )
            one.single.append((over, *alone))


def _with_recordings(transport: str, texts: Sequence[Text], one: _Measured, quick: bool) -> None:
    seconds = 1.0 if quick else 3.0
    messages = [SEED_MESSAGE, *(text.text for text in texts)]
    with recorded(transport, texts) as server, serving.echo(transport) as echo:
        for connections in (1, JUDGED):
            one.put(server, ("recorded", connections), Group(messages, connections), seconds)
        for _ in range(1 if quick else _TURNS):
            ours, least = (
                _load(each, Group(messages), _TURN, warm_up=0.2).rate for each in (server, echo)
            )
            one.beside_echo.append(ours / least)


@contextmanager
def recorded(transport: str, texts: Sequence[Text]) -> Iterator[Server]:
    """A server with limina-recorded alone, which knows where in these texts there is what."""
    known = {text.text: text.spans for text in texts} | {SEED_MESSAGE: SEED_SPANS}
    recordings = [
        {
            "text": text,
            "detections": [
                {"start": start, "end": end, "label": label, "score": 0.9}
                for start, end, label in spans
            ],
        }
        for text, spans in known.items()
    ]
    with TemporaryDirectory() as folder:
        file = Path(folder, "recordings.jsonl")
        file.write_text("\n".join(map(json.dumps, recordings)), "utf-8")
        configuration = (
            'plugins = ["limina-recorded"]\n[plugin.limina-recorded]\n'
            f"file = {json.dumps(str(file))}\n"
        )
        with serving.limina("--transport", transport, configuration=configuration) as server:
            yield server


def _load(server: Server, group: Group, seconds: float, warm_up: float = 1.0) -> Result:
    return run(
        Load(server.port, [group], seconds, warm_up=min(warm_up, seconds), watched=server.watched)
    )


_CALLED = {
    "limina": "limina, all detectors",
    "streaming": f"the same, {STREAMING} messages under way on each",
    "recorded": "limina-recorded alone",
    "echo": "echo",
}


def _named(measured: Mapping[str, _Measured]) -> Iterator[tuple[str, int, Result, float]]:
    for transport, one in measured.items():
        for kind, called in _CALLED.items():
            for key, result in one.loads.items():
                if key[0] == kind:
                    batch = one.batches.get(key, math.nan)
                    yield f"{transport}: {called}", key[1], result, batch


def _rates(measured: Mapping[str, _Measured]) -> Table:
    rows = [
        [
            name,
            str(connections),
            figure(result.rate),
            milliseconds(result.groups[0].p50),
            milliseconds(result.groups[0].p99),
        ]
        for name, connections, result, _batch in _named(measured)
    ]
    return Table(["", "connections", "messages/s", "p50, ms", "p99, ms"], rows)


def _costs(measured: Mapping[str, _Measured]) -> Table:
    """Where the processors' time goes, in microseconds a message."""
    rows = []
    for name, connections, result, batch in _named(measured):
        answers = result.groups[0].answers
        costs = [result.cpu[part] / answers for part in ("front", "workers", "client")]
        busy = sum(result.cpu.values()) / result.seconds / available()
        rows.append(
            [
                name,
                str(connections),
                *(figure(cost * 1e6) for cost in costs),
                f"{result.cpu['front'] / result.seconds:.0%}",
                f"{busy:.0%}",
                figure(batch),
            ]
        )
    head = ["processor time", "connections", "front, µs/message", "workers, µs/message"]
    head += ["load client, µs/message", "front busy"]
    head += ["all processors busy with these", "texts a batch"]
    return Table(head, rows)


def _bare(rates: Mapping[str, tuple[float, float]]) -> Table:
    rows = [[NAMES[name], figure(clock), figure(cpu)] for name, (clock, cpu) in rates.items()]
    head = ["the same messages in one process", "texts/s", "texts per processor second"]
    return Table(head, rows)


def _singles(measured: Mapping[str, _Measured]) -> Table:
    rows = [
        [name, *(milliseconds(median(each)) for each in zip(*one.single, strict=True))]
        for name, one in measured.items()
    ]
    head = ["the seed's message, p50", "over `/ws`, ms"]
    return Table([*head, *(f"nlp(text) {how}, ms" for how in _ALONE.values())], rows)


def _ratios(
    transport: str, one: _Measured, bare: Mapping[str, tuple[float, float]]
) -> Iterator[Ratio]:
    judged = one.loads["limina", JUDGED]
    streaming = one.loads["streaming", JUDGED]
    cores = available()
    for name, where in (("spacy", "spacy.load"), ("tagger", "as limina loads it")):
        clock, cpu = bare[name]
        over = f"{transport}, {JUDGED} connections : {cores} × bare pipe ({where})"
        yield Ratio(over, judged.rate / (clock * cores), 0.6)
        yield Ratio(f"{over}, {STREAMING} under way on each", streaming.rate / (clock * cores))
        # With all processors busy this is the same ratio, and what else runs matters less.
        spent = sum(judged.cpu.values()) / judged.groups[0].answers
        yield Ratio(f"{over}, by processor time", 1 / (spent * cpu))
    presidio = judged.rate / bare["presidio"][0]
    yield Ratio(f"{transport}, {JUDGED} connections : Presidio with en_core_web_sm", presidio, 8.0)
    for place, (alone, how) in enumerate(_ALONE.items(), 1):
        seed = median([turn[0] / turn[place] for turn in one.single])
        what = f"{transport}, one connection, the seed's message, p50 : bare nlp(text) ({how})"
        # A call in a loop finds the processor's caches full of what it needs; no server does.
        yield Ratio(what, seed, None if alone[1] else 1.6, most=True)
    for connections in (1, JUDGED):
        echo = one.loads["echo", connections].rate
        number = "one connection" if connections == 1 else f"{connections} connections"
        what = f"{transport}, {number}, limina-recorded : echo"
        if connections == 1:
            yield Ratio(what, median(one.beside_echo), 0.4)
        else:
            yield Ratio(what, one.loads["recorded", connections].rate / echo)
    if one.lag is not None:
        yield from lagging.ratios(transport, one.lag)


def _figures(measured: Mapping[str, _Measured]) -> dict[str, tuple[str, str]]:
    rates, times = [], []
    for transport, one in measured.items():
        for kind in ("limina", "echo"):
            results = [
                (connections, result)
                for (which, connections), result in sorted(one.loads.items())
                if which == kind
            ]
            name = f"{transport}: {_CALLED[kind]}"
            dashed = kind == "echo"
            rates.append(svg.Series(name, [(x, result.rate) for x, result in results], dashed))
            if kind == "limina":
                for share in ("p50", "p99"):
                    points = [(x, getattr(result.groups[0], share) * 1e3) for x, result in results]
                    times.append(svg.Series(f"{transport}: {share}", points, share == "p99"))
    return {
        "bench-serve.svg": (
            svg.lines("connections", "messages a second", rates, at=CONNECTIONS),
            "Messages a second over the number of connections, limina and echo, both transports",
        ),
        "bench-latency.svg": (
            svg.lines("connections", "milliseconds from message to answer", times, at=CONNECTIONS),
            "Median and 99th percentile of the time to an answer over the number of connections",
        ),
    }
