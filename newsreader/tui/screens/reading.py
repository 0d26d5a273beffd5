"""The reading screen: the article, its entities, and what the reader wrote on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Region
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import Worker

from newsreader.keys.keymap import keymap
from newsreader.lookup.glossary import Glossary
from newsreader.notebook.colour import colour_meanings
from newsreader.notebook.notebook import Notebook
from newsreader.session.entity_index import EntityIndex
from newsreader.session.reading_session import ReadingSession
from newsreader.settings.settings import Settings
from newsreader.text.sanitize import clean, clean_line
from newsreader.text.script import Script, in_script
from newsreader.text.span import Span
from newsreader.tui import compat
from newsreader.tui.actions.context import InteractionState
from newsreader.tui.background import BackgroundWork, run_in_background
from newsreader.tui.bindings import bindings, own_bindings
from newsreader.tui.dialogs.dialog import Answer
from newsreader.tui.messages import FilesChanged, Requested, SessionEvent
from newsreader.tui.page.caret import Caret
from newsreader.tui.page.page import PageSetting
from newsreader.tui.page.viewport import Reached
from newsreader.tui.screens.background_checks import BackgroundChecks
from newsreader.tui.screens.known_units import KnownUnits
from newsreader.tui.screens.session_events import SessionEvents
from newsreader.tui.session_status import status_of
from newsreader.tui.startup import garbage
from newsreader.tui.theme.themes import PALETTES, Palette
from newsreader.tui.visit import Visit
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.entity_sidebar import EntitySidebar
from newsreader.tui.widgets.notes_panel import NotesPanel
from newsreader.tui.widgets.panes import Panes
from newsreader.tui.widgets.prompt_bar import PromptBar
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.terminal_cursor import put_back

if TYPE_CHECKING:
    from newsreader.lookup.glossaries import Glossaries
    from newsreader.session.versions import Version

_WITHOUT_PANE = (
    "entities.clear",
    "entities.corrections",
    "notes.all_tags",
    "notes.article",
    "notes.clear",
    "notes.empty_trash",
)
"""Functions of the side panes that do not bring up the pane when they are called by name."""


class ReadingScreen(Screen[None]):
    """Holds what is shown, binds it to the panes, and performs what they request."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")

    notebook: reactive[Notebook] = reactive(Notebook, init=False)
    entities: reactive[EntityIndex] = reactive(EntityIndex, init=False)
    hits: reactive[tuple[Span, ...]] = reactive((), init=False)
    script: reactive[Script] = reactive(Script.ORIGINAL, init=False)
    palette: reactive[Palette] = reactive(PALETTES["dark"], init=False)
    glossary: reactive[Glossary] = reactive(Glossary, init=False)

    def __init__(
        self,
        session: ReadingSession,
        settings: Settings,
        palette: Palette,
        problems: str = "",
        reached: Reached | None = None,
        *,
        visit: Visit | None = None,
    ) -> None:
        """`problems` are messages about the settings.

        `reached` is the place that the reader reached before there was a screen, if keys moved it.
        Without a `visit` the article was opened alone.
        """
        super().__init__()
        self.session = session
        self.settings = settings
        self._problems = problems
        self.visit = visit or Visit()
        self.keys = keymap(settings.keys, settings.preset).keys
        self.interaction = InteractionState()
        self.following = asyncio.Lock()
        self.former: Version | None = None
        self.glossaries: Glossaries | None = None
        self.panes = Panes(self, settings)
        self._events = SessionEvents(self)
        self._checks = BackgroundChecks(self)
        self._units = KnownUnits(self)
        self._busy = ""
        self._start = 0
        self.set_reactive(ReadingScreen.palette, palette)
        self.set_reactive(ReadingScreen.script, Script(settings.script))
        self.pane = self._article_pane(reached)
        self.sidebar = EntitySidebar(id="entities")
        self.panel = NotesPanel(
            session.notes.suggestions,
            session.notes.section,
            colour_meanings(settings.colours),
            session.query_item,
            id="notes",
        )
        self.bar = PromptBar(id="bar")
        self.status = StatusLine(id="status")

    def _article_pane(self, reached: Reached | None) -> ArticlePane:
        session, settings = self.session, self.settings
        pane = ArticlePane(
            session.article,
            session.analysis.words,
            PageSetting.of(settings),
            2 * settings.column,
            Caret(session.stopped_at()),
            self._units.selecting(),
            id="article",
        )
        if reached is not None:
            pane.begin(reached)
        for keys, action in own_bindings(self.keys):
            compat.bind_key(pane, keys, action)
        return pane

    def compose(self) -> ComposeResult:
        cls = ReadingScreen
        self.panes.begin()
        with Horizontal(id="panes"):
            pane = self.pane.data_bind(cls.notebook, cls.entities, cls.hits, cls.palette)
            yield pane.data_bind(cls.script, cls.glossary)
            with Horizontal(id="side"):
                yield self.sidebar.data_bind(cls.entities, cls.palette, cls.script)
                yield self.panel.data_bind(cls.notebook, cls.palette, cls.script)
        yield self.bar
        yield self.status.data_bind(cls.palette)

    def on_mount(self) -> None:
        if not self.panel.is_attached:  # the app ended while the article was opened
            return
        self._start = self.pane.motion.nearest(self.pane.caret.offset)
        self.pane.focus()
        self.panes.place()
        self.show_notebook()
        self.session.listen(lambda event: self.post_message(SessionEvent(event)))
        if self._problems:
            self.say(self._problems, warning=True)
        self._events.begin()
        self._checks.begin()

    def on_unmount(self) -> None:
        self._checks.end()
        garbage.skip_nothing()
        compat.forget_painted_rows()

    def say(self, words: str, *, warning: bool = False) -> None:
        self.status.show_notice(clean(words), warning=warning)

    def shown(self, words: str) -> str:
        return in_script(clean_line(words), self.script)

    def ask(self, dialog: Screen[Answer], then: Callable[[Answer | None], None]) -> None:
        self.app.push_screen(dialog, then)

    def busy(self, doing: str) -> None:
        self._busy = doing
        self._update_status()

    def run_in_background(self, work: BackgroundWork, group: str = "") -> Worker[None]:
        return run_in_background(self, work, group)

    def action_do(self, key: str) -> None:
        self.do(key)

    def offers(self, key: str) -> bool:
        """Whether the palette offers the function with this id."""
        if key == "app.library":
            return self.visit.from_library or self.visit.came_from is not None
        return not key.startswith(("compare.", "editor.", "library."))

    def do(self, key: str) -> None:
        """Do what the key with this id does, as if it had been pressed in its pane."""
        from newsreader.tui.actions import registry

        scope = key.partition(".")[0]
        if scope in ("entities", "notes"):
            side = self.sidebar if scope == "entities" else self.panel
            if key not in _WITHOUT_PANE:
                self.panes.bring_up(side)
            side.action_do(key)
        elif registry.is_action(key):
            registry.perform(self, Requested(key, self.pane.caret.offset, self.pane.selection))
        else:
            self.pane.action_do(key)

    @on(Requested)
    def _perform(self, request: Requested) -> None:
        from newsreader.tui.actions import registry

        # Other keys belong to a pane and have nothing to do now, such as `o` without a selection.
        if registry.is_action(request.id):
            registry.perform(self, request)

    @on(FilesChanged)
    def _look_for_changes(self) -> None:
        self._checks.look_for_changes()

    @on(SessionEvent)
    def _take(self, message: SessionEvent) -> None:
        self._events.take(message.event)

    def show_entities(self) -> None:
        self.entities = self.session.analysis.index
        self.sidebar.watched = self.session.watched(self.settings.watch)
        garbage.skip_existing()
        self._update_status()

    def show_notebook(self) -> None:
        corrected = self.notebook.entities != self.session.notebook.entities
        self.notebook = self.session.notebook
        if corrected:
            self.show_entities()
        self._update_status()

    @on(ArticlePane.Moved)
    async def _follow_caret(self) -> None:
        pane = self.pane
        on_screen = pane.viewport.shown()
        if on_screen is not None:
            self.session.attend(on_screen)
        entity = self.entities.at(pane.caret.offset)
        self.sidebar.still = self.sidebar.still and pane.caret.offset == self._start
        self.sidebar.here = entity.id if entity else ""
        highlight = self.session.notebook.at(pane.caret.offset)
        self.panel.here = highlight.id if highlight else ""
        self._update_status()
        # Let the panes that were changed here ask for a refresh: then one frame shows all of it.
        await asyncio.sleep(0)

    @on(EntitySidebar.Pointed)
    def _emphasize(self, event: EntitySidebar.Pointed) -> None:
        self.pane.lit = event.entity

    def _update_status(self) -> None:
        pane = self.pane
        last = pane.motion.bottom()
        status = status_of(
            self.session,
            last if pane.motion.is_at_end(pane.caret.offset) else pane.caret.offset,
            last,
            pane.selection,
            self._busy or self._events.progress,
            match.term if (match := pane.term_at(pane.caret.offset)) is not None else None,
        )
        title, section = self.shown(status.title), self.shown(status.section)
        self.status.status = status._replace(
            title=title,
            section=section,
            from_library=self.visit.from_library,
            by_link=self.visit.came_from is not None,
        )

    watch_script = watch_glossary = _update_status

    def set_palette(self, palette: Palette) -> None:
        """Draw in the colours of `palette` from now on."""
        self.palette = palette

    def set_settings(self, settings: Settings) -> None:
        """Follow `settings` from now on; the caret stays in its row of the screen."""
        if settings.glossary != self.settings.glossary:
            self.glossaries = None
            self._checks.follow_glossary()
        self.settings = settings
        self.keys = keymap(settings.keys, settings.preset).keys
        self.panes.follow(settings)
        setting = PageSetting.of(settings)._replace(furniture=self.pane.setting.furniture)
        self.pane.use(setting, 2 * settings.column, self._units.selecting())
        self.script = Script(settings.script)
        self.panel.meanings = colour_meanings(settings.colours)
        self.show_entities()
        for widget in (self.sidebar, self.panel):
            widget.refresh()  # their hints name keys

    def jump(self, offset: int, *, lead: bool = False) -> None:
        self.interaction.jumps.leave(self.pane.caret.offset)
        self.pane.go_to(offset, lead=lead)

    def editor_place(self) -> Region | None:
        return self.panes.room_for_editor() if self.settings.note_editor == "panel" else None

    def on_resize(self, _event: events.Resize) -> None:
        if self.children:  # none while it is being closed
            self.panes.place()

    def on_screen_resume(self) -> None:
        put_back(self)

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        self.panes.place()

    def stop(self) -> None:
        """Remember where the reader is, for the next time."""
        offset = self.pane.caret.offset
        self.session.stop_at(offset, ended=self.pane.motion.is_at_end(offset))

    def end(self, *, to_library: bool) -> None:
        self.stop()
        if to_library:
            self.visit.left.set()
            self.dismiss(None)
        else:
            self.app.exit()
