from __future__ import annotations

import resource

import pytest

from limina.transport.descriptors import OTHERS, make_room

INFINITE = resource.RLIM_INFINITY


class Limits:
    """The kernel's two limits, and whether it lets them be changed."""

    def __init__(self, soft: int, hard: int, fixed: bool = False) -> None:
        self.soft, self.hard, self._fixed = soft, hard, fixed

    def get(self, which: int) -> tuple[int, int]:
        assert which == resource.RLIMIT_NOFILE
        return self.soft, self.hard

    def set(self, which: int, limits: tuple[int, int]) -> None:
        assert which == resource.RLIMIT_NOFILE
        if self._fixed:
            raise ValueError("not allowed")
        self.soft, self.hard = limits


@pytest.mark.parametrize(
    ("limits", "room", "soft"),
    [
        (Limits(20_000, 20_000), 2_000, 20_000),
        (Limits(INFINITE, INFINITE), 2_000, INFINITE),
        (Limits(1_024, 20_000), 2_000, 2_000 + OTHERS),
        (Limits(1_024, INFINITE), 2_000, 2_000 + OTHERS),
        (Limits(1_024, 1_500), 1_500 - OTHERS, 1_500),
        (Limits(1_024, 20_000, fixed=True), 1_024 - OTHERS, 1_024),
        (Limits(100, 100), 1, 100),
    ],
)
def test_there_is_room_for_what_is_asked_or_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    limits: Limits,
    room: int,
    soft: int,
) -> None:
    monkeypatch.setattr(resource, "getrlimit", limits.get)
    monkeypatch.setattr(resource, "setrlimit", limits.set)
    assert make_room(2_000) == room
    assert limits.soft == soft
    assert ("max_connections" in caplog.text) is (room < 2_000)
