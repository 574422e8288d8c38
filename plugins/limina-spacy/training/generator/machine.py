# ruff: noqa: E501
"""Machine-made text in which nothing personal stands: what a model must learn to leave alone.

Dumps, traces, diffs, listings, queries and tables with invented words and numbers. What is data all
the same is marked: timestamps, addresses, paths. `python -m training.generator.machine --count N`.
"""

from __future__ import annotations

import argparse
import json
import random
import string
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

_SYLLABLES = [
    "al",
    "an",
    "ar",
    "ba",
    "be",
    "bin",
    "bo",
    "buf",
    "ca",
    "cel",
    "cor",
    "da",
    "den",
    "dex",
    "di",
    "du",
    "el",
    "en",
    "fer",
    "fi",
    "flo",
    "ga",
    "gen",
    "gra",
    "ha",
    "hex",
    "in",
    "ion",
    "ka",
    "ker",
    "la",
    "lex",
    "lin",
    "lo",
    "ma",
    "mem",
    "mi",
    "mo",
    "na",
    "net",
    "no",
    "nu",
    "ob",
    "on",
    "or",
    "pa",
    "per",
    "pi",
    "po",
    "qu",
    "ra",
    "re",
    "rem",
    "ri",
    "ro",
    "sa",
    "sec",
    "ser",
    "si",
    "so",
    "spa",
    "sta",
    "sto",
    "su",
    "syn",
    "ta",
    "te",
    "ti",
    "to",
    "tra",
    "tri",
    "tu",
    "ul",
    "un",
    "va",
    "ver",
    "vi",
    "vo",
    "xa",
    "yo",
    "za",
    "zen",
]
_WORDS = [
    "account",
    "action",
    "adapter",
    "agent",
    "alert",
    "archive",
    "array",
    "asset",
    "async",
    "backup",
    "batch",
    "block",
    "board",
    "bridge",
    "broker",
    "bucket",
    "buffer",
    "build",
    "cache",
    "call",
    "card",
    "cart",
    "channel",
    "chart",
    "check",
    "chunk",
    "client",
    "clock",
    "cluster",
    "code",
    "column",
    "commit",
    "compiler",
    "config",
    "connection",
    "context",
    "control",
    "cookie",
    "core",
    "count",
    "cursor",
    "daemon",
    "data",
    "default",
    "delete",
    "deploy",
    "device",
    "digest",
    "disk",
    "display",
    "document",
    "domain",
    "driver",
    "edge",
    "editor",
    "element",
    "engine",
    "entry",
    "error",
    "event",
    "export",
    "factory",
    "feature",
    "field",
    "file",
    "filter",
    "flag",
    "folder",
    "format",
    "frame",
    "gateway",
    "graph",
    "grid",
    "group",
    "handler",
    "hash",
    "header",
    "heap",
    "helper",
    "hook",
    "host",
    "icon",
    "image",
    "import",
    "index",
    "input",
    "instance",
    "item",
    "job",
    "join",
    "kernel",
    "key",
    "label",
    "layer",
    "layout",
    "leader",
    "ledger",
    "length",
    "level",
    "library",
    "limit",
    "link",
    "list",
    "loader",
    "local",
    "lock",
    "log",
    "loop",
    "manager",
    "map",
    "marker",
    "mask",
    "master",
    "matrix",
    "memory",
    "merge",
    "message",
    "method",
    "metric",
    "mirror",
    "mock",
    "model",
    "module",
    "monitor",
    "mount",
    "name",
    "network",
    "node",
    "notice",
    "number",
    "object",
    "offset",
    "option",
    "order",
    "owner",
    "package",
    "packet",
    "page",
    "panel",
    "parser",
    "patch",
    "path",
    "payload",
    "peer",
    "phase",
    "pipeline",
    "pixel",
    "plan",
    "player",
    "plugin",
    "point",
    "policy",
    "pool",
    "port",
    "prefix",
    "process",
    "profile",
    "project",
    "protocol",
    "provider",
    "proxy",
    "queue",
    "random",
    "range",
    "reader",
    "record",
    "region",
    "registry",
    "release",
    "render",
    "replica",
    "report",
    "request",
    "resolver",
    "resource",
    "response",
    "result",
    "role",
    "root",
    "route",
    "router",
    "rule",
    "runner",
    "sample",
    "scale",
    "schema",
    "scope",
    "screen",
    "script",
    "search",
    "secret",
    "section",
    "segment",
    "select",
    "sender",
    "sensor",
    "server",
    "service",
    "session",
    "setting",
    "shard",
    "shell",
    "signal",
    "site",
    "slot",
    "socket",
    "sort",
    "source",
    "space",
    "span",
    "stack",
    "stage",
    "state",
    "status",
    "step",
    "storage",
    "store",
    "stream",
    "string",
    "switch",
    "sync",
    "system",
    "table",
    "target",
    "task",
    "template",
    "tenant",
    "test",
    "text",
    "thread",
    "throttle",
    "tick",
    "timer",
    "token",
    "tool",
    "topic",
    "trace",
    "track",
    "trigger",
    "type",
    "unit",
    "update",
    "upload",
    "user",
    "value",
    "vector",
    "version",
    "view",
    "volume",
    "watcher",
    "widget",
    "window",
    "worker",
    "writer",
    "zone",
]
_STATES = [
    "Running",
    "Pending",
    "Completed",
    "Failed",
    "Ready",
    "Active",
    "Inactive",
    "Terminating",
    "Unknown",
    "Evicted",
]
_LEVELS = ["DEBUG", "INFO", "WARN", "ERROR", "TRACE", "NOTICE", "FATAL"]
_ERRORS = [
    "NullPointerException",
    "IllegalStateException",
    "TimeoutException",
    "ValueError",
    "KeyError",
    "TypeError",
    "IndexError",
    "OSError",
    "RuntimeError",
    "ConnectionResetError",
    "OutOfMemoryError",
    "AssertionError",
]
_UNITS = [
    "ms",
    "s",
    "MB",
    "GiB",
    "KB",
    "kB",
    "B",
    "%",
    "mm",
    "cm",
    "kg",
    "g",
    "V",
    "A",
    "W",
    "kW",
    "Hz",
    "MHz",
    "bar",
    "Pa",
    "K",
    "°C",
    "rpm",
    "px",
    "pt",
    "N",
    "lm",
    "dB",
]


