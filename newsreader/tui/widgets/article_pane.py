"""ArticlePane: the article as a calm page, with a caret and what lies over the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from newsreader.entities.entity import Entity
from newsreader.notebook.highlight import Colour, Highlight
from newsreader.notebook.notebook import Notebook
from newsreader.session.reading_session import ReadingSession
from newsreader.text.linebreak import Setting
from newsreader.text.script import Script
from newsreader.text.sentences import sentence_at
from newsreader.text.span import Span
from newsreader.tui.bindings import bindings
from newsreader.tui.caret import Caret
from newsreader.tui.column import Column
from newsreader.tui.messages import Requested
from newsreader.tui.motion import Motion
from newsreader.tui.overlay import Overlay
from newsreader.tui.overview import Overview
from newsreader.tui.page import Page, PageRow, PageSetting
from newsreader.tui.painter import DrawnRow, Margin, Painter
from newsreader.tui.painting import Layers, measure
from newsreader.tui.selecting import Selecting
from newsreader.tui.themes import DARK, Palette
from newsreader.tui.viewport import CONTEXT_ROWS, Viewport

WHEEL_ROWS = 3


class ArticlePane(Widget, can_focus=True):
    """Shows one article and moves a caret through it; everything else it asks for by message."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("article")
    ALLOW_SELECT = False

    notebook: reactive[Notebook] = reactive(Notebook, init=False, repaint=False)
    entities: reactive[tuple[Entity, ...]] = reactive((), init=False, repaint=False)
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

        pane: ArticlePane

        @property
        def control(self) -> ArticlePane:
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
        self.set_reactive(ArticlePane.setting, setting)
        self.set_reactive(ArticlePane.column, column)
        self._painter = Painter(DARK, Column(80, 84))
        self._overview = Overview(0, 0)
        self._drawn: list[DrawnRow] = []
        self._highlights: tuple[Highlight, ...] = ()
        self._marks: list[tuple[int, Colour]] = []
        self._pressed: int | None = None
        self._set = False
        self.caret = Caret(session.stopped_at())
        self.viewport = Viewport(self._page(), 1)

    @property
    def text(self) -> str:
        return self._session.article.text

    @property
    def selection(self) -> Span | None:
        """What is selected, in code points."""
        return self.caret.selection(self.text)

    @property
    def motion(self) -> Motion:
        return Motion(self.viewport.page, self._session.knowledge.words)

    def go_to(self, offset: int) -> None:
        """Put the caret on the grapheme at `offset`, drop the selection, and show it."""
        self.move(Caret(self.motion.nearest(offset)))

    def follow(self, offset: int) -> None:
        """Show the session's article, which is another now; the caret at `offset` keeps its row."""
        old = self.viewport.index_of(self.viewport.page.place_of(self.caret.offset)) or 0
        page = self._page()
        self.caret = Caret(offset)
        self._highlights = ()
        self.viewport = Viewport(page, self.size.height, page.step(page.place_of(offset), -old))
        self._lay_out()

    def move(self, caret: Caret) -> None:
        """Show `caret`, scrolling as far as it takes."""
        self.caret = caret
        self.viewport.reveal(self.viewport.page.place_of(caret.offset))
        self._draw()

    def lift(self, offset: int) -> None:
        """Bring the text at `offset` to the upper part of the pane, above a dialog."""
        place = self.viewport.page.place_of(offset)
        index = self.viewport.index_of(place)
        if index is not None and index > CONTEXT_ROWS:
            self.viewport.scroll(index - CONTEXT_ROWS)
            self._draw()

    def action_do(self, key: str) -> None:
        """Do what the key with this id asks for: move or select here, ask for everything else."""
        scope, _, name = key.partition(".")
        moved = Selecting(self.viewport, self.motion, self._session).do(scope, name, self.caret)
        if moved is None:
            self.post_message(Requested(key, self.caret.offset, self.selection))
        else:
            self.move(moved)

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
        page, height = self._page(), self.size.height
        if self._set:
            self.viewport = self.viewport.resized(page, height, self.caret.offset)
        else:
            self.viewport = Viewport(page, height)
        self._set = height > 0
        if not self.caret.selecting:
            self.caret = self.caret.to(self.motion.nearest(self.caret.offset))
        self.move(self.caret)

    def _draw(self) -> None:
        """Gather what is to be seen now, and say where the caret is."""
        shown = self.viewport.shown() or Span(0, 0)
        knowledge = self._session.knowledge
        under = knowledge.entity(self.lit) or knowledge.entity_at(self.caret.offset)
        lit = under.mentions if under is not None else ()
        overlay = Overlay.over(
            shown, self._highlights, knowledge.mentions_in(shown), lit, self.hits
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
        self._place_terminal_cursor()
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
        """Have those rows drawn that are not as they were: a moving caret changes two of them."""
        before, self._drawn = self._drawn, rows
        changed = [y for y, row in enumerate(rows) if y >= len(before) or row != before[y]]
        few = len(changed) < len(rows) // 2
        if few and len(before) == len(rows) == self.size.height:
            if changed:
                self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))
        else:
            self.refresh()

    def _place_terminal_cursor(self) -> None:
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
        self._place_terminal_cursor()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        offset = self.offset_at(event.x, event.y)
        if event.button == 3 and offset is not None:
            if self.selection is None or offset not in self.selection:
                self.go_to(offset)
            self.action_do("selection.menu")
        elif event.button == 1 and offset is not None:
            self._pressed = offset
            self.capture_mouse()
            self.go_to(offset)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed is None:
            return
        offset = self.offset_at(event.x, min(max(event.y, 0), self.size.height - 1))
        if offset is not None and offset != self.caret.offset:
            self.move(Caret(offset, self._pressed))
        if not 0 <= event.y < self.size.height:
            self._scroll(1 if event.y > 0 else -1)

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        self._pressed = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Twice takes a word, three times a sentence; in the last column it goes to that place."""
        if event.x == self.size.width - 1:
            self.go_to(self._overview.offset_of(event.y))
            return
        offset = self.offset_at(event.x, event.y)
        if offset is None:
            return
        if event.chain == 2:
            self.move(self.caret.over(self._session.knowledge.words.at(offset)))
        elif event.chain == 3:
            paragraph = self._session.article.paragraph_at(offset)
            sentence = sentence_at(self.text, paragraph.span, offset)
            self.move(self.caret.over(sentence.trimmed(self.text)))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(-WHEEL_ROWS)

    def _scroll(self, rows: int) -> None:
        """Scroll the page; the caret stays on the screen, and a selection stays as it is."""
        self.viewport.scroll(rows)
        if not self.caret.selecting:
            self.caret = Caret(self.viewport.nearest_shown(self.caret.offset))
        self._draw()

    def watch_notebook(self) -> None:
        self._highlights = self.notebook.shown()
        self._marks = [(h.anchor.start, h.colour) for h in self._highlights]
        self._draw()

    def watch_entities(self) -> None:
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
