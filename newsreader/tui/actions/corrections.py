"""Correcting: what the reader says about entities that are there, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from newsreader.entities.entity import Entity
from newsreader.entities.kind import group_of, groups, kind_name, kind_of
from newsreader.entities.user_lexicon import TAGS
from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.prompt import ask_here
from newsreader.tui.dialogs.concordance_dialog import ConcordanceList
from newsreader.tui.dialogs.menu import Chosen, Course, MenuScreen
from newsreader.tui.dialogs.picker import Choice, ChoiceList, PickerScreen
from newsreader.tui.messages import Requested

KIND = "kind:"
"""Before the group in the id of a kind to choose."""


def kinds(but: str = "") -> list[Course]:
    """All kinds to choose from; those that a lexicon can hold may be meant everywhere."""
    return [
        Course(f"{KIND}{group}", str(number % 10), words.one, kind_of(group)[0] in TAGS.values())
        for number, (group, words) in enumerate(groups().items(), 1)
        if group != but
    ]


def correct_here(context: ReadingContext, entity: Entity, offset: int) -> None:
    """Ask what is wrong with the entity whose mention holds `offset`."""
    text = context.session.article.text
    here = next(span.of(text) for span in entity.mentions if offset in span)
    courses = [
        Course("rename", "r", _("give it another name")),
        Course("merge", "m", _("it is the same as another one")),
        Course("retype", "t", _("it is of another kind")),
        Course("hide", "x", _("it is no entity")),
        Course("concordance", "i", _("show its mentions in their sentences")),
    ]
    if len(_names_in(text, entity)) > 1:
        shown = context.shown(here)
        courses[3:3] = [
            Course("split", "s", _("{name} is another one").format(name=shown)),
            Course("hide_here", "n", _("{name} is no name of it").format(name=shown)),
        ]

    def done(chosen: Chosen | None) -> None:
        match chosen.id if chosen else "":
            case "rename":
                _rename(context, entity)
            case "merge":
                _merge(context, entity)
            case "retype":
                _retype(context, entity)
            case "split":
                say_of(
                    context,
                    lambda: context.session.names.split(entity, here),
                    _split_words(context.shown(here)),
                )
            case "hide":
                _hide(context, entity)
            case "hide_here":
                say_of(
                    context,
                    lambda: context.session.names.hide(entity, here),
                    _hidden_words(context.shown(here)),
                )
            case "concordance":
                _concordance(context, entity)

    title = f"{context.shown(entity.name)} · {kind_name(entity.kind, entity.subkind)}"
    context.ask(MenuScreen(context.pane.palette, title, courses), done)


def _names_in(text: str, entity: Entity) -> list[str]:
    """The names that the text has for the entity, in order."""
    return list(dict.fromkeys(span.of(text) for span in entity.mentions))


def _meant(context: ReadingContext, request: Requested) -> Entity | None:
    """The entity chosen in the sidebar; for who is in the article, the one under the caret."""
    analysis = context.session.analysis
    listed = analysis.entity(request.subject)
    if context.sidebar.screen.focused is context.sidebar:
        return listed
    return analysis.entity_at(context.pane.caret.offset) or listed


def _chosen(
    then: Callable[[ReadingContext, Entity], None], *, watched: bool = False
) -> Callable[[ReadingContext, Requested], None]:
    """A deed on the entity that is meant; with `watched` also on one that only is watched."""

    def deed(context: ReadingContext, request: Requested) -> None:
        entity = _meant(context, request)
        if entity is None and watched:
            entity = next((e for e in context.sidebar.watched if e.id == request.subject), None)
        if entity is not None:
            then(context, entity)
        else:
            context.say(_("There is no entity here that could be corrected or listed."))

    return deed


def _rename(context: ReadingContext, entity: Entity) -> None:
    context.bar.open(f"entity:{entity.id}", _("Name"), entity.name)


def renamed(context: ReadingContext, entity_id: str, words: str) -> None:
    """Call the entity as `words` say."""
    entity, name = context.session.analysis.entity(entity_id), words.strip()
    if entity is None or not name or name == entity.name:
        return
    if any(other.name == name for other in context.session.analysis.entities):
        told = _("There is an entity {name} already; merge the two ({key}).")
        context.say(told.format(name=clean_line(name), key=key_for("entities.merge")))
        return
    told = _("{old} is called {name} now; {undo} takes it back.")
    old, undo = context.shown(entity.name), key_for("app.undo")
    told = told.format(old=old, name=clean_line(name), undo=undo)
    say_of(context, lambda: context.session.names.rename(entity, name), told)


def _merge(context: ReadingContext, entity: Entity) -> None:
    """Ask which one it is the same as: those with a name like its own first, then its kind."""
    others = [e for e in context.session.analysis.entities if e.id != entity.id]
    others.sort(key=lambda e: (not _akin(entity, e), e.kind is not entity.kind, -len(e.mentions)))
    choices = [_choice(context, other) for other in others]

    def done(chosen: str | None) -> None:
        into = context.session.analysis.entity(chosen) if chosen else None
        if into is not None:
            told = _("{old} is one with {name} now; {undo} takes it back.")
            old, undo = context.shown(entity.name), key_for("app.undo")
            told = told.format(old=old, name=context.shown(into.name), undo=undo)
            say_of(context, lambda: context.session.names.merge(entity, into), told)
            context.sidebar.point_at(into.id)

    title = _("{name} is the same as …").format(name=context.shown(entity.name))
    context.ask(PickerScreen(context.pane.palette, ChoiceList(title, choices)), done)


def _akin(one: Entity, other: Entity) -> bool:
    """Whether a name of one of them is part of a name of the other."""
    names, others = ((entity.name, *entity.aliases) for entity in (one, other))
    return any(name in known or known in name for name in names for known in others)


def _choice(context: ReadingContext, entity: Entity) -> Choice:
    names = context.shown("、".join((entity.name, *entity.aliases)))
    aside = f"{kind_name(entity.kind, entity.subkind)} {len(entity.mentions)}"
    return Choice(entity.id, names, aside, context.pane.palette.kinds[entity.kind])


def _retype(context: ReadingContext, entity: Entity) -> None:
    def done(chosen: Chosen | None) -> None:
        if chosen is not None:
            kind, subkind = kind_of(chosen.id.removeprefix(KIND))
            retype = partial(context.session.names.retype, entity, kind, subkind)
            deed = partial(retype, everywhere=chosen.everywhere)
            told = _("{name}: {kind}; {undo} takes it back.")
            shown, undo = context.shown(entity.name), key_for("app.undo")
            told = told.format(name=shown, kind=kind_name(kind, subkind), undo=undo)
            say_of(context, deed, told)

    title = _("What is {name}?").format(name=context.shown(entity.name))
    context.ask(MenuScreen(context.pane.palette, title, kinds(group_of(entity))), done)


def _hide(context: ReadingContext, entity: Entity) -> None:
    say_of(
        context,
        lambda: context.session.names.hide(entity),
        _hidden_words(context.shown(entity.name)),
    )


def _split(context: ReadingContext, entity: Entity) -> None:
    """Ask which of its names is another entity."""
    text = context.session.article.text
    names = _names_in(text, entity)
    if len(names) < 2:
        context.say(
            _("The text has one name only for {name}.").format(name=context.shown(entity.name))
        )
        return
    counts = [sum(1 for span in entity.mentions if span.of(text) == name) for name in names]
    choices = [
        Choice(n, context.shown(n), str(count)) for n, count in zip(names, counts, strict=True)
    ]

    def done(chosen: str | None) -> None:
        if chosen is not None:
            say_of(
                context,
                lambda: context.session.names.split(entity, chosen),
                _split_words(context.shown(chosen)),
            )

    context.ask(
        PickerScreen(context.pane.palette, ChoiceList(_("Which is another one?"), choices)), done
    )


def _concordance(context: ReadingContext, entity: Entity) -> None:
    article, colour = context.session.article, context.pane.palette.kinds[entity.kind]
    caret = context.pane.caret.offset
    found = ConcordanceList(article, entity.name, entity.mentions, colour, context.script, caret)

    def done(chosen: str | None) -> None:
        if chosen is not None:
            context.interaction.entity = entity.id
            context.jump(int(chosen))
            context.rearrange("article")

    ask_here(context, PickerScreen(context.pane.palette, found), done)


def _split_words(name: str) -> str:
    told = _("{name} is an entity of its own now; {undo} takes it back.")
    return told.format(name=clean_line(name), undo=key_for("app.undo"))


def _hidden_words(name: str) -> str:
    told = _("{name} is no entity now; {undo} brings it back.")
    return told.format(name=clean_line(name), undo=key_for("app.undo"))


def say_of(context: ReadingContext, deed: Callable[[], None], told: str) -> None:
    """Do it and show it; say `told`, or what went wrong with the reader's lexicon."""
    warning = False
    try:
        deed()
    except NewsreaderError as error:
        told, warning = str(error), True
    context.show_notebook()
    context.say(told, warning=warning)


ACTIONS = {
    "entity.concordance": _chosen(_concordance),
    "entities.rename": _chosen(_rename),
    "entities.merge": _chosen(_merge),
    "entities.retype": _chosen(_retype),
    "entities.split": _chosen(_split),
    "entities.hide": _chosen(_hide),
    "entities.concordance": _chosen(_concordance, watched=True),
}
