"""LibraryFoot: what is being done, or what can be, below a list of articles."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip

from newsreader.tui.lists.typeset import fitted
from newsreader.tui.widgets.status_line import StatusLine


class LibraryFoot(StatusLine):
    """One row of words, in whose place something is told to the reader for a while."""

    DEFAULT_CSS = "LibraryFoot { height: 1; width: 100%; }"

    words: reactive[str] = reactive("")

    def _status_row(self) -> Strip:
        width = self.size.width
        ground = Style(color=self.palette.quiet, bgcolor=self.palette.panel)
        line = Segment(" " + fitted(self.words, width - 2), ground)
        return Strip([line]).adjust_cell_length(width, ground)
