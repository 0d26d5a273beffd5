"""Offering: the menu of a place, for whoever would rather choose than know the keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from newsreader.keys.display import words_of
from newsreader.keys.key_table import BY_ID, keys_of_scope
from newsreader.locale import _
from newsreader.tui.actions.context import ReadingContext
from newsreader.tui.dialogs.menu import Chosen, Course, MenuScreen
from newsreader.tui.messages import Requested

_COLOUR = "highlight.colour_"

MARKING = (*(f"{_COLOUR}{number}" for number in range(1, 6)), "highlight.note", "highlight.tags")
ON_HIGHLIGHT = ("highlight.range", "highlight.delete")
ON_SELECTION = ("selection.swap", "highlight.all", "entity.mark")
ON_ENTITY = ("mention.next", "mention.previous", "entity.concordance", "entity.mark")
ON_TEXT = ("selection.copy", "selection.quote", "selection.pinyin")
BACK = ("app.library",)
ANYWHERE = (
    "selection.sentence",
    "selection.start",
    "search.open",
    "search.word",
    "article.contents",
    "cursor.go_to",
    "bookmark.set",
    "bookmark.jump",
    "article.note",
    "article.tags",
    "article.script",
    "article.furniture",
    "article.encoding",
    "entity.corrections",
    "app.export",
    "app.help",
    "app.palette",
)
"""What the menu of the article has, by what the caret is on."""

_BY_ARROWS = ("up", "down", "page_up", "page_down", "top", "bottom", "menu")
"""What needs no menu in a list."""

_MOVING = frozenset({"up", "down", "j", "k", "pageup", "pagedown", "home", "end"})
_TAKEN = _MOVING | {"enter", "escape", "space", "q", "f10", "."}
"""Keys that a menu has a use for itself."""


def ids_of_list(place: str) -> list[str]:
    """What the menu of a list offers, by id: all that the place called `place` can do."""
    return [k.id for k in keys_of_scope(place) if k.id.partition(".")[2] not in _BY_ARROWS]


def courses(ids: Collection[str], keys: Mapping[str, Sequence[str]]) -> list[Course]:
    """The functions with these ids, each with a key that can be pressed in the menu too."""
    return [Course(key, _key(keys[key]), words_of(BY_ID[key])) for key in dict.fromkeys(ids)]


def _key(names: Sequence[str]) -> str:
    return next((name for name in names if name not in _TAKEN), "")


def _at(context: ReadingContext, request: Requested) -> Iterator[str]:
    """What can be done at the caret or with the selection, by id."""
    highlight = context.session.notebook.at(request.offset) is not None
    entity = context.session.analysis.entity_at(request.offset) is not None
    yield from MARKING
    yield from ON_HIGHLIGHT if highlight else ()
    yield from ON_SELECTION if request.selection is not None else ()
    yield from ON_ENTITY if entity else ()
    yield from ON_TEXT if highlight or request.selection is not None else ("selection.quote",)
    yield from BACK if context.from_library else ()
    yield from ANYWHERE


def _here(context: ReadingContext, request: Requested) -> None:
    _offer(context, list(_at(context, request)))


def _in_sidebar(context: ReadingContext, _request: Requested) -> None:
    _offer_in_list(context, "entities")


def _in_panel(context: ReadingContext, _request: Requested) -> None:
    _offer_in_list(context, "notes")


def _offer_in_list(context: ReadingContext, place: str) -> None:
    _offer(context, [*ids_of_list(place), *(BACK if context.from_library else ())])


def _offer(context: ReadingContext, ids: Collection[str]) -> None:
    def done(chosen: Chosen | None) -> None:
        if chosen is not None:
            context.do(chosen.id)

    offered = courses(ids, context.keys)
    context.ask(MenuScreen(context.pane.palette, _("Here"), offered), done)


ACTIONS = {
    "selection.menu": _here,
    "entities.menu": _in_sidebar,
    "notes.menu": _in_panel,
}
