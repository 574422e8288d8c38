"""What can wait is done soon, in order, at once where it is looked at, and never forgotten."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import trio
from trio.testing import MockClock, wait_all_tasks_blocked

from limina.runtime.books import MOST, PAUSE, Books


def keeping(test: Callable[[Books, list[int]], Awaitable[None]]) -> list[int]:
    """Run a test beside books that are kept; what they have noted when all is over."""
    noted: list[int] = []

    async def main() -> None:
        books = Books()
        async with trio.open_nursery() as nursery:
            nursery.start_soon(books.keep)
            await wait_all_tasks_blocked(0.001)
            await test(books, noted)
            nursery.cancel_scope.cancel()

    trio.run(main, clock=MockClock(autojump_threshold=0.01))
    return noted


def test_calls_are_made_in_their_order_a_moment_later() -> None:
    async def test(books: Books, noted: list[int]) -> None:
        for turn in range(3):
            began = trio.current_time()
            books.enter(noted.append, 2 * turn)
            books.enter(noted.append, 2 * turn + 1)
            await wait_all_tasks_blocked(0.001)
            assert len(noted) == 2 * turn
            while len(noted) == 2 * turn:
                await trio.sleep(PAUSE / 5)
            assert trio.current_time() - began <= PAUSE * 1.5

    assert keeping(test) == [0, 1, 2, 3, 4, 5]


def test_many_calls_do_not_wait_and_are_never_made_all_at_once() -> None:
    async def test(books: Books, noted: list[int]) -> None:
        for number in range(MOST * 2 + 1):
            books.enter(noted.append, number)
        assert len(noted) == MOST * 2

    assert keeping(test) == list(range(MOST * 2 + 1))


def test_whoever_looks_at_the_books_has_them_settled() -> None:
    async def test(books: Books, noted: list[int]) -> None:
        books.enter(noted.append, 1)
        books.settle()
        assert noted == [1]
        books.settle()

    assert keeping(test) == [1]


def test_at_the_end_nothing_is_left() -> None:
    async def test(books: Books, noted: list[int]) -> None:
        books.enter(noted.append, 1)
        assert noted == []

    assert keeping(test) == [1]


def test_what_a_call_is_given_is_that_of_its_time() -> None:
    found: list[tuple[int, str]] = []

    def note(number: int, *, word: str) -> None:
        found.append((number, word))

    books = Books()
    for number in range(3):
        books.enter(note, number, word="a" * number)
    books.settle()
    assert found == [(0, ""), (1, "a"), (2, "aa")]
