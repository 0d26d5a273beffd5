"""Sitting: one article on the screen, from opening it to leaving it."""

from __future__ import annotations

import os
import signal
import sys
from argparse import Namespace
from pathlib import Path
from typing import NoReturn

from newsreader.analysis.service import Service
from newsreader.article.opening import STANDARD_INPUT
from newsreader.commands.sources import Opened, open_source
from newsreader.directories import directories
from newsreader.errors import SourceError, UsageError
from newsreader.library.folder import articles_in
from newsreader.locale import _
from newsreader.state import State
from newsreader.tui.first_page import show

_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def sit(arguments: Namespace, service: Service) -> int:
    """Read the article that was named on the screen; returns the exit status."""
    opened = open_source(_one(arguments.files), arguments.encoding)
    if sys.stdin is None or not sys.stdin.isatty():
        _take_terminal()
    state, key = State(), _place_key(opened)
    told = _hold_back()
    offset = state.stopped_at(key, opened.article.text)
    first_page = show(opened.article, arguments.settings, offset)
    try:
        _let_go(told)
        # Textual is most of a start: the page can be read while it is being loaded.
        from newsreader.session import ReadingSession  # noqa: PLC0415
        from newsreader.tui.app import run  # noqa: PLC0415

        session = ReadingSession(
            opened.article,
            opened.sidecar,
            state,
            key,
            service,
            drafts=directories().data / "drafts",
        )
        if opened.path is not None:
            state.remember_file(opened.path)
        return run(session, arguments.settings, tuple(arguments.problems), first_page)
    except BaseException:
        if first_page is not None:
            first_page.close()
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
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    if told:
        _leave(told[0], None)


def _leave(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def _place_key(opened: Opened) -> str:
    """What the place in this article is remembered by: its path, or the hash of its text."""
    if opened.path is None:
        return opened.article.sha256_text
    return os.path.abspath(opened.path)  # noqa: PTH100 (resolve() would follow the user's links)


def _one(files: list[str]) -> Path | None:
    """The article to open; a folder that holds a single one stands for it."""
    if len(files) > 1:
        raise UsageError(_("Only one article can be opened at a time; name one of them."))
    if files[0] == STANDARD_INPUT:
        return None
    path = Path(files[0])
    if not path.is_dir():
        return path
    found = articles_in(path)
    if not found:
        raise SourceError(
            _("There is no article in {folder}; articles are files named .txt or .md.").format(
                folder=path
            )
        )
    if len(found) > 1:
        raise SourceError(
            _("There are {count} articles in {folder}; name one, such as {first}.").format(
                count=len(found), folder=path, first=found[0]
            )
        )
    return found[0]


def _take_terminal() -> None:
    """Standard input is no keyboard (it may have been the article): keys come from the terminal."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise SourceError(
            _("There is no terminal to read keys from; start newsreader in one.")
        ) from error
    os.dup2(terminal, 0)
    os.close(terminal)
