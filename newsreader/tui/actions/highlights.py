"""Highlights: created, recoloured, given other ends, deleted."""

from __future__ import annotations

from newsreader.keys.display import key_for
from newsreader.locale import _, ngettext
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.text.sentences import quotable_at
from newsreader.text.span import Span
from newsreader.tui.actions import notes
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
        _show_new(context, _highlighted(context, request.selection, chosen))
    elif (here := session.notebook.at(request.offset)) is not None:
        session.notes.recolour(here.id, chosen)
        context.show_notebook()
    elif (sentence := _sentence(context, request.offset)) is not None:
        _show_new(context, _highlighted(context, sentence, chosen))


def _highlighted(context: ReadingContext, span: Span, colour: Colour) -> Highlight:
    """A new highlight; one of a quotation that was found records its speaker."""
    speaker = context.session.analysis.speaker_of(span)
    return context.session.notes.highlight(span, colour, speaker)


def _show_new(context: ReadingContext, highlight: Highlight) -> None:
    """Show a new highlight: the selection ends, and the caret goes to its first grapheme."""
    context.show_notebook()
    context.pane.move(Caret(highlight.span.start))


def _sentence(context: ReadingContext, offset: int) -> Span | None:
    article = context.session.article
    paragraph = article.paragraph_at(offset)
    return quotable_at(article.text, paragraph.span, offset) or None


def annotate(context: ReadingContext, request: Requested) -> None:
    """Write on the highlight here; without one, on the selection or the sentence, highlighted."""
    if context.interaction.resizing:
        set_ends(context, request, None)
    elif (found := highlight_here(context, request)) is not None:
        highlight, new = found
        notes.edit_note(context, highlight, new=new)


def highlight_here(context: ReadingContext, request: Requested) -> tuple[Highlight, bool] | None:
    """The highlight here, or else the selection or the sentence as one; and whether it is new."""
    session = context.session
    here = session.notebook.at(request.offset) if request.selection is None else None
    if here is not None:
        return here, False
    span = request.selection or _sentence(context, request.offset)
    if span is None:
        return None
    existing = next((h for h in session.notebook.shown() if h.span == span), None)
    highlight = existing or _highlighted(context, span, session.notes.colour)
    _show_new(context, highlight)
    return highlight, existing is None


def edit_note(context: ReadingContext, request: Requested) -> None:
    """Write on the highlight that is chosen in the notes panel."""
    if highlight := context.session.notebook.highlights.get(request.subject):
        notes.edit_note(context, highlight, new=False)


def chosen_highlight(context: ReadingContext, request: Requested) -> Highlight | None:
    """The highlight chosen in the panel, or under the caret; without one, a message says so."""
    notebook = context.session.notebook
    if request.id.startswith("notes."):
        found, none = notebook.highlights.get(request.subject), _("No highlight is chosen here.")
    else:
        found = notebook.at(request.offset)
        none = _("There is no highlight here; {first} to {last} make one.")
    if found is None:
        first, last = key_for("highlight.colour_1"), key_for("highlight.colour_5")
        context.say(none.format(first=first, last=last))
    return found


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


def set_ends(context: ReadingContext, request: Requested, colour: Colour | None) -> None:
    """Move the highlight that is being changed to the selection, and recolour it if asked to."""
    highlight_id, context.interaction.resizing = context.interaction.resizing, ""
    if request.selection is None or highlight_id not in context.session.notebook.highlights:
        return
    moved = context.session.notes.move(highlight_id, request.selection)
    if colour is not None and colour is not moved.colour:
        context.session.notes.recolour(highlight_id, colour)
    _show_new(context, moved)


def delete(context: ReadingContext, request: Requested) -> None:
    if (highlight := chosen_highlight(context, request)) is not None:
        context.session.notes.delete(highlight.id)
        context.show_notebook()
        context.say(_("Deleted; {undo} brings it back.").format(undo=key_for("app.undo")))


def show_former_words(context: ReadingContext, request: Requested) -> None:
    """Say what the words of the highlight here were before the text changed."""
    highlight = context.session.notebook.at(request.offset)
    if highlight is None or highlight.was is None or not highlight.reworded:
        context.say(_("The words here are those that were highlighted."))
    else:
        words = _("≠ was: {quote}")
        context.say(words.format(quote=context.shown(highlight.was.quote)))
