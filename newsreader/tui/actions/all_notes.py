"""What the keys do in the list of all notes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.library import note_edits
from newsreader.library.all_notes import Step
from newsreader.library.article_entry import NoteExcerpt
from newsreader.library.full_text import query_values
from newsreader.library.note_changes import Change, Outcome
from newsreader.library.note_differences import ON_ARTICLE
from newsreader.locale import _, ngettext
from newsreader.notebook.colour import Colour, colour_name
from newsreader.session.drafts import Drafts
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions import library_links, library_notes
from newsreader.tui.actions.context import AllNotesContext
from newsreader.tui.actions.context_menu import ask_in_menu, ids_of_list, nearest
from newsreader.tui.actions.keys_held import run_holding_keys
from newsreader.tui.actions.search import say_what_is_wrong
from newsreader.tui.actions.tags import (
    codebook_in,
    new_tags,
    split_tags,
    tag_placeholder,
    tag_title,
)
from newsreader.tui.library.job import Job
from newsreader.tui.messages import ArticleChosen, Requested
from newsreader.tui.widgets.completion import QueryCompletion, TagCompletion


def quit_program(context: AllNotesContext, _request: Requested) -> None:
    context.app.exit()


def leave(context: AllNotesContext, _request: Requested) -> None:
    """Go back to the list of articles."""
    context.dismiss()


def clear(context: AllNotesContext, _request: Requested) -> None:
    """Stop a job; without one show all notes; without a search go back to the articles."""
    if context.stop_jobs():
        return
    if context.view.narrow and context.view.article is None:
        context.show_view(replace(context.view, only=None, words="", linked=None))
    else:
        context.dismiss()


def show_menu(context: AllNotesContext, request: Requested) -> None:
    ask_in_menu(context, request, nearest(ids_of_list("allnotes")))


def open_chosen(context: AllNotesContext, _request: Requested) -> None:
    """Open the article at the chosen highlight."""
    path, excerpt = context.item_list.path, context.item_list.excerpt
    entry = context.notes.library.entry(path) if path is not None else None
    if entry is not None and entry.is_lost:
        library_notes.say_lost(context, entry)
    elif path is not None:
        place = excerpt.start if excerpt is not None and excerpt.id else -1
        context.post_message(ArticleChosen(path, place))


def search(context: AllNotesContext, _request: Requested) -> None:
    """Ask for a query; what matches is listed as it is typed."""

    def changed(words: str) -> None:
        context.bar.show_hint("")
        context.show_view(replace(context.view, words=words))

    def submitted(words: str) -> None:
        say_what_is_wrong(context, words, library.meanings)
        # Keys that are pressed until the list is there are for what was found.
        run_holding_keys(context, context.until_found)

    library = context.notes.library
    context.bar.prompt(
        _("Search notes:"),
        context.view.words,
        on_submit=submitted,
        on_change=changed,
        on_cancel=lambda: changed(""),
        completion=QueryCompletion(query_values(library)),
        placeholder=_('words, "phrase", -word, OR, #tag, source:, name:, after:2026-03'),
    )


def change_grouping(context: AllNotesContext, _request: Requested) -> None:
    context.show_view(replace(context.view, grouping=context.next_grouping()))


def show_colour(context: AllNotesContext, request: Requested) -> None:
    """List only the highlights in one colour, or those in all."""
    only = None if request.id == "allnotes.all" else _colour(request)
    context.show_view(replace(context.view, only=only))


def _colour(request: Requested) -> Colour:
    """The colour whose number ends the id of the request."""
    return list(Colour)[int(request.id[-1]) - 1]


def copy(context: AllNotesContext, _request: Requested) -> None:
    """Copy the chosen highlight with its note."""
    if (excerpt := _chosen(context)) is not None:
        words = "\n\n".join(filter(None, (excerpt.quote, excerpt.note)))
        context.app.copy_to_clipboard(words)
        copied = ngettext("{count} character copied.", "{count} characters copied.", len(words))
        context.say(copied.format(count=len(words)))


def _chosen(context: AllNotesContext) -> NoteExcerpt | None:
    """The chosen highlight or note; without one, a message says so."""
    if context.item_list.excerpt is None:
        words = _("No highlight is chosen here; {down} goes to the next one.")
        context.say(words.format(down=key_for("allnotes.down")))
    return context.item_list.excerpt


def _to_change(context: AllNotesContext) -> NoteExcerpt | None:
    """The chosen highlight or note; None, with a message, if its article is not there."""
    excerpt = _chosen(context)
    entry = context.notes.library.entry(excerpt.path) if excerpt is not None else None
    if entry is not None and entry.is_lost:
        library_notes.say_lost(context, entry)
        return None
    return excerpt


def _change(
    context: AllNotesContext,
    words: str,
    excerpt: NoteExcerpt,
    change: Change,
    then: Callable[[Outcome], object] = lambda _outcome: None,
) -> None:
    """Change the notes on one article on a thread, and say what was done."""

    def work(_step: Step) -> Outcome:
        return context.notes.change(words, excerpt.path, change)

    def done(outcome: Outcome) -> None:
        then(outcome)
        said = _("Done: {what}; {undo} takes it back.")
        words = said.format(what=outcome.words, undo=key_for("app.undo"))
        library_notes.report(context, outcome, words if outcome.changed else "")

    context.start_job(Job(words, work, done))


def recolour(context: AllNotesContext, request: Requested) -> None:
    excerpt = _chosen_highlight(context)
    if excerpt is not None:
        colour = _colour(request)
        words = _("make a highlight {colour}").format(colour=colour_name(colour))
        _change(context, words, excerpt, note_edits.recolouring(excerpt.id, colour))


def _chosen_highlight(context: AllNotesContext) -> NoteExcerpt | None:
    """The chosen highlight; a note on a whole article is none, and a message says so."""
    excerpt = _to_change(context)
    if excerpt is not None and excerpt.id == ON_ARTICLE:
        context.say(_("The note on a whole article has no colour and no tags."))
        return None
    return excerpt


def delete(context: AllNotesContext, _request: Requested) -> None:
    """Put the chosen highlight into the trash of its article."""
    if (excerpt := _to_change(context)) is not None:
        change = note_edits.deleting(excerpt.id)
        _change(context, _("delete a note"), excerpt, change)


def edit_tags(context: AllNotesContext, _request: Requested) -> None:
    """Ask for the tags of the chosen highlight."""
    if (excerpt := _chosen_highlight(context)) is not None:
        _ask_for_tags(context, excerpt)


def _ask_for_tags(
    context: AllNotesContext, excerpt: NoteExcerpt, offered: Sequence[str] = ()
) -> None:
    """Ask for the tags of `excerpt`; those of all articles are suggested, `offered` are there."""
    used, codebook = context.notes.tags(), codebook_in(context, excerpt.path.parent)

    def submitted(words: str) -> None:
        tags, colour = codebook.tags(split_tags(words), used)
        change = note_edits.tagging(excerpt.id, excerpt.tags, tags, colour)
        _change(context, _("change tags"), excerpt, change)

    context.bar.prompt(
        tag_title(offered),
        " ".join((*excerpt.tags, *offered)),
        on_submit=submitted,
        placeholder=tag_placeholder(codebook),
        completion=TagCompletion([*used, *codebook.codes]),
    )


def _offer_hashtags(context: AllNotesContext, excerpt: NoteExcerpt, note: str) -> None:
    """Ask for the tags of a highlight if its new `note` has a new #tag, which is in the field."""
    found = new_tags(excerpt.tags, excerpt.note, note)
    if found and excerpt.id != ON_ARTICLE:
        _ask_for_tags(context, excerpt, found)


