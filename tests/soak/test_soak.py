"""The soak itself can fail: wrong, foreign and lost answers, growth and strange lines are seen."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from random import Random

import pytest

from tests.soak.__main__ import Plan, report
from tests.soak.clients import Tally
from tests.soak.payloads import CANARY, STEM, Payload, Payloads, redacted
from tests.soak.watch import Server, later, slope

PLAN = Plan(minutes=10, connections=1, workers=1, kill_every=20, transport="native", seed=1)
MINE, OTHER = f"{STEM}{1:010x}", f"{STEM}{2:010x}"
GOOD = {"processed_text": "[EMAIL_ADDRESS_1]", "entities": [{"text": f"{MINE}@example.com"}]}


def payload(*codes: str) -> Payload:
    return Payload("short", "{}", (MINE,), redacted(MINE), frozenset(codes))


@pytest.mark.parametrize(
    ("answer", "wrong"),
    [
        (GOOD, None),
        (GOOD | {"processed_text": f"{OTHER}@example.com"}, "holds 1 canaries of others"),
        (GOOD | {"entities": []}, "its canary is not among the entities"),
        (GOOD | {"processed_text": MINE}, "its canary is in the new text"),
        ({"detail": "no", "code": "LIM205"}, "unexpected LIM205"),
        ({"detail": MINE, "code": "LIM107"}, "an error that repeats the request"),
        ({"detail": "too long", "code": "LIM107"}, None),
    ],
)
def test_an_answer_is_judged(answer: object, wrong: str | None) -> None:
    assert payload("LIM107").verdict(json.dumps(answer)) == wrong


def test_an_answer_where_an_error_was_due_is_wrong() -> None:
    broken = Payload("broken", "{", (MINE,), None, frozenset({"LIM101"}))
    assert broken.verdict(json.dumps(GOOD)) == "an answer where an error was due"


def test_lists_are_judged_in_their_order() -> None:
    posts = Payloads(Random(1), 1)
    post = next(p for p in iter(posts.post, None) if len(p.canaries) == 2)
    answers = [{"processed_text": "", "entities": [{"text": canary}]} for canary in post.canaries]
    assert post.verdict(json.dumps(answers)) is None
    assert post.verdict(json.dumps(answers[::-1])) is not None
    assert post.verdict(json.dumps(answers[:1])) == "not one answer a text"


def test_every_request_has_canaries_of_its_own() -> None:
    seen: set[str] = set()
    kinds = set()
    for number in range(3):
        drawn = Payloads(Random(number), number)
        for one in [drawn.message() for _ in range(1_500)] + [drawn.post() for _ in range(50)]:
            assert set(CANARY.findall(one.body)) == set(one.canaries)
            assert not seen & set(one.canaries)
            seen.update(one.canaries)
            kinds.add(one.kind)
    assert len(kinds) == 14


def test_a_slope_is_that_of_the_line_through_the_samples() -> None:
    assert slope([]) == slope([(1, 1)]) == slope([(1, 1), (1, 2)]) == 0
    assert slope([(0, 100), (60, 103), (120, 106)]) == pytest.approx(3)
    assert later([(1, 5), (9, 6)], 5) == [(9, 6)]


class Watched(Server):
    """A server that was never there, with a log and memory of a test's choosing."""

    def __init__(self, folder: Path, log: str, growth: float = 0.0) -> None:
        self._log = folder / "log"
        self._log.write_text(log)
        self.samples = defaultdict(list)
        self.samples[1] = [(at, 100 + growth * at / 60) for at in range(0, 600, 10)]
        self.killed = 1

    @property
    def pid(self) -> int:
        return 1


def tally(**counts: int) -> Tally:
    made = Tally()
    for name, count in {"sent": 9, "answered": 7, "refused": 1, "cut": 1, **counts}.items():
        getattr(made, name)["short"] = count
    return made


@pytest.mark.parametrize(
    ("log", "growth", "counts", "alive", "status", "said"),
    [
        ("limina is listening on http://127.0.0.1:1\n", 0.5, tally(), True, 0, "nothing lost"),
        ("", 5.0, tally(), True, 0, "front process grows by 5.00"),
        ("Margaret Whitcombe wrote\n", 0.0, tally(), True, 0, "1 strange lines"),
        (f"limina is listening on http://{MINE}\n", 0.0, tally(), True, 0, "1 strange lines"),
        ("", 0.0, tally(sent=10), True, 0, "1 are missing"),
        ("", 0.0, tally(sent=2, answered=0), True, 0, "nothing was answered"),
        ("", 0.0, tally(), False, 0, "ended before its time"),
        ("", 0.0, tally(), True, 3, "ended with status 3"),
    ],
)
def test_what_is_wrong_is_reported(
    log: str,
    growth: float,
    counts: Tally,
    alive: bool,
    status: int,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server = Watched(tmp_path, log, growth)
    strange = server.strange_lines()
    exit_status = report(server, PLAN, counts, alive=alive, status=status, strange=strange)
    assert said in capsys.readouterr().out
    assert exit_status == (said != "nothing lost")


def test_more_given_up_than_killed_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = tally(sent=11, refused=3)
    counts.struck_twice = 2
    assert report(Watched(tmp_path, ""), PLAN, counts, alive=True, status=0, strange=[]) == 1
    assert "more requests were given up than workers were killed" in capsys.readouterr().out
