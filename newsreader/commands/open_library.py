"""Opens the library of the files and folders that a command is given."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from newsreader.commands.output import complain
from newsreader.commands.progress import TerminalProgress
from newsreader.directories import directories
from newsreader.library.article_files import no_article
from newsreader.library.index import Index
from newsreader.library.library import Library
from newsreader.locale import _
from newsreader.notebook.colour import colour_meanings
from newsreader.state import State


def library_of(
    arguments: Namespace, index: Index, state: State, *, recent: bool = False
) -> Library:
    """The library of `arguments.files`, as the index knows it."""
    roots, settings = [Path(name) for name in arguments.files], arguments.settings
    meanings = colour_meanings(settings.colours)
    return Library(
        roots,
        index,
        state,
        directories().data,
        settings.watch,
        meanings,
        recent=recent,
    ).refresh()


def opened_library(arguments: Namespace, index: Index) -> Library:
    """The library of `arguments.files`, after a scan; prints which articles cannot be read.

    Raises SourceError.
    """
    library = library_of(arguments, index, State.open())
    with TerminalProgress(_("Reading"), _("Nothing was searched.")) as progress:
        for _step in library.scan.run(lambda done, every: progress.update(done / max(1, every))):
            pass
    if not library.entries:
        raise no_article(*arguments.files)
    for problem in (index.problem, *(entry.problem for entry in library.entries)):
        if problem:
            complain(problem)
    return library
