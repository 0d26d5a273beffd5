"""The status line: what is read, how far, and whether it is saved; and notices."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from newsreader.keys.display import colours_in_short, key_for, keys_for
from newsreader.locale import _, ngettext
from newsreader.tui.background import DelayedCall
from newsreader.tui.messages import Requested
from newsreader.tui.theme.themes import DARK, Palette
from newsreader.tui.widgets import terminal_cursor
from newsreader.tui.widgets.typeset import fitted, rows_of

_CLEAR_SECONDS = 0.05
_ANSWER_SECONDS = 0.5
"""A notice that is shown so soon after a key is the answer to it."""
_NOTICE_SECONDS = 4.0
_WARNING_SECONDS = 10.0
_CELLS_A_SECOND = 8.0
"""Reading speed for a notice, when the reader looks elsewhere at first."""
_MOST_ROWS = 4
_MOST_PROBLEMS = 2
"""Problems that are all named in one notice."""
_TITLE_CELLS = 12
"""Cells that are kept for the title before any facts."""
_TERM_CELLS = 60
"""Cells that are kept for a term and its translation before any facts."""
_SHORT_TITLE_CELLS = 9
"""Cells that are kept for the title and a gap before the saved state and the way back."""
_LEAST_TITLE_CELLS = 3
"""A title is left out if it has no more cells than this."""
_GAP, _WIDE_GAP = "  ", "   "
_LONG_READ_MINUTES = 180
"""From here on the time left is given in hours."""


class Status(NamedTuple):
    """What the status line shows. `length` is in code points, `minutes` are those left to read.

    It has what is shown and no more, so that a movement that changes nothing of it paints nothing.
    `reason` says why the last change is not saved, `doing` what runs in the background.
    `from_library` if there is a list of articles to go back to, `by_link` if a link in another
    article led here. `term` is a term at the caret with
    its translation, which takes the place of the title.
    """

    title: str = ""
    section: str = ""
    percent: int = 0
    length: int = 0
    minutes: int = 0
    highlights: int = 0
    saved: bool = True
    reason: str = ""
    encoding: str = ""
    doing: str = ""
    selected: int = 0
    from_library: bool = False
    by_link: bool = False
    term: str = ""


class Notice(NamedTuple):
    """Words that are shown instead of the status for a while."""

    words: str = ""
    warning: bool = False


def in_short(problems: Sequence[str], command: str) -> str:
    """The first of `problems`, and what prints the others: a notice has a few rows only."""
    if len(problems) <= _MOST_PROBLEMS:
        return "\n".join(problems)
    return "\n".join([problems[0], _("`{command}` lists all of them.").format(command=command)])


class StatusLine(Widget):
    """The status in one row, or a notice in up to four.

    Notices are not boxes over the panes: an edge of a box cuts wide characters in two.
    """

    status: reactive[Status] = reactive(Status)
    palette: reactive[Palette] = reactive(DARK)
    notice: reactive[Notice] = reactive(Notice)

    _pressed = 0.0
    """When the last key was pressed, as `monotonic` counts."""
    _by_key = False
    """Whether the notice answers that key."""
    _help_at = 0
    """The cell where the hint for the help begins."""
    _expiry: DelayedCall | None = None
    _clearing: DelayedCall | None = None

    def show_notice(self, words: str, *, warning: bool = False) -> None:
        """Show `words` for some seconds; above a warning that is still shown, which may be long."""
        self._by_key = monotonic() - self._pressed < _ANSWER_SECONDS
        if self.notice.warning and self._clearing is None:
            said = words.split("\n")
            said += [line for line in self.notice.words.split("\n") if line not in said]
            words, warning = "\n".join(said), True
        self.notice = Notice(words, warning)
        if self._clearing is not None:
            self._clearing.stop()
            self._clearing = None
        if self._expiry is not None:
            self._expiry.stop()
        seconds = _WARNING_SECONDS if warning else _NOTICE_SECONDS
        shown = min(cell_len(words), _MOST_ROWS * self.app.size.width)
        reading = shown / _CELLS_A_SECOND
        self._expiry = DelayedCall(self, max(seconds, reading), self._clear_notice)

    def clear_notice_soon(self) -> None:
        """Clear the notice, because the reader pressed a key.

        A warning that no key has brought stays for its time: it has to be read.

        Not at once: that would take the next frame, and show what the key does one frame later.
        """
        self._pressed = monotonic()
        stays = self.notice.warning and not self._by_key
        if self.notice.words and not stays and self._clearing is None:
            self._clearing = DelayedCall(self, _CLEAR_SECONDS, self._clear_notice)

    def _clear_notice(self) -> None:
        self._clearing = None
        self.notice = Notice()

    def watch_notice(self) -> None:
        rows = max(1, len(self._notice_rows()))
        if self.size.height and rows != self.size.height:
            terminal_cursor.put_back(self.screen)  # the panes above this line move
        self.styles.height = rows

    def on_resize(self) -> None:
        self.watch_notice()

    def on_click(self, event: events.Click) -> None:
        """The hint for the help is a button."""
        if not self.notice.words and event.x >= self._help_at:
            self.post_message(Requested("app.help"))

    @property
    def _lead(self) -> int:
        """Cells before the words of a notice, with room for the mark of a warning."""
        return 2

    def _notice_rows(self) -> list[str]:
        return (
            rows_of(self.notice.words, self.size.width - self._lead - 1, _MOST_ROWS)
            if self.notice.words
            else []
        )

    def render_line(self, y: int) -> Strip:
        rows = self._notice_rows()
        if not rows:
            return self._status_row()
        colour = self.palette.warning if self.notice.warning else self.palette.heading
        style = self._text_style(colour, bold=True)
        lead = "! " if self.notice.warning and y == 0 else ""
        words = lead.rjust(self._lead) + (rows[y] if y < len(rows) else "")
        return Strip([Segment(words, style)]).adjust_cell_length(self.size.width, style)

    def _status_row(self) -> Strip:
        """Title, facts, saved state, way back and help; the help is the last to be left out."""
        width = self.size.width
        ground = self._text_style(self.palette.quiet)
        hints = fitted(f"{key_for('app.help')} " + _("help") + " ", width - 1)
        self._help_at = width - cell_len(hints)
        title = self.status.term or self._title()
        least = min(cell_len(title), _TERM_CELLS if self.status.term else _TITLE_CELLS)
        state, colour = self._state()
        room = width - cell_len(hints) - 1
        state, back = self._kept(state, self._way_back(), room - _SHORT_TITLE_CELLS)
        room -= cell_len(state + back)
        hints = back + hints
        facts = self._fitting(room - least - 2 * len(_GAP))
        facts = f"{facts}{_GAP}" if cell_len(facts) + len(_GAP) <= room else ""
        room -= cell_len(facts) + len(_GAP)
        title = fitted(title, room) if room > _LEAST_TITLE_CELLS else ""
        segments = [
            Segment(" ", ground),
            Segment(title, self._text_style(self.palette.text, bold=True)),
            Segment(" " * (width - 1 - sum(map(cell_len, (title, facts, state, hints)))), ground),
            Segment(facts, ground),
            Segment(state, self._text_style(colour)),
            Segment(hints, ground),
        ]
        return Strip(segments).adjust_cell_length(width, ground)

    def _kept(self, state: str, back: str, room: int) -> tuple[str, str]:
        """The saved state and the way back as far as they fit; "saved" is left out first."""
        state, back = state + _WIDE_GAP, back + _WIDE_GAP if back else ""
        if cell_len(state + back) <= room:
            return state, back
        if self.status.reason or not back:
            return (state if cell_len(state) <= room else ""), ""
        return "", back if cell_len(back) <= room else ""

    def _text_style(self, colour: str, *, bold: bool = False) -> Style:
        """A style on this row, which is in reverse in the terminal's own colours."""
        palette = self.palette
        return Style(color=colour, bgcolor=palette.panel, bold=bold, reverse=palette.ansi)

    def _way_back(self) -> str:
        """The key that leads back to the library, or else to the article with the link to here."""
        if not keys_for("app.library"):
            return ""
        words = _("{key} back") if self.status.by_link else ""
        words = _("{key} to the library") if self.status.from_library else words
        return words.format(key=key_for("app.library"))

    def _title(self) -> str:
        status = self.status
        return f"{status.title} › {status.section}" if status.section else status.title

    def _fitting(self, room: int) -> str:
        """As many facts as fit into `room` cells; the first one always."""
        facts = self._facts()
        while len(facts) > 1 and cell_len(_GAP.join(facts)) > room:
            facts.pop()
        return _GAP.join(facts)

    def _facts(self) -> list[str]:
        status = self.status
        facts = [status.doing] if status.doing else []
        if status.selected:
            facts.append(_("{count} selected").format(count=status.selected))
            facts += [short] if (short := colours_in_short()) else []
        facts.append(f"{status.percent}%")
        facts += [status.encoding] if status.encoding else []
        if status.minutes < _LONG_READ_MINUTES:
            facts.append(_("{minutes} min left").format(minutes=status.minutes))
        else:
            facts.append(_("{hours} h left").format(hours=status.minutes // 60))
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
