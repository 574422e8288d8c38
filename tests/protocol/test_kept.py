"""The bounded memory: found by value, bounded twice, the least recently used first."""

from __future__ import annotations

import threading

from hypothesis import given
from hypothesis import strategies as st

from limina.protocol.kept import Kept


def kept(entries: int = 3, size: int = 100) -> Kept[int]:
    return Kept(entries=entries, size=size)


def test_what_is_kept_is_found_by_value_and_counted() -> None:
    memory = kept()
    assert memory.find("ab") is None
    memory.keep("ab", 7, 2)
    assert memory.find("".join(["a", "b"])) == 7
    assert (memory.hits, memory.misses, len(memory), memory.size) == (1, 1, 1, 2)


def test_the_least_recently_used_goes_first() -> None:
    memory = kept(entries=2)
    memory.keep("a", 1, 1)
    memory.keep("b", 2, 1)
    memory.find("a")
    memory.keep("c", 3, 1)
    assert [memory.find(key) for key in "abc"] == [1, None, 3]


def test_as_many_go_as_it_takes() -> None:
    memory = kept(entries=10, size=10)
    for key in "abcd":
        memory.keep(key, 1, 3 if key != "d" else 6)
    assert [memory.find(key) for key in "abcd"] == [None, None, 1, 1]
    assert memory.size == 9


def test_what_is_too_large_alone_is_not_kept_and_pushes_nothing_out() -> None:
    memory = kept(size=10)
    memory.keep("a", 1, 10)
    memory.keep("b", 2, 11)
    assert (memory.find("a"), memory.find("b")) == (1, None)


def test_a_value_kept_twice_counts_once() -> None:
    memory = kept()
    memory.keep("a", 1, 40)
    memory.keep("a", 2, 50)
    assert (memory.find("a"), len(memory), memory.size) == (2, 1, 50)


def test_everything_can_be_forgotten() -> None:
    memory = kept()
    memory.keep("a", 1, 1)
    memory.find("a")
    memory.clear()
    assert (len(memory), memory.size, memory.hits, memory.misses) == (0, 0, 0, 0)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 12)), max_size=40))
def test_the_bounds_hold_at_every_step(steps: list[tuple[str, int]]) -> None:
    memory = kept(entries=3, size=10)
    for key, size in steps:
        if memory.find(key) is None:
            memory.keep(key, size, size)
        assert len(memory) <= 3
        assert memory.size <= 10


def test_threads_may_share_one() -> None:
    memory = kept(entries=5, size=50)
    wrong: list[object] = []

    def work(start: int) -> None:
        try:
            for step in range(3_000):
                number = (start + step * 7) % 11
                found = memory.find(str(number))
                if found is None:
                    memory.keep(str(number), number, number)
                elif found != number:
                    wrong.append(found)
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=work, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(memory) <= 5
    assert memory.size <= 50
