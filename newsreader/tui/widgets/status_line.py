"""StatusLine: what is read, how far, and whether it is saved."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from newsreader.keys.display import colours_in_short, key_for, keys_for
from newsreader.locale import _, ngettext
from newsreader.tui.theme.themes import DARK, Palette
from newsreader.tui.widgets import terminal_cursor
from newsreader.tui.widgets.typeset import fitted, rows_of

CHARACTERS_A_MINUTE = 400
"""A reader's pace in Chinese text, for the minutes left."""

_HUSH_SECONDS = 0.05
_TELLING_SECONDS = 4.0
_WARNING_SECONDS = 10.0
_CELLS_A_SECOND = 8.0
"""How fast a line is read by somebody who is looking elsewhere when it comes."""
_MOST_ROWS = 4
_TITLE = 12
"""Cells of the title for which the last facts give way."""
_LEAST = 9
"""Cells of the title, and of what parts it from the rest, for which those give way too."""
_LITTLE = 3
"""Cells in which no title is worth showing."""
_BETWEEN, _APART = "  ", "   "
"""What stands between two of its parts, and before the help's key."""
_LONG_READ = 180
"""Minutes from which on the time that is left is told in hours."""


class Status(NamedTuple):
    """What the status line says. `percent` is the place, `left` the code points after it.

    `from_library` when a list of articles is what one came from, and can go back to.
    """

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
    from_library: bool = False


class Notice(NamedTuple):
    """Something said to the reader, for a while in the place of the status."""

    words: str = ""
    warning: bool = False


class StatusLine(Widget):
    """One row; the title gives way before the rest does, until little is left of it.

    What is told stands here and not over the article: a box over other panes cuts wide characters
    in two where their edges run under it.
    """

    status: reactive[Status] = reactive(Status)
    palette: reactive[Palette] = reactive(DARK)
    told: reactive[Notice] = reactive(Notice)

    _silence: Timer | None = None
    _hush: Timer | None = None

    def tell(self, words: str, *, warning: bool = False) -> None:
        """Say something for some seconds, below a warning that stands there still."""
        if self.told.warning:
            words, warning = f"{self.told.words}\n{words}", True
        self.told = Notice(words, warning)
        if self._hush is not None:
            self._hush.stop()
            self._hush = None
        if self._silence is not None:
            self._silence.stop()
        seconds = _WARNING_SECONDS if warning else _TELLING_SECONDS
        reading = cell_len(words) / _CELLS_A_SECOND
        self._silence = self.set_timer(max(seconds, reading), self._fall_silent)

    def hush(self) -> None:
        """The reader goes on: what was said is read, unless it is a warning.

        It goes a moment later. At once it would take the next frame for itself, and what the key
        does would be seen a frame late; and often the key says something else in its place.
        """
        if self.told.words and not self.told.warning and self._hush is None:
            self._hush = self.set_timer(_HUSH_SECONDS, self._fall_silent)

    def _fall_silent(self) -> None:
        self._hush = None
        self.told = Notice()

    def watch_told(self) -> None:
        rows = max(1, len(self._told_rows()))
        if self.size.height and rows != self.size.height:
            terminal_cursor.put_back(
                self.screen
            )  # what stands above this line moves, and the reader in it
        self.styles.height = rows

    def on_resize(self) -> None:
        self.watch_told()

    def _told_rows(self) -> list[str]:
        return rows_of(self.told.words, self.size.width - 3, _MOST_ROWS) if self.told.words else []

    def render_line(self, y: int) -> Strip:
        rows = self._told_rows()
        if not rows:
            return self._status_row()
        colour = self.palette.warning if self.told.warning else self.palette.heading
        style = self._text_style(colour, bold=True)
        lead = "! " if self.told.warning and y == 0 else "  "
        words = lead + (rows[y] if y < len(rows) else "")
        return Strip([Segment(words, style)]).adjust_cell_length(self.size.width, style)

    def _status_row(self) -> Strip:
        """Title, facts, whether it is saved, the way back, and the help, which goes last of all."""
        width = self.size.width
        ground = self._text_style(self.palette.quiet)
        ways = fitted(f"{key_for('app.help')} " + _("help") + " ", width - 1)
        title = self._title()
        least = min(cell_len(title), _TITLE)
        state, colour = self._state()
        room = width - cell_len(ways) - 1
        state, back = self._kept(state, self._way_back(), room - _LEAST)
        room -= cell_len(state + back)
        ways = back + ways
        facts = self._fitting(room - least - 2 * len(_BETWEEN))
        facts = f"{facts}{_BETWEEN}" if cell_len(facts) + len(_BETWEEN) <= room else ""
        room -= cell_len(facts) + len(_BETWEEN)
        title = fitted(title, room) if room > _LITTLE else ""
        segments = [
            Segment(" ", ground),
            Segment(title, self._text_style(self.palette.text, bold=True)),
            Segment(" " * (width - 1 - sum(map(cell_len, (title, facts, state, ways)))), ground),
            Segment(facts, ground),
            Segment(state, self._text_style(colour)),
            Segment(ways, ground),
        ]
        return Strip(segments).adjust_cell_length(width, ground)

    def _kept(self, state: str, back: str, room: int) -> tuple[str, str]:
        """What has room of the state and the way back: that all is well gives way first."""
        state, back = state + _APART, back + _APART if back else ""
        if cell_len(state + back) <= room:
            return state, back
        if self.status.reason or not back:
            return (state if cell_len(state) <= room else ""), ""
        return "", back if cell_len(back) <= room else ""

    def _text_style(self, colour: str, *, bold: bool = False) -> Style:
        """Letters on the ground of this row, which without colours of its own is in reverse."""
        palette = self.palette
        return Style(color=colour, bgcolor=palette.panel, bold=bold, reverse=palette.ansi)

    def _way_back(self) -> str:
        """The key that leads to the list of articles; the facts give way to it."""
        if not self.status.from_library or not keys_for("app.library"):
            return ""
        return _("{key} to the library").format(key=key_for("app.library"))

    def _title(self) -> str:
        status = self.status
        return f"{status.title} › {status.section}" if status.section else status.title

    def _fitting(self, room: int) -> str:
        """As many of the facts as fit into `room` cells; the first ones stay longest."""
        facts = self._facts()
        while len(facts) > 1 and cell_len("  ".join(facts)) > room:
            facts.pop()
        return "  ".join(facts)

    def _facts(self) -> list[str]:
        status = self.status
        facts = [status.doing] if status.doing else []
        if status.selected:
            facts.append(_("{count} selected").format(count=status.selected))
            facts += [short] if (short := colours_in_short()) else []
        facts.append(f"{status.percent}%")
        facts += [status.encoding] if status.encoding else []
        minutes = -(-status.left // CHARACTERS_A_MINUTE)
        if minutes < _LONG_READ:
            facts.append(_("{minutes} min left").format(minutes=minutes))
        else:
            facts.append(_("{hours} h left").format(hours=minutes // 60))
        facts.append(_("{count} chars").format(count=status.length))
        count = status.highlights
        facts.append(ngettext("{count} highlight", "{count} highlights", count).format(count=count))
        return facts

    def _state(self) -> tuple[str, str]:
        if self.status.reason:
            return _("unsaved"), self.palette.warning
        if self.status.saved:
            return _("saved"), self.palette.quiet
        return _("saving"), self.palette.heading