def edit(context: AllNotesContext, _request: Requested) -> None:
    """Open the chosen note. What another program writes to it meanwhile is merged when saving."""
    excerpt = _to_change(context)
    if excerpt is None:
        return
    # The text area takes a megabyte of memory, so it is loaded when a note is written.
    from newsreader.tui.dialogs.note_editor import NoteEditor  # noqa: PLC0415

    drafts = Drafts(context.notes.library.data / "drafts", str(excerpt.path))
    before = excerpt.note
    words = _("change a note")

    def keep(note: str) -> None:
        if excerpt.id != ON_ARTICLE:
            drafts.keep(excerpt.highlight(), note)
        else:
            drafts.keep_on_article(note, before)

    def change(note: str) -> Change:
        return note_edits.annotating(excerpt.id, before, note)

    def save(note: str) -> None:
        """Save at the end of the program; if that fails, the draft stays."""
        with contextlib.suppress(NewsreaderError):
            context.notes.change(words, excerpt.path, change(note))

    def saved(outcome: Outcome) -> None:
        """Keep the draft of a note that could not be saved for the next start."""
        if outcome.problems and not outcome.changed:
            drafts.leave()
        else:
            drafts.forget()

    def answered(note: str | None) -> None:
        if note is None or note == before:
            drafts.forget()
            return
        keep(note)
        _change(context, words, excerpt, change(note), saved)
        _offer_hashtags(context, excerpt, note)

    quote = excerpt.quote or _title(context, excerpt)
    links = library_links.link_list(context, context.notes.library, excerpt.path)
    context.ask(NoteEditor(clean_line(quote), before, save, keep, links=links), answered)


def follow(context: AllNotesContext, _request: Requested) -> None:
    """Follow the link of the chosen note; of several links the reader chooses one."""
    if (excerpt := _chosen(context)) is not None:
        library_links.follow(context, context.notes.library, excerpt.note, excerpt.path)


def _title(context: AllNotesContext, excerpt: NoteExcerpt) -> str:
    entry = context.notes.library.entry(excerpt.path)
    return entry.name if entry is not None else excerpt.path.name
