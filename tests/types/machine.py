"""Machine text of many kinds, without a person in it: logs, code, tables, hashes.

`pages(seed)` draws pages and says where something true stands in them: times, addresses of
machines, paths, amounts. Whatever else is found in them is false.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_NOUNS = [
    "cache",
    "queue",
    "index",
    "buffer",
    "worker",
    "shard",
    "pixel",
    "router",
    "socket",
    "vertex",
    "tensor",
    "kernel",
    "widget",
    "mapper",
    "cursor",
    "token",
    "frame",
    "bucket",
    "segment",
    "thread",
    "packet",
    "stream",
    "layout",
    "column",
    "schema",
    "cluster",
    "volume",
    "replica",
    "ingest",
    "parser",
    "lexer",
    "broker",
    "sampler",
    "encoder",
    "decoder",
    "scheduler",
    "allocator",
    "tracer",
    "probe",
    "sensor",
    "valve",
    "pump",
]
_VERBS = [
    "load",
    "save",
    "open",
    "close",
    "flush",
    "merge",
    "split",
    "drop",
    "scan",
    "parse",
    "emit",
    "fetch",
    "retry",
    "bind",
    "probe",
]
_ADJECTIVES = [
    "stale",
    "empty",
    "dirty",
    "remote",
    "local",
    "shared",
    "pending",
    "active",
    "sparse",
    "dense",
    "cold",
    "warm",
]
_LEVELS = ("DEBUG", "INFO", "WARN", "ERROR", "TRACE")
_WARES = [
    "bolt",
    "hinge",
    "washer",
    "bracket",
    "gasket",
    "spring",
    "bearing",
    "flange",
    "nozzle",
    "relay",
    "fuse",
    "dowel",
]
_HEX = "0123456789abcdef"


@dataclass(slots=True)
class Page:
    """One page in the making.

    Attributes:
        kind: Name of the generator.
        text: What is written so far.
        true: Start and end of everything that may be found.
    """

    kind: str
    text: str = ""
    true: list[tuple[int, int]] = field(default_factory=list)

    def say(self, *pieces: str | tuple[str]) -> None:
        """Write pieces; one in a tuple is true."""
        for piece in pieces:
            start = len(self.text)
            self.text += piece if isinstance(piece, str) else piece[0]
            if not isinstance(piece, str):
                self.true.append((start, len(self.text)))


_Draw = random.Random


def _noun(draw: _Draw) -> str:
    return draw.choice(_NOUNS)


def _name(draw: _Draw) -> str:
    return f"{draw.choice(_VERBS)}_{_noun(draw)}"


def _class(draw: _Draw) -> str:
    return _noun(draw).title() + _noun(draw).title()


def _hex(draw: _Draw, length: int) -> str:
    return "".join(draw.choices(_HEX, k=length))


def _version(draw: _Draw) -> str:
    return ".".join(str(draw.randrange(40)) for _ in range(draw.choice((2, 3, 3, 4))))


def _uuid(draw: _Draw) -> str:
    digits = _hex(draw, 32)
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _ip(draw: _Draw) -> str:
    return ".".join(str(draw.randrange(1, 255)) for _ in range(4))


def _clock(draw: _Draw) -> str:
    return f"{draw.randrange(24):02}:{draw.randrange(60):02}:{draw.randrange(60):02}"


def _day(draw: _Draw) -> str:
    return f"20{draw.randrange(10, 26)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"


def _syslog(draw: _Draw, page: Page) -> None:
    month = draw.choice(("Jan", "Feb", "Apr", "Jun", "Oct", "Nov"))
    for _ in range(24):
        page.say((f"{month} {draw.randrange(1, 28):2} {_clock(draw)}",))
        page.say(f" node{draw.randrange(90)} {_noun(draw)}d[{draw.randrange(400, 32000)}]: ")
        page.say(
            draw.choice(
                (
                    f"{_name(draw)}: {draw.randrange(900)} entries {draw.choice(_ADJECTIVES)}",
                    f"out of memory: {draw.randrange(1 << 20)} kB free, order={draw.randrange(9)}",
                    f"usb {draw.randrange(9)}-{draw.randrange(9)}: new high-speed device number"
                    f" {draw.randrange(99)} using xhci_hcd",
                    f"oom_score_adj {draw.randrange(1000)} cgroup {_hex(draw, 12)}",
                    f"eth{draw.randrange(4)}: link up, {draw.randrange(9)}00 Mbps, full duplex",
                )
            ),
            "\n",
        )


def _web_log(draw: _Draw, page: Page) -> None:
    for _ in range(18):
        path = f"/{_noun(draw)}/{draw.randrange(5000)}/{_name(draw)}"
        page.say((_ip(draw),), " - - [")
        page.say((f"{draw.randrange(1, 29)}/Mar/20{draw.randrange(10, 26)}:{_clock(draw)} +0000",))
        page.say('] "GET ', (path,), f' HTTP/1.1" {draw.choice((200, 304, 404, 500))}')
        page.say(f' {draw.randrange(90000)} "-" "')
        agent = draw.randrange(4)
        if agent == 0:
            # Named after an organisation, as it happens.
            page.say(("Mozilla",), "/5.0 (X11; Linux x86_64) Gecko/20100101 ", ("Firefox",))
            page.say(f"/{draw.randrange(60, 130)}.0")
        else:
            page.say(f"{(_noun(draw), 'curl', 'python-requests')[agent - 1]}/{_version(draw)}")
        page.say(f'" rt={draw.random():.3f}\n')


def _trace(draw: _Draw, page: Page) -> None:
    for _ in range(5):
        page.say(f'Exception in thread "{_noun(draw)}-{draw.randrange(64)}" java.lang.')
        page.say(f"IllegalStateException: {_name(draw)} returned {draw.randrange(-9, 99)}\n")
        for _ in range(7):
            page.say(f"    at com.{_noun(draw)}.{_noun(draw)}.{_class(draw)}.{_name(draw)}(")
            page.say((f"{_class(draw)}.java",), f":{draw.randrange(2000)})\n")


def _python_trace(draw: _Draw, page: Page) -> None:
    for _ in range(5):
        page.say("Traceback (most recent call last):\n")
        for _ in range(4):
            page.say('  File "', (f"/opt/{_noun(draw)}/{_noun(draw)}/{_name(draw)}.py",))
            page.say(f'", line {draw.randrange(1, 900)}, in {_name(draw)}\n')
            page.say(f"    return self.{_name(draw)}({_noun(draw)}, {draw.randrange(50)})\n")
        page.say(f"ValueError: expected {draw.randrange(9)} columns, got {draw.randrange(99)}\n\n")


def _diff(draw: _Draw, page: Page) -> None:
    for _ in range(4):
        path = f"src/{_noun(draw)}/{_name(draw)}.c"
        page.say(
            "diff --git ", (f"a/{path} b/{path}",), f"\nindex {_hex(draw, 7)}..{_hex(draw, 7)}"
        )
        page.say(" 100644\n--- ", (f"a/{path}",), "\n+++ ", (f"b/{path}",), "\n")
        page.say(
            f"@@ -{draw.randrange(999)},7 +{draw.randrange(999)},9 @@ static int {_name(draw)}("
        )
        page.say(f"struct {_noun(draw)} *p)\n")
        for sign in " -+ +":
            page.say(f"{sign}\tif (p->{_noun(draw)} > 0x{_hex(draw, 4)})\n")
            page.say(f"{sign}\t\treturn -E{draw.choice(('INVAL', 'NOMEM', 'AGAIN'))};\n")


def _packages(draw: _Draw, page: Page) -> None:
    for _ in range(40):
        name = f"lib{_noun(draw)}-{_noun(draw)}{draw.randrange(9)}"
        page.say(
            draw.choice(
                (
                    f"ii  {name:28} {_version(draw)}-{draw.randrange(9)}ubuntu{draw.randrange(9)} "
                    f"amd64\n",
                    f"{name}=={_version(draw)} --hash=sha256:{_hex(draw, 64)}\n",
                    f'    "{name}": "^{_version(draw)}",\n',
                    f"{name} v{_version(draw)} ({_hex(draw, 40)})\n",
                )
            )
        )


def _measurements(draw: _Draw, page: Page) -> None:
    page.say("probe,run,mean,deviation,n,unit\n")
    for number in range(60):
        page.say(
            f"P{draw.randrange(90):02},{number},{draw.uniform(-9, 99):.4f},{draw.random():.5f},"
        )
        page.say(f"{draw.randrange(900)},{draw.choice(('kPa', 'Hz', 'lux', 'dB', 'ohm'))}\n")


def _hexdump(draw: _Draw, page: Page) -> None:
    for row in range(24):
        data = draw.randbytes(16)
        shown = "".join(chr(b) if 32 < b < 127 else "." for b in data)
        halves = data[:8].hex(" "), data[8:].hex(" ")
        page.say(f"{row * 16:08x}  {halves[0]}  {halves[1]}  |{shown}|\n")


def _blobs(draw: _Draw, page: Page) -> None:
    for _ in range(14):
        page.say(f"{_noun(draw)}: |\n  {base64.b64encode(draw.randbytes(48)).decode()}\n")
        page.say(
            f"checksum {_hex(draw, draw.choice((32, 40, 64)))} size {draw.randrange(1 << 24)}\n"
        )


def _sql(draw: _Draw, page: Page) -> None:
    for _ in range(14):
        table = f"{_noun(draw)}_{_noun(draw)}s"
        page.say(f"SELECT t.{_noun(draw)}, COUNT(*) AS n FROM {table} t JOIN {_noun(draw)}s s")
        page.say(f" ON s.id = t.{_noun(draw)}_id WHERE t.{_noun(draw)} > {draw.randrange(9999)}")
        page.say(
            f" GROUP BY 1 HAVING COUNT(*) > {draw.randrange(50)} LIMIT {draw.randrange(500)};\n"
        )
        page.say(f"INSERT INTO {table} VALUES ({draw.randrange(99999)}, '{_uuid(draw)}', ")
        page.say(f"{draw.random():.6f}, NULL, '{_version(draw)}');\n")


def _yaml(draw: _Draw, page: Page) -> None:
    for _ in range(6):
        page.say("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n")
        page.say(f"  name: {_noun(draw)}-{_noun(draw)}\n  labels:\n    tier: {_noun(draw)}\n")
        page.say(
            f"    pod-template-hash: {_hex(draw, 10)}\nspec:\n  replicas: {draw.randrange(9)}\n"
        )
        page.say(f"  containers:\n  - image: {_noun(draw)}:{_version(draw)}\n    ports:\n")
        page.say(
            f"    - containerPort: {draw.randrange(1000, 60000)}\n    resources:\n      limits:\n"
        )
        page.say(f"        cpu: {draw.randrange(900)}m\n        memory: {draw.randrange(900)}Mi\n")


def _pods(draw: _Draw, page: Page) -> None:
    page.say("NAME READY STATUS RESTARTS AGE IP NODE\n")
    for _ in range(24):
        page.say(f"{_noun(draw)}-{_hex(draw, 9)}-{_hex(draw, 5)} 1/1 ")
        page.say(f"{draw.choice(('Running', 'Pending', 'Completed', 'CrashLoopBackOff'))} ")
        page.say(f"{draw.randrange(20)} ", (f"{draw.randrange(1, 90)}d",), " ", (_ip(draw),))
        page.say(f" node-{draw.randrange(40)}\n")


def _products(draw: _Draw, page: Page) -> None:
    for _ in range(10):
        page.say(f'{{"sku": "{_hex(draw, 6).upper()}-{draw.randrange(999)}", "title": "')
        page.say(
            f'{draw.choice(_WARES)} {draw.randrange(4, 60)} mm", "stock": {draw.randrange(900)}, '
        )
        page.say(f'"weight": {draw.uniform(0, 9):.2f}, "price": ', (f"{draw.uniform(1, 90):.2f}",))
        page.say(', "currency": ', ('"EUR"',), f', "ean": "{draw.randrange(10**12, 10**13)}", ')
        page.say(f'"tags": ["{_noun(draw)}", "{_noun(draw)}"], "rev": {draw.randrange(30)}}}\n')


def _events(draw: _Draw, page: Page) -> None:
    for _ in range(16):
        page.say(
            '{"ts": "', (f"{_day(draw)}T{_clock(draw)}.{draw.randrange(999):03}Z",), '", "level": '
        )
        page.say(f'"{draw.choice(_LEVELS)}", "logger": "{_noun(draw)}.{_noun(draw)}", "trace": ')
        page.say(f'"{_hex(draw, 32)}", "span": "{_hex(draw, 16)}", "msg": "{_name(draw)} done", ')
        page.say(f'"took": {draw.random():.4f}, "rows": {draw.randrange(99999)}}}\n')


def _epochs(draw: _Draw, page: Page) -> None:
    for _ in range(24):
        page.say(f"[{draw.randrange(10**9, 2 * 10**9)}.{draw.randrange(10**6):06}] {_name(draw)} ")
        page.say(f"id={draw.randrange(10**11)} seq={draw.randrange(10**6)} crc={_hex(draw, 8)} ")
        page.say(
            f"ratio {draw.randrange(9)}:{draw.randrange(9)} state {draw.choice(_ADJECTIVES)}\n"
        )


def _c_code(draw: _Draw, page: Page) -> None:
    page.say(
        f"#include <{_noun(draw)}.h>\n#define MAX_{_noun(draw).upper()} {draw.randrange(9000)}\n\n"
    )
    for _ in range(8):
        page.say(f"static int {_name(draw)}(struct {_noun(draw)} *{_noun(draw)}, size_t n)\n{{\n")
        page.say(f"\tfor (size_t i = 0; i < n; i += {draw.randrange(1, 9)})\n")
        page.say(f"\t\tout[i] = (in[i] << {draw.randrange(16)}) ^ 0x{_hex(draw, 8)}u;\n")
        page.say(f"\treturn {_name(draw)}(out, n) ? {draw.randrange(9)} : -1;\n}}\n\n")


def _python_code(draw: _Draw, page: Page) -> None:
    for _ in range(7):
        page.say(
            f"@dataclass\nclass {_class(draw)}:\n    {_noun(draw)}: int = {draw.randrange(99)}\n"
        )
        page.say(f"    {_noun(draw)}: list[str] = field(default_factory=list)\n\n")
        page.say(
            f"    def {_name(draw)}(self, {_noun(draw)}: float = {draw.random():.2f}) -> bool:\n"
        )
        page.say(f"        for {_noun(draw)} in range({draw.randrange(99)}):\n")
        page.say(
            f"            self.{_noun(draw)} = "
            f"{_noun(draw)}[{draw.randrange(9)}:{draw.randrange(99)}]\n"
        )
        page.say(
            f'        assert self.{_noun(draw)}, "{draw.choice(_ADJECTIVES)} {_noun(draw)}"\n\n'
        )


def _makefile(draw: _Draw, page: Page) -> None:
    for _ in range(12):
        page.say(f"[{draw.randrange(100):3}%] Building CXX object ")
        page.say((f"{_noun(draw)}/CMakeFiles/{_noun(draw)}.dir/{_name(draw)}.cpp.o",), "\n")
        page.say(
            f"g++ -O2 -std=c++{draw.choice((14, 17, 20))} -DN={draw.randrange(99)} "
            f"-l{_noun(draw)} -o "
        )
        page.say(
            (f"build/{_name(draw)}",), f"\nwarning: unused variable '{_noun(draw)}' [-Wunused]\n"
        )


def _metrics(draw: _Draw, page: Page) -> None:
    for _ in range(24):
        name = f"{_noun(draw)}_{_noun(draw)}_total"
        page.say(f'# TYPE {name} counter\n{name}{{code="{draw.randrange(200, 505)}",shard="')
        page.say(f'{draw.randrange(32)}"}} {draw.randrange(10**9)}\n')


def _table(draw: _Draw, page: Page) -> None:
    page.say("| module | lines | branch | missed | cover |\n|---|---:|---:|---:|---:|\n")
    for _ in range(24):
        page.say(
            f"| {_noun(draw)}.{_noun(draw)} | {draw.randrange(900)} | {draw.randrange(300)} | "
        )
        page.say(f"{draw.randrange(50)} | {draw.randrange(101)}% |\n")


def _commits(draw: _Draw, page: Page) -> None:
    for _ in range(16):
        page.say(
            f"{_hex(draw, 7)} {draw.choice(_VERBS)} the {draw.choice(_ADJECTIVES)} {_noun(draw)}"
        )
        page.say(f" before the {_noun(draw)} (#{draw.randrange(9000)})\n")
        page.say(f" {draw.randrange(30)} files changed, {draw.randrange(900)} insertions(+), ")
        page.say(f"{draw.randrange(900)} deletions(-)\n")


def _urls(draw: _Draw, page: Page) -> None:
    for _ in range(14):
        host = f"{_noun(draw)}.example.{draw.choice(('com', 'net', 'org'))}"
        page.say(
            f"fetch #{draw.randrange(9999)} ",
            (f"https://{host}/v{draw.randrange(4)}/{_noun(draw)}",),
        )
        page.say(f' -> {draw.choice((200, 301, 404))} etag "{_hex(draw, 13)}" gzip\n')


def _ini(draw: _Draw, page: Page) -> None:
    for _ in range(8):
        page.say(f"[{_noun(draw)}.{_noun(draw)}]\n{_noun(draw)}_size = {draw.randrange(9999)}\n")
        page.say(f"max_{_noun(draw)}s = {draw.randrange(99)}\nratio = {draw.random():.3f}\n")
        page.say(f"enable_{_noun(draw)} = {draw.choice(('true', 'false', 'on', 'off'))}\n")
        page.say(f"id = {_uuid(draw)}\ncolor = #{_hex(draw, 6)}\n\n")


def _matrix(draw: _Draw, page: Page) -> None:
    for _ in range(24):
        page.say("[" + ", ".join(f"{draw.uniform(-3, 3):.4f}" for _ in range(8)) + "],\n")


_KINDS: tuple[Callable[[_Draw, Page], None], ...] = (
    _syslog, _web_log, _trace, _python_trace, _diff, _packages, _measurements, _hexdump,
    _blobs, _sql, _yaml, _pods, _products, _events, _epochs, _c_code, _python_code, _makefile,
    _metrics, _table, _commits, _urls, _ini, _matrix,
)  # fmt: skip


def pages(seed: int, words: int) -> Iterator[Page]:
    """Pages of all kinds in turn, until they have at least so many words.

    Args:
        seed: The same one draws the same pages.
        words: Runs of characters between white space, all pages together.
    """
    draw = random.Random(seed)
    count = 0
    while count < words:
        for kind in _KINDS:
            page = Page(kind.__name__.removeprefix("_"))
            kind(draw, page)
            count += len(page.text.split())
            yield page
