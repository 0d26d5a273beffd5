"""Noting: notes being written, on a highlight or the whole article, whatever happens meanwhile."""

from __future__ import annotations

from functools import partial

from newsreader.locale import _
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.merge import merge_text
from newsreader.session.drafts import Unfinished
from newsreader.tui.actions.context import ReadingContext


def write(
    context: ReadingContext, highlight: Highlight, *, new: bool, typed: str | None = None
) -> None:
    """Open the note of `highlight`; `new` when that was made for it, `typed` what stands there."""
    session = context.session

    def done(note: str | None) -> None:
        if note is not None:
            _put(context, highlight, note)
        elif new:
            context.session.notes.undo()
        if session.drafts is not None:
            session.drafts.forget()
        context.show_notebook()

    def keep(note: str) -> None:
        if session.drafts is not None:
            session.drafts.keep(highlight, note)

    # The text area takes a megabyte: it is loaded for those who write.
    from newsreader.tui.dialogs.note_editor import NoteEditor  # noqa: PLC0415

    save = partial(_put, context, highlight)
    if highlight.shown:
        context.pane.lift(highlight.span.start)
    context.ask(NoteEditor(context.shown(highlight.quote), highlight.note, save, keep, typed), done)


def _put(context: ReadingContext, highlight: Highlight, note: str) -> None:
    """Write `note` on `highlight`, which another program may have changed or taken away meanwhile.

    What both wrote on it is kept, and what was written for one that is gone is not lost.
    """
    notes = context.session.notes
    standing = context.session.notebook.highlights.get(highlight.id)
    if standing is not None and standing.state is not HighlightState.DELETED:
        notes.annotate(standing.id, merge_text(highlight.note, note, standing.note))
    elif note != highlight.note:
        left = Unfinished(highlight.id, highlight.span, highlight.quote, note)
        if (again := _marked_by(context, left)) is not None:
            notes.annotate(again.id, note)
        else:
            _add_to_article(context, note)


def _add_to_article(context: ReadingContext, note: str) -> None:
    """Keep `note` below what is written on the whole article."""
    notes = (context.session.notebook.note, note)
    context.session.notes.remark("\n\n".join(filter(None, notes)))


def write_on_article(context: ReadingContext, typed: str | None = None) -> None:
    """Open the note on the whole article; `typed` is what stands there."""
    session, article = context.session, context.session.article
    before = session.notebook.note

    def save(note: str) -> None:
        session.notes.remark(merge_text(before, note, session.notebook.note))

    def done(note: str | None) -> None:
        if note is not None:
            save(note)
        if session.drafts is not None:
            session.drafts.forget()
        context.show_notebook()

    def keep(note: str) -> None:
        if session.drafts is not None:
            session.drafts.keep_on_article(note)

    from newsreader.tui.dialogs.note_editor import NoteEditor  # noqa: PLC0415 (as above)

    title = article.title or article.name
    context.ask(NoteEditor(context.shown(title), before, save, keep, typed), done)


def recover(context: ReadingContext) -> None:
    """Open the note again that was being written when the program ended."""
    session, drafts = context.session, context.session.drafts
    left = drafts.unfinished() if drafts is not None else None
    if drafts is None or left is None or session.read_only:
        return
    told = _("This note was being written when the program ended.")
    notebook = session.notebook
    highlight = None if left.on_article else _marked_by(context, left)
    written = (
        highlight.note if highlight is not None else notebook.note if left.on_article else None
    )
    if left.note == written:
        drafts.forget()  # it was saved as it stood, and may be changed elsewhere
        return
    if left.on_article:
        write_on_article(context, left.note)
    elif highlight is not None:
        context.show_notebook()
        write(context, highlight, new=False, typed=left.note)
    else:
        _add_to_article(context, left.note)
        drafts.forget()
        context.show_notebook()
        told = _("An unfinished note was found; it is kept as a note on the whole article.")
    context.say(told)


def _marked_by(context: ReadingContext, left: Unfinished) -> Highlight | None:
    """The highlight that the note was being written on; made again where it is gone."""
    highlight = context.session.notebook.highlights.get(left.highlight_id)
    if highlight is not None and highlight.state is not HighlightState.DELETED:
        return highlight
    if left.quote and left.span.of(context.session.article.text) == left.quote:
        return context.session.notes.highlight(left.span, context.session.notes.colour)
    return None
