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
from newsreader.commands.sources import Opened, articles_in, open_source
from newsreader.errors import SourceError, UsageError
from newsreader.locale import _
from newsreader.state import State
from newsreader.tui.first_page import show


def sit(arguments: Namespace, service: Service) -> int:
    """Read the article that was named on the screen; returns the exit status."""
    opened = open_source(_one(arguments.files), arguments.encoding)
    if sys.stdin is None or not sys.stdin.isatty():
        _take_terminal()
    state, key = State(), _place_key(opened)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    offset = state.stopped_at(key, opened.article.text)
    first_page = show(opened.article, arguments.settings, offset)
    try:
        # Textual is most of a start: the page can be read while it is being loaded.
        from newsreader.session import ReadingSession  # noqa: PLC0415
        from newsreader.tui.app import run  # noqa: PLC0415

        session = ReadingSession(opened.article, opened.sidecar, state, key, service)
        if opened.path is not None:
            state.remember_file(opened.path)
        return run(session, arguments.settings, tuple(arguments.problems), first_page)
    except BaseException:
        if first_page is not None:
            first_page.close()
        raise


def _leave(number: int, _frame: object) -> NoReturn:
    """Ends a start that is under way; once the screen stands, it has its own way to end."""
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
