"""Writing the note about a name, for all articles of the folder."""

from __future__ import annotations

from collections.abc import Callable

from newsreader.errors import NewsreaderError
from newsreader.library.article_entry import Appearance
from newsreader.library.library import Library
from newsreader.locale import _
from newsreader.session.drafts import Drafts
from newsreader.tui.actions.context import ScreenContext
from newsreader.tui.dialogs.note_editor import NoteEditor


def edit_name_note(
    context: ScreenContext, library: Library, name: Appearance, saved: Callable[[], None]
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
        try:
            library.names_file.save_note(name.kind, called, note, before)
        except NewsreaderError as error:
            keep(note)
            context.say(str(error), warning=True)
            return
        drafts.forget()
        saved()

    def answered(note: str | None) -> None:
        if note is None:
            drafts.forget()
        else:
            save(note)

    typed = unfinished.note if unfinished is not None else None
    context.ask(NoteEditor(name.name, before, save, keep, typed), answered)
    if typed is not None:
        context.say(_("This note was being written when the program ended."))
