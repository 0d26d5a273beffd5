"""Shelving: what the library's screen does at a key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from textual.message import Message
from textual.screen import Screen

from newsreader.library.library import Library
from newsreader.locale import _
from newsreader.text.control import clean_line
from newsreader.tui.deeds.offering import courses, ids_of_list
from newsreader.tui.dialogs.choice import ChoiceScreen
from newsreader.tui.dialogs.help import HelpScreen
from newsreader.tui.dialogs.menu import Chosen, MenuScreen
from newsreader.tui.lists.arrangement import Arrangement, View
from newsreader.tui.looks.stylesheet import next_theme
from newsreader.tui.messages import ArticleChosen
from newsreader.tui.widgets.library_foot import LibraryFoot
from newsreader.tui.widgets.library_list import LibraryList
from newsreader.tui.widgets.search_bar import SearchBar

Answer = TypeVar("Answer")


class Counter(Protocol):
    """The library's screen as its deeds see it: the list, and ways to speak and ask."""

    library: Library
    keys: Mapping[str, tuple[str, ...]]
    """The keys that apply, by id."""
    arrangement: Arrangement

    @property
    def shelf(self) -> LibraryList: ...
    @property
    def bar(self) -> SearchBar: ...
    @property
    def foot(self) -> LibraryFoot: ...

    def rearrange(self, arrangement: Arrangement, *, from_top: bool = False) -> None:
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


def _quit(counter: Counter) -> None:
    counter.stop_looking()
    counter.shelf.app.exit()


def _help(counter: Counter) -> None:
    def do(chosen: str | None) -> None:
        if chosen:
            counter.do(chosen)

    keys = {key: names for key, names in counter.keys.items() if counter.offers(key)}
    counter.ask(HelpScreen(counter.shelf.palette, keys, "library"), do)


def _menu(counter: Counter) -> None:
    def done(chosen: Chosen | None) -> None:
        if chosen is not None:
            counter.do(chosen.id)

    offered = courses([*ids_of_list("library"), "app.help", "app.palette"], counter.keys)
    counter.ask(MenuScreen(counter.shelf.palette, _("Here"), offered), done)


def _offer(counter: Counter) -> None:
    counter.shelf.app.action_command_palette()


def _redraw(counter: Counter) -> None:
    counter.shelf.screen.refresh(layout=True)


def _theme(counter: Counter) -> None:
    counter.say(next_theme(counter.shelf.app))


def _suspend(counter: Counter) -> None:
    counter.shelf.app.action_suspend_process()


def _open(counter: Counter) -> None:
    """Open the chosen article; or list those in which the chosen name appears."""
    shelf = counter.shelf
    if (name := shelf.appearance) is not None:
        narrowed = counter.arrangement.narrowed(frozenset(name.counts), clean_line(name.name))
        counter.rearrange(narrowed, from_top=True)
    elif (path := shelf.path) is not None:
        entry = counter.library.entry(path)
        if entry is not None and entry.problem:
            counter.say(entry.problem, warning=True)
            return
        offset = shelf.excerpt.start if shelf.excerpt and shelf.excerpt.id else -1
        title = entry.name if entry is not None else path.name
        counter.foot.words = _("Opening {name} …").format(name=title)
        counter.post_message(ArticleChosen(path, offset))


def _filter(counter: Counter) -> None:
    arrangement = counter.arrangement
    counter.bar.open("library.filter", arrangement.prompt(), arrangement.words)


def _sort(counter: Counter) -> None:
    _arrange(counter, counter.arrangement.sorted_next())


def _arrange(counter: Counter, arrangement: Arrangement) -> None:
    """List in another order: who is on an article stays on it, who is at the top stays there."""
    counter.rearrange(arrangement, from_top=counter.shelf.chosen == 0)


def _turn(counter: Counter) -> None:
    _arrange(counter, counter.arrangement.turned())


def _notes(counter: Counter) -> None:
    counter.rearrange(counter.arrangement.viewing(View.NOTES))


def _names(counter: Counter) -> None:
    counter.rearrange(counter.arrangement.viewing(View.NAMES))


def _look(counter: Counter) -> None:
    counter.look()


def _clear(counter: Counter) -> None:
    """Stop what is being done; else drop the filter; else go back to all articles."""
    arrangement = counter.arrangement
    counter.rearrange(arrangement if counter.stop_looking() else arrangement.widened())


def _reprints(counter: Counter) -> None:
    path = counter.shelf.path
    found = counter.library.reprints(path) if path is not None else []
    if path is None or not found:
        counter.say(_("No other article here carries the same text."))
        return
    paths = frozenset((path, *(entry.path for entry, _share in found)))
    counter.rearrange(counter.arrangement.narrowed(paths, _("reprints")), from_top=True)


def _carry(counter: Counter) -> None:
    """Offer the notes of the likest reprint that has some."""
    path = counter.shelf.path
    found = counter.library.reprints(path) if path is not None else []
    origin = next((entry for entry, _share in found if entry.highlights), None)
    if path is None or origin is None:
        counter.say(_("No reprint of this article has notes."))
        return
    question = _("Carry {count} highlights over from {name}?").format(
        count=origin.highlights, name=f"{origin.name} ({origin.path.name})"
    )
    answers = [("y", _("Carry them over")), ("n", _("Leave it"))]

    def answered(letter: str | None) -> None:
        if letter == "y":
            counter.carry_over(origin.path, path)

    counter.ask(ChoiceScreen(question, answers), answered)


DEEDS: Mapping[str, Callable[[Counter], None]] = {
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
