"""Notes of another program, from a file into the notebook."""

from __future__ import annotations

import asyncio
import os
from functools import partial
from pathlib import Path

from newsreader.formats.import_report import ADDED, NOT_USED, numbers_of
from newsreader.formats.importing import Report
from newsreader.keys.display import key_for
from newsreader.locale import _, sentences
from newsreader.session.imports import NotesImport
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.dialogs.import_dialog import ImportScreen
from newsreader.tui.messages import Requested
from newsreader.tui.widgets.completion import PathCompletion
from newsreader.user_paths import is_folder, typed_path


def import_notes(context: ReadingContext, _request: Requested) -> None:
    """Ask for a file, show what it would add, and add that."""
    last, folder = context.interaction.imported_from, context.session.sync.folder
    _ask(context, last or (f"{folder}{os.sep}" if folder is not None else ""))


def _ask(context: ReadingContext, value: str) -> None:
    """Ask for the path of a file, with `value` already in the field."""

    def submitted(words: str) -> None:
        if words.strip():
            context.run_in_background(partial(_open, context, words))

    context.bar.prompt(
        _("Import notes from"),
        clean_line(value),
        on_submit=submitted,
        placeholder=_("a file of this or another program"),
        completion=PathCompletion(),
    )
    context.bar.select_from(value.rfind(os.sep) + 1)  # another name replaces that of the file


async def _open(context: ReadingContext, words: str) -> None:
    """Show what the file called `words` would add; in a folder, ask again."""
    path = typed_path(words)
    if await asyncio.to_thread(is_folder, path):  # the disk may not answer
        folder = words.strip().rstrip(os.sep) + os.sep
        context.say(_("{folder} is a folder; name a file in it.").format(folder=folder))
        _ask(context, folder)
    elif context.is_active:
        context.interaction.imported_from = words
        _show(context, path)


def _show(context: ReadingContext, path: Path) -> None:
    def answered(report: Report | None) -> None:
        if report is None:
            return
        context.interaction.imported_from = ""
        context.show_notebook()
        done = _("Imported: {numbers}.").format(numbers=numbers_of(report, ADDED))
        undo = _("{undo} takes it back.").format(undo=key_for("app.undo"))
        if rest := numbers_of(report, NOT_USED):
            done = sentences(done, _("Not imported: {numbers}.").format(numbers=rest))
        context.say(sentences(done, undo))

    context.ask(ImportScreen(context.pane.palette, NotesImport(context.session, path)), answered)
