"""Highlights that lost their place, and those in the trash."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.anchoring.resolve import Candidate
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.text.sanitize import clean_line
from newsreader.text.span import Span
from newsreader.tui.actions.context import ReadingContext, ask_about_text
from newsreader.tui.dialogs.menu import Chosen, MenuItem, MenuScreen
from newsreader.tui.messages import Requested
from newsreader.tui.widgets.notes_listing import PanelView

_QUOTE_LENGTH = 12
"""Code points of a quote in a question about it."""


def open_chosen(context: ReadingContext, request: Requested) -> None:
    """Go to the chosen highlight, or give it a place, or restore it, as the view demands."""
    highlight = context.session.notebook.highlights.get(request.subject)
    if highlight is None:
        return
    if context.session.read_only and context.panel.view is not PanelView.ALL:
        context.say(_("A later version wrote these notes: they can be read, not changed."))
    elif context.panel.view is PanelView.ORPHANS:
        _accept(context, highlight)
    elif context.panel.view is PanelView.TRASH:
        context.session.notes.restore(highlight.id)
        context.show_notebook()
    elif highlight.is_shown:
        context.jump(highlight.span.start)
        context.pane.focus()
    else:
        message = _("This highlight is an orphan; {key} lists where it may belong.")
        context.say(message.format(key=key_for("notes.orphans")))


def _accept(context: ReadingContext, highlight: Highlight) -> None:
    """Accept the place that was found; of several suggestions, ask for one."""
    found = context.session.notes.suggestions(highlight.id)
    if highlight.state is HighlightState.REVIEW:
        _place(context, highlight, highlight.span)
    elif len(found) > 1:
        _ask_for_place(context, highlight, found)
    elif found:
        _place(context, highlight, found[0][0].span)
    else:
        message = _("No place was found: select the text in the article, then {key} puts it there.")
        context.say(message.format(key=key_for("notes.reattach")))


def _ask_for_place(
    context: ReadingContext, highlight: Highlight, found: Sequence[tuple[Candidate, str]]
) -> None:
    """Ask which of the suggestions is right; they are numbered as in the panel."""
    items = [
        MenuItem(str(number), str(number), f"{candidate.confidence:.0%} {clean_line(words)}")
        for number, (candidate, words) in enumerate(found, 1)
    ]

    def answered(chosen: Chosen | None) -> None:
        if chosen is not None and highlight.id in context.session.notebook.highlights:
            _place(context, highlight, found[int(chosen.id) - 1][0].span)

    quote = clean_line(highlight.quote[:_QUOTE_LENGTH])
    title = _("Where does “{quote}” belong?").format(quote=quote)
    ask_about_text(context, MenuScreen(context.pane.palette, title, items), answered)


def _place(context: ReadingContext, highlight: Highlight, span: Span) -> None:
    context.session.notes.move(highlight.id, span)
    context.show_notebook()
    context.jump(span.start)


def reattach(context: ReadingContext, request: Requested) -> None:
    """Move the chosen highlight to the selection."""
    if request.subject not in context.session.notebook.highlights:
        return
    selection = context.pane.selection
    if selection is None:
        message = _("Select the text in the article first, then come back and press {key}.")
        context.say(message.format(key=key_for("notes.reattach")))
        return
    context.session.notes.move(request.subject, selection)
    context.show_notebook()
    context.pane.go_to(selection.start)


def keep_as_orphan(context: ReadingContext, request: Requested) -> None:
    if request.subject in context.session.notebook.highlights:
        context.session.notes.orphan(request.subject)
        context.show_notebook()
        context.say(_("Kept as an orphan: its quote and note stay in the notebook."))


def empty_trash(context: ReadingContext, _request: Requested) -> None:
    context.session.notes.empty_trash()
    context.show_notebook()
    context.say(_("The trash is empty now."))
