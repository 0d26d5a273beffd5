"""StatusLine: what is read, how far, and whether it is saved."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from newsreader.locale import _, ngettext
from newsreader.tui.themes import DARK, Palette
from newsreader.tui.typeset import fitted

CHARACTERS_A_MINUTE = 400
"""A reader's pace in Chinese text, for the minutes left."""


@dataclass(frozen=True, slots=True)
class Status:
    """What the status line says. `percent` is the place, `left` the code points after it."""

    title: str = ""
    section: str = ""
    percent: int = 0
    length: int = 0
    left: int = 0
    highlights: int = 0
    saved: bool = True
    reason: str = ""
    encoding: str = ""
    doing: str = ""
    selected: int = 0


class StatusLine(Widget):
    """One row; the title gives way before the rest does."""

    status: reactive[Status] = reactive(Status)
    palette: reactive[Palette] = reactive(DARK)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        width = self.size.width
        ground = Style(color=self.palette.quiet, bgcolor=self.palette.panel)
        facts = "  ".join(self._facts())
        state, colour = self._state()
        room = width - cell_len(facts) - cell_len(state) - 6
        if room < 8 and width - cell_len(state) > 12:
            facts = fitted(facts, width - cell_len(state) - 4) if room < -12 else facts
            room = max(0, width - cell_len(facts) - cell_len(state) - 6)
        title = fitted(self._title(), room) if room > 3 else ""
        gap = " " * max(0, width - cell_len(title) - cell_len(facts) - cell_len(state) - 5)
        strong = Style(color=self.palette.text, bgcolor=self.palette.panel, bold=True)
        segments = [
            Segment(" ", ground),
            Segment(title, strong),
            Segment(gap + "  ", ground),
            Segment(facts, ground),
            Segment("  ", ground),
            Segment(state, Style(color=colour, bgcolor=self.palette.panel)),
        ]
        return Strip(segments).adjust_cell_length(width, ground)

    def _title(self) -> str:
        status = self.status
        return f"{status.title} › {status.section}" if status.section else status.title

    def _facts(self) -> list[str]:
        status = self.status
        minutes = -(-status.left // CHARACTERS_A_MINUTE)
        facts = [status.doing] if status.doing else []
        if status.selected:
            facts.append(_("{count} selected").format(count=status.selected))
        facts.append(f"{status.percent}%")
        facts.append(_("{count} chars").format(count=status.length))
        facts.append(_("{minutes} min left").format(minutes=minutes))
        count = status.highlights
        facts.append(ngettext("{count} highlight", "{count} highlights", count).format(count=count))
        if status.encoding:
            facts.append(status.encoding)
        return facts

    def _state(self) -> tuple[str, str]:
        if self.status.reason:
            return _("unsaved"), self.palette.warning
        if self.status.saved:
            return _("saved"), self.palette.quiet
        return _("saving"), self.palette.heading
