"""LibraryFoot: what is being done, or what can be, below a list of articles."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip

from newsreader.tui.library.list_layout import ListLayout
from newsreader.tui.widgets.status_line import StatusLine


class LibraryFoot(StatusLine):
    """One row of words, in whose place something is told to the reader for a while."""

    DEFAULT_CSS = "LibraryFoot { height: 1; width: 100%; }"

    words: reactive[str] = reactive("")

    def _status_row(self) -> Strip:
        row = ListLayout(self.size.width, self.screen.size.height).foot(self.words, self.palette)
        return Strip([Segment(text, Style(**style._asdict())) for text, style in row])
