"""Marking: highlights and their notes: made, given new ends, deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

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


def _colour(context: ReadingContext, request: Requested, colour: Colour) -> None:
    """Highlight the selection; without one recolour the highlight here, else take the sentence."""
    session = context.session
    if context.interaction.ranging:
        set_range(context, request, colour)
    elif request.selection is not None:
        _marked(context, session.notes.highlight(request.selection, colour))
    elif (here := session.notebook.at(request.offset)) is not None:
        session.notes.recolour(here.id, colour)
        context.show_notebook()
    elif (sentence := _sentence(context, request.offset)) is not None:
        _marked(context, session.notes.highlight(sentence, colour))


def _marked(context: ReadingContext, highlight: Highlight) -> None:
    """The selection has become a highlight: it ends, and the caret stands on its first grapheme."""
    context.show_notebook()
    context.pane.move(Caret(highlight.span.start))


def _sentence(context: ReadingContext, offset: int) -> Span | None:
    article = context.session.article
    paragraph = article.paragraph_at(offset)
    return quotable_at(article.text, paragraph.span, offset) or None


def _note(context: ReadingContext, request: Requested) -> None:
    """Write on the highlight here; without one, on the selection or the sentence, highlighted."""
    if context.interaction.ranging:
        set_range(context, request, None)
    elif (found := here_or_made(context, request)) is not None:
        highlight, new = found
        notes.write(context, highlight, new=new)


def here_or_made(context: ReadingContext, request: Requested) -> tuple[Highlight, bool] | None:
    """The highlight here, or the selection or sentence as one, and whether it was made just now."""
    session = context.session
    here = session.notebook.at(request.offset) if request.selection is None else None
    if here is not None:
        return here, False
    span = request.selection or _sentence(context, request.offset)
    if span is None:
        return None
    standing = next((h for h in session.notebook.shown() if h.span == span), None)
    highlight = standing or session.notes.highlight(span, session.notes.colour)
    _marked(context, highlight)
    return highlight, standing is None


def _edit_chosen(context: ReadingContext, request: Requested) -> None:
    if highlight := context.session.notebook.highlights.get(request.subject):
        notes.write(context, highlight, new=False)


def meant(context: ReadingContext, request: Requested) -> Highlight | None:
    """The highlight that is meant: the one chosen in the panel, or under the caret."""
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


def _all(context: ReadingContext, request: Requested) -> None:
    if request.selection is None:
        unmarked = _("Select some text first: {key} highlights it wherever it stands.")
        context.say(unmarked.format(key=key_for("highlight.all")))
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


def _range(context: ReadingContext, request: Requested) -> None:
    if (highlight := meant(context, request)) is not None:
        context.interaction.ranging = highlight.id
        context.pane.move(context.pane.caret.over(highlight.span))
        told = _(
            "Move the ends ({swap} changes sides); a colour or {enter} sets them, {leave} leaves."
        )
        swap, enter = key_for("selection.swap"), key_for("highlight.note")
        context.say(told.format(swap=swap, enter=enter, leave=key_for("selection.cancel")))


def set_range(context: ReadingContext, request: Requested, colour: Colour | None) -> None:
    highlight_id, context.interaction.ranging = context.interaction.ranging, ""
    if request.selection is None or highlight_id not in context.session.notebook.highlights:
        return
    moved = context.session.notes.move(highlight_id, request.selection)
    if colour is not None and colour is not moved.colour:
        context.session.notes.recolour(highlight_id, colour)
    _marked(context, moved)


def _delete(context: ReadingContext, request: Requested) -> None:
    if (highlight := meant(context, request)) is not None:
        context.session.notes.delete(highlight.id)
        context.show_notebook()
        context.say(_("Deleted; {undo} brings it back.").format(undo=key_for("app.undo")))


ACTIONS: Mapping[str, Callable[[ReadingContext, Requested], None]] = {
    "highlight.note": _note,
    "highlight.all": _all,
    "highlight.range": _range,
    "highlight.delete": _delete,
    "article.note": lambda context, _request: notes.write_on_article(context),
    "notes.article": lambda context, _request: notes.write_on_article(context),
    "notes.edit": _edit_chosen,
    "notes.delete": _delete,
    **{
        f"highlight.colour_{number}": partial(_colour, colour=colour)
        for number, colour in enumerate(Colour, 1)
    },
}
