"""Open a folder or several articles on the screen, as a library."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.commands.launch_reader import absolute, session_on, take_terminal
from newsreader.commands.open_library import library_of
from newsreader.commands.sources import open_source
from newsreader.library.article_files import articles_in, no_article
from newsreader.library.index import Index
from newsreader.library.index_path import index_path
from newsreader.state import State
from newsreader.tui.startup.first_list import show
from newsreader.tui.startup.first_screen import show_then_run
from newsreader.user_paths import is_folder

if TYPE_CHECKING:
    from newsreader.analysis.service import Service
    from newsreader.session.reading_session import ReadingSession
    from newsreader.tui.startup.first_screen import FirstScreen


def launch_library(arguments: Namespace, start: Callable[[], Service]) -> int:
    """Show the library of `arguments.files`; returns the exit status. Raises SourceError.

    `start` starts the helper process.
    """
    state, settings = State.open(), arguments.settings
    library = library_of(arguments, Index.open(index_path()), state, recent=arguments.recent)
    if not library.entries and arguments.paste is None:
        _refuse_empty([Path(name) for name in arguments.files])
    take_terminal()

    def run_app(first_screen: FirstScreen | None) -> int:
        # Only now: the reader already sees the list.
        from newsreader.commands.preferences import preferences_of  # noqa: PLC0415
        from newsreader.library.name_reader import NameReader  # noqa: PLC0415
        from newsreader.session.environment import SharedHelper  # noqa: PLC0415
        from newsreader.tui.open_articles import OpenedLibrary  # noqa: PLC0415
        from newsreader.tui.run import run  # noqa: PLC0415

        helper = SharedHelper(start())
        if not library.recent:
            state.remember_library([str(root) for root in library.roots])

        def open_session(path: Path) -> ReadingSession:
            encoding = arguments.encoding or state.encoding(absolute(path))
            return session_on(open_source(path, encoding), encoding, state, helper, library.folder)

        first = "library.paste" if arguments.paste is not None else ""
        opened = OpenedLibrary(library, open_session, NameReader(library, helper), first)
        return run(
            opened, preferences_of(arguments, state), tuple(arguments.problems), first_screen
        )

    try:
        # A dialog that comes first is meant by what is typed, also by the key for quitting.
        can_quit = arguments.paste is None
        return show_then_run(lambda: show(library, settings, can_quit=can_quit), run_app)
    finally:
        library.index.close()


def _refuse_empty(roots: Sequence[Path]) -> None:
    """Raise SourceError if there is nothing to list."""
    for root in roots:
        if not is_folder(root):
            open_source(root)  # raises what is wrong with the first file
            return
        if articles_in(root, lost=True):
            return
    raise no_article(roots[0])
