"""Marking: highlights and their notes: made, given new ends, deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from newsreader.hints import key_for
from newsreader.locale import _, ngettext
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.text.sentences import quotable_at
from newsreader.text.span import Span
from newsreader.tui.deeds import noting
from newsreader.tui.deeds.desk import Desk
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret


def _colour(desk: Desk, request: Requested, colour: Colour) -> None:
    """Highlight the selection; without one recolour the highlight here, else take the sentence."""
    session = desk.session
    if desk.errand.ranging:
        set_range(desk, request, colour)
    elif request.selection is not None:
        _marked(desk, session.notes.highlight(request.selection, colour))
    elif (here := session.notebook.at(request.offset)) is not None:
        session.notes.recolour(here.id, colour)
        desk.show_notebook()
    elif (sentence := _sentence(desk, request.offset)) is not None:
        _marked(desk, session.notes.highlight(sentence, colour))


def _marked(desk: Desk, highlight: Highlight) -> None:
    """The selection has become a highlight: it ends, and the caret stands on its first grapheme."""
    desk.show_notebook()
    desk.pane.move(Caret(highlight.span.start))


def _sentence(desk: Desk, offset: int) -> Span | None:
    article = desk.session.article
    paragraph = article.paragraph_at(offset)
    return quotable_at(article.text, paragraph.span, offset) or None


def _note(desk: Desk, request: Requested) -> None:
    """Write on the highlight here; without one, on the selection or the sentence, highlighted."""
    if desk.errand.ranging:
        set_range(desk, request, None)
    elif (found := here_or_made(desk, request)) is not None:
        highlight, new = found
        noting.write(desk, highlight, new=new)


def here_or_made(desk: Desk, request: Requested) -> tuple[Highlight, bool] | None:
    """The highlight here, or the selection or sentence as one, and whether it was made just now."""
    session = desk.session
    here = session.notebook.at(request.offset) if request.selection is None else None
    if here is not None:
        return here, False
    span = request.selection or _sentence(desk, request.offset)
    if span is None:
        return None
    standing = next((h for h in session.notebook.shown() if h.span == span), None)
    highlight = standing or session.notes.highlight(span, session.notes.colour)
    _marked(desk, highlight)
    return highlight, standing is None


def _edit_chosen(desk: Desk, request: Requested) -> None:
    if highlight := desk.session.notebook.highlights.get(request.subject):
        noting.write(desk, highlight, new=False)


def meant(desk: Desk, request: Requested) -> Highlight | None:
    """The highlight that is meant: the one chosen in the panel, or under the caret."""
    notebook = desk.session.notebook
    if request.id.startswith("notes."):
        found, none = notebook.highlights.get(request.subject), _("No highlight is chosen here.")
    else:
        found = notebook.at(request.offset)
        none = _("There is no highlight here; {first} to {last} make one.")
    if found is None:
        first, last = key_for("highlight.colour_1"), key_for("highlight.colour_5")
        desk.say(none.format(first=first, last=last))
    return found


def _all(desk: Desk, request: Requested) -> None:
    if request.selection is None:
        unmarked = _("Select some text first: {key} highlights it wherever it stands.")
        desk.say(unmarked.format(key=key_for("highlight.all")))
        return
    words = request.selection.of(desk.session.article.text)
    count = desk.session.notes.highlight_all(words, desk.session.notes.colour)
    desk.pane.move(Caret(request.selection.start))
    desk.show_notebook()
    desk.say(
        ngettext("{count} place highlighted.", "{count} places highlighted.", count).format(
            count=count
        )
    )


def _range(desk: Desk, request: Requested) -> None:
    if (highlight := meant(desk, request)) is not None:
        desk.errand.ranging = highlight.id
        desk.pane.move(desk.pane.caret.over(highlight.span))
        told = _(
            "Move the ends ({swap} changes sides); a colour or {enter} sets them, {leave} leaves."
        )
        swap, enter = key_for("selection.swap"), key_for("highlight.note")
        desk.say(told.format(swap=swap, enter=enter, leave=key_for("selection.cancel")))


def set_range(desk: Desk, request: Requested, colour: Colour | None) -> None:
    highlight_id, desk.errand.ranging = desk.errand.ranging, ""
    if request.selection is None or highlight_id not in desk.session.notebook.highlights:
        return
    moved = desk.session.notes.move(highlight_id, request.selection)
    if colour is not None and colour is not moved.colour:
        desk.session.notes.recolour(highlight_id, colour)
    _marked(desk, moved)


def _delete(desk: Desk, request: Requested) -> None:
    if (highlight := meant(desk, request)) is not None:
        desk.session.notes.delete(highlight.id)
        desk.show_notebook()
        desk.say(_("Deleted; {undo} brings it back.").format(undo=key_for("app.undo")))


DEEDS: Mapping[str, Callable[[Desk, Requested], None]] = {
    "highlight.note": _note,
    "highlight.all": _all,
    "highlight.range": _range,
    "highlight.delete": _delete,
    "article.note": lambda desk, _request: noting.write_on_article(desk),
    "notes.article": lambda desk, _request: noting.write_on_article(desk),
    "notes.edit": _edit_chosen,
    "notes.delete": _delete,
    **{
        f"highlight.colour_{number}": partial(_colour, colour=colour)
        for number, colour in enumerate(Colour, 1)
    },
}
