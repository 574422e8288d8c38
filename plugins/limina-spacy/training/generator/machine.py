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

from training.generator.page import ERRORS, LEVELS, MONTHS, STATES, UNITS, Page


def _hexdump(p: Page) -> None:
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


def _trace(p: Page) -> None:
    if p.rng.random() < 0.5:
        p.line(
            f'Exception in thread "{p.kebab()}-{p.rng.randint(0, 20)}" {p.dotted()}.{p.rng.choice(ERRORS)}: {p.word()} {p.number()}'
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
    p.line(f"{p.rng.choice(ERRORS)}: {p.word()} {p.word()} {p.number()}")


def _diff(p: Page) -> None:
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


def _events(p: Page) -> None:
    for _ in range(p.rng.randint(2, 10)):
        p.stamp()
        p.line(
            f" {p.rng.choice(LEVELS)} [{p.kebab()}] {p.dotted()} - {p.word()} {p.word()} {p.identifier()} {p.word()}={p.number()} trace={p.hex(16)} took {p.measure()}"
        )


def _kernel(p: Page) -> None:
    for _ in range(p.rng.randint(2, 8)):
        p.line(
            f"[{p.rng.uniform(0, 99999):12.6f}] {p.word()}{p.rng.randint(0, 9)}: {p.word()} {p.word()} {p.rng.choice((p.hex(8), p.number(), p.code()))} {p.word()} {p.measure()}, {p.snake()} {p.number()}"
        )


def _daemons(p: Page) -> None:
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
        month = p.rng.choice(MONTHS)
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


def _products(p: Page) -> None:
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


def _pods(p: Page) -> None:
    p.line("NAME                          READY   STATUS    RESTARTS   AGE")
    for _ in range(p.rng.randint(3, 12)):
        p.line(
            f"{p.kebab()}-{p.hex(9)}-{p.hex(5)}   {p.rng.randint(0, 3)}/{p.rng.randint(1, 3)}   {p.rng.choice(STATES)}   {p.rng.randint(0, 40)}   {p.rng.randint(1, 99)}{p.rng.choice('smhd')}"
        )


def _packages(p: Page) -> None:
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


def _objects(p: Page) -> None:
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


def _yaml(p: Page) -> None:
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


def _sql(p: Page) -> None:
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


def _measurements(p: Page) -> None:
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
                    p.rng.choice(UNITS),
                )
            )
        )


def _catalogue(p: Page) -> None:
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


def _blobs(p: Page) -> None:
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


def _epochs(p: Page) -> None:
    for step in range(p.rng.randint(3, 10)):
        p.line(
            f"epoch {step + 1}/{p.rng.randint(10, 90)} step {p.number()} loss {p.rng.uniform(0, 4):.4f} {p.word()} {p.rng.uniform(0, 1):.3f} lr {p.rng.uniform(0, 1):.1e} {p.rng.randint(1, 900)}it/s"
        )


def _markup(p: Page) -> None:
    for _ in range(p.rng.randint(2, 7)):
        tag = p.word()
        p.line(
            f'<{tag} id="{p.kebab()}" class="{p.kebab()} {p.word()}-{p.rng.randint(1, 12)}" data-{p.word()}="{p.number()}">{p.rng.choice((p.word(), p.number(), ""))}</{tag}>'
        )


KINDS: tuple[Callable[[Page], None], ...] = (
    _daemons, _products, _hexdump, _trace, _diff, _events, _kernel, _pods, _packages, _objects, _yaml, _sql,
    _measurements, _catalogue, _blobs, _epochs, _markup,
)  # fmt: skip


def records(count: int, seed: int) -> Iterator[dict[str, object]]:
    """Records in the schema of the corpora, every label in scope."""
    rng = random.Random(seed)
    for number in range(count):
        page = Page(rng)
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
