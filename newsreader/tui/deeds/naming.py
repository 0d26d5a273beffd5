"""Naming: words of the article become an entity, or the new bounds of one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from newsreader.entities.kinds import kind_of
from newsreader.hints import key_for
from newsreader.locale import _
from newsreader.text.span import Span
from newsreader.tui.deeds.asking import ask_here
from newsreader.tui.deeds.correcting import KIND, correct_here, kinds, say_of
from newsreader.tui.deeds.desk import Desk
from newsreader.tui.dialogs.menu import Chosen, Course, MenuScreen
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret

LONGEST = 80
"""Code points of a name at the most; more is a sentence."""

_BOUND = "bound:"


def _mark(desk: Desk, request: Requested) -> None:
    """The selection becomes an entity, or the new bounds of one; on an entity: correct it."""
    if request.selection is None:
        entity = desk.session.knowledge.entity_at(request.offset)
        if entity is None:
            told = _(
                "Select a name first: {key} makes an entity of it; on an entity, {key} corrects it."
            )
            desk.say(told.format(key=key_for("entity.mark")))
        else:
            correct_here(desk, entity, request.offset)
        return
    text = desk.session.article.text
    span = request.selection.trimmed(text)
    over = [m.span for m in desk.session.knowledge.mentions_in(span)] if span else []
    words = span.of(text)
    if len(words) > LONGEST or "\n" in words or not any(map(str.isalnum, words)):
        desk.say(
            _("A name stands on one line and is no longer than {count} characters.").format(
                count=LONGEST
            )
        )
    elif over == [span] and (entity := desk.session.knowledge.entity_at(span.start)) is not None:
        correct_here(desk, entity, span.start)
    else:
        _ask_what_it_is(desk, span, over)


def _ask_what_it_is(desk: Desk, span: Span, over: Sequence[Span]) -> None:
    """Ask which kind the name at `span` is of, or whose bounds it mends of the mentions `over`."""
    text = desk.session.article.text
    courses = [
        Course(
            f"{_BOUND}{number}",
            "b" if number == 0 else "",
            _("new bounds of {name}").format(name=desk.shown(wrong.of(text))),
            spreads=True,
        )
        for number, wrong in enumerate(over)
    ]

    def done(chosen: Chosen | None) -> None:
        if chosen is not None and chosen.id.startswith(_BOUND):
            _mend(desk, span, over[int(chosen.id.removeprefix(_BOUND))], chosen.everywhere)
        elif chosen is not None:
            name, (kind, subkind) = span.of(text), kind_of(chosen.id.removeprefix(KIND))
            add = partial(desk.session.names.add, name, kind, subkind)
            deed = partial(add, everywhere=chosen.everywhere)
            _named(desk, span, deed, chosen.everywhere)

    title = _("What is {name}?").format(name=desk.shown(span.of(text)))
    ask_here(desk, MenuScreen(desk.pane.palette, title, [*courses, *kinds()]), done)


def _mend(desk: Desk, span: Span, wrong: Span, everywhere: bool) -> None:
    """The mention `wrong`, and all that read as it does, should be as `span` is."""
    text = desk.session.article.text
    entity = desk.session.knowledge.entity_at(wrong.start)
    if entity is not None:
        names = desk.session.names
        bound = partial(names.bound, entity, wrong.of(text), span.of(text), everywhere=everywhere)
        _named(desk, span, bound, everywhere)


def _named(desk: Desk, span: Span, deed: Callable[[], None], everywhere: bool) -> None:
    told = _("{name} is an entity now; {undo} takes it back.")
    if everywhere:
        told = _("{name} is an entity in all articles now; it stands in your lexicon.")
    name = desk.shown(span.of(desk.session.article.text))
    say_of(desk, deed, told.format(name=name, undo=key_for("app.undo")))
    desk.pane.move(Caret(span.start))


DEEDS = {"entity.mark": _mark}
