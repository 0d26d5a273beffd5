"""Undo and redo, each with a message that names what was changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import cell_len

from newsreader.entities.corrections import Correction, CorrectionAction, from_tables
from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.locale import _, ngettext
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.tui.actions import glossary
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.name_corrections import correction_words
from newsreader.tui.messages import Requested
from newsreader.tui.widgets.typeset import fitted

_PADDING = 3
"""Cells of the status line that its message cannot use."""
_SINGLE_QUOTES = str.maketrans("“”", "‘’")
_SHORTEST_QUOTE = 16
"""Cells of the quote below which the key for the way back is left out."""

_RENAMING = frozenset({CorrectionAction.MERGE, CorrectionAction.RENAME, CorrectionAction.BOUND})
"""The corrections after which an entity has another name."""


class Change(NamedTuple):
    """What was changed: a sentence with a field for `quote`, and the quote."""

    template: str
    quote: str = ""


def undo(context: ReadingContext, _request: Requested) -> None:
    """Undo the last change of the notes, or of the glossary if that was later."""
    if glossary.take_back(context):
        return
    after = context.session.notebook
    if _step(context, context.session.notes.undo, _("There is nothing to undo.")):
        hint = _("; {redo} does it again").format(redo=key_for("app.redo"))
        _say_what(context, _("Undone: {what}"), change_from(context.session.notebook, after), hint)
        _point_at_corrected(context, after)


def redo(context: ReadingContext, _request: Requested) -> None:
    before = context.session.notebook
    if _step(context, context.session.notes.redo, _("There is nothing to redo.")):
        hint = _("; {undo} takes it back").format(undo=key_for("app.undo"))
        change = change_from(before, context.session.notebook)
        _say_what(context, _("Done again: {what}"), change, hint)
        _point_at_corrected(context, before)


def _step(context: ReadingContext, step: Callable[[], bool], nothing: str) -> bool:
    """Undo or redo; says `nothing`, or why nothing was changed.

    That is an error, the change of another program, or why steps of earlier sessions are missing.
    """
    done, problem = False, ""
    history = context.session.notes.history
    try:
        done = step()
    except NewsreaderError as error:
        problem = str(error)
    context.show_notebook()
    if not done:
        if context.session.notes.history is not history:
            nothing = _("Another program has changed this since; it stays as it is.")
        else:
            problem = problem or context.session.sync.undo_problem
        context.say(problem or nothing, warning=bool(problem))
    return done


def _say_what(context: ReadingContext, message: str, change: Change, hint: str) -> None:
    """Say `message` on one line: the quote is cut to fit; the hint is dropped if it gets short."""
    template, quote = change
    if "“" in template:
        quote = quote.translate(_SINGLE_QUOTES)  # a quotation within one: GB/T 15834-2011, 4.8
    quote, width = context.shown(quote), context.pane.screen.size.width - _PADDING
    room = width - cell_len(message.format(what=template.format(quote="")))
    if room - cell_len(hint) < min(cell_len(quote), _SHORTEST_QUOTE):
        hint = ""
    quote = fitted(quote, max(_SHORTEST_QUOTE // 2, room - cell_len(hint)))
    context.say(message.format(what=template.format(quote=quote)) + hint)


def change_from(old: Notebook, new: Notebook) -> Change:
    """What a reader changed between two notebooks."""
    ids = dict.fromkeys((*old.highlights, *new.highlights))
    pairs = [(old.highlights.get(each), new.highlights.get(each)) for each in ids]
    changed = [(before, after) for before, after in pairs if before is not after]
    changed = [(before, after) for before, after in changed if before != after]
    if changed:
        before, after = changed[0]
        if len(changed) > 1 or after is None:
            return Change(_of_highlights(changed))
        return _of_highlight(before, after)
    if old.note != new.note:
        return Change(_("note on the whole article"))
    letters = [mark for mark in new.bookmarks if new.bookmarks[mark] != old.bookmarks.get(mark)]
    if letters:
        return Change(_("bookmark {quote}"), letters[0])
    corrections = _corrections_changed(old, new)
    words = correction_words(corrections[0]) if corrections else _("corrections of entities")
    return Change("{quote}", words)


def _of_highlight(before: Highlight | None, after: Highlight) -> Change:
    """What was changed in one highlight; `before` is None for a new one."""
    template = _("place of “{quote}”")
    if before is None:
        template = _("highlight “{quote}”")
    elif after.state is HighlightState.DELETED:
        template = _("deleting “{quote}”")
    elif before.state is HighlightState.DELETED:
        template = _("restoring “{quote}”")
    elif before.note != after.note:
        template = _("note on “{quote}”")
    elif before.tags != after.tags:
        template = _("tags of “{quote}”")
    elif before.colour is not after.colour:
        template = _("colour of “{quote}”")
    return Change(template, after.quote)


def _of_highlights(changed: list[tuple[Highlight | None, Highlight | None]]) -> str:
    """What was changed in several highlights, or in those of the trash."""
    count = len(changed)
    kept = [(b, a) for b, a in changed if b is not None and a is not None]
    if all(after is None for _before, after in changed):
        return _("emptying the trash")
    if all(before is None for before, _after in changed):
        template = ngettext("highlighting {count} place", "highlighting {count} places", count)
    elif len(kept) == count and any(before.tags != after.tags for before, after in kept):
        template = ngettext("tags of {count} highlight", "tags of {count} highlights", count)
    else:
        template = ngettext("{count} highlight", "{count} highlights", count)
    return template.format(count=count)


def _corrections_changed(one: Notebook, other: Notebook) -> tuple[Correction, ...]:
    """The corrections that only one of the two notebooks has."""
    tables = (*one.entities, *other.entities)
    single = [t for t in tables if (t in one.entities) is not (t in other.entities)]
    return from_tables(single)


def _point_at_corrected(context: ReadingContext, before: Notebook) -> None:
    """Choose in the sidebar the entity whose correction was undone or redone."""
    current = {each.id for each in context.session.corrections.all()}
    for correction in _corrections_changed(before, context.session.notebook):
        renamed = correction.id in current and correction.action in _RENAMING
        name = correction.to if renamed else correction.name
        entities = context.session.analysis.entities
        found = [entity for entity in entities if entity.name == name]
        found += [entity for entity in entities if name in entity.aliases]
        if found:
            context.sidebar.point_at(found[0].id)
