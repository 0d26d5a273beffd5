"""Showing: the first page stands on the terminal while the rest is loaded, and never for longer."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from newsreader.tui.startup.first_page import FirstPage

_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def show_and_go_on(
    show: Callable[[], FirstPage | None], go_on: Callable[[FirstPage | None], int]
) -> int:
    """Show the first page and go on from it; returns the exit status of what goes on."""
    told = _hold_back()
    first_page = show()
    try:
        _let_go(told)
        return go_on(first_page)
    except BaseException as error:
        if first_page is not None:
            first_page.close()
        # While a class is being made, Python hands on whatever is raised as another error.
        if told and isinstance(error, Exception):
            raise SystemExit(128 + told[0]) from error
        raise


def _hold_back() -> list[int]:
    """From now on a signal that would end the program is only noted, in the list that is given.

    One that came between the first page and the `try` behind it would leave the page standing.
    """
    told: list[int] = []
    for number in _ENDING:
        signal.signal(number, lambda number, _frame: told.append(number))
    return told


def _let_go(told: list[int]) -> None:
    """End at a signal, now for one that was noted; the screen, once it stands, has its own way."""

    def leave(number: int, _frame: object = None) -> NoReturn:
        told.append(number)
        raise SystemExit(128 + number)

    for number in _ENDING:
        signal.signal(number, leave)
    if told:
        leave(told[0])
