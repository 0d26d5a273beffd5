"""Highlights: created, recoloured, given other ends, deleted, written on."""

from __future__ import annotations

from newsreader.keys.display import key_for
from newsreader.locale import _, ngettext
from newsreader.notebook.colour import Colour
from newsreader.tui.actions import notes
from newsreader.tui.actions.chosen_highlight import (
    chosen_highlight,
    highlight_here,
    new_highlight,
    sentence_at,
    set_ends,
    show_new,
)
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret


def colour(context: ReadingContext, request: Requested) -> None:
    """Highlight the selection; without one recolour the highlight here, or take the sentence.

    The id of the request ends with the number of the colour, from 1.
    """
    session, chosen = context.session, list(Colour)[int(request.id[-1]) - 1]
    if context.interaction.resizing:
        set_ends(context, request, chosen)
    elif request.selection is not None:
        show_new(context, new_highlight(context, request.selection, chosen))
    elif (here := session.notebook.at(request.offset)) is not None:
        session.notes.recolour(here.id, chosen)
        context.show_notebook()
    elif (sentence := sentence_at(context, request.offset)) is not None:
        show_new(context, new_highlight(context, sentence, chosen))


def annotate(context: ReadingContext, request: Requested) -> None:
    """Write on the highlight here; without one, on the selection or the sentence, highlighted."""
    if context.interaction.resizing:
        set_ends(context, request, None)
    elif (found := highlight_here(context, request)) is not None:
        highlight, new = found
        notes.edit_note(context, highlight, new=new)


def edit_note(context: ReadingContext, request: Requested) -> None:
    """Write on the highlight that is chosen in the notes panel."""
    if highlight := context.session.notebook.highlights.get(request.subject):
        notes.edit_note(context, highlight, new=False)


def highlight_all(context: ReadingContext, request: Requested) -> None:
    """Highlight the selected words wherever the article has them."""
    if request.selection is None:
        message = _("Select some text first: {key} highlights every copy of it.")
        context.say(message.format(key=key_for("highlight.all")))
        return
    words = request.selection.of(context.session.article.text)
    count = context.session.notes.highlight_all(words, context.session.notes.colour)
    context.pane.move(Caret(request.selection.start))
    context.show_notebook()
    context.say(
        ngettext("{count} place highlighted.", "{count} places highlighted.", count).format(
            count=count
        )
    )


def start_moving_ends(context: ReadingContext, request: Requested) -> None:
    """Select the text of the highlight; the next colour or note key sets its new ends."""
    if (highlight := chosen_highlight(context, request)) is not None:
        context.interaction.resizing = highlight.id
        context.pane.move(context.pane.caret.over(highlight.span))
        message = _(
            "Move the ends ({swap} changes sides); a colour or {enter} sets them, {leave} leaves."
        )
        swap, enter = key_for("selection.swap"), key_for("highlight.note")
        context.say(message.format(swap=swap, enter=enter, leave=key_for("selection.cancel")))


def delete(context: ReadingContext, request: Requested) -> None:
    if (highlight := chosen_highlight(context, request)) is not None:
        context.session.notes.delete(highlight.id)
        context.show_notebook()
        context.say(_("Deleted; {undo} brings it back.").format(undo=key_for("app.undo")))


def show_former_words(context: ReadingContext, request: Requested) -> None:
    """Say what the words of the highlight here were before the text changed."""
    if (highlight := chosen_highlight(context, request)) is None:
        return
    if highlight.was is None or not highlight.is_reworded:
        context.say(_("The words here are those that were highlighted."))
    else:
        words = _("≠ was: {quote}")
        context.say(words.format(quote=context.shown(highlight.was.quote)))
