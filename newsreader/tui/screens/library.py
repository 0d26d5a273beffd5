"""LibraryScreen: many articles as a list to choose from, to sort, to filter and to search."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from newsreader.errors import NewsreaderError
from newsreader.keymap import keymap
from newsreader.library.library import Library
from newsreader.library.listing import arranged, filtered
from newsreader.locale import _, ngettext
from newsreader.settings import Settings
from newsreader.text.control import clean, clean_line
from newsreader.tui.bindings import bindings
from newsreader.tui.looking import Looked, Looking
from newsreader.tui.messages import ArticleChosen, Requested
from newsreader.tui.screens.choice import ChoiceScreen
from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.stylesheet import next_theme
from newsreader.tui.themes import Palette
from newsreader.tui.typeset import fitted
from newsreader.tui.widgets.library_foot import LibraryFoot
from newsreader.tui.widgets.library_list import LibraryList, View, Wanted
from newsreader.tui.widgets.search_bar import SearchBar


class LibraryScreen(Screen[None]):
    """Lists what the library knows at once, and looks at the files meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")

    def __init__(
        self, library: Library, settings: Settings, palette: Palette, problems: Sequence[str] = ()
    ) -> None:
        """`problems` are sentences about the settings."""
        super().__init__()
        self._problems = problems
        self.library = library
        self.keys = keymap(settings.keys, settings.preset).keys
        self.wanted = Wanted()
        self._palette = palette
        self._looking: Looking | None = None
        self._doing = ""
        self._deeds: Mapping[str, Callable[[], None]] = {
            "app.quit": self._quit,
            "app.help": self._help,
            "app.palette": self._offer,
            "app.redraw": self._redraw,
            "app.theme": lambda: self.say(next_theme(self.app)),
            "app.suspend": self._suspend,
            "library.open": self._open,
            "library.filter": self._ask,
            "library.sort": self._sort,
            "library.backwards": self._turn,
            "library.notes": lambda: self._view(View.NOTES),
            "library.names": lambda: self._view(View.NAMES),
            "library.reprints": self._reprints,
            "library.carry": self._carry,
            "library.look": self.look,
            "library.clear": self._clear,
        }

    def compose(self) -> ComposeResult:
        yield Static(id="library-head", classes="foot")
        yield LibraryList(id="library")
        yield SearchBar(id="bar")
        yield LibraryFoot(id="library-foot")

    @property
    def shelf(self) -> LibraryList:
        return self.query_one(LibraryList)

    def on_mount(self) -> None:
        self.wear(self._palette)
        self.shelf.focus()
        self.show_list()
        for problem in self._problems:
            self.say(problem, warning=True)
        self.look()

    def wear(self, palette: Palette) -> None:
        """Draw in the colours of `palette` from now on."""
        self._palette = palette
        self.shelf.palette = palette
        self.query_one(LibraryFoot).palette = palette

    def on_unmount(self) -> None:
        self._stop()

    def on_resize(self) -> None:
        self._report()

    def look(self) -> None:
        """Look at the files, on a thread; one look at a time."""
        if self._looking is None:
            self._looking = Looking(self.library, self.post_message)
            self._looking.start()

    async def come_back(self, path: Path) -> None:
        """The reader comes back from the article at `path`."""
        await asyncio.to_thread(self.library.renew, path)
        self.show_list()

    def offers(self, key: str) -> bool:
        """Whether the palette names the key with this id."""
        return key.startswith("library.") or (key in self._deeds and key != "app.palette")

    def do(self, key: str) -> None:
        """Do what the key with this id does."""
        if key in self._deeds:
            self._deeds[key]()
        elif key.startswith("library."):
            self.shelf.action_do(key)

    def action_do(self, key: str) -> None:
        self.do(key)

    @on(Requested)
    def _do_as_requested(self, request: Requested) -> None:
        if request.id in self._deeds:
            self._deeds[request.id]()

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        self._doing = "" if event.ended else event.words
        if event.ended:
            self._looking = None
        if event.reprinted is not None:
            self.shelf.reprinted = event.reprinted
        if event.problem:
            self.say(event.problem, warning=True)
        if self.is_current:
            self.show_list()

    def show_list(self) -> None:
        """List what is wanted, from what the library knows now."""
        wanted, shown = self.wanted, self.shelf
        shown.nothing = self._nothing()
        try:
            match wanted.view:
                case View.ARTICLES:
                    entries = [
                        entry
                        for entry in filtered(self.library.entries, wanted.words)
                        if wanted.only is None or entry.path in wanted.only
                    ]
                    ordered = arranged(entries, wanted.order, backwards=wanted.backwards)
                    shown.show_articles(ordered)
                case View.NOTES:
                    known = {entry.path: entry for entry in self.library.entries}
                    shown.show_notes(self.library.search(wanted.words), known)
                case View.NAMES:
                    words = wanted.words.casefold()
                    names = self.library.appearances()
                    shown.show_names([n for n in names if words in n.name.casefold()])
        except NewsreaderError as error:
            self.query_one(SearchBar).tell(clean_line(str(error)))
        self._report()

    def _nothing(self) -> str:
        if self.wanted.words:
            return _("Nothing matches; escape drops the filter.")
        match self.wanted.view:
            case View.NOTES:
                return _("Nothing is marked yet in these articles.")
            case View.NAMES:
                return _("Nobody is known yet: open an article, and who is in it is kept.")
        return _("There is no article yet.")

    def _report(self) -> None:
        """Say above the list what it is, and below what is being done."""
        wanted, width = self.wanted, self.size.width - 2
        count = len(self.library.entries)
        roots = "  ".join(str(root) for root in self.library.roots[:3])
        parts = [ngettext("{count} article", "{count} articles", count).format(count=count)]
        if wanted.view is View.ARTICLES:
            by = _("the other way round") if wanted.backwards else ""
            parts.append(
                _("by {order}").format(order=wanted.order.words) + (" " + by if by else "")
            )
        parts += [wanted.label] if wanted.only is not None else []
        parts += [f"/{wanted.words}"] if wanted.words else []
        title = _("Library")  # apart, for a catalogue sees nothing within an f-string
        head = f"{title}  {' · '.join(parts)}   {roots}"
        keys = _("enter opens · / filters · s sorts · n notes · e people · ? all keys")
        self.query_one("#library-head", Static).update(Content(fitted(head, width)))
        self.query_one(LibraryFoot).words = self._doing or keys

    def say(self, words: str, *, warning: bool = False) -> None:
        self.query_one(LibraryFoot).tell(clean(words), warning=warning)

    def _view(self, view: View) -> None:
        """Go over to another list, or from it back to the articles."""
        if view is self.wanted.view:
            view = View.ARTICLES
        self.wanted = Wanted(view, self.wanted.order, self.wanted.backwards)
        self.show_list()
        self.shelf.choose(0)

    def _sort(self) -> None:
        self.wanted.order, self.wanted.backwards = self.wanted.order.after, False
        self.show_list()

    def _turn(self) -> None:
        self.wanted.backwards = not self.wanted.backwards
        self.show_list()

    def _ask(self) -> None:
        prompt = _("Search notes:") if self.wanted.view is View.NOTES else _("Filter:")
        self.query_one(SearchBar).open("library.filter", prompt, self.wanted.words)

    @on(SearchBar.Typed)
    def _typed(self, event: SearchBar.Typed) -> None:
        self.wanted.words = event.words
        self.query_one(SearchBar).tell("")
        self.show_list()
        self.shelf.choose(0)

    @on(SearchBar.Entered)
    def _entered(self) -> None:
        self.shelf.focus()

    @on(SearchBar.Cancelled)
    def _cancelled(self) -> None:
        self.wanted.words = ""
        self.show_list()
        self.shelf.focus()

    def _clear(self) -> None:
        """Stop what is being done; else drop the filter; else go back to all articles."""
        if self._looking is not None:
            self._stop()
        elif self.wanted.words:
            self.wanted.words = ""
        else:
            self.wanted = Wanted(View.ARTICLES, self.wanted.order, self.wanted.backwards)
        self.show_list()

    def _stop(self) -> None:
        if self._looking is not None:
            self._looking.stop()

    def _open(self) -> None:
        shown = self.shelf
        if (name := shown.appearance) is not None:
            self._only(frozenset(name.counts), clean_line(name.name))
        elif (path := shown.path) is not None:
            entry = self.library.entry(path)
            if entry is not None and entry.problem:
                self.say(entry.problem, warning=True)
                return
            offset = shown.excerpt.start if shown.excerpt and shown.excerpt.id else -1
            title = entry.name if entry is not None else path.name
            self.query_one(LibraryFoot).words = _("Opening {name} …").format(name=title)
            self.post_message(ArticleChosen(path, offset))

    def _only(self, paths: frozenset[Path], label: str) -> None:
        wanted = self.wanted
        self.wanted = Wanted(
            order=wanted.order, backwards=wanted.backwards, only=paths, label=label
        )
        self.show_list()
        self.shelf.choose(0)

    def _reprints(self) -> None:
        path = self.shelf.path
        found = self.library.reprints(path) if path is not None else []
        if path is None or not found:
            self.say(_("No other article here carries the same text."))
            return
        self._only(frozenset((path, *(entry.path for entry, _share in found))), _("reprints"))

    def _carry(self) -> None:
        """Offer the notes of the likest reprint that has some."""
        path = self.shelf.path
        found = self.library.reprints(path) if path is not None else []
        origin = next((entry for entry, _share in found if entry.highlights), None)
        if path is None or origin is None:
            self.say(_("No reprint of this article has notes."))
            return
        question = _("Carry {count} highlights over from {name}?").format(
            count=origin.highlights, name=f"{origin.name} ({origin.path.name})"
        )
        answers = [("y", _("Carry them over")), ("n", _("Leave it"))]

        def answered(letter: str | None) -> None:
            if letter == "y":
                self._carry_over(origin.path, path)

        self.app.push_screen(ChoiceScreen(question, answers), answered)

    @work(exclusive=True, group="carry")
    async def _carry_over(self, origin: Path, target: Path) -> None:
        try:
            carried = await asyncio.to_thread(self.library.carry, origin, target)
        except NewsreaderError as error:
            self.say(str(error), warning=True)
            return
        self.say(
            _("{placed} placed, {review} to be reviewed, {orphans} orphans").format(
                placed=len(carried.placed),
                review=len(carried.review),
                orphans=len(carried.orphans),
            )
        )
        self.show_list()

    def _redraw(self) -> None:
        self.refresh(layout=True)

    def _suspend(self) -> None:
        self.app.action_suspend_process()

    def _offer(self) -> None:
        self.app.action_command_palette()

    def _help(self) -> None:
        def chosen(key: str | None) -> None:
            if key:
                self.do(key)

        self.app.push_screen(HelpScreen(self._palette, self.keys, "library"), chosen)

    def _quit(self) -> None:
        self._stop()
        self.app.exit()
