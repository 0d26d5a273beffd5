"""Browsing: a folder or several articles on the screen, as a library."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.commands.launch_reader import absolute, index_path, session_on, take_terminal
from newsreader.commands.sources import open_source
from newsreader.commands.startup import show_and_go_on
from newsreader.directories import directories
from newsreader.errors import SourceError
from newsreader.library.index import Index
from newsreader.library.library import Library
from newsreader.library.survey import articles_in
from newsreader.locale import _
from newsreader.state import State
from newsreader.tui.startup.first_list import show

if TYPE_CHECKING:
    from newsreader.analysis.service import Service
    from newsreader.session.reading_session import ReadingSession
    from newsreader.tui.startup.first_page import FirstPage


def launch_library(arguments: Namespace, start: Callable[[], Service]) -> int:
    """Show the library of what was named; returns the exit status. Raises SourceError."""
    roots = [Path(name) for name in arguments.files]
    state = State()
    watch = arguments.settings.watch
    library = Library(roots, Index(index_path()), state, directories().data, watch)
    if not library.entries:
        _refuse_empty(roots)
    take_terminal()

    def go_on(first_page: FirstPage | None) -> int:
        # Only now: the list can be read while these are being loaded.
        from newsreader.session.shared_helper import SharedHelper  # noqa: PLC0415
        from newsreader.tui.app import run  # noqa: PLC0415

        helper = SharedHelper(start())

        def open_session(path: Path) -> ReadingSession:
            encoding = arguments.encoding or state.encoding(absolute(path))
            return session_on(open_source(path, encoding), encoding, state, helper)

        shelf = library, open_session
        return run(shelf, arguments.settings, tuple(arguments.problems), first_page)

    try:
        return show_and_go_on(lambda: show(library, arguments.settings), go_on)
    finally:
        library.index.close()


def _refuse_empty(roots: list[Path]) -> None:
    """Raises SourceError where there is nothing to list."""
    for root in roots:
        if not root.is_dir():
            open_source(root)  # says at once what is wrong with the first
            return
        if articles_in(root):
            return
    raise SourceError(
        _("There is no article in {folder}; articles are files named .txt or .md.").format(
            folder=roots[0]
        )
    )