class _Page:
    """A text under way, with the spans of what is data in it."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._parts: list[str] = []
        self._length = 0
        self.spans: list[dict[str, object]] = []

    def add(self, text: str, label: str | None = None) -> None:
        if label:
            end = self._length + len(text)
            self.spans.append({"start": self._length, "end": end, "label": label})
        self._parts.append(text)
        self._length += len(text)

    def line(self, *texts: str) -> None:
        for text in texts:
            self.add(text)
        self.add("\n")

    @property
    def text(self) -> str:
        return "".join(self._parts)

    # Small things, drawn anew each time.

    def word(self) -> str:
        if self.rng.random() < 0.7:
            return self.rng.choice(_WORDS)
        return "".join(self.rng.choices(_SYLLABLES, k=self.rng.randint(1, 3)))

    def camel(self) -> str:
        return "".join(self.word().capitalize() for _ in range(self.rng.randint(1, 3)))

    def snake(self) -> str:
        return "_".join(self.word() for _ in range(self.rng.randint(1, 3)))

    def kebab(self) -> str:
        return "-".join(self.word() for _ in range(self.rng.randint(1, 3)))

    def dotted(self) -> str:
        return ".".join(self.word() for _ in range(self.rng.randint(2, 4)))

    def hex(self, length: int) -> str:
        return "".join(self.rng.choices("0123456789abcdef", k=length))

    def uuid(self) -> str:
        return "-".join(self.hex(n) for n in (8, 4, 4, 4, 12))

    def number(self) -> str:
        r = self.rng
        return r.choice(
            (
                str(r.randint(0, 9)),
                str(r.randint(10, 99_999)),
                f"{r.uniform(0, 1000):.{r.randint(1, 6)}f}",
                f"{r.randint(1, 999)},{r.randint(0, 999):03d}",
                f"{r.uniform(-9, 9):.2e}",
                f"0x{self.hex(r.choice((2, 4, 8)))}",
                f"-{r.randint(1, 500)}",
                f"{r.uniform(0, 100):.1f}%",
                str(r.randint(10**5, 10**12)),
            )
        )

    def measure(self) -> str:
        gap = self.rng.choice(("", " "))
        return f"{self.number()}{gap}{self.rng.choice(_UNITS)}"

    def version(self) -> str:
        r = self.rng
        core = ".".join(str(r.randint(0, 40)) for _ in range(r.randint(2, 4)))
        tail = r.choice(
            ("", "", "", f"-rc{r.randint(1, 9)}", "-beta", f"+{self.hex(7)}", "a1", "-SNAPSHOT")
        )
        return r.choice(("", "v", "~", "^", ">=")) + core + tail

    def code(self) -> str:
        r = self.rng
        letters = "".join(r.choices(string.ascii_uppercase, k=r.randint(1, 4)))
        return f"{letters}{r.choice(('-', '', '_', '/'))}{r.randint(1, 99999)}"

    def identifier(self) -> str:
        return self.rng.choice((self.snake, self.kebab, self.camel, self.dotted, self.code))()

    def stamp(self) -> None:
        """A timestamp, marked as date and time, or seconds since an epoch, which are neither."""
        r = self.rng
        if r.random() < 0.4:
            self.add(
                f"{r.uniform(0, 99999):.6f}"
                if r.random() < 0.5
                else str(r.randint(10**9, 2 * 10**9))
            )
            return
        self.add(f"20{r.randint(10, 29)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}", "DATE")
        self.add(r.choice(("T", " ")))
        clock = f"{r.randint(0, 23):02d}:{r.randint(0, 59):02d}:{r.randint(0, 59):02d}"
        self.add(clock + r.choice(("", "Z", f".{r.randint(0, 999):03d}")), "TIME")


def _hexdump(p: _Page) -> None:
    width = p.rng.choice((8, 16))
    for row in range(p.rng.randint(3, 12)):
        data = [p.rng.randrange(256) for _ in range(width)]
        shown = "".join(chr(b) if 32 <= b < 127 else "." for b in data)
        bytes_ = " ".join(f"{b:02x}" for b in data)
        style = p.rng.random()
        if style < 0.5:
            p.line(f"{row * width:08x}  {bytes_}  |{shown}|")
        elif style < 0.8:
            p.line(f"0x{row * width:04x}: {bytes_}")
        else:
            p.line(bytes_.upper())


def _trace(p: _Page) -> None:
    if p.rng.random() < 0.5:
        p.line(
            f'Exception in thread "{p.kebab()}-{p.rng.randint(0, 20)}" {p.dotted()}.{p.rng.choice(_ERRORS)}: {p.word()} {p.number()}'
        )
        for _ in range(p.rng.randint(2, 9)):
            p.line(
                f"\tat {p.dotted()}.{p.camel()}.{p.word()}{p.camel()}({p.camel()}.java:{p.rng.randint(1, 2000)})"
            )
        return
    p.line("Traceback (most recent call last):")
    for _ in range(p.rng.randint(1, 5)):
        p.add('  File "')
        p.add(f"/{p.word()}/{p.word()}/{p.snake()}.py", "FILENAME")
        p.line(f'", line {p.rng.randint(1, 2000)}, in {p.snake()}')
        p.line(f"    {p.snake()} = self.{p.snake()}({p.snake()}, {p.number()})")
    p.line(f"{p.rng.choice(_ERRORS)}: {p.word()} {p.word()} {p.number()}")


def _diff(p: _Page) -> None:
    p.line(f"index {p.hex(7)}..{p.hex(7)} 100644")
    p.line(
        f"@@ -{p.rng.randint(1, 999)},{p.rng.randint(1, 20)} +{p.rng.randint(1, 999)},{p.rng.randint(1, 20)} @@ {p.word()} {p.snake()}({p.word()} *{p.word()})"
    )
    for _ in range(p.rng.randint(3, 12)):
        sign = p.rng.choice(("+", "-", " ", " "))
        p.line(
            sign,
            p.rng.choice(
                (
                    f"\tif ({p.word()}->{p.word()} > {p.number()})",
                    f"\t\treturn -{p.rng.choice(('EINVAL', 'ENOMEM', 'EAGAIN', 'EIO', 'ENOENT', 'EBUSY'))};",
                    f"\t{p.word()}_{p.word()}({p.word()}, {p.number()});",
                    f"\tstruct {p.snake()} *{p.word()} = NULL;",
                    f"#define {p.snake().upper()} {p.number()}",
                    f"const {p.word()} = await {p.word()}.{p.word()}({p.number()});",
                    f"    def {p.snake()}(self, {p.word()}: int = {p.rng.randint(0, 99)}) -> {p.camel()}:",
                )
            ),
        )


def _events(p: _Page) -> None:
    for _ in range(p.rng.randint(2, 10)):
        p.stamp()
        p.line(
            f" {p.rng.choice(_LEVELS)} [{p.kebab()}] {p.dotted()} - {p.word()} {p.word()} {p.identifier()} {p.word()}={p.number()} trace={p.hex(16)} took {p.measure()}"
        )


def _kernel(p: _Page) -> None:
    for _ in range(p.rng.randint(2, 8)):
        p.line(
            f"[{p.rng.uniform(0, 99999):12.6f}] {p.word()}{p.rng.randint(0, 9)}: {p.word()} {p.word()} {p.rng.choice((p.hex(8), p.number(), p.code()))} {p.word()} {p.measure()}, {p.snake()} {p.number()}"
        )


def _daemons(p: _Page) -> None:
    hosts = [
        p.rng.choice(
            (
                f"{p.word()}{p.rng.randint(1, 99)}",
                f"{p.kebab()}-{p.rng.randint(1, 20)}",
                p.word(),
                f"ip-{p.rng.randint(1, 99)}-{p.rng.randint(0, 99)}",
            )
        )
        for _ in range(2)
    ]
    for _ in range(p.rng.randint(2, 9)):
        month = p.rng.choice(
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        )
        p.add(f"{month} {p.rng.randint(1, 28):2d}", "DATE")
        p.add(" ")
        p.add(
            f"{p.rng.randint(0, 23):02d}:{p.rng.randint(0, 59):02d}:{p.rng.randint(0, 59):02d}",
            "TIME",
        )
        process = p.rng.choice(
            (f"{p.word()}d", p.word(), f"{p.word()}-{p.word()}", "kernel", "systemd", "cron")
        )
        p.line(
            f" {p.rng.choice(hosts)} {process}{p.rng.choice(('', f'[{p.rng.randint(2, 32000)}]'))}: ",
            p.rng.choice(
                (
                    f"{p.word()} {p.word()} {p.code()} {p.snake()} {p.hex(12)}",
                    f"usb {p.rng.randint(1, 9)}-{p.rng.randint(1, 9)}: new {p.word()}-speed {p.word()} {p.word()} number {p.rng.randint(1, 40)} using {p.snake()}",
                    f"oom_{p.word()}_adj {p.rng.randint(0, 999)} cgroup {p.hex(12)}",
                    f"{p.word()}0: link is up, {p.measure()} full {p.word()}",
                    f"Started {p.word()} {p.word()} {p.version()}.",
                    f"{p.word()} {p.word()} order={p.rng.randint(0, 9)}, mode=0x{p.hex(6)}",
                )
            ),
        )


def _products(p: _Page) -> None:
    for _ in range(p.rng.randint(1, 6)):
        rows: list[tuple[str, object]] = [
            (p.rng.choice(("sku", "part", "mpn", "id", "code")), p.rng.choice((p.code(), f"{p.hex(6).upper()}-{p.rng.randint(1, 999)}"))),
            (p.rng.choice(("title", "name", "label")), f"{p.word()} {p.word()} {p.measure()}"),
            (p.rng.choice(("ean", "upc", "gtin", "isbn", "barcode", "asin")), str(p.rng.randint(10**11, 10**13))),
            ("stock", p.rng.randint(0, 999)), ("rev", p.rng.randint(1, 30)), (p.word(), round(p.rng.uniform(0, 99), 2)),
            ("tags", [p.word(), p.word()]), (p.snake(), p.rng.choice((True, False, None))),
        ]  # fmt: skip
        p.rng.shuffle(rows)
        p.line(json.dumps(dict(rows[: p.rng.randint(3, 8)])))


def _pods(p: _Page) -> None:
    p.line("NAME                          READY   STATUS    RESTARTS   AGE")
    for _ in range(p.rng.randint(3, 12)):
        p.line(
            f"{p.kebab()}-{p.hex(9)}-{p.hex(5)}   {p.rng.randint(0, 3)}/{p.rng.randint(1, 3)}   {p.rng.choice(_STATES)}   {p.rng.randint(0, 40)}   {p.rng.randint(1, 99)}{p.rng.choice('smhd')}"
        )


def _packages(p: _Page) -> None:
    for _ in range(p.rng.randint(4, 14)):
        p.line(
            p.rng.choice(
                (
                    f"{p.kebab()}=={p.version().lstrip('v~^>=')}",
                    f'"{p.kebab()}": "{p.version()}",',
                    f"ii  {p.kebab()}  {p.version()}  amd64  {p.word()} {p.word()} {p.word()}",
                    f"{p.kebab()}-{p.version().lstrip('v~^>=')}.tar.gz sha256:{p.hex(64)}",
                    f"  - {p.kebab()} {p.version()} -> {p.version()}",
                )
            )
        )


def _objects(p: _Page) -> None:
    keys = [p.snake() for _ in range(p.rng.randint(3, 8))]
    rows = [
        {
            key: p.rng.choice(
                (
                    p.rng.randint(0, 10**6),
                    p.identifier(),
                    p.uuid(),
                    p.version(),
                    p.hex(24),
                    True,
                    None,
                    p.measure(),
                    round(p.rng.uniform(0, 9), 4),
                    [p.word(), p.word()],
                )
            )
            for key in keys
        }
        for _ in range(p.rng.randint(1, 4))
    ]
    p.line(json.dumps(rows, indent=p.rng.choice((None, 2))))


def _yaml(p: _Page) -> None:
    for _ in range(p.rng.randint(3, 12)):
        p.line(
            "  " * p.rng.randint(0, 3),
            f"{p.rng.choice((p.word, p.snake, p.kebab))()}: ",
            p.rng.choice(
                (
                    p.number(),
                    p.identifier(),
                    p.version(),
                    f'"{p.measure()}"',
                    "true",
                    "[]",
                    p.word(),
                )
            ),
        )


def _sql(p: _Page) -> None:
    for _ in range(p.rng.randint(1, 6)):
        p.line(
            p.rng.choice(
                (
                    f"INSERT INTO {p.snake()} VALUES ('{p.hex(5)}', {p.number()}, NULL, '{p.version()}', '{p.code()}');",
                    f"SELECT {p.word()}, COUNT(*) FROM {p.snake()} WHERE {p.snake()} > {p.rng.randint(0, 999)} GROUP BY {p.word()} LIMIT {p.rng.randint(1, 500)};",
                    f"ALTER TABLE {p.snake()} ADD COLUMN {p.snake()} VARCHAR({p.rng.randint(8, 255)}) DEFAULT '{p.word()}';",
                )
            )
        )


def _measurements(p: _Page) -> None:
    mark = p.rng.choice((",", ";", "\t", " | "))
    p.line(mark.join(p.snake() for _ in range(5)))
    for row in range(p.rng.randint(4, 15)):
        p.line(
            mark.join(
                (
                    p.rng.choice((str(row), p.code())),
                    p.number(),
                    p.number(),
                    p.word(),
                    p.rng.choice(_UNITS),
                )
            )
        )


def _catalogue(p: _Page) -> None:
    for _ in range(p.rng.randint(3, 9)):
        p.line(
            p.rng.choice(
                (
                    f"| {p.camel()} {p.code()} | {p.word()} {p.word()}, {p.measure()} | {p.rng.randint(0, 400)} | {p.version()} |",
                    f"{p.code()}  {p.word().capitalize()} {p.word()} {p.measure()} x {p.measure()}  qty {p.rng.randint(1, 99)}",
                    f"- {p.camel()} {p.version()}: {p.word()} {p.word()} no longer {p.word()}s the {p.word()} ({p.code()})",
                )
            )
        )


def _blobs(p: _Page) -> None:
    alphabet = string.ascii_letters + string.digits + "+/"
    for _ in range(p.rng.randint(1, 6)):
        p.line(
            p.rng.choice(
                (
                    p.hex(32),
                    p.hex(40),
                    p.hex(64),
                    p.uuid(),
                    "".join(p.rng.choices(alphabet, k=p.rng.randint(24, 76))),
                )
            ),
            p.rng.choice(("", f"  {p.snake()}.bin", "=")),
        )


def _epochs(p: _Page) -> None:
    for step in range(p.rng.randint(3, 10)):
        p.line(
            f"epoch {step + 1}/{p.rng.randint(10, 90)} step {p.number()} loss {p.rng.uniform(0, 4):.4f} {p.word()} {p.rng.uniform(0, 1):.3f} lr {p.rng.uniform(0, 1):.1e} {p.rng.randint(1, 900)}it/s"
        )


def _markup(p: _Page) -> None:
    for _ in range(p.rng.randint(2, 7)):
        tag = p.word()
        p.line(
            f'<{tag} id="{p.kebab()}" class="{p.kebab()} {p.word()}-{p.rng.randint(1, 12)}" data-{p.word()}="{p.number()}">{p.rng.choice((p.word(), p.number(), ""))}</{tag}>'
        )


KINDS: tuple[Callable[[_Page], None], ...] = (
    _daemons, _products, _hexdump, _trace, _diff, _events, _kernel, _pods, _packages, _objects, _yaml, _sql,
    _measurements, _catalogue, _blobs, _epochs, _markup,
)  # fmt: skip


def records(count: int, seed: int) -> Iterator[dict[str, object]]:
    """Records in the schema of the corpora, every label in scope."""
    rng = random.Random(seed)
    for number in range(count):
        page = _Page(rng)
        for _ in range(rng.choice((1, 1, 1, 2))):
            rng.choice(KINDS)(page)
        yield {
            "id": f"machine-{seed}-{number}",
            "text": page.text,
            "spans": page.spans,
            "source": "synthetic/machine",
            "lang": "en",
        }


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and write a file of records."""
    parser = argparse.ArgumentParser(prog="training.generator.machine", description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    with options.out.open("w", encoding="utf-8") as out:
        out.writelines(
            json.dumps(r, ensure_ascii=False) + "\n" for r in records(options.count, options.seed)
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
