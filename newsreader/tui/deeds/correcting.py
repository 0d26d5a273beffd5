"""Correcting: what the reader says about entities that are there, and where they stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from newsreader.entities.entity import Entity
from newsreader.entities.kinds import group_of, groups, kind_name, kind_of
from newsreader.entities.userdictionary import TAGS
from newsreader.errors import NewsreaderError
from newsreader.hints import key_for
from newsreader.locale import _
from newsreader.text.control import clean_line
from newsreader.tui.deeds.asking import ask_here
from newsreader.tui.deeds.desk import Desk
from newsreader.tui.dialogs.concordance import ConcordanceList
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


def correct_here(desk: Desk, entity: Entity, offset: int) -> None:
    """Ask what is wrong with the entity whose mention holds `offset`."""
    text = desk.session.article.text
    here = next(span.of(text) for span in entity.mentions if offset in span)
    courses = [
        Course("rename", "r", _("give it another name")),
        Course("merge", "m", _("it is the same as another one")),
        Course("retype", "t", _("it is of another kind")),
        Course("hide", "x", _("it is no entity")),
        Course("concordance", "i", _("show its mentions in their sentences")),
    ]
    if len(_names_in(text, entity)) > 1:
        shown = desk.shown(here)
        courses[3:3] = [
            Course("split", "s", _("{name} is another one").format(name=shown)),
            Course("hide_here", "n", _("{name} is no name of it").format(name=shown)),
        ]

    def done(chosen: Chosen | None) -> None:
        match chosen.id if chosen else "":
            case "rename":
                _rename(desk, entity)
            case "merge":
                _merge(desk, entity)
            case "retype":
                _retype(desk, entity)
            case "split":
                say_of(
                    desk,
                    lambda: desk.session.names.split(entity, here),
                    _split_words(desk.shown(here)),
                )
            case "hide":
                _hide(desk, entity)
            case "hide_here":
                say_of(
                    desk,
                    lambda: desk.session.names.hide(entity, here),
                    _hidden_words(desk.shown(here)),
                )
            case "concordance":
                _concordance(desk, entity)

    title = f"{desk.shown(entity.name)} · {kind_name(entity.kind, entity.subkind)}"
    desk.ask(MenuScreen(desk.pane.palette, title, courses), done)


def _names_in(text: str, entity: Entity) -> list[str]:
    """The names that the text has for the entity, in order."""
    return list(dict.fromkeys(span.of(text) for span in entity.mentions))


def _meant(desk: Desk, request: Requested) -> Entity | None:
    """The entity chosen in the sidebar; for who is in the article, the one under the caret."""
    knowledge = desk.session.knowledge
    listed = knowledge.entity(request.subject)
    if desk.sidebar.screen.focused is desk.sidebar:
        return listed
    return knowledge.entity_at(desk.pane.caret.offset) or listed


def _chosen(
    then: Callable[[Desk, Entity], None], *, watched: bool = False
) -> Callable[[Desk, Requested], None]:
    """A deed on the entity that is meant; with `watched` also on one that only is watched."""

    def deed(desk: Desk, request: Requested) -> None:
        entity = _meant(desk, request)
        if entity is None and watched:
            entity = next((e for e in desk.sidebar.watched if e.id == request.subject), None)
        if entity is not None:
            then(desk, entity)
        else:
            desk.say(_("There is no entity here that could be corrected or listed."))

    return deed


def _rename(desk: Desk, entity: Entity) -> None:
    desk.bar.open(f"entity:{entity.id}", _("Name"), entity.name)


def renamed(desk: Desk, entity_id: str, words: str) -> None:
    """Call the entity as `words` say."""
    entity, name = desk.session.knowledge.entity(entity_id), words.strip()
    if entity is None or not name or name == entity.name:
        return
    if any(other.name == name for other in desk.session.knowledge.entities):
        told = _("There is an entity {name} already; merge the two ({key}).")
        desk.say(told.format(name=clean_line(name), key=key_for("entities.merge")))
        return
    told = _("{old} is called {name} now; {undo} takes it back.")
    old, undo = desk.shown(entity.name), key_for("app.undo")
    told = told.format(old=old, name=clean_line(name), undo=undo)
    say_of(desk, lambda: desk.session.names.rename(entity, name), told)


def _merge(desk: Desk, entity: Entity) -> None:
    """Ask which one it is the same as: those with a name like its own first, then its kind."""
    others = [e for e in desk.session.knowledge.entities if e.id != entity.id]
    others.sort(key=lambda e: (not _akin(entity, e), e.kind is not entity.kind, -len(e.mentions)))
    choices = [_choice(desk, other) for other in others]

    def done(chosen: str | None) -> None:
        into = desk.session.knowledge.entity(chosen) if chosen else None
        if into is not None:
            told = _("{old} is one with {name} now; {undo} takes it back.")
            old, undo = desk.shown(entity.name), key_for("app.undo")
            told = told.format(old=old, name=desk.shown(into.name), undo=undo)
            say_of(desk, lambda: desk.session.names.merge(entity, into), told)
            desk.sidebar.point_at(into.id)

    title = _("{name} is the same as …").format(name=desk.shown(entity.name))
    desk.ask(PickerScreen(desk.pane.palette, ChoiceList(title, choices)), done)


def _akin(one: Entity, other: Entity) -> bool:
    """Whether a name of one of them is part of a name of the other."""
    names, others = ((entity.name, *entity.aliases) for entity in (one, other))
    return any(name in known or known in name for name in names for known in others)


def _choice(desk: Desk, entity: Entity) -> Choice:
    names = desk.shown("、".join((entity.name, *entity.aliases)))
    aside = f"{kind_name(entity.kind, entity.subkind)} {len(entity.mentions)}"
    return Choice(entity.id, names, aside, desk.pane.palette.kinds[entity.kind])


def _retype(desk: Desk, entity: Entity) -> None:
    def done(chosen: Chosen | None) -> None:
        if chosen is not None:
            kind, subkind = kind_of(chosen.id.removeprefix(KIND))
            retype = partial(desk.session.names.retype, entity, kind, subkind)
            deed = partial(retype, everywhere=chosen.everywhere)
            told = _("{name}: {kind}; {undo} takes it back.")
            shown, undo = desk.shown(entity.name), key_for("app.undo")
            told = told.format(name=shown, kind=kind_name(kind, subkind), undo=undo)
            say_of(desk, deed, told)

    title = _("What is {name}?").format(name=desk.shown(entity.name))
    desk.ask(MenuScreen(desk.pane.palette, title, kinds(group_of(entity))), done)


def _hide(desk: Desk, entity: Entity) -> None:
    say_of(desk, lambda: desk.session.names.hide(entity), _hidden_words(desk.shown(entity.name)))


def _split(desk: Desk, entity: Entity) -> None:
    """Ask which of its names is another entity."""
    text = desk.session.article.text
    names = _names_in(text, entity)
    if len(names) < 2:
        desk.say(_("The text has one name only for {name}.").format(name=desk.shown(entity.name)))
        return
    counts = [sum(1 for span in entity.mentions if span.of(text) == name) for name in names]
    choices = [Choice(n, desk.shown(n), str(count)) for n, count in zip(names, counts, strict=True)]

    def done(chosen: str | None) -> None:
        if chosen is not None:
            say_of(
                desk,
                lambda: desk.session.names.split(entity, chosen),
                _split_words(desk.shown(chosen)),
            )

    desk.ask(PickerScreen(desk.pane.palette, ChoiceList(_("Which is another one?"), choices)), done)


def _concordance(desk: Desk, entity: Entity) -> None:
    article, colour = desk.session.article, desk.pane.palette.kinds[entity.kind]
    caret = desk.pane.caret.offset
    found = ConcordanceList(article, entity.name, entity.mentions, colour, desk.script, caret)

    def done(chosen: str | None) -> None:
        if chosen is not None:
            desk.errand.entity = entity.id
            desk.jump(int(chosen))
            desk.rearrange("article")

    ask_here(desk, PickerScreen(desk.pane.palette, found), done)


def _split_words(name: str) -> str:
    told = _("{name} is an entity of its own now; {undo} takes it back.")
    return told.format(name=clean_line(name), undo=key_for("app.undo"))


def _hidden_words(name: str) -> str:
    told = _("{name} is no entity now; {undo} brings it back.")
    return told.format(name=clean_line(name), undo=key_for("app.undo"))


def say_of(desk: Desk, deed: Callable[[], None], told: str) -> None:
    """Do it and show it; say `told`, or what went wrong with the reader's lexicon."""
    warning = False
    try:
        deed()
    except NewsreaderError as error:
        told, warning = str(error), True
    desk.show_notebook()
    desk.say(told, warning=warning)


DEEDS = {
    "entity.concordance": _chosen(_concordance),
    "entities.rename": _chosen(_rename),
    "entities.merge": _chosen(_merge),
    "entities.retype": _chosen(_retype),
    "entities.split": _chosen(_split),
    "entities.hide": _chosen(_hide),
    "entities.concordance": _chosen(_concordance, watched=True),
}
