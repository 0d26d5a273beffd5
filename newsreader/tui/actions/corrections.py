"""Corrections of entities: mark a new one, change or hide one, list and withdraw corrections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from newsreader.entities.entity import Entity, group_of
from newsreader.entities.kind import Kind, groups, kind_name, kind_of
from newsreader.entities.occurrences import occurrences
from newsreader.entities.user_lexicon import TAGS
from newsreader.errors import NewsreaderError
from newsreader.keys.display import key_for, key_name
from newsreader.locale import _
from newsreader.text.sanitize import clean_line
from newsreader.text.span import Span
from newsreader.tui.actions.concordance import show_places
from newsreader.tui.actions.context import ReadingContext, ask_about_text
from newsreader.tui.actions.name_corrections import correction_words
from newsreader.tui.actions.view import leave
from newsreader.tui.dialogs.concordance_dialog import ConcordanceList
from newsreader.tui.dialogs.menu import Chosen, MenuItem, MenuScreen
from newsreader.tui.dialogs.picker import PickerItem, PickerList, PickerScreen
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret

MAX_NAME_LENGTH = 80
"""Code points of a name at most; more is a sentence."""

_WITH_DOSSIER = (Kind.PER, Kind.ORG, Kind.LOC)
_KIND = "kind:"
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
            _ask_what_is_wrong(context, entity, request.offset)
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
        _ask_what_is_wrong(context, entity, span.start)
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
            kind, subkind = kind_of(chosen.id.removeprefix(_KIND))
            change = partial(corrections.add, span.of(text), kind, subkind, everywhere=everywhere)
        message = _("{name} is an entity now; {undo} takes it back.")
        if everywhere:
            message = _("{name} is an entity in all articles now; it is in your lexicon.")
        _apply(context, change, message, name=context.shown(span.of(text)))
        context.pane.move(Caret(span.start))

    title = _("What is {name}?").format(name=context.shown(span.of(text)))
    word = MenuItem(_WORD, "w", _("one word, but no name"), global_option=True)
    dialog = MenuScreen(context.pane.palette, title, [*items, *_kinds(), word])
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
    _apply(context, change, message, name=shown)
    context.pane.move(Caret(span.start))


def _kinds(except_group: str = "") -> list[MenuItem]:
    """The kinds of entities; one that the lexicon can hold may be chosen for all articles."""
    return [
        MenuItem(f"{_KIND}{group}", str(number % 10), words.one, kind_of(group)[0] in TAGS.values())
        for number, (group, words) in enumerate(groups().items(), 1)
        if group != except_group
    ]


def _ask_what_is_wrong(context: ReadingContext, entity: Entity, offset: int) -> None:
    """Ask how to correct the entity that has a mention at `offset`."""
    text = context.session.article.text
    here = next(span.of(text) for span in entity.mentions if offset in span)
    in_folder = context.session.in_folder
    items = [
        MenuItem("rename", "r", _("give it another name"), in_folder),
        MenuItem("merge", "m", _("it is the same as another one"), in_folder),
        MenuItem("retype", "t", _("it is of another kind")),
        MenuItem("hide", "x", _("it is no entity"), in_folder),
        MenuItem("concordance", "i", _("show its mentions in their sentences")),
    ]
    if entity.kind in _WITH_DOSSIER:
        items.append(MenuItem("dossier", "d", _("all about it in the library")))
    if len(_names_in(text, entity)) > 1:
        shown = context.shown(here)
        items[3:3] = [
            MenuItem("split", "s", _("{name} is another one").format(name=shown)),
            MenuItem("hide_here", "n", _("{name} is no name of it").format(name=shown), in_folder),
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
            "concordance": partial(_show_concordance, context, entity),
            "dossier": partial(_show_dossier, context, entity),
        }
        corrections[chosen.id]()

    title = f"{context.shown(entity.name)} · {kind_name(entity.kind, entity.subkind)}"
    context.ask(MenuScreen(context.pane.palette, title, items), answered)


def _names_in(text: str, entity: Entity) -> list[str]:
    """The different names that the text uses for the entity, in order of first use."""
    return list(dict.fromkeys(span.of(text) for span in entity.mentions))


def _on_entity(
    act: Callable[[ReadingContext, Entity], None], *, watched: bool = False
) -> Callable[[ReadingContext, Requested], None]:
    """An action on the entity chosen in the sidebar, or else on the one under the caret.

    With `watched` the entity may be one that only the watch list has.
    """

    def action(context: ReadingContext, request: Requested) -> None:
        analysis, sidebar = context.session.analysis, context.sidebar
        entity = analysis.entity(request.subject)
        if sidebar.screen.focused is not sidebar:
            entity = analysis.entity_at(context.pane.caret.offset) or entity
        if entity is None and watched:
            entity = next((e for e in sidebar.watched if e.id == request.subject), None)
        if entity is not None:
            act(context, entity)
        else:
            context.say(_no_entity(context.sidebar.waiting, analysis.progress))

    return action


def _no_entity(waiting: str, progress: float) -> str:
    """Why there is no entity, and what to do."""
    if waiting and progress < 1:
        return _("There is no entity here so far ({why}).").format(why=waiting)
    to_next = key_for("mention.next_any")
    return _("There is no entity here; {key} goes to the next name.").format(key=to_next)


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
        _apply(context, change, message, old=context.shown(current.name), name=clean_line(name))

    context.bar.prompt(_("Name"), entity.name, on_submit=submitted)


def _merge(context: ReadingContext, entity: Entity, *, everywhere: bool = False) -> None:
    """Ask which other entity it is: those with a similar name first, then those of its kind."""
    others = [e for e in context.session.analysis.entities if e.id != entity.id]
    others.sort(
        key=lambda e: (not _similar(entity, e), e.kind is not entity.kind, -len(e.mentions))
    )

    def answered(chosen: str | None) -> None:
        into = context.session.analysis.entity(chosen) if chosen else None
        if into is not None:
            merge = context.session.corrections.merge
            change = partial(merge, entity, into, everywhere=everywhere)
            message = _("{old} is one with {name} now; {undo} takes it back.")
            old, name = context.shown(entity.name), context.shown(into.name)
            _apply(context, change, message, old=old, name=name)
            context.sidebar.point_at(into.id)

    title = _("{name} is the same as …").format(name=context.shown(entity.name))
    _pick(context, title, [_item(context, other) for other in others], answered)


def _similar(one: Entity, other: Entity) -> bool:
    """Whether a name of one of them is part of a name of the other."""
    names, others = ((entity.name, *entity.aliases) for entity in (one, other))
    return any(name in known or known in name for name in names for known in others)


def _item(context: ReadingContext, entity: Entity) -> PickerItem:
    names = context.shown("、".join((entity.name, *entity.aliases)))
    aside = f"{kind_name(entity.kind, entity.subkind)} {len(entity.mentions)}"
    return PickerItem(entity.id, names, aside, context.pane.palette.kinds[entity.kind])


def _pick(
    context: ReadingContext,
    title: str,
    items: Sequence[PickerItem],
    answered: Callable[[str | None], None],
) -> None:
    context.ask(PickerScreen(context.pane.palette, PickerList(title, items)), answered)


def _retype(context: ReadingContext, entity: Entity) -> None:
    def answered(chosen: Chosen | None) -> None:
        if chosen is not None:
            kind, subkind = kind_of(chosen.id.removeprefix(_KIND))
            retype = context.session.corrections.retype
            change = partial(retype, entity, kind, subkind, everywhere=chosen.everywhere)
            message = _("{name}: {kind}; {undo} takes it back.")
            name, kind_shown = context.shown(entity.name), kind_name(kind, subkind)
            _apply(context, change, message, name=name, kind=kind_shown)

    title = _("What is {name}?").format(name=context.shown(entity.name))
    context.ask(MenuScreen(context.pane.palette, title, _kinds(group_of(entity))), answered)


def _hide(
    context: ReadingContext, entity: Entity, name: str = "", *, everywhere: bool = False
) -> None:
    """Hide the entity, or only its mentions that read `name`."""
    message = _("{name} is no entity now; {undo} brings it back.")
    change = partial(context.session.corrections.hide, entity, name, everywhere=everywhere)
    _apply(context, change, message, name=context.shown(name or entity.name))


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
    _apply(context, change, message, name=context.shown(name))


def _show_concordance(context: ReadingContext, entity: Entity) -> None:
    article, colour = context.session.article, context.pane.palette.kinds[entity.kind]
    caret = context.pane.caret.offset
    found = ConcordanceList(article, entity.name, entity.mentions, colour, context.script, caret)

    def answered(chosen: str | None) -> None:
        if chosen is not None:
            context.interaction.entity = entity.id
            context.jump(int(chosen))
            context.focus_article()

    ask_about_text(context, PickerScreen(context.pane.palette, found), answered)


def list_corrections(context: ReadingContext, _request: Requested) -> None:
    """List the corrections in this article; the one that is chosen is withdrawn."""
    corrections = context.session.notes.corrections()
    if not corrections:
        none = _("Nothing was corrected in this article yet; {key} on a name does.")
        context.say(none.format(key=key_for("entity.mark")))
        return

    def answered(chosen: str | None) -> None:
        if chosen is not None:
            message = _("Taken back; {undo} brings it again.")
            _apply(context, partial(context.session.notes.withdraw, chosen), message)

    title = _("Corrections, the last first; {enter} takes one back")
    items = [
        PickerItem(each.id, correction_words(each), _("everywhere") if each.everywhere else "")
        for each in reversed(corrections)
    ]
    _pick(context, title.format(enter=key_name("enter")), items, answered)


def _apply(context: ReadingContext, change: Callable[[], None], message: str, **names: str) -> None:
    """Make the change and show it; say `message`, or why the reader's lexicon was not written."""
    words, warning = message.format(undo=key_for("app.undo"), **names), False
    try:
        change()
    except NewsreaderError as error:
        words, warning = str(error), True
    context.show_notebook()
    context.say(words, warning=warning)


rename = _on_entity(_rename)
merge = _on_entity(_merge)
retype = _on_entity(_retype)
split = _on_entity(_split)
hide = _on_entity(_hide)


def _show_dossier(context: ReadingContext, entity: Entity) -> None:
    if entity.kind not in _WITH_DOSSIER:
        context.say(_("A dossier is about a person, an organisation or a place."))
        return
    if not context.from_library:
        message = _("The dossier of a name is in the library; open the folder of the article.")
        context.say(message)
        return
    context.dossier = entity
    leave(context, Requested("app.library"))


show_dossier = _on_entity(_show_dossier)
_show_entity_concordance = _on_entity(_show_concordance, watched=True)


def show_concordance(context: ReadingContext, request: Requested) -> None:
    """List the mentions of the entity here in their sentences, or every place of the selection."""
    if request.selection is not None:
        show_places(context, request.selection)
    else:
        _show_entity_concordance(context, request)
