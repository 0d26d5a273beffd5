"""Open a folder or several articles on the screen, as a library."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.commands.launch_reader import absolute, session_on, take_terminal
from newsreader.commands.sources import open_source
from newsreader.directories import directories
from newsreader.errors import SourceError
from newsreader.library.index import Index, index_path
from newsreader.library.library import Library
from newsreader.library.survey import articles_in
from newsreader.locale import _
from newsreader.notebook.colour import colour_meanings
from newsreader.state import State
from newsreader.tui.startup.first_list import show
from newsreader.tui.startup.first_screen import show_then_run

if TYPE_CHECKING:
    from newsreader.analysis.service import Service
    from newsreader.session.reading_session import ReadingSession
    from newsreader.tui.startup.first_screen import FirstScreen


def launch_library(arguments: Namespace, start: Callable[[], Service]) -> int:
    """Show the library of `arguments.files`; returns the exit status. Raises SourceError.

    `start` starts the helper process.
    """
    roots = [Path(name) for name in arguments.files]
    state = State()
    index, settings = Index(index_path()), arguments.settings
    meanings = colour_meanings(settings.colours)
    library = Library(roots, index, state, directories().data, settings.watch, meanings)
    if not library.entries:
        _refuse_empty(roots)
    take_terminal()

    def run_app(first_screen: FirstScreen | None) -> int:
        # Only now: the reader already sees the list.
        from newsreader.library.name_reader import NameReader  # noqa: PLC0415
        from newsreader.session.environment import SharedHelper  # noqa: PLC0415
        from newsreader.tui.app import OpenedLibrary, run  # noqa: PLC0415

        helper = SharedHelper(start())

        def open_session(path: Path) -> ReadingSession:
            encoding = arguments.encoding or state.encoding(absolute(path))
            return session_on(open_source(path, encoding), encoding, state, helper, library.folder)

        opened = OpenedLibrary(library, open_session, NameReader(library, helper))
        return run(opened, settings, tuple(arguments.problems), first_screen)

    try:
        return show_then_run(lambda: show(library, settings), run_app)
    finally:
        library.index.close()


def _refuse_empty(roots: list[Path]) -> None:
    """Raise SourceError if there is nothing to list."""
    for root in roots:
        if not root.is_dir():
            open_source(root)  # raises what is wrong with the first file
            return
        if articles_in(root):
            return
    raise SourceError(
        _("There is no article in {folder}; articles are files named .txt or .md.").format(
            folder=roots[0]
        )
    )
