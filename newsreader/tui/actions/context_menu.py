"""The context menu: what can be done in a place, chosen from a list."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from newsreader.keys.display import words_of
from newsreader.keys.key_table import BY_ID, keys_of_scope, own_commands
from newsreader.locale import _
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.dialogs.menu import Chosen, MenuItem, MenuScreen
from newsreader.tui.messages import Requested

HIGHLIGHTING = (
    *(f"highlight.colour_{number}" for number in range(1, 6)),
    "highlight.note",
    "highlight.tags",
)
ON_HIGHLIGHT = ("highlight.range", "highlight.delete")
ON_REWORDED = ("highlight.was",)
ON_SELECTION = ("selection.swap", "highlight.all", "entity.mark")
ON_ENTITY = (
    "mention.next",
    "mention.previous",
    "entity.concordance",
    "entity.dossier",
    "entity.mark",
)
ON_TEXT = ("selection.copy", "selection.quote", "selection.pinyin")
ON_WORD = ("lookup.dictionary",)
ANYWHERE = (
    "selection.sentence",
    "selection.quotation",
    "selection.start",
    "search.open",
    "search.word",
    "article.contents",
    "article.quotations",
    "article.timeline",
    "cursor.go_to",
    "bookmark.set",
    "bookmark.jump",
    "article.note",
    "article.tags",
    "article.compare",
    "article.script",
    "article.furniture",
    "article.encoding",
    "entity.corrections",
    "app.export",
    "app.help",
    "app.palette",
)

_NOT_IN_MENUS = ("up", "down", "page_up", "page_down", "top", "bottom", "menu")
"""What the keys of a list do that its menu does not need."""

_MOVING = frozenset({"up", "down", "j", "k", "pageup", "pagedown", "home", "end"})
_KEYS_OF_MENU = _MOVING | {"enter", "escape", "space", "q", "f10", "."}
"""Keys that the menu itself uses."""


def ids_of_list(place: str) -> list[str]:
    """The ids of what the menu of a list offers; `place` is "entities", "notes" or "library"."""
    return [key.id for key in keys_of_scope(place) if key.id.partition(".")[2] not in _NOT_IN_MENUS]


def menu_items(ids: Collection[str], keys: Mapping[str, Sequence[str]]) -> list[MenuItem]:
    """The functions with these ids, each with one of its keys that is free within the menu."""
    return [
        MenuItem(id_, _first_free(keys[id_]), words_of(BY_ID[id_])) for id_ in dict.fromkeys(ids)
    ]


def _first_free(names: Sequence[str]) -> str:
    return next((name for name in names if name not in _KEYS_OF_MENU), "")


def show_in_article(context: ReadingContext, request: Requested) -> None:
    """Offer what can be done at the caret or with the selection."""
    _show(context, list(_ids_at(context, request)))


def _ids_at(context: ReadingContext, request: Requested) -> Iterator[str]:
    here = context.session.notebook.at(request.offset)
    highlight = here is not None
    entity = context.session.analysis.entity_at(request.offset) is not None
    yield from HIGHLIGHTING
    yield from ON_HIGHLIGHT if highlight else ()
    yield from ON_REWORDED if here is not None and here.reworded else ()
    yield from ON_SELECTION if request.selection is not None else ()
    yield from ON_ENTITY if entity else ()
    yield from ON_TEXT if highlight or request.selection is not None else ("selection.quote",)
    yield from ON_WORD
    yield from own_commands()
    yield from ("app.library",) if context.from_library else ()
    yield from ANYWHERE


def show_in_list(context: ReadingContext, request: Requested) -> None:
    """Offer what can be done in the side pane that asks."""
    ids = ids_of_list(request.id.partition(".")[0])
    _show(context, [*ids, "app.library"] if context.from_library else ids)


def _show(context: ReadingContext, ids: Collection[str]) -> None:
    def answered(chosen: Chosen | None) -> None:
        if chosen is not None:
            context.do(chosen.id)

    items = menu_items(ids, context.keys)
    context.ask(MenuScreen(context.pane.palette, _("Here"), items), answered)
