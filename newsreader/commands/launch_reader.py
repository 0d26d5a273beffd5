"""Read one article on the screen, from opening it to leaving it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader import log
from newsreader.article.loader import STANDARD_INPUT
from newsreader.commands.progress import TerminalProgress
from newsreader.commands.sources import Opened, open_source
from newsreader.directories import directories
from newsreader.errors import SourceError
from newsreader.locale import _
from newsreader.state import State
from newsreader.tui.startup.first_page import show
from newsreader.tui.startup.first_screen import FirstScreen, show_then_run

if TYPE_CHECKING:
    from argparse import Namespace

    from newsreader.analysis.service import Service
    from newsreader.article.article import Article
    from newsreader.entities.entity import Entity
    from newsreader.session.environment import Helper
    from newsreader.session.reading_session import ReadingSession

_PATIENCE = 0.2
"""Seconds to wait for the notes before the page is shown without them."""

_LEAST_MEMORY = 240
"""Megabytes of address space that the screen needs; with less, a thread can end unnoticed."""


def launch_reader(arguments: Namespace, start: Callable[[], Service]) -> int:
    """Show the article that was named; returns the exit status.

    `start` starts the helper process, once there is something on the screen.
    """
    state = State.open()
    path = None if arguments.files[0] == STANDARD_INPUT else Path(arguments.files[0])
    chosen = arguments.encoding or (state.encoding(absolute(path)) if path else None)
    with TerminalProgress(_("Opening"), _("Nothing was opened.")) as waiting:
        opened = open_source(path, chosen, waiting.update)
    take_terminal()
    offset = state.stopped_at(place_key(opened), opened.article.text)

    def run_app(first_screen: FirstScreen | None) -> int:
        # Textual is most of a start: while it is being loaded the page can be read, and the
        # helper process reads it too.
        log.debug("the first page is on the screen")
        session = session_on(opened, chosen, state, start())
        from newsreader.commands.preferences import preferences_of  # noqa: PLC0415
        from newsreader.tui.run import run  # noqa: PLC0415

        log.debug("the screen is loaded")
        preferences = preferences_of(arguments, state)
        return run(session, preferences, tuple(arguments.problems), first_screen, open_linked)

    def open_linked(other: Path) -> ReadingSession:
        encoding = arguments.encoding or state.encoding(absolute(other))
        return session_on(open_source(other, encoding), encoding, state, start())

    return show_then_run(lambda: show(opened.article, arguments.settings, offset), run_app)


def session_on(
    opened: Opened,
    encoding: str | None,
    state: State,
    helper: Helper,
    folder: Path | None = None,
) -> ReadingSession:
    """A session with an article, read in `encoding`, None where its bytes decide.

    `folder` is that of the library, None for the nearest with notes on names.
    """
    from newsreader.session import Environment, open_session  # noqa: PLC0415 (after the first page)
    from newsreader.session.environment import SourceFile  # noqa: PLC0415
    from newsreader.session.folder_corrections import FolderCorrections  # noqa: PLC0415
    from newsreader.sidecar.paths import names_folder  # noqa: PLC0415
    from newsreader.sidecar.undo_file import UndoFile  # noqa: PLC0415

    key, path = place_key(opened), opened.path
    source = None
    if path is not None:
        source = SourceFile(path, encoding, opened.signature, state, key)
    environment = Environment(
        opened.sidecar,
        state,
        key,
        helper,
        drafts=directories().data / "drafts",
        source=source,
        lexicon=directories().lexicon,
        learned=keep_names,
        keep=keep_text if path is None else None,
        folder=FolderCorrections(folder or names_folder(path), directories().data)
        if path
        else None,
        undo_file=UndoFile(directories().state / "undo"),
    )
    return open_session(opened.article, environment, _PATIENCE)


def keep_text(article: Article) -> Path:
    """Save a text from standard input as a pasted one is; the notes on it are its own then.

    Raises SourceError.
    """
    from newsreader.commands.default_files import paste_folder  # noqa: PLC0415 (rarely needed)
    from newsreader.library.new_article import save  # noqa: PLC0415
    from newsreader.sidecar.paths import point_to, spare_path  # noqa: PLC0415

    data = directories().data
    path = save(article, paste_folder("", State.open()), data).path
    with contextlib.suppress(OSError):  # they are found by the text as well, when it is opened
        point_to(spare_path(data, article.sha256_text), data, path)
    return path


def keep_names(sha256_text: str, entities: Sequence[Entity]) -> None:
    """Keep the entities of a text in the index of the library, if there is one.

    At the end of a session: the database takes two megabytes, and a third of the time to quit.
    """
    from newsreader.library.index_path import index_path  # noqa: PLC0415

    if not index_path().exists():
        return
    from newsreader.library.index import Index  # noqa: PLC0415

    index = Index.open(index_path())
    index.learn(sha256_text, entities)
    index.close()


def place_key(opened: Opened) -> str:
    """The key of the place in this article: its path, or the hash of its text."""
    return opened.article.sha256_text if opened.path is None else absolute(opened.path)


def absolute(path: Path) -> str:
    """The absolute path as the state holds it."""
    return os.path.abspath(path)  # noqa: PTH100 (resolve() would follow the user's links)


def take_terminal() -> None:
    """Use the terminal's keyboard and screen where standard streams are redirected.

    Standard input may have been the article; the screen is drawn on standard error, which may be
    redirected to a file. Raises SourceError if there is no terminal, or not enough memory.
    """
    _require_memory()
    others = [number for number in (0, 2) if not os.isatty(number)]
    if not others:
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise SourceError(
            _("There is no terminal to read keys from; start newsreader in one.")
        ) from error
    for number in others:
        os.dup2(terminal, number)
    if terminal not in others:
        os.close(terminal)
    # A stream that was closed before the program started is None, also for Textual.
    sys.__stdin__ = sys.__stdin__ or os.fdopen(0, "r", closefd=False)  # type: ignore[misc]
    sys.__stderr__ = sys.__stderr__ or os.fdopen(2, "w", closefd=False)  # type: ignore[misc]


def _require_memory() -> None:
    import resource  # noqa: PLC0415 (not on every system)

    limit, _hard = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY and limit < _LEAST_MEMORY << 20:
        message = _("The memory is limited to {limit} MB; {least} are needed; raise the limit.")
        raise SourceError(message.format(limit=limit >> 20, least=_LEAST_MEMORY))
