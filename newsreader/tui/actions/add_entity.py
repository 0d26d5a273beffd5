"""Naming: words of the article become an entity, or the new bounds of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from newsreader.entities.kind import kind_of
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.text.span import Span
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.corrections import KIND, correct_here, kinds, say_of
from newsreader.tui.actions.prompt import ask_here
from newsreader.tui.dialogs.menu import Chosen, Course, MenuScreen
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret

LONGEST = 80
"""Code points of a name at the most; more is a sentence."""

_BOUND = "bound:"


def _mark(context: ReadingContext, request: Requested) -> None:
    """The selection becomes an entity, or the new bounds of one; on an entity: correct it."""
    if request.selection is None:
        entity = context.session.analysis.entity_at(request.offset)
        if entity is None:
            told = _(
                "Select a name first: {key} makes an entity of it; on an entity, {key} corrects it."
            )
            context.say(told.format(key=key_for("entity.mark")))
        else:
            correct_here(context, entity, request.offset)
        return
    text = context.session.article.text
    span = request.selection.trimmed(text)
    over = [m.span for m in context.session.analysis.mentions_in(span)] if span else []
    words = span.of(text)
    if len(words) > LONGEST or "\n" in words or not any(map(str.isalnum, words)):
        context.say(
            _("A name stands on one line and is no longer than {count} characters.").format(
                count=LONGEST
            )
        )
    elif over == [span] and (entity := context.session.analysis.entity_at(span.start)) is not None:
        correct_here(context, entity, span.start)
    else:
        _ask_what_it_is(context, span, over)


def _ask_what_it_is(context: ReadingContext, span: Span, over: Sequence[Span]) -> None:
    """Ask which kind the name at `span` is of, or whose bounds it mends of the mentions `over`."""
    text = context.session.article.text
    courses = [
        Course(
            f"{_BOUND}{number}",
            "b" if number == 0 else "",
            _("new bounds of {name}").format(name=context.shown(wrong.of(text))),
            spreads=True,
        )
        for number, wrong in enumerate(over)
    ]

    def done(chosen: Chosen | None) -> None:
        if chosen is not None and chosen.id.startswith(_BOUND):
            _mend(context, span, over[int(chosen.id.removeprefix(_BOUND))], chosen.everywhere)
        elif chosen is not None:
            name, (kind, subkind) = span.of(text), kind_of(chosen.id.removeprefix(KIND))
            add = partial(context.session.names.add, name, kind, subkind)
            deed = partial(add, everywhere=chosen.everywhere)
            _named(context, span, deed, chosen.everywhere)

    title = _("What is {name}?").format(name=context.shown(span.of(text)))
    ask_here(context, MenuScreen(context.pane.palette, title, [*courses, *kinds()]), done)


def _mend(context: ReadingContext, span: Span, wrong: Span, everywhere: bool) -> None:
    """The mention `wrong`, and all that read as it does, should be as `span` is."""
    text = context.session.article.text
    entity = context.session.analysis.entity_at(wrong.start)
    if entity is not None:
        names = context.session.names
        bound = partial(names.bound, entity, wrong.of(text), span.of(text), everywhere=everywhere)
        _named(context, span, bound, everywhere)


def _named(context: ReadingContext, span: Span, deed: Callable[[], None], everywhere: bool) -> None:
    told = _("{name} is an entity now; {undo} takes it back.")
    if everywhere:
        told = _("{name} is an entity in all articles now; it stands in your lexicon.")
    name = context.shown(span.of(context.session.article.text))
    say_of(context, deed, told.format(name=name, undo=key_for("app.undo")))
    context.pane.move(Caret(span.start))


ACTIONS = {"entity.mark": _mark}
