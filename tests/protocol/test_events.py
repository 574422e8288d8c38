from __future__ import annotations

import dataclasses
import inspect
import typing

import pytest

from limina.protocol import events
from limina.protocol.events import NEED_DATA, PAUSED, ConnectionEvent, SessionEvent

CLASSES = [
    value
    for value in vars(events).values()
    if isinstance(value, type) and dataclasses.is_dataclass(value)
]


@pytest.mark.parametrize("event", CLASSES)
def test_an_event_is_frozen_slotted_and_every_field_is_explained(event: type) -> None:
    parameters = event.__dataclass_params__  # type: ignore[attr-defined]
    assert parameters.frozen
    assert hasattr(event, "__slots__")
    # CPython 3.13 takes the indentation off docstrings itself; cleandoc makes all versions alike.
    explained = inspect.cleandoc(event.__doc__ or "").partition("Attributes:")[2]
    for field in dataclasses.fields(event):
        assert f"\n    {field.name}: " in explained


def test_the_sentinels_are_no_events_and_print_their_names() -> None:
    assert NEED_DATA.value == "NEED_DATA"
    assert PAUSED.value == "PAUSED"
    assert not isinstance(NEED_DATA, tuple(CLASSES))


def test_a_connection_passes_on_whatever_a_session_reports() -> None:
    assert set(typing.get_args(SessionEvent)) < set(typing.get_args(ConnectionEvent))
