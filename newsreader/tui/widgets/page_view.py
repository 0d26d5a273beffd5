"""PageView: the article as a calm page, with a caret and what lies over the text."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Offset, Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from newsreader.entities.entity import Entity
from newsreader.notebook.colour import Colour
from newsreader.notebook.notebook import Notebook
from newsreader.session.reading_session import ReadingSession
from newsreader.text.linebreak import Setting
from newsreader.text.script import Script
from newsreader.text.span import Span
from newsreader.tui.page.caret import Caret
from newsreader.tui.page.motion import Motion
from newsreader.tui.page.overlay import Margin, Overlay, Overview
from newsreader.tui.page.page import Page, PageRow, PageSetting
from newsreader.tui.page.painter import DrawnRow, Painter
from newsreader.tui.page.runs import Layers, measure
from newsreader.tui.page.viewport import Column, Reached, Viewport
from newsreader.tui.theme.themes import DARK, Palette
from newsreader.tui.widgets import terminal_cursor


class PageView(Widget, can_focus=True):
    """Draws the page around a caret, as far as the pane shows it."""

    ALLOW_SELECT = False

    notebook: reactive[Notebook] = reactive(Notebook, init=False, repaint=False)
    # Always new when set: to compare two lists of a long article takes longer than to draw.
    entities: reactive[tuple[Entity, ...]] = reactive(
        (), init=False, repaint=False, always_update=True
    )
    hits: reactive[tuple[Span, ...]] = reactive((), init=False, repaint=False)
    lit: reactive[str] = reactive("", init=False, repaint=False)
    """The id of the entity that is lit up instead of the one under the caret."""
    setting: reactive[PageSetting] = reactive(PageSetting(Setting(80)), init=False, repaint=False)
    column: reactive[int] = reactive(84, init=False, repaint=False)
    palette: reactive[Palette] = reactive(DARK, init=False, repaint=False)
    script: reactive[Script] = reactive(Script.ORIGINAL, init=False, repaint=False)

    @dataclass
    class Moved(Message):
        """The caret is somewhere else, or other text is on the screen."""

        pane: PageView

        @property
        def control(self) -> PageView:
            return self.pane

    def __init__(
        self,
        session: ReadingSession,
        setting: PageSetting,
        column: int,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`column` is the widest that a row of text may be, in cells."""
        super().__init__(id=id)
        self._session = session
        self.set_reactive(PageView.setting, setting)
        self.set_reactive(PageView.column, column)
        self._painter = Painter(DARK, Column(80, 84))
        self._overview = Overview(0, 0)
        self._drawn: list[DrawnRow] = []
        self._standing = Notebook()
        """The notebook whose places are those of the text that is shown."""
        self._marks: list[tuple[int, Colour]] = []
        self._set = False
        self._reached: Reached | None = None
        self.caret = Caret(session.stopped_at())
        self.viewport = Viewport(self._page(), 1)

    def begin(self, reached: Reached) -> None:
        """Go on from where the reader has come to before there was a pane."""
        self._reached, self.caret = reached, reached.caret

    @property
    def text(self) -> str:
        return self._session.article.text

    @property
    def selection(self) -> Span | None:
        """What is selected, in code points."""
        return self.caret.selection(self.text)

    @property
    def motion(self) -> Motion:
        return Motion(self.viewport.page, self._session.analysis.words)

    @property
    def at_end(self) -> bool:
        """Whether the caret stands in the last row that there is to read."""
        page, last = self.viewport.page, self.motion.bottom()
        at = page.article.paragraphs.at
        return self.caret.offset >= last or (
            at(self.caret.offset) == at(last)
            and page.place_of(self.caret.offset) == page.place_of(last)
        )

    def go_to(self, offset: int, *, lead: bool = False) -> None:
        """Put the caret on the grapheme at `offset`, drop the selection, and show it.

        With `lead`, what follows it comes onto the screen too.
        """
        caret = Caret(self.motion.nearest(offset))
        if lead:
            self.viewport.lead(self.viewport.page.place_of(caret.offset))
        self.move(caret)

    def move(self, caret: Caret) -> None:
        """Show `caret`, scrolling as far as it takes."""
        self.caret = caret
        self.viewport.reveal(self.viewport.page.place_of(caret.offset))
        self._draw()

    def render_line(self, y: int) -> Strip:
        if y >= len(self._drawn):
            return self._painter.blank(Margin(overview=self._overview.at(y)))
        return self._painter.strip(self.viewport.page, self._drawn[y])

    def offset_at(self, x: int, y: int) -> int | None:
        """The code point under a cell of the pane, or None where no text stands in that row."""
        rows = self.viewport.rows
        if not 0 <= y < len(rows) or (row := rows[y].row) is None:
            return None
        return self.viewport.page.cells(row).offset_at(max(0, x - self._painter.column.left))

    def _page(self) -> Page:
        setting = self.setting.at_width(self._painter.column.text_width)
        return Page(self._session.article, setting, measure)

    def _lay_out(self) -> None:
        """Set the page anew, with the caret on the screen row where it was."""
        self._painter = Painter(self.palette, Column(self.size.width, self.column), self.script)
        self._drawn = []
        self._mark()
        page, height = self._page(), self.size.height
        if self._set:
            self.viewport = self.viewport.resized(page, height, self.caret.offset)
        else:
            reached = self._reached
            same = reached is not None and reached.setting == page.setting
            self.viewport = Viewport(page, height, reached.top if reached and same else None)
        self._set = height > 0
        if not self.caret.selecting:
            self.caret = self.caret.to(self.motion.nearest(self.caret.offset))
        self.move(self.caret)

    def _draw(self) -> None:
        """Gather what is to be seen now, and say where the caret is."""
        shown = self.viewport.shown() or Span(0, 0)
        analysis = self._session.analysis
        under = analysis.entity(self.lit) or analysis.entity_at(self.caret.offset)
        lit = under.mentions if under is not None else ()
        overlay = Overlay.over(
            shown, self._standing.over(shown), analysis.mentions_in(shown), lit, self.hits
        ).with_caret(self.caret.offset, self.selection)
        self._overview = Overview.of(
            self.size.height,
            self._session.article.length,
            shown,
            self._marks,
            [hit.start for hit in self.hits],
            [span.start for span in lit],
        )
        self._refresh_rows([self._row(y, overlay) for y in range(len(self.viewport.rows))])
        self.place_terminal_cursor()
        # Straight to the screen: on the way up through the panes the next frame would begin, and
        # the status line would follow the page a frame late.
        self.screen.post_message(self.Moved(self))

    def _row(self, y: int, overlay: Overlay) -> DrawnRow:
        """One row of the screen with what lies over it and beside it."""
        page_row, overview = self.viewport.rows[y], self._overview.at(y)
        row = page_row.row
        if row is None:
            return DrawnRow(page_row, Layers(), Margin(overview=overview))
        span = Span(row.start, row.end)
        margin = overlay.margin(span, self.notebook.bookmarks.values(), overview)
        return DrawnRow(page_row, overlay.on(span, last=self._ends_paragraph(page_row)), margin)

    def _refresh_rows(self, rows: list[DrawnRow]) -> None:
        """Have drawn what is not as it was: a moving caret changes two rows.

        Another entity under it changes the overview beside many more, which is one cell of each.
        """
        before, self._drawn = self._drawn, rows
        if not len(before) == len(rows) == self.size.height:
            self.refresh()
            return
        width = self.size.width
        changed = [y for y, row in enumerate(rows) if row != before[y]]
        whole = [y for y in changed if not rows[y].differs_in_overview(before[y])]
        if len(whole) >= len(rows) // 2:
            self.refresh()
        elif changed:
            beside = set(changed).difference(whole)
            self.refresh(
                *(Region(0, y, width, 1) for y in whole),
                *(Region(width - 1, y, 1, 1) for y in beside),
            )

    def place_terminal_cursor(self) -> None:
        """Put the terminal's own cursor on the caret: input methods, screen readers follow it."""
        index = self.viewport.index_of(self.viewport.page.place_of(self.caret.offset))
        row = self.viewport.rows[index].row if index is not None else None
        if self.has_focus and row is not None and index is not None:
            cell = self.viewport.page.cells(row).cell_of(self.caret.offset)
            self.app.cursor_position = self.content_region.offset + Offset(
                self._painter.column.left + cell, index
            )

    def _ends_paragraph(self, page_row: PageRow) -> bool:
        paragraph = self._session.article.paragraphs[page_row.place.paragraph]
        return page_row.row is not None and page_row.row.end >= paragraph.span.end

    def on_resize(self) -> None:
        self._lay_out()

    def on_focus(self) -> None:
        terminal_cursor.put_back(self.screen)

    def watch_notebook(self) -> None:
        self._standing = self.notebook
        self._mark()
        self._draw()

    def _mark(self) -> None:
        """One mark for each row of the overview: thousands of highlights fall on a few dozen."""
        rows, length = self.size.height, max(1, self._session.article.length)
        marks = {
            h.anchor.start * rows // length: (h.anchor.start, h.colour)
            for h in self._standing.shown()
        }
        self._marks = list(marks.values())

    def watch_entities(self) -> None:
        self._draw()

    def show_mentions(self) -> None:
        """Show the mentions on the screen as they are known now."""
        self._draw()

    def watch_hits(self) -> None:
        self._draw()

    def watch_lit(self) -> None:
        self._draw()

    def watch_setting(self) -> None:
        self._lay_out()

    def watch_column(self) -> None:
        self._lay_out()

    def watch_script(self) -> None:
        self._lay_out()

    def watch_palette(self) -> None:
        self._lay_out()
