"""LibraryHead: what is listed, and from where, above a list of articles."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from newsreader.tui.library.list_layout import ListLayout
from newsreader.tui.library.view_state import Head
from newsreader.tui.theme.themes import DARK, Palette


class LibraryHead(Widget):
    """One row, whose words stand above those of the list."""

    DEFAULT_CSS = "LibraryHead { height: 1; width: 100%; }"

    head: reactive[Head] = reactive(Head)
    palette: reactive[Palette] = reactive(DARK)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        sheet = ListLayout(self.size.width, self.screen.size.height)
        row = sheet.head(self.head, self.palette)
        return Strip([Segment(text, Style(**style._asdict())) for text, style in row])
