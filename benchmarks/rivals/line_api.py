"""The smallest pane of Textual's line API: the text cut at a fixed number of characters."""

import sys
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Pane(ScrollView, can_focus=True):
    """Rows of half as many characters as there are cells, without rules of line breaking."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._rows: list[str] = []

    def on_resize(self, event: events.Resize) -> None:
        width = max(1, event.size.width // 2 - 1)
        self._rows = [
            line[at : at + width]
            for line in self._text.split("\n")
            for at in range(0, max(1, len(line)), width)
        ]
        self.virtual_size = Size(event.size.width, len(self._rows))

    def render_line(self, y: int) -> Strip:
        at = y + self.scroll_offset.y
        if at >= len(self._rows):
            return Strip.blank(self.size.width)
        return Strip([Segment(self._rows[at])]).extend_cell_length(self.size.width)


class LineApi(App[None]):
    ENABLE_COMMAND_PALETTE: ClassVar = False

    def compose(self) -> ComposeResult:
        yield Pane(Path(sys.argv[1]).read_text("utf-8"))

    def on_mount(self) -> None:
        self.query_one(Pane).focus()


if __name__ == "__main__":
    app = LineApi()
    app.animation_level = "none"
    app.run()
