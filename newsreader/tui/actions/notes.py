"""Writing notes, on a highlight or the whole article; drafts; nothing written is ever lost."""

from __future__ import annotations

from functools import partial

from newsreader.locale import _
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.merge import merge_text
from newsreader.session.drafts import Unfinished
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.messages import Requested


def edit_note(
    context: ReadingContext, highlight: Highlight, *, new: bool, typed: str | None = None
) -> None:
    """Open the note of `highlight`.

    A `new` highlight, created for this note, is removed again if none is written. `typed` takes
    the place of the note in the editor.
    """
    session = context.session

    def answered(note: str | None) -> None:
        if note is not None:
            _save(context, highlight, note)
        elif new:
            context.session.notes.undo()
        if session.drafts is not None:
            session.drafts.forget()
        context.show_notebook()
        scroll_back()
        if note is not None:
            from newsreader.tui.actions import tags  # noqa: PLC0415 (few notes have any)

            tags.offer_hashtags(context, highlight.id, highlight.note)

    def keep(note: str) -> None:
        if session.drafts is not None:
            session.drafts.keep(highlight, note)

    # The text area takes a megabyte of memory, so it is loaded when a note is written.
    from newsreader.tui.actions.links import link_list  # noqa: PLC0415
    from newsreader.tui.dialogs.note_editor import NoteEditor  # noqa: PLC0415

    save = partial(_save, context, highlight)
    scroll_back = context.pane.scroll_back()
    if highlight.is_shown and context.editor_place() is None:
        context.pane.scroll_up_to(highlight.span.start)
    quote, place, links = context.shown(highlight.quote), context.editor_place, link_list(context)
    context.ask(NoteEditor(quote, highlight.note, save, keep, typed, place, links), answered)


def _save(context: ReadingContext, highlight: Highlight, note: str) -> None:
    """Save `note` on `highlight`, which another program may have changed or deleted meanwhile.

    What both have written is merged. For a highlight that is gone, it is created again, or the
    note goes to the whole article.
    """
    notes = context.session.notes
    current = context.session.notebook.highlights.get(highlight.id)
    if current is not None and current.state is not HighlightState.DELETED:
        notes.annotate(current.id, merge_text(highlight.note, note, current.note))
    elif note != highlight.note:
        draft = Unfinished(highlight.id, highlight.span, highlight.quote, note)
        if (restored := _highlight_of(context, draft)) is not None:
            notes.annotate(restored.id, note)
        else:
            _append_to_article_note(context, note)


def _append_to_article_note(context: ReadingContext, note: str) -> None:
    notes = (context.session.notebook.note, note)
    context.session.notes.remark("\n\n".join(filter(None, notes)))


def edit_article_note(
    context: ReadingContext, _request: Requested | None = None, typed: str | None = None
) -> None:
    """Open the note on the whole article; `typed` takes its place in the editor."""
    session, article = context.session, context.session.article
    before = session.notebook.note

    def save(note: str) -> None:
        session.notes.remark(merge_text(before, note, session.notebook.note))

    def answered(note: str | None) -> None:
        if note is not None:
            save(note)
        if session.drafts is not None:
            session.drafts.forget()
        context.show_notebook()

    def keep(note: str) -> None:
        if session.drafts is not None:
            session.drafts.keep_on_article(note, before)

    from newsreader.tui.actions.links import link_list  # noqa: PLC0415
    from newsreader.tui.dialogs.note_editor import NoteEditor  # noqa: PLC0415 (as above)

    title = article.title or article.name
    place, links = context.editor_place, link_list(context)
    editor = NoteEditor(context.shown(title), before, save, keep, typed, place, links)
    context.ask(editor, answered)


def recover(context: ReadingContext) -> None:
    """Open again the note that was being written when the program ended, if there is one.

    If the note was changed elsewhere since, both texts are in the editor.
    """
    session, drafts = context.session, context.session.drafts
    draft = drafts.unfinished() if drafts is not None else None
    if drafts is None or draft is None or session.read_only:
        return
    message = _("This note was being written when the program ended.")
    notebook = session.notebook
    highlight = None if draft.on_article else _highlight_of(context, draft)
    saved = highlight.note if highlight is not None else notebook.note if draft.on_article else None
    typed = draft.note if saved is None else merge_text(draft.base, draft.note, saved)
    if typed == saved:
        drafts.forget()
        return
    if typed != draft.note:
        message = _(
            "This note was being written when the program ended, and was changed elsewhere since; "
            "both texts are here."
        )
    if draft.on_article:
        edit_article_note(context, typed=typed)
    elif highlight is not None:
        context.show_notebook()
        edit_note(context, highlight, new=False, typed=typed)
    else:
        _append_to_article_note(context, draft.note)
        drafts.forget()
        context.show_notebook()
        message = _("An unfinished note was found; it is kept as a note on the whole article.")
    context.say(message)


def _highlight_of(context: ReadingContext, draft: Unfinished) -> Highlight | None:
    """The highlight that a draft belongs to, created again where its text still is; or None."""
    highlight = context.session.notebook.highlights.get(draft.highlight_id)
    if highlight is not None and highlight.state is not HighlightState.DELETED:
        return highlight
    if draft.quote and draft.span.of(context.session.article.text) == draft.quote:
        return context.session.notes.highlight(draft.span, context.session.notes.colour)
    return None
