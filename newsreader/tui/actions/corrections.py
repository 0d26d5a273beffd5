"""Corrections of entities: change or hide one, list and withdraw corrections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from newsreader.entities.entity import Entity, group_of
from newsreader.entities.kind import Kind, groups, kind_name, kind_of
from newsreader.entities.user_lexicon import TAGS
from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.chosen_entity import on_entity
from newsreader.tui.actions.concordance import show_entity_concordance
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.actions.dossier import WITH_DOSSIER, show_entity_dossier
from newsreader.tui.actions.name_corrections import are_similar, correction_words
from newsreader.tui.dialogs.menu import Chosen, MenuItem, MenuScreen
from newsreader.tui.dialogs.picker import PickerItem, PickerList, PickerScreen
from newsreader.tui.messages import Requested

_KIND = "kind:"


def kind_items(except_group: str = "") -> list[MenuItem]:
    """The kinds of entities; one that the lexicon can hold may be chosen for all articles."""
    return [
        MenuItem(f"{_KIND}{group}", str(number % 10), words.one, kind_of(group)[0] in TAGS.values())
        for number, (group, words) in enumerate(groups().items(), 1)
        if group != except_group
    ]


def kind_chosen(chosen: Chosen) -> tuple[Kind, str]:
    """The kind and subkind of one of `kind_items`."""
    return kind_of(chosen.id.removeprefix(_KIND))


def ask_what_is_wrong(context: ReadingContext, entity: Entity, offset: int) -> None:
    """Ask how to correct the entity that has a mention at `offset`."""
    text = context.session.article.text
    here = next(span.of(text) for span in entity.mentions if offset in span)
    in_folder = context.session.has_folder
    items = [
        MenuItem("rename", "r", _("give it another name"), in_folder),
        MenuItem("merge", "m", _("it is the same as another one"), in_folder),
        MenuItem("retype", "t", _("it is of another kind")),
        MenuItem("hide", "x", _("it is not an entity"), in_folder),
        MenuItem("concordance", "i", _("show its mentions in their sentences")),
    ]
    if entity.kind in WITH_DOSSIER:
        items.append(MenuItem("dossier", "d", _("all about it in the library")))
    if len(_names_in(text, entity)) > 1:
        shown = context.shown(here)
        items[3:3] = [
            MenuItem("split", "s", _("{name} is another one").format(name=shown)),
            MenuItem(
                "hide_here", "n", _("{name} is not one of its names").format(name=shown), in_folder
            ),
        ]

    def answered(chosen: Chosen | None) -> None:
        if chosen is None:
            return
        everywhere = chosen.everywhere
        corrections: dict[str, Callable[[], None]] = {
            "rename": partial(_rename, context, entity, everywhere=everywhere),
            "merge": partial(_merge, context, entity, everywhere=everywhere),
            "retype": partial(_retype, context, entity),
            "split": partial(_split_off, context, entity, here),
            "hide": partial(_hide, context, entity, everywhere=everywhere),
            "hide_here": partial(_hide, context, entity, here, everywhere=everywhere),
            "concordance": partial(show_entity_concordance, context, entity),
            "dossier": partial(show_entity_dossier, context, entity),
        }
        corrections[chosen.id]()

    title = f"{context.shown(entity.name)} · {kind_name(entity.kind, entity.subkind)}"
    context.ask(MenuScreen(context.pane.palette, title, items), answered)


def _names_in(text: str, entity: Entity) -> list[str]:
    """The different names that the text uses for the entity, in order of first use."""
    return list(dict.fromkeys(span.of(text) for span in entity.mentions))


def _rename(context: ReadingContext, entity: Entity, *, everywhere: bool = False) -> None:
    def submitted(value: str) -> None:
        name = value.strip()
        current = context.session.analysis.entity(entity.id)
        if current is None or not name or name == current.name:
            return
        if any(other.name == name for other in context.session.analysis.entities):
            message = _("There is an entity {name} already; merge the two ({key}).")
            context.say(message.format(name=clean_line(name), key=key_for("entities.merge")))
            return
        rename = context.session.corrections.rename
        change = partial(rename, current, name, everywhere=everywhere)
        message = _("{old} is called {name} now; {undo} takes it back.")
        apply(context, change, message, old=context.shown(current.name), name=clean_line(name))

    context.bar.prompt(_("Name"), entity.name, on_submit=submitted)


def _merge(context: ReadingContext, entity: Entity, *, everywhere: bool = False) -> None:
    """Ask which other entity it is: those with a similar name first, then those of its kind."""
    others = [e for e in context.session.analysis.entities if e.id != entity.id]
    others.sort(
        key=lambda e: (
            not are_similar(entity.names, e.names),
            e.kind is not entity.kind,
            -len(e.mentions),
        )
    )

    def answered(chosen: str | None) -> None:
        into = context.session.analysis.entity(chosen) if chosen else None
        if into is not None:
            merge = context.session.corrections.merge
            change = partial(merge, entity, into, everywhere=everywhere)
            message = _("{old} is merged with {name} now; {undo} takes it back.")
            old, name = context.shown(entity.name), context.shown(into.name)
            apply(context, change, message, old=old, name=name)
            context.sidebar.point_at(into.id)

    title = _("{name} is the same as …").format(name=context.shown(entity.name))
    _pick(context, title, [_item(context, other) for other in others], answered)


def _item(context: ReadingContext, entity: Entity) -> PickerItem:
    names = context.shown("、".join(entity.names))
    aside = f"{kind_name(entity.kind, entity.subkind)} {len(entity.mentions)}"
    return PickerItem(entity.id, names, aside, context.pane.palette.kinds[entity.kind])


def _pick(
    context: ReadingContext,
    title: str,
    items: Sequence[PickerItem],
    answered: Callable[[str | None], None],
    enter: str = "",
) -> None:
    context.ask(PickerScreen(context.pane.palette, PickerList(title, items, enter)), answered)


def _retype(context: ReadingContext, entity: Entity) -> None:
    def answered(chosen: Chosen | None) -> None:
        if chosen is not None:
            kind, subkind = kind_chosen(chosen)
            retype = context.session.corrections.retype
            change = partial(retype, entity, kind, subkind, everywhere=chosen.everywhere)
            message = _("{name}: {kind}; {undo} takes it back.")
            name, kind_shown = context.shown(entity.name), kind_name(kind, subkind)
            apply(context, change, message, name=name, kind=kind_shown)

    title = _("What is {name}?").format(name=context.shown(entity.name))
    context.ask(MenuScreen(context.pane.palette, title, kind_items(group_of(entity))), answered)


def _hide(
    context: ReadingContext, entity: Entity, name: str = "", *, everywhere: bool = False
) -> None:
    """Hide the entity, or only its mentions that read `name`."""
    message = _("{name} is not an entity now; {undo} brings it back.")
    change = partial(context.session.corrections.hide, entity, name, everywhere=everywhere)
    apply(context, change, message, name=context.shown(name or entity.name))


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
    items = [
        PickerItem(name, context.shown(name), str(count))
        for name, count in zip(names, counts, strict=True)
    ]

    def answered(chosen: str | None) -> None:
        if chosen is not None:
            _split_off(context, entity, chosen)

    _pick(context, _("Which is another one?"), items, answered)


def _split_off(context: ReadingContext, entity: Entity, name: str) -> None:
    message = _("{name} is an entity of its own now; {undo} takes it back.")
    change = partial(context.session.corrections.split, entity, name)
    apply(context, change, message, name=context.shown(name))


def list_corrections(context: ReadingContext, _request: Requested) -> None:
    """List the corrections in this article; the one that is chosen is withdrawn."""
    corrections = context.session.corrections.all()
    if not corrections:
        none = _("Nothing was corrected in this article yet; {key} on a name corrects it.")
        context.say(none.format(key=key_for("entity.mark")))
        return

    def answered(chosen: str | None) -> None:
        if chosen is not None:
            message = _("Taken back; {undo} brings it back.")
            apply(context, partial(context.session.corrections.withdraw, chosen), message)

    items = [
        PickerItem(each.id, correction_words(each), _("everywhere") if each.everywhere else "")
        for each in reversed(corrections)
    ]
    _pick(context, _("Corrections, the last first"), items, answered, _("take back"))


def apply(context: ReadingContext, change: Callable[[], None], message: str, **names: str) -> None:
    """Make the change and show it; say `message`, or why the reader's lexicon was not written."""
    words, warning = message.format(undo=key_for("app.undo"), **names), False
    try:
        change()
    except NewsreaderError as error:
        words, warning = str(error), True
    context.show_notebook()
    context.say(words, warning=warning)


rename = on_entity(_rename)
merge = on_entity(_merge)
retype = on_entity(_retype)
split = on_entity(_split)
hide = on_entity(_hide)
