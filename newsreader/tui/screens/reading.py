"""ReadingScreen: the article, who it is about, and what the reader wrote on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter
from typing import ClassVar, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from newsreader.analysis.protocol import Failed, Finished, Progress, WordsFound
from newsreader.entities.entity import Entity
from newsreader.keymap import keymap
from newsreader.locale import _
from newsreader.notebook.anchor import Candidate
from newsreader.notebook.highlight import Colour
from newsreader.notebook.notebook import Notebook
from newsreader.session.reading_session import ReadingSession
from newsreader.settings import Settings
from newsreader.text.control import clean
from newsreader.text.script import Script
from newsreader.text.span import Span
from newsreader.tui.bindings import bindings
from newsreader.tui.deeds import DEEDS, answering, following, marking
from newsreader.tui.deeds.desk import Errand
from newsreader.tui.first_page import page_setting
from newsreader.tui.layout import Layout
from newsreader.tui.messages import Happened, Requested
from newsreader.tui.reporting import status_of, welcome
from newsreader.tui.screens.choice import ChoiceScreen
from newsreader.tui.stylesheet import next_theme
from newsreader.tui.themes import PALETTES, Palette
from newsreader.tui.watching import EVERY_SECONDS
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.entity_sidebar import EntitySidebar
from newsreader.tui.widgets.notes_panel import NotesPanel
from newsreader.tui.widgets.search_bar import SearchBar
from newsreader.tui.widgets.status_line import StatusLine

Answer = TypeVar("Answer")

_GATHER_SECONDS = 0.15
"""How long new mentions wait for more of them before the screen shows them."""

_PAUSES = 20
"""And how many times as long as gathering them took, so that a long text never holds up a key."""


class ReadingScreen(Screen[None]):
    """Holds what is shown and hands it down; what is asked for comes up and is done by a deed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")

    notebook: reactive[Notebook] = reactive(Notebook, init=False)
    entities: reactive[tuple[Entity, ...]] = reactive((), init=False)
    hits: reactive[tuple[Span, ...]] = reactive((), init=False)
    palette: reactive[Palette] = reactive(PALETTES["dark"], init=False)

    def __init__(
        self,
        session: ReadingSession,
        settings: Settings,
        palette: Palette,
        problems: Sequence[str] = (),
        *,
        from_library: bool = False,
    ) -> None:
        """`problems` are sentences to be told once the screen stands.

        `from_library` when there is a list of articles to go back to.
        """
        super().__init__()
        self._problems = problems
        self._from_library = from_library
        self.left = asyncio.Event()
        """Set when the reader has gone back to the library."""
        self.session = session
        self.settings = settings
        self.keys = keymap(settings.keys, settings.preset).keys
        self.errand = Errand()
        self._panes = Layout(settings)
        self._gathering = False
        self._pause = _GATHER_SECONDS
        self._doing = ""
        self.set_reactive(ReadingScreen.palette, palette)

    def compose(self) -> ComposeResult:
        cls = ReadingScreen
        with Horizontal(id="desk"):
            setting, column = page_setting(self.settings), 2 * self.settings.column
            yield ArticlePane(self.session, setting, column, id="article").data_bind(
                cls.notebook, cls.entities, cls.hits, cls.palette
            )
            with Horizontal(id="side"):
                yield EntitySidebar(id="entities").data_bind(cls.entities, cls.palette)
                meanings = dict(zip(Colour, self.settings.colours, strict=True))
                yield NotesPanel(
                    self._suggestions, self.session.notes.section, meanings, id="notes"
                ).data_bind(cls.notebook, cls.palette)
        yield SearchBar(id="bar")
        yield StatusLine(id="status").data_bind(cls.palette)

    def _suggestions(self, highlight_id: str) -> list[tuple[Candidate, str]]:
        return self.session.notes.suggestions(highlight_id)

    @property
    def pane(self) -> ArticlePane:
        return self.query_one(ArticlePane)

    @property
    def sidebar(self) -> EntitySidebar:
        return self.query_one(EntitySidebar)

    @property
    def panel(self) -> NotesPanel:
        return self.query_one(NotesPanel)

    @property
    def bar(self) -> SearchBar:
        return self.query_one(SearchBar)

    def on_mount(self) -> None:
        self.sidebar.waiting = _("reading…")
        self.pane.script = Script(self.settings.script)
        self.pane.focus()
        self._place_panes()
        self.show_notebook()
        self.session.listen(lambda event: self.post_message(Happened(event)))
        for problem in (*self.session.problems, *self._problems):
            self.say(problem, warning=True)
        if self.session.first_ever:
            self.say(welcome(self.keys))
        marking.recover(self)
        self.set_interval(EVERY_SECONDS, self._watch)

    @work(exclusive=True, group="watch")
    async def _watch(self) -> None:
        await following.watch(self)

    def action_do(self, key: str) -> None:
        """Do what the key with this id asks for, wherever the reader is."""
        self.do(key)

    def offers(self, key: str) -> bool:
        """Whether the palette names the key with this id."""
        return not key.startswith(("editor.", "library."))

    def do(self, key: str) -> None:
        """Do what the key with this id does, as if it had been pressed in the article."""
        if key.startswith("entities."):
            self.sidebar.action_do(key)
        elif key.startswith("notes."):
            self.panel.action_do(key)
        elif key in DEEDS:
            DEEDS[key](self, Requested(key, self.pane.caret.offset, self.pane.selection))
        else:
            self.pane.action_do(key)

    @on(Requested)
    def _do_as_requested(self, request: Requested) -> None:
        if request.id in DEEDS:
            DEEDS[request.id](self, request)
        elif not request.subject:
            self.pane.action_do(request.id)

    @on(Happened)
    def _take(self, message: Happened) -> None:
        event = message.event
        changed = self.session.take(event)
        if isinstance(event, WordsFound):
            return  # thousands of them come, and nothing on the screen shows them
        match event:
            case Failed(reason):
                self.sidebar.waiting = _("no entities: {reason}").format(reason=clean(reason))
                self._doing = ""
                self.say(
                    _("Entities are not available: {reason}").format(reason=reason), warning=True
                )
            case Finished():
                self.sidebar.waiting = ""
                self._doing = ""
            case Progress():
                percent = int(100 * self.session.knowledge.progress)
                self._doing = _("reading {percent}%").format(percent=percent)
            case _:
                pass
        if changed:
            self._gather()
        self.show_notebook()

    def _gather(self) -> None:
        """Show the mentions found so far, soon; they come a paragraph at a time."""
        if not self._gathering:
            self._gathering = True
            self.set_timer(self._pause, self.show_entities)

    def show_entities(self) -> None:
        self._gathering = False
        started = perf_counter()
        self.entities = self.session.knowledge.entities
        self.sidebar.watched = self.session.watched(self.settings.watch)
        self._pause = max(_GATHER_SECONDS, _PAUSES * (perf_counter() - started))
        self._report()

    @on(ArticlePane.Moved)
    async def _moved(self) -> None:
        pane = self.pane
        stretch = pane.viewport.shown()
        if stretch is not None:
            self.session.attend(stretch)
        entity = self.session.knowledge.entity_at(pane.caret.offset)
        self.sidebar.here = entity.id if entity else ""
        highlight = self.session.notebook.at(pane.caret.offset)
        self.panel.here = highlight.id if highlight else ""
        self._report()
        # What was changed here asks to be painted meanwhile: one frame shows it with the page.
        await asyncio.sleep(0)

    @on(EntitySidebar.Pointed)
    def _light_up(self, event: EntitySidebar.Pointed) -> None:
        self.pane.lit = event.entity

    def show_notebook(self) -> None:
        corrected = self.notebook.entities != self.session.notebook.entities
        self.notebook = self.session.notebook
        if corrected:
            self.show_entities()
        self._report()

    def show_hits(self, hits: tuple[Span, ...]) -> None:
        self.hits = hits

    def _report(self) -> None:
        pane = self.pane
        self.query_one(StatusLine).status = status_of(
            self.session, pane.caret.offset, pane.selection, self._doing
        )

    def jump(self, offset: int) -> None:
        self.errand.jumps.leave(self.pane.caret.offset)
        self.pane.go_to(offset)

    def say(self, words: str, *, warning: bool = False) -> None:
        self.query_one(StatusLine).tell(clean(words), warning=warning)

    def ask(self, dialog: Screen[Answer], then: Callable[[Answer | None], None]) -> None:
        self.app.push_screen(dialog, then)

    def rearrange(self, request: str) -> None:
        match request:
            case "app.next_pane" | "app.previous_pane":
                self._focus_next(1 if request == "app.next_pane" else -1)
            case "app.palette":
                placeholder = _("Search the commands…")
                self.app.push_screen(CommandPalette(placeholder=placeholder))
            case "app.redraw":
                self.refresh(layout=True)
            case "app.theme":
                self.say(next_theme(self.app))
            case "app.suspend":
                self.app.action_suspend_process()
            case "article":
                self.pane.focus()
            case "article.furniture":
                self._toggle_furniture()
            case _:
                self._panes.toggle(request)
                self._place_panes()

    def wear(self, palette: Palette) -> None:
        """Draw in the colours of `palette` from now on."""
        self.palette = palette

    def _toggle_furniture(self) -> None:
        setting = self.pane.setting
        self.pane.setting = replace(setting, furniture=not setting.furniture)

    def _focus_next(self, way: int) -> None:
        panes: list[Widget] = [self.pane, self.sidebar, self.panel]
        open_panes = [pane for pane in panes if self._panes.shows(pane.id or "")]
        at = next((n for n, pane in enumerate(open_panes) if pane.has_focus), 0)
        open_panes[(at + way) % len(open_panes)].focus()

    def _place_panes(self) -> None:
        """Give the screen the classes that the style sheet arranges the panes by."""
        focused = self.focused.id if self.focused is not None and self.focused.id else "article"
        self.query_one("#side").styles.width = self._panes.side_width(self.size.width)
        for name, on_now in self._panes.classes(self.size.width, focused).items():
            self.set_class(on_now, name)
        if self.focused is not None and not self._panes.shows(self.focused.id or "article"):
            self.pane.focus()

    def on_resize(self, _event: events.Resize) -> None:
        self._place_panes()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        self._place_panes()

    @on(SearchBar.Typed)
    def _typed(self, event: SearchBar.Typed) -> None:
        answering.typed(self, event.purpose, event.words)

    @on(SearchBar.Entered)
    def _entered(self, event: SearchBar.Entered) -> None:
        answering.entered(self, event.purpose, event.words)

    @on(SearchBar.Cancelled)
    def _cancelled(self, event: SearchBar.Cancelled) -> None:
        answering.cancelled(self, event.purpose)

    def leave(self, *, to_library: bool = False) -> None:
        if to_library and not self._from_library:
            self.say(_("There is no list of articles; newsreader with a folder opens one."))
        else:
            self._leave(to_library)

    @work(exclusive=True, group="leave")
    async def _leave(self, to_library: bool) -> None:
        if not await asyncio.to_thread(self.session.settle, 10):
            answers = [("s", _("Stay")), ("q", _("Quit and lose it"))]
            question = _("The last changes could not be saved.") + f" {self.session.unsaved_reason}"
            if await self.app.push_screen_wait(ChoiceScreen(question, answers)) != "q":
                self.session.go_on()
                return
        self.session.stop_at(self.pane.caret.offset)
        if to_library:
            self.left.set()
            self.dismiss(None)
        else:
            self.app.exit()
