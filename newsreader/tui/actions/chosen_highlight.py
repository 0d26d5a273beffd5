"""The highlight that an action is about: chosen, under the caret, or new."""

from __future__ import annotations

from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.text.sentences import quotable_at
from newsreader.text.span import Span
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret


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


def highlight_here(context: ReadingContext, request: Requested) -> tuple[Highlight, bool] | None:
    """The highlight here, or else the selection or the sentence as one; and whether it is new."""
    session = context.session
    here = session.notebook.at(request.offset) if request.selection is None else None
    if here is not None:
        return here, False
    span = request.selection or sentence_at(context, request.offset)
    if span is None:
        return None
    existing = next((h for h in session.notebook.shown() if h.span == span), None)
    highlight = existing or new_highlight(context, span, session.notes.colour)
    show_new(context, highlight)
    return highlight, existing is None


def new_highlight(context: ReadingContext, span: Span, colour: Colour) -> Highlight:
    """A new highlight; one of a quotation that was found records its speaker."""
    speaker = context.session.analysis.speaker_of(span)
    return context.session.notes.highlight(span, colour, speaker)


def show_new(context: ReadingContext, highlight: Highlight) -> None:
    """Show a new highlight: the selection ends, and the caret goes to its first grapheme."""
    context.show_notebook()
    context.pane.move(Caret(highlight.span.start))


def sentence_at(context: ReadingContext, offset: int) -> Span | None:
    """The sentence at a code point; None in a row without any."""
    article = context.session.article
    paragraph = article.paragraph_at(offset)
    return quotable_at(article.text, paragraph.span, offset) or None


def set_ends(context: ReadingContext, request: Requested, colour: Colour | None) -> None:
    """Move the highlight that is being changed to the selection, and recolour it if asked to."""
    highlight_id, context.interaction.resizing = context.interaction.resizing, ""
    if request.selection is None or highlight_id not in context.session.notebook.highlights:
        return
    moved = context.session.notes.move(highlight_id, request.selection)
    if colour is not None and colour is not moved.colour:
        context.session.notes.recolour(highlight_id, colour)
    show_new(context, moved)
