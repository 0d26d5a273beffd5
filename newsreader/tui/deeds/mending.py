"""Mending: highlights that lost their place, and those in the trash."""

from __future__ import annotations

from newsreader.hints import key_for
from newsreader.locale import _
from newsreader.notebook.highlight import Highlight, State
from newsreader.tui.deeds.desk import Desk
from newsreader.tui.messages import Requested
from newsreader.tui.widgets.notes_panel import View


def _open(desk: Desk, request: Requested) -> None:
    """Go to the chosen highlight; give it a place, or bring it back, if that is what it lacks."""
    highlight = desk.session.notebook.highlights.get(request.subject)
    if highlight is None:
        return
    if desk.panel.view is View.DOUBTS:
        _accept(desk, highlight)
    elif desk.panel.view is View.TRASH:
        desk.session.notes.restore(highlight.id)
        desk.show_notebook()
    elif highlight.shown:
        desk.jump(highlight.span.start)
        desk.rearrange("article")
    else:
        told = _("This highlight is an orphan; {key} lists where it may belong.")
        desk.say(told.format(key=key_for("notes.orphans")))


def _accept(desk: Desk, highlight: Highlight) -> None:
    """Agree to the place that was found, or to the first one that is suggested."""
    notes = desk.session.notes
    if highlight.state is State.REVIEW:
        placed = notes.move(highlight.id, highlight.span)
    elif found := desk.session.places.suggestions(highlight.id):
        placed = notes.move(highlight.id, found[0][0].span)
    else:
        told = _("No place was found: select the text in the article, then {key} puts it there.")
        desk.say(told.format(key=key_for("notes.reattach")))
        return
    desk.show_notebook()
    desk.jump(placed.span.start)


def _reattach(desk: Desk, request: Requested) -> None:
    if request.subject not in desk.session.notebook.highlights:
        return
    selection = desk.pane.selection
    if selection is None:
        told = _("Select the text in the article first, then come back and press {key}.")
        desk.say(told.format(key=key_for("notes.reattach")))
        return
    desk.session.notes.move(request.subject, selection)
    desk.show_notebook()
    desk.pane.go_to(selection.start)


def _keep(desk: Desk, request: Requested) -> None:
    if request.subject in desk.session.notebook.highlights:
        desk.session.notes.orphan(request.subject)
        desk.show_notebook()
        desk.say(_("Kept as an orphan: its quote and note stay in the notebook."))


def _empty_trash(desk: Desk, _request: Requested) -> None:
    desk.session.notes.empty_trash()
    desk.show_notebook()
    desk.say(_("The trash is empty now."))


DEEDS = {
    "notes.open": _open,
    "notes.reattach": _reattach,
    "notes.keep": _keep,
    "notes.empty_trash": _empty_trash,
}
