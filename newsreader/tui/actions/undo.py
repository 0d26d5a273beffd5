"""Walking: a step back or forward through what was changed, told by what it was."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len

from newsreader.entities.corrections import Correction, CorrectionAction, from_table
from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.locale import _, ngettext
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.correction_words import words_of
from newsreader.tui.messages import Requested
from newsreader.tui.widgets.typeset import fitted

_BESIDE = 3
"""Cells of the status line that words in it do not have."""
_INNER = str.maketrans("“”", "‘’")
_SHORTEST = 16
"""Cells of a quote for which the key that would reverse the step is not named."""


def _undo(context: ReadingContext, _request: Requested) -> None:
    after = context.session.notebook
    if _walked(context, context.session.notes.undo, _("There is nothing to undo.")):
        hint = _("; {redo} does it again").format(redo=key_for("app.redo"))
        _tell(context, _("Undone: {what}"), deed_between(context.session.notebook, after), hint)
        _point(context, after)


def _redo(context: ReadingContext, _request: Requested) -> None:
    before = context.session.notebook
    if _walked(context, context.session.notes.redo, _("There is nothing to redo.")):
        hint = _("; {undo} takes it back").format(undo=key_for("app.undo"))
        _tell(
            context, _("Done again: {what}"), deed_between(before, context.session.notebook), hint
        )
        _point(context, before)


def _walked(context: ReadingContext, step: Callable[[], bool], nothing: str) -> bool:
    """Take the step; what was meant everywhere may fail to reach the lexicon, which is told."""
    done, problem = False, ""
    try:
        done = step()
    except NewsreaderError as error:
        problem = str(error)
    context.show_notebook()
    if not done:
        context.say(problem or nothing, warning=bool(problem))
    return done


def _tell(context: ReadingContext, lead: str, deed: tuple[str, str], hint: str) -> None:
    """Say it on one line: the quote gives way, and the hint before too little of that is left."""
    words, quote = deed
    if "“" in words:
        quote = quote.translate(_INNER)  # quotation marks in quotation marks (GB/T 15834-2011, 4.8)
    quote, width = context.shown(quote), context.pane.screen.size.width - _BESIDE
    bare = cell_len(lead.format(what=words.format(quote="")))
    if width - bare - cell_len(hint) < min(cell_len(quote), _SHORTEST):
        hint = ""
    quote = fitted(quote, max(_SHORTEST // 2, width - bare - cell_len(hint)))
    context.say(lead.format(what=words.format(quote=quote)) + hint)


def deed_between(old: Notebook, new: Notebook) -> tuple[str, str]:
    """What a reader did to come from `old` to `new`: words with a place for `quote`, and that."""
    ids = dict.fromkeys((*old.highlights, *new.highlights))
    pairs = [(old.highlights.get(each), new.highlights.get(each)) for each in ids]
    changed = [(before, after) for before, after in pairs if before is not after]
    changed = [(before, after) for before, after in changed if before != after]
    if changed:
        before, after = changed[0]
        if len(changed) > 1 or after is None:
            return _to_highlights(changed), ""
        return _to_highlight(before, after)
    if old.note != new.note:
        return _("note on the whole article"), ""
    letters = [mark for mark in new.bookmarks if new.bookmarks[mark] != old.bookmarks.get(mark)]
    if letters:
        return _("bookmark {quote}"), letters[0]
    said = _said(old, new)
    return "{quote}", words_of(said[0]) if said else _("corrections of entities")


def _to_highlight(before: Highlight | None, after: Highlight) -> tuple[str, str]:
    """What was done to one highlight, which was not there `before`, or otherwise."""
    words = _("place of “{quote}”")
    if before is None:
        words = _("highlight “{quote}”")
    elif after.state is HighlightState.DELETED:
        words = _("deleting “{quote}”")
    elif before.state is HighlightState.DELETED:
        words = _("restoring “{quote}”")
    elif before.note != after.note:
        words = _("note on “{quote}”")
    elif before.tags != after.tags:
        words = _("tags of “{quote}”")
    elif before.colour is not after.colour:
        words = _("colour of “{quote}”")
    return words, after.quote


def _to_highlights(changed: list[tuple[Highlight | None, Highlight | None]]) -> str:
    """What was done to several highlights, or to those in the trash."""
    count = len(changed)
    if all(after is None for _before, after in changed):
        return _("emptying the trash")
    if all(before is None for before, _after in changed):
        told = ngettext("highlighting {count} place", "highlighting {count} places", count)
    elif any(b is not None and a is not None and b.tags != a.tags for b, a in changed):
        told = ngettext("tags of {count} highlight", "tags of {count} highlights", count)
    else:
        told = ngettext("{count} highlight", "{count} highlights", count)
    return told.format(count=count)


def _said(one: Notebook, other: Notebook) -> list[Correction]:
    """The corrections that only one of the two has."""
    tables = (*one.entities, *other.entities)
    lone = [t for t in tables if (t in one.entities) is not (t in other.entities)]
    return [wish for wish in map(from_table, lone) if wish is not None]


def _point(context: ReadingContext, before: Notebook) -> None:
    """Choose in the sidebar whom a correction is about that was taken back, or made again."""
    for wish in _said(before, context.session.notebook):
        stands = wish.id in {each.id for each in context.session.notes.corrections()}
        name = wish.to if stands and wish.action in _RENAMING else wish.name
        entities = context.session.analysis.entities
        found = [entity for entity in entities if entity.name == name]
        found += [entity for entity in entities if name in entity.aliases]
        if found:
            context.sidebar.point_at(found[0].id)


_RENAMING = frozenset({CorrectionAction.MERGE, CorrectionAction.RENAME, CorrectionAction.BOUND})
"""The corrections after which an entity is known by another name."""

ACTIONS = {"app.undo": _undo, "app.redo": _redo}
