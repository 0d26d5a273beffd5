"""Shelving: what the library's screen does at a key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from textual.message import Message
from textual.screen import Screen

from newsreader.library.library import Library
from newsreader.locale import _
from newsreader.text.sanitize import clean_line
from newsreader.tui.actions.context_menu import courses, ids_of_list
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.help import HelpScreen
from newsreader.tui.dialogs.menu import Chosen, MenuScreen
from newsreader.tui.library.library_list import LibraryFoot, LibraryList
from newsreader.tui.library.view_state import LibraryView, ViewState
from newsreader.tui.messages import ArticleChosen
from newsreader.tui.theme.stylesheet import next_theme
from newsreader.tui.widgets.search_bar import SearchBar

Answer = TypeVar("Answer")


class LibraryContext(Protocol):
    """The library's screen as its deeds see it: the list, and ways to speak and ask."""

    library: Library
    keys: Mapping[str, tuple[str, ...]]
    """The keys that apply, by id."""
    arrangement: ViewState

    @property
    def shelf(self) -> LibraryList: ...
    @property
    def bar(self) -> SearchBar: ...
    @property
    def foot(self) -> LibraryFoot: ...

    def rearrange(self, arrangement: ViewState, *, from_top: bool = False) -> None:
        """List what is wanted now, and choose the first of it if `from_top`."""

    def look(self) -> None:
        """Look at the files, on a thread; one look at a time."""

    def stop_looking(self) -> bool:
        """Leave the files alone; whether they were being looked at."""

    def carry_over(self, origin: Path, target: Path) -> object:
        """Take the notes on `origin` over to its reprint, and say how that went."""

    def do(self, key: str) -> None:
        """Do what the key with this id does."""

    def offers(self, key: str) -> bool:
        """Whether the function with this id can be done here."""

    def post_message(self, message: Message) -> bool:
        """Tell the app."""

    def say(self, words: str, *, warning: bool = False) -> None:
        """Tell the reader something that needs no answer."""

    def ask(self, dialog: Screen[Answer], then: Callable[[Answer | None], None]) -> None:
        """Show a dialog over the screen and go on with its answer."""


def _quit(context: LibraryContext) -> None:
    context.stop_looking()
    context.shelf.app.exit()


def _help(context: LibraryContext) -> None:
    def do(chosen: str | None) -> None:
        if chosen:
            context.do(chosen)

    keys = {key: names for key, names in context.keys.items() if context.offers(key)}
    context.ask(HelpScreen(context.shelf.palette, keys, "library"), do)


def _menu(context: LibraryContext) -> None:
    def done(chosen: Chosen | None) -> None:
        if chosen is not None:
            context.do(chosen.id)

    offered = courses([*ids_of_list("library"), "app.help", "app.palette"], context.keys)
    context.ask(MenuScreen(context.shelf.palette, _("Here"), offered), done)


def _offer(context: LibraryContext) -> None:
    context.shelf.app.action_command_palette()


def _redraw(context: LibraryContext) -> None:
    context.shelf.screen.refresh(layout=True)


def _theme(context: LibraryContext) -> None:
    context.say(next_theme(context.shelf.app))


def _suspend(context: LibraryContext) -> None:
    context.shelf.app.action_suspend_process()


def _open(context: LibraryContext) -> None:
    """Open the chosen article; or list those in which the chosen name appears."""
    shelf = context.shelf
    if (name := shelf.appearance) is not None:
        narrowed = context.arrangement.narrowed(frozenset(name.counts), clean_line(name.name))
        context.rearrange(narrowed, from_top=True)
    elif (path := shelf.path) is not None:
        entry = context.library.entry(path)
        if entry is not None and entry.problem:
            context.say(entry.problem, warning=True)
            return
        offset = shelf.excerpt.start if shelf.excerpt and shelf.excerpt.id else -1
        title = entry.name if entry is not None else path.name
        context.foot.words = _("Opening {name} …").format(name=title)
        context.post_message(ArticleChosen(path, offset))


def _filter(context: LibraryContext) -> None:
    arrangement = context.arrangement
    context.bar.open("library.filter", arrangement.prompt(), arrangement.words)


def _sort(context: LibraryContext) -> None:
    _arrange(context, context.arrangement.sorted_next())


def _arrange(context: LibraryContext, arrangement: ViewState) -> None:
    """List in another order: who is on an article stays on it, who is at the top stays there."""
    context.rearrange(arrangement, from_top=context.shelf.chosen == 0)


def _turn(context: LibraryContext) -> None:
    _arrange(context, context.arrangement.turned())


def _notes(context: LibraryContext) -> None:
    context.rearrange(context.arrangement.viewing(LibraryView.NOTES))


def _names(context: LibraryContext) -> None:
    context.rearrange(context.arrangement.viewing(LibraryView.NAMES))


def _look(context: LibraryContext) -> None:
    context.look()


def _clear(context: LibraryContext) -> None:
    """Stop what is being done; else drop the filter; else go back to all articles."""
    arrangement = context.arrangement
    context.rearrange(arrangement if context.stop_looking() else arrangement.widened())


def _reprints(context: LibraryContext) -> None:
    path = context.shelf.path
    found = context.library.reprints(path) if path is not None else []
    if path is None or not found:
        context.say(_("No other article here carries the same text."))
        return
    paths = frozenset((path, *(entry.path for entry, _share in found)))
    context.rearrange(context.arrangement.narrowed(paths, _("reprints")), from_top=True)


def _carry(context: LibraryContext) -> None:
    """Offer the notes of the likest reprint that has some."""
    path = context.shelf.path
    found = context.library.reprints(path) if path is not None else []
    origin = next((entry for entry, _share in found if entry.highlights), None)
    if path is None or origin is None:
        context.say(_("No reprint of this article has notes."))
        return
    question = _("Carry {count} highlights over from {name}?").format(
        count=origin.highlights, name=f"{origin.name} ({origin.path.name})"
    )
    answers = [("y", _("Carry them over")), ("n", _("Leave it"))]

    def answered(letter: str | None) -> None:
        if letter == "y":
            context.carry_over(origin.path, path)

    context.ask(ChoiceScreen(question, answers), answered)


ACTIONS: Mapping[str, Callable[[LibraryContext], None]] = {
    "app.quit": _quit,
    "app.help": _help,
    "app.palette": _offer,
    "app.redraw": _redraw,
    "app.theme": _theme,
    "app.suspend": _suspend,
    "library.menu": _menu,
    "library.open": _open,
    "library.filter": _filter,
    "library.sort": _sort,
    "library.backwards": _turn,
    "library.notes": _notes,
    "library.names": _names,
    "library.reprints": _reprints,
    "library.carry": _carry,
    "library.look": _look,
    "library.clear": _clear,
}
"""The id of a key to what it does; keys that the list does by itself are not here."""
