"""The three panes of the reading screen: which of them are shown, and which has the focus."""

from __future__ import annotations

from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from newsreader.settings.settings import Settings
from newsreader.tui.layout import LEAST_EDITOR_ROWS, Layout
from newsreader.tui.widgets.article_pane import ArticlePane
from newsreader.tui.widgets.entity_sidebar import EntitySidebar
from newsreader.tui.widgets.notes_panel import NotesPanel
from newsreader.tui.widgets.prompt_bar import PromptBar


class Panes:
    """Arranges the panes of `screen` by the layout that the reader wants and the room there is."""

    def __init__(self, screen: Screen[None], settings: Settings) -> None:
        self._screen = screen
        self._layout = Layout(settings)

    def begin(self) -> None:
        """Arrange the panes before they are composed; the article will have the focus.

        Each class that is added later styles all widgets again.
        """
        screen = self._screen
        screen.update_classes(self._layout.classes(*screen.app.size, "article"), update=False)

    def place(self) -> None:
        """Arrange the panes by the present size of the screen and the pane with the focus."""
        screen, focused = self._screen, self._focused()
        screen.query_one("#side").styles.width = self._layout.side_width(screen.size.width)
        screen.update_classes(self._layout.classes(*screen.size, focused))
        if screen.focused is not None and not self._layout.shows(focused):
            screen.query_one(ArticlePane).focus()

    def follow(self, settings: Settings) -> None:
        """Arrange the panes by `settings`; what is hidden stays hidden."""
        self._layout.arrange(settings)
        self.place()

    def toggle(self, key: str) -> None:
        """Show or hide what the key with this id names: a side pane, or all but the article."""
        self._layout.toggle(key)
        self.place()

    def bring_up(self, pane: Widget) -> None:
        """Show a side pane and give it the focus."""
        self._layout.show(pane.id or "")
        self.place()
        pane.focus()

    def focus_next(self, way: int) -> None:
        """Give the focus to the next visible pane (1), or to the previous one (-1)."""
        screen = self._screen
        sides: list[Widget] = [screen.query_one(EntitySidebar), screen.query_one(NotesPanel)]
        if self._layout.notes_first(screen.size.width):
            sides.reverse()
        panes: list[Widget] = [screen.query_one(ArticlePane), *sides]
        visible = [pane for pane in panes if self._layout.shows(pane.id or "")]
        index = next((n for n, pane in enumerate(visible) if pane.has_focus), 0)
        visible[(index + way) % len(visible)].focus()

    def room_for_editor(self) -> Region | None:
        """The region of the screen beside the article where a note can be written, if any."""
        screen = self._screen
        if self._layout.shows_one_pane(screen.size.width):
            return None
        region = screen.query_one(NotesPanel).region
        low = region.height < LEAST_EDITOR_ROWS
        region = screen.query_one("#side").content_region if low and region else region
        return region or None

    def _focused(self) -> str:
        """The id of the pane that has the focus, or will have it again after the prompt."""
        focused, bar = self._screen.focused, self._screen.query_one(PromptBar)
        if focused is not None and bar in focused.ancestors:
            focused = bar.came_from
        return (focused.id if focused is not None else None) or "article"
