"""Mark a selection as an entity, as new bounds of one, or as an ordinary word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from newsreader.entities.occurrences import occurrences
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.text.span import Span
from newsreader.tui.actions.context import ReadingContext, ask_about_text
from newsreader.tui.actions.corrections import apply, ask_what_is_wrong, kind_chosen, kind_items
from newsreader.tui.dialogs.menu import Chosen, MenuItem, MenuScreen
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret

MAX_NAME_LENGTH = 80
"""Code points of a name at most; more is a sentence."""

_BOUND = "bound:"
_WORD = "word"


def mark(context: ReadingContext, request: Requested) -> None:
    """Make the selection an entity, or the new bounds of one; without it correct the one here."""
    analysis, text = context.session.analysis, context.session.article.text
    if request.selection is None:
        entity = analysis.entity_at(request.offset)
        if entity is None:
            message = _(
                "Select a name first: {key} makes an entity of it; on an entity, {key} corrects it."
            )
            context.say(message.format(key=key_for("entity.mark")))
        else:
            ask_what_is_wrong(context, entity, request.offset)
        return
    span = request.selection.trimmed(text)
    over = [mention.span for mention in analysis.mentions_in(span)] if span else []
    name = span.of(text)
    if len(name) > MAX_NAME_LENGTH or "\n" in name or not any(map(str.isalnum, name)):
        context.say(
            _("A name is on one line and has at most {count} characters.").format(
                count=MAX_NAME_LENGTH
            )
        )
    elif over == [span] and (entity := analysis.entity_at(span.start)) is not None:
        ask_what_is_wrong(context, entity, span.start)
    else:
        _ask_what_it_is(context, span, over)


def _ask_what_it_is(context: ReadingContext, span: Span, over: Sequence[Span]) -> None:
    """Ask for the kind of the name at `span`, or which of the mentions `over` it replaces."""
    text = context.session.article.text
    items = [
        MenuItem(
            f"{_BOUND}{number}",
            "b" if number == 0 else "",
            _("new bounds of {name}").format(name=context.shown(wrong.of(text))),
            global_option=True,
        )
        for number, wrong in enumerate(over)
    ]

    def answered(chosen: Chosen | None) -> None:
        if chosen is None:
            return
        corrections, everywhere = context.session.corrections, chosen.everywhere
        if chosen.id == _WORD:
            _make_word(context, span, everywhere=everywhere)
            return
        if chosen.id.startswith(_BOUND):
            wrong = over[int(chosen.id.removeprefix(_BOUND))]
            entity = context.session.analysis.entity_at(wrong.start)
            if entity is None:
                return
            change = partial(
                corrections.bound, entity, wrong.of(text), span.of(text), everywhere=everywhere
            )
        else:
            kind, subkind = kind_chosen(chosen)
            change = partial(corrections.add, span.of(text), kind, subkind, everywhere=everywhere)
        message = _("{name} is an entity now; {undo} takes it back.")
        if everywhere:
            message = _("{name} is an entity in all articles now; it is in your lexicon.")
        apply(context, change, message, name=context.shown(span.of(text)))
        context.pane.move(Caret(span.start))

    title = _("What is {name}?").format(name=context.shown(span.of(text)))
    word = MenuItem(_WORD, "w", _("one word, but no name"), global_option=True)
    dialog = MenuScreen(context.pane.palette, title, [*items, *kind_items(), word])
    ask_about_text(context, dialog, answered)


def _make_word(context: ReadingContext, span: Span, *, everywhere: bool) -> None:
    """The ends of an ordinary word are those of the selection, wherever the text has it."""
    text = context.session.article.text
    word, shown = span.of(text), context.shown(span.of(text))
    if span not in occurrences(text, word):
        message = _("{name} is part of a longer Latin word or number: select all of it.")
        context.say(message.format(name=shown))
        return
    message = _("{name} is one word now; {undo} takes it back.")
    if everywhere:
        message = _("{name} is one word in all articles now; it is in your lexicon.")
    change = partial(context.session.corrections.word, word, everywhere=everywhere)
    apply(context, change, message, name=shown)
    context.pane.move(Caret(span.start))
