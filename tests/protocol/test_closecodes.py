from __future__ import annotations

import re
from pathlib import Path

import pytest
from wsproto.frame_protocol import LOCAL_ONLY_CLOSE_REASONS, CloseReason

from limina.protocol import closecodes
from limina.protocol.closecodes import SENT, Close
from limina.protocol.session import TRANSITIONS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "close-codes.md"


@pytest.mark.parametrize("close", SENT)
def test_a_reason_fits_into_a_close_frame_and_its_code_may_be_sent(close: Close) -> None:
    assert 0 < len(close.reason.encode("ascii")) <= 123
    assert CloseReason(close.code) not in LOCAL_ONLY_CLOSE_REASONS


def test_every_close_of_the_module_is_listed() -> None:
    named = {value for value in vars(closecodes).values() if isinstance(value, Close)}
    assert named == {*SENT, closecodes.NORMAL}
    assert len(SENT) == len(set(SENT))


def test_every_close_of_a_session_is_listed() -> None:
    assert {close for _, close in TRANSITIONS.values() if close is not None} <= set(SENT)


def test_the_reference_page_lists_every_close_and_no_other() -> None:
    rows = re.findall(r"^\| (\d{4}) \| `([^`]+)` \|", PAGE.read_text(), flags=re.MULTILINE)
    assert [Close(int(code), reason) for code, reason in rows] == list(SENT)
