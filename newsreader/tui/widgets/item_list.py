"""A list of any length, of which only the rows on the screen are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from newsreader.text.sanitize import clean_line
from newsreader.text.script import Script, in_script
from newsreader.tui.messages import Requested
from newsreader.tui.page.runs import CellStyle
from newsreader.tui.theme.themes import DARK, Palette
from newsreader.tui.widgets import terminal_cursor
from newsreader.tui.widgets.list_grid import ListGrid
from newsreader.tui.widgets.list_window import BLANK, ListItems, ListWindow
from newsreader.tui.widgets.typeset import (
    Line,
    StyledRow,
    StyledText,
    fitted,
    rows_of,
    styled_row,
)

__all__ = ["ItemList", "Line", "StyledText"]


@lru_cache(maxsize=256)
def _rich(style: CellStyle) -> Style:
    """The style for Rich, which takes longer to make than a row of the list."""
    return Style(**style._asdict())


class ItemList(Widget, can_focus=True):
    """Items, known by their ids, under a title. The chosen one may take more rows than others.

    A subclass says how an item is drawn (`lines_of`) and what its keys do.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    ALLOW_SELECT = False
    MENU: ClassVar[str] = ""
    """The id of the function that opens the menu; the right mouse button asks for it."""
    FRAMED: ClassVar[bool] = False
    """Whether the title is in the frame around the list, and not above its first item."""

    @dataclass
    class PositionChanged(Message):
        """In a list with a frame `ItemList.position` has changed."""

        position: str

    palette: reactive[Palette] = reactive(DARK, repaint=False)
    script: reactive[Script] = reactive(Script.ORIGINAL, init=False, repaint=False)
    """The characters in which words of the article are shown."""
    filter: reactive[str] = reactive("", repaint=False)
    columns: reactive[int] = reactive(1, init=False)
    """The items go on at the top of the next column where one is full."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.items: tuple[str, ...] = ()
        self.chosen = 0
        self.window = ListWindow()
        """The rows on the screen."""
        self._shown_position = ""
        self._rows_if_empty: list[str] = []
        """The words of an empty list, while it is being painted."""

    def heading(self) -> str:
        """The title of the list."""
        return ""

    def empty(self) -> str:
        """The words in an empty list."""
        return ""

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:
        """The rows that show `item`, each of at most `width` cells."""
        raise NotImplementedError

    @property
    def marks(self) -> bool:
        """Whether the chosen item is marked: while the list has the focus."""
        return self.has_focus

    @property
    def chosen_id(self) -> str:
        """The id of the chosen item, or "" in an empty list."""
        return self.items[self.chosen] if self.items else ""

    def show(self, items: Sequence[str]) -> None:
        """Show `items`. The chosen item stays chosen if it is among them."""
        before, self.items = self.chosen_id, tuple(items)
        if before in self.items:
            self.chosen = self.items.index(before)
        else:
            self.window.start_item()
        self.choose(self.chosen)

    def choose(self, index: int) -> None:
        """Choose the item at `index`, or the nearest one, and scroll to it."""
        index = max(0, min(index, len(self.items) - 1))
        if index != self.chosen:
            self.window.start_item()
        self.chosen = index
        self._draw()

    def step(self, direction: int) -> None:
        """Choose the next item (1) or the one before (-1); scroll an item that is too high."""
        if self._scroll(direction):
            return
        before = self.chosen
        self.choose(self.chosen + direction)
        if direction < 0 and self.chosen != before:
            self._scroll(self.window.hidden)

    def _scroll(self, rows: int) -> bool:
        """Scroll the chosen item by `rows`; False if there is nothing more of it there."""
        moved = self.window.scroll(rows)
        if moved:
            self._draw()
        return moved

    def choose_page(self, direction: int) -> None:
        """Choose the item one page further down (1) or up (-1); scroll one that is too high."""
        if not self._scroll(direction * max(1, self.grid.rows - 1)):
            self.choose(self.window.page_from(self.chosen, direction))

    @property
    def grid(self) -> ListGrid:
        """Where the rows are."""
        return ListGrid(*self.size, head=0 if self.FRAMED else 1, columns=self.columns)

    @property
    def position(self) -> str:
        """The position of the chosen item, such as "3/20"; "" if all items are on the screen."""
        counted = self.counted()
        if not self.window.bar.needed or self.chosen_id not in counted:
            return ""
        return f"{counted.index(self.chosen_id) + 1}/{len(counted)}"

    def counted(self) -> Sequence[str]:
        """The ids of the items that count for the position; the others are headings."""
        return self.items

    def fit(self, most: int) -> None:
        """Set the height to that of all items, at most `most` rows."""
        rows, width = self.grid.head, self.grid.room
        for index, item in enumerate(self.items[:most]):
            rows += len(self.lines_of(item, width, chosen=index == self.chosen))
        if not self.items:
            rows += len(self._rows_of_empty())
        self.styles.height = max(1, min(rows, most))

    def render_lines(self, crop: Region) -> list[Strip]:
        self._rows_if_empty.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        grid, palette, width = self.grid, self.palette, self.size.width
        if y < grid.head:
            return strip_of(styled_row([self._titled(width)], width, palette, chosen=False), width)
        if not self.items:
            if not self._rows_if_empty:
                self._rows_if_empty += self._rows_of_empty()
            said = self._rows_if_empty[y - grid.head : y - grid.head + 1]
            line = [StyledText(row, palette.quiet) for row in said]
            return strip_of(styled_row(line, width, palette, chosen=False), width)
        strips = []
        for at, room in grid.across(y):
            row = self.window.rows[at] if at < len(self.window.rows) else BLANK
            chosen = row.chosen and self.marks
            painted = styled_row(
                row.line, room, palette, chosen=chosen, first=row.first, bar=row.bar
            )
            strips.append(strip_of(painted, room))
        return Strip.join(strips)

    def _rows_of_empty(self) -> list[str]:
        """The words of an empty list; below a title a blank row is before them."""
        return ["", *rows_of(self.empty(), self.grid.room)][1 - self.grid.head :]

    def _titled(self, width: int) -> StyledText:
        title = clean_line(self.heading()) + (f"  /{self.filter}" if self.filter else "")
        colour = self.palette.accent if self.has_focus else self.palette.quiet
        # Without colour, or without an item, only the underline shows the focus.
        underline = self.has_focus and (self.palette.ansi or not self.items)
        return StyledText(fitted(title, width - 2), colour, bold=True, underline=underline)

    def _draw(self) -> None:
        """Lay out the rows on the screen, and redraw those that changed, and the title."""
        grid, before = self.grid, self.window.rows

        def lines(index: int) -> Sequence[Line]:
            return self.lines_of(self.items[index], grid.room, chosen=index == self.chosen)

        counted = frozenset(self.counted()) if grid.columns > 1 else frozenset()
        items = ListItems(
            lines,
            len(self.items),
            grid.column_rows,
            grid.columns,
            lambda index: self.items[index] not in counted,
        )
        self.window.lay_out(items, self.chosen)
        rows = self.window.rows
        self.place_terminal_cursor()
        self._title_frame()
        changed = [at for at, row in enumerate(rows) if at >= len(before) or row != before[at]]
        if len(before) == len(rows) and len(changed) < len(rows):
            drawn = {0, *(grid.cell_of(at).y for at in changed)}
            self.refresh(*(Region(0, y, self.size.width, 1) for y in drawn))
        else:
            self.refresh()

    def place_terminal_cursor(self) -> None:
        """Put the terminal's cursor on the chosen item: screen readers follow it."""
        if self.has_focus:
            self.app.cursor_position = self.place_of_chosen()

    def place_of_chosen(self) -> Offset:
        """The first cell of the chosen item on the screen, or of the words of an empty list."""
        words = 0 if self.items else self.grid.head  # below a blank row
        at = next((at for at, row in enumerate(self.window.rows) if row.chosen), words)
        return self.content_region.offset + self.grid.cell_of(at) + (1, 0)

    def _title_frame(self) -> None:
        if not self.FRAMED:
            return
        if isinstance(self.parent, Widget):
            self.parent.border_title = Content(clean_line(self.heading()))
        if (position := self.position) != self._shown_position:
            self._shown_position = position
            self.post_message(self.PositionChanged(position))

    def on_resize(self) -> None:
        self.window.start()
        self._draw()

    def on_focus(self) -> None:
        terminal_cursor.put_back(self.screen)
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def shown(self, words: str) -> str:
        """Words of the article, sanitized, on one line, in the script that is shown."""
        return in_script(clean_line(words), self.script)

    def _redraw(self) -> None:
        self._draw()
        self.refresh()

    watch_script = watch_columns = watch_palette = _redraw

    def on_click(self, event: events.Click) -> None:
        """Choose and open what is clicked; the right button opens the menu, wherever it is."""
        # An event counts cells from the border, which a list in a side pane has.
        x, y = event.screen_offset - self.content_region.offset
        at, rows = self.grid.row_at(x, y), self.window.rows
        row = rows[at] if 0 <= at < len(rows) else BLANK
        if row.bar and x == self.size.width - 1:
            self.choose(self.window.bar.part_at(y - self.grid.head))
            return
        if row.item >= 0:
            self.choose(row.item)
        if event.button == 3:
            if self.MENU:
                pointer = event.screen_offset
                self.post_message(Requested(self.MENU, subject=self.chosen_id, pointer=pointer))
        elif row.item >= 0 and not self.clicked(row.line, x - 1):  # behind the mark
            self.opened()

    def clicked(self, line: Line, cell: int) -> bool:  # noqa: ARG002
        """Do what a click on this cell of a line of the chosen item does; False if nothing."""
        return False

    def opened(self) -> None:
        """Open the chosen item, because it was clicked."""

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.step(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.step(-1)


def strip_of(row: StyledRow, width: int) -> Strip:
    """The first `width` cells of a row as Textual shows it."""
    segments = [Segment(text, _rich(style)) for text, style in row]
    return Strip(Segment.simplify(segments)).crop(0, width)
