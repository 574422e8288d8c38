from __future__ import annotations

from limina.protocol.timers import Timer, Timers


def test_without_timers_there_is_no_deadline_and_nothing_is_due() -> None:
    timers = Timers()
    assert timers.next() is None
    assert timers.pop_due(1e9) is None


def test_the_next_deadline_is_the_earliest() -> None:
    timers = Timers()
    timers.arm(Timer.PING, 20.0)
    timers.arm(Timer.CLOSE, 5.0)
    assert timers.next() == 5.0


def test_arming_again_replaces_the_deadline() -> None:
    timers = Timers()
    timers.arm(Timer.PING, 20.0)
    timers.arm(Timer.PING, 30.0)
    assert timers.next() == 30.0


def test_a_timer_is_due_at_its_deadline_and_once() -> None:
    timers = Timers()
    timers.arm(Timer.PING, 20.0)
    assert timers.pop_due(19.999) is None
    assert timers.pop_due(20.0) is Timer.PING
    assert timers.pop_due(20.0) is None
    assert not timers.is_armed(Timer.PING)


def test_due_timers_come_by_deadline_and_equal_ones_in_a_fixed_order() -> None:
    timers = Timers()
    for timer, deadline in [(Timer.CLOSE, 3.0), (Timer.PONG, 2.0), (Timer.PING, 3.0)]:
        timers.arm(timer, deadline)
    assert [timers.pop_due(9.0) for _ in range(3)] == [Timer.PONG, Timer.PING, Timer.CLOSE]


def test_a_disarmed_timer_is_forgotten_and_disarming_twice_does_no_harm() -> None:
    timers = Timers()
    timers.arm(Timer.PING, 1.0)
    timers.arm(Timer.IDLE, 2.0)
    timers.disarm(Timer.PING)
    timers.disarm(Timer.PING, Timer.PONG)
    assert not timers.is_armed(Timer.PING)
    assert timers.is_armed(Timer.IDLE)
    timers.clear()
    assert timers.next() is None
