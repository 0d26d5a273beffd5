"""What can be done in a place, chosen from a menu or from the help."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from newsreader.keys.display import words_of
from newsreader.keys.key_table import BY_ID, keys_of_scope, own_commands
from newsreader.locale import _
from newsreader.tui.actions.context import ListContext, ReadingContext, ScreenContext
from newsreader.tui.dialogs.help import HelpScreen
from newsreader.tui.dialogs.menu import Chosen, MenuItem, MenuScreen
from newsreader.tui.messages import Requested

_COLOURS = tuple(f"highlight.colour_{number}" for number in range(1, 6))
_NOTING = ("highlight.note", "highlight.tags")
ON_HIGHLIGHT = (*_NOTING, "highlight.delete", "highlight.range", "selection.copy", *_COLOURS)
ON_SELECTION = (
    *_COLOURS,
    *_NOTING,
    "selection.copy",
    "selection.quote",
    "highlight.all",
    "entity.mark",
)
ON_ENTITY = ("mention.next", "entity.concordance", "entity.dossier", "entity.mark")
ON_WORD = ("lookup.dictionary", "lookup.glossary")
ANYWHERE = (
    *_COLOURS,
    *_NOTING,
    "selection.sentence",
    "selection.quotation",
    "search.word",
    "article.contents",
)

_MOST_ITEMS = 12
"""Items of a menu; the last one leads to all others."""

_NOT_IN_MENUS = ("up", "down", "page_up", "page_down", "top", "bottom", "menu", "clear")
"""What the keys of a list do that its menu does not need."""

_FILTERS = frozenset({*(f"notes.colour_{number}" for number in range(1, 6)), "notes.all"})
"""Filters of the notes panel, which leave no room for what is nearer."""

_MOVING = frozenset({"up", "down", "j", "k", "pageup", "pagedown", "home", "end"})
_KEYS_OF_MENU = _MOVING | {"enter", "escape", "space", "q", "f10", "."}
"""Keys that the menu itself uses."""


def ids_of_list(place: str) -> list[str]:
    """The ids of what the menu of a list offers; `place` is "entities", "notes" or "library"."""
    ids = [key.id for key in keys_of_scope(place)]
    return [
        id_ for id_ in ids if id_.partition(".")[2] not in _NOT_IN_MENUS and id_ not in _FILTERS
    ]


def nearest(ids: Iterable[str], *last: str) -> list[str]:
    """The first of `ids` that a menu has room for, then `last`, the settings and the palette."""
    last = (*last, "view.settings", "app.palette")
    others = [id_ for id_ in dict.fromkeys(ids) if id_ not in last]
    return [*others[: _MOST_ITEMS - len(last)], *last]


def menu_items(ids: Collection[str], keys: Mapping[str, Sequence[str]]) -> list[MenuItem]:
    """The functions with these ids, each with one of its keys that is free within the menu."""
    return [
        MenuItem(id_, _first_free(keys[id_]), words_of(BY_ID[id_])) for id_ in dict.fromkeys(ids)
    ]


def _first_free(names: Sequence[str]) -> str:
    return next((name for name in names if name not in _KEYS_OF_MENU), "")


def show_in_article(context: ReadingContext, request: Requested) -> None:
    """Offer what can be done at the caret or with the selection."""
    _show(context, request, _ids_at(context, request))


def _ids_at(context: ReadingContext, request: Requested) -> Iterator[str]:
    here = context.session.notebook.at(request.offset)
    entity = context.session.analysis.entity_at(request.offset) is not None
    if request.selection is not None:
        yield from ON_SELECTION
    if here is not None:
        yield from ("highlight.was",) if here.is_reworded else ()
        yield from ("highlight.follow",) if "[[" in here.note else ()
        yield from ON_HIGHLIGHT
    yield from ON_ENTITY if entity else ()
    yield from ON_WORD
    yield from own_commands()
    yield from ANYWHERE


def _is_on_something(context: ReadingContext, request: Requested) -> bool:
    """Whether the menu is for a selection or a highlight, which leave no room for the article."""
    return request.selection is not None or context.session.notebook.at(request.offset) is not None


def show_in_list(context: ReadingContext, request: Requested) -> None:
    """Offer what can be done in the side pane that asks."""
    _show(context, request, ids_of_list(request.id.partition(".")[0]))


def _show(context: ReadingContext, request: Requested, ids: Iterable[str]) -> None:
    last = ("app.library",) if context.visit.from_library else ()
    if request.id == "selection.menu" and not _is_on_something(context, request):
        last = ("article.import", *last)
    ask_in_menu(context, request, nearest(ids, *last))


def ask_in_menu(context: ScreenContext, request: Requested, ids: Collection[str]) -> None:
    """Show the functions with these ids in a menu, and do the chosen one."""

    def answered(chosen: Chosen | None) -> None:
        if chosen is not None:
            context.do(chosen.id)

    items = menu_items(ids, context.keys)
    context.ask(MenuScreen(context.palette, _("Here"), items, request.pointer), answered)


def ask_in_help(context: ScreenContext, keys: Mapping[str, tuple[str, ...]], scope: str) -> None:
    """Show what `keys` do, those of `scope` first, and do the chosen function."""

    def answered(key: str | None) -> None:
        if key:
            context.do(key)

    context.ask(HelpScreen(context.palette, keys, scope), answered)


def show_help_of_list(context: ListContext, _request: Requested) -> None:
    """Show what can be done on a screen with a list."""
    keys = {key: names for key, names in context.keys.items() if context.offers(key)}
    ask_in_help(context, keys, context.item_list.key_group)
