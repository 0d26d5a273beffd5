"""Writing the note about a name, for all articles of the folder."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from newsreader.errors import NewsreaderError
from newsreader.library.article_entry import Appearance
from newsreader.library.library import Library
from newsreader.locale import _
from newsreader.session.drafts import Drafts
from newsreader.tui.actions.context import JobContext
from newsreader.tui.actions.library_links import link_list
from newsreader.tui.dialogs.note_editor import NoteEditor
from newsreader.tui.library.job import Job


def edit_name_note(
    context: JobContext, library: Library, name: Appearance, saved: Callable[[], None]
) -> None:
    """Open the editor with the note about `name`; `saved` is called when it is on disk."""
    notes = library.name_notes()
    called = next((each for each in name.names if notes.note(name.kind, [each])), name.name)
    before = notes.note(name.kind, [called])
    drafts = Drafts(library.drafts, f"{library.names_file.path}\n{name.kind} {called}")
    unfinished = drafts.unfinished()

    def keep(note: str) -> None:
        drafts.keep_on_article(note, before)

    def save(note: str) -> None:
        """Save on this thread; if that fails, the draft stays."""
        try:
            library.names_file.save_note(name.kind, called, note, before)
        except NewsreaderError:
            drafts.leave()
            raise
        drafts.forget()

    def save_at_end(note: str) -> None:
        with contextlib.suppress(NewsreaderError):
            save(note)

    def answered(note: str | None) -> None:
        if note is None:
            drafts.forget()
        else:
            keep(note)
            job = Job(_("change a note"), lambda _step: save(note), lambda _none: saved())
            context.start_job(job)

    typed = unfinished.note if unfinished is not None else None
    links = link_list(context, library)
    editor = NoteEditor(name.name, before, save_at_end, keep, typed, links=links)
    context.ask(editor, answered)
    if typed is not None:
        context.say(_("This note was being written when the program ended."))
