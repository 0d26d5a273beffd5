"""PaneScreen: the panes of the reading screen, how they are placed and which of them listens."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from newsreader.anchoring.resolve import Candidate
from newsreader.entities.entity import Entity
from newsreader.notebook.colour import Colour
from newsreader.notebook.notebook import Notebook
from newsreader.session.reading_session import ReadingSession
from newsreader.settings.settings import Settings
from newsreader.text.sanitize import clean, clean_line
from newsreader.text.script import Script, in_script
from newsreader.text.span import Span
from newsreader.tui.bindings import bindings
from newsreader.tui.layout import Layout
from newsreader.tui.page.page import PageSetting
from newsreader.tui.page.viewport import Reached
from newsreader.tui.theme.stylesheet import next_theme
from newsreader.tui.theme.themes import PALETTES, Palette
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.entity_sidebar import EntitySidebar
from newsreader.tui.widgets.notes_panel import NotesPanel
from newsreader.tui.widgets.search_bar import SearchBar
from newsreader.tui.widgets.status_line import StatusLine
from newsreader.tui.widgets.terminal_cursor import put_back

Answer = TypeVar("Answer")


class PaneScreen(Screen[None]):
    """Holds what is shown and hands it down to the panes by binding."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")

    notebook: reactive[Notebook] = reactive(Notebook, init=False)
    # Always new when set: to compare two lists of a long article takes longer than to draw.
    entities: reactive[tuple[Entity, ...]] = reactive((), init=False, always_update=True)
    hits: reactive[tuple[Span, ...]] = reactive((), init=False)
    script: reactive[Script] = reactive(Script.ORIGINAL, init=False)
    palette: reactive[Palette] = reactive(PALETTES["dark"], init=False)

    def __init__(
        self,
        session: ReadingSession,
        settings: Settings,
        palette: Palette,
        reached: Reached | None = None,
    ) -> None:
        """`reached` is where the reader has come to before there was a screen."""
        super().__init__()
        self._reached = reached
        self.session = session
        self.settings = settings
        self._panes = Layout(settings)
        self.set_reactive(PaneScreen.palette, palette)
        self.set_reactive(PaneScreen.script, Script(settings.script))

    def compose(self) -> ComposeResult:
        cls = PaneScreen
        # Before there is anything in it: each of these styles all that is.
        self.update_classes(self._panes.classes(*self.app.size, "article"), update=False)
        with Horizontal(id="desk"):
            setting, column = PageSetting.of(self.settings), 2 * self.settings.column
            pane = ArticlePane(self.session, setting, column, id="article")
            if self._reached is not None:
                pane.begin(self._reached)
            yield pane.data_bind(cls.notebook, cls.entities, cls.hits, cls.palette, cls.script)
            with Horizontal(id="side"):
                yield EntitySidebar(id="entities").data_bind(cls.entities, cls.palette, cls.script)
                meanings = dict(zip(Colour, self.settings.colours, strict=True))
                yield NotesPanel(
                    self._suggestions, self.session.places.section, meanings, id="notes"
                ).data_bind(cls.notebook, cls.palette, cls.script)
        yield SearchBar(id="bar")
        yield StatusLine(id="status").data_bind(cls.palette)

    def _suggestions(self, highlight_id: str) -> list[tuple[Candidate, str]]:
        return self.session.places.suggestions(highlight_id)

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

    def show_hits(self, hits: tuple[Span, ...]) -> None:
        self.hits = hits

    def say(self, words: str, *, warning: bool = False) -> None:
        self.query_one(StatusLine).show_notice(clean(words), warning=warning)

    def shown(self, words: str) -> str:
        return in_script(clean_line(words), self.script)

    def ask(self, dialog: Screen[Answer], then: Callable[[Answer | None], None]) -> None:
        self.app.push_screen(dialog, then)

    def rearrange(self, request: str) -> None:
        match request:
            case "app.next_pane" | "app.previous_pane":
                self._focus_next(1 if request == "app.next_pane" else -1)
            case "app.palette":
                self.app.action_command_palette()
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

    def bring(self, pane: Widget) -> None:
        """Show a side pane, and let the keys go there."""
        self._panes.show(pane.id or "")
        self._place_panes()
        pane.focus()

    def set_palette(self, palette: Palette) -> None:
        """Draw in the colours of `palette` from now on."""
        self.palette = palette

    def _toggle_furniture(self) -> None:
        setting = self.pane.setting
        self.pane.setting = setting._replace(furniture=not setting.furniture)

    def _focus_next(self, way: int) -> None:
        panes: list[Widget] = [self.pane, self.sidebar, self.panel]
        open_panes = [pane for pane in panes if self._panes.shows(pane.id or "")]
        at = next((n for n, pane in enumerate(open_panes) if pane.has_focus), 0)
        open_panes[(at + way) % len(open_panes)].focus()

    def _place_panes(self) -> None:
        """Give the screen the classes that the style sheet arranges the panes by."""
        focused = self._listening()
        self.query_one("#side").styles.width = self._panes.side_width(self.size.width)
        self.update_classes(self._panes.classes(*self.size, focused))
        if self.focused is not None and not self._panes.shows(focused):
            self.pane.focus()

    def _listening(self) -> str:
        """The id of the pane that the keys go to, or that is asked for words in the bar."""
        focused = self.focused
        if focused is not None and self.bar in focused.ancestors:
            focused = self.bar.came_from
        return (focused.id if focused is not None else None) or "article"

    def on_resize(self, _event: events.Resize) -> None:
        self._place_panes()

    def on_screen_resume(self) -> None:
        put_back(self)

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        self._place_panes()
