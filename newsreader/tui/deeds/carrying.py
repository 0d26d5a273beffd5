"""Carrying: what leaves the program, to a file or to the clipboard."""

from __future__ import annotations

from newsreader.locale import _
from newsreader.text.span import Span
from newsreader.tui.caret import Caret
from newsreader.tui.deeds.desk import Desk
from newsreader.tui.messages import Requested
from newsreader.tui.screens.export_dialog import ExportDialog


def _copy(desk: Desk, request: Requested) -> None:
    """Copy the selection, or the highlight under the caret."""
    here = desk.session.notebook.at(request.offset)
    span = request.selection or (here.span if here else Span(request.offset, request.offset))
    words = span.of(desk.session.article.text)
    if not words:
        desk.say(_("Select some text first: v starts a selection, s takes the sentence."))
        return
    desk.pane.app.copy_to_clipboard(words)
    desk.say(_("{count} characters copied.").format(count=len(words)))
    if request.selection is not None:
        desk.pane.move(Caret(request.selection.start))


def _export(desk: Desk, _request: Requested) -> None:
    def done(told: str | None) -> None:
        if told:
            desk.say(told)

    desk.ask(ExportDialog(desk.pane.palette, desk.session, desk.settings), done)


DEEDS = {"selection.copy": _copy, "app.export": _export}
