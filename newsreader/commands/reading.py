"""Reading: an article on the screen; on paper, with its marks, where there is no terminal."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from newsreader.analysis.service import Service
from newsreader.article.opening import STANDARD_INPUT
from newsreader.commands.output import complain
from newsreader.commands.paper import print_article
from newsreader.commands.sources import Opened, Sources, articles_in, open_source
from newsreader.errors import SourceError, UsageError
from newsreader.locale import _
from newsreader.session import ReadingSession
from newsreader.state import State


def read(arguments: Namespace) -> int:
    """Open what was named on the screen, or print it where standard output is no terminal."""
    if not sys.stdout.isatty():
        return _print(arguments)
    path = _one(arguments.files)
    opened = open_source(path, arguments.encoding)
    if sys.stdin is None or not sys.stdin.isatty():
        _take_terminal()
    # Before the screen's modules are imported: the helper process gets ready in the meantime.
    with closing(Service.start()) as service:
        session = _session(opened, service)
        from newsreader.tui.app import run  # noqa: PLC0415 (after the helper has been started)

        return run(session, arguments.settings, tuple(arguments.problems))


def _session(opened: Opened, service: Service) -> ReadingSession:
    state = State()
    if opened.path is None:
        key = opened.article.sha256_text
    else:
        key = os.path.abspath(opened.path)  # noqa: PTH100 (resolve() would follow the user's links)
        state.remember_file(opened.path)
    return ReadingSession(opened.article, opened.sidecar, state, key, service)


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


def _print(arguments: Namespace) -> int:
    for problem in arguments.problems:
        complain(problem)
    sources = Sources(arguments.files, arguments.encoding)
    for opened in sources:
        print_article(opened, arguments.settings)
    return int(sources.failed)
