"""Mending: highlights that lost their place, and those in the trash."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.hints import key_for
from newsreader.locale import _
from newsreader.notebook.anchor import Candidate
from newsreader.notebook.highlight import Highlight, State
from newsreader.text.control import clean_line
from newsreader.text.span import Span
from newsreader.tui.deeds.asking import ask_here
from newsreader.tui.deeds.desk import Desk
from newsreader.tui.dialogs.menu import Chosen, Course, MenuScreen
from newsreader.tui.messages import Requested
from newsreader.tui.widgets.notes_panel import View

_SHOWN = 12
"""Code points of a quote in a question about it."""


def _open(desk: Desk, request: Requested) -> None:
    """Go to the chosen highlight; give it a place, or bring it back, if that is what it lacks."""
    highlight = desk.session.notebook.highlights.get(request.subject)
    if highlight is None:
        return
    if desk.session.read_only and desk.panel.view is not View.ALL:
        desk.say(_("A later version wrote these notes: they can be read, not changed."))
    elif desk.panel.view is View.DOUBTS:
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
    """Agree to the place that was found; of several that are suggested the reader chooses one."""
    found = desk.session.places.suggestions(highlight.id)
    if highlight.state is State.REVIEW:
        _place(desk, highlight, highlight.span)
    elif len(found) > 1:
        _choose(desk, highlight, found)
    elif found:
        _place(desk, highlight, found[0][0].span)
    else:
        told = _("No place was found: select the text in the article, then {key} puts it there.")
        desk.say(told.format(key=key_for("notes.reattach")))


def _choose(desk: Desk, highlight: Highlight, found: Sequence[tuple[Candidate, str]]) -> None:
    """Ask which of the places that were `found` it is; the numbers are those in the panel."""
    courses = [
        Course(str(number), str(number), f"{candidate.confidence:.0%} {clean_line(words)}")
        for number, (candidate, words) in enumerate(found, 1)
    ]

    def done(chosen: Chosen | None) -> None:
        if chosen is not None and highlight.id in desk.session.notebook.highlights:
            _place(desk, highlight, found[int(chosen.id) - 1][0].span)

    title = _("Where does “{quote}” belong?").format(quote=clean_line(highlight.quote[:_SHOWN]))
    ask_here(desk, MenuScreen(desk.pane.palette, title, courses), done)


def _place(desk: Desk, highlight: Highlight, span: Span) -> None:
    desk.session.notes.move(highlight.id, span)
    desk.show_notebook()
    desk.jump(span.start)


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
