"""The article pane: the article as a page, with a caret that keys and mouse move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.filter import ANSIToTruecolor, LineFilter
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from newsreader.article.article import Article
from newsreader.lookup.glossary import ArticleTerms, Glossary, TermMatch
from newsreader.notebook.notebook import Notebook
from newsreader.session.entity_index import EntityIndex
from newsreader.text.row import Setting
from newsreader.text.script import Script
from newsreader.text.span import Span
from newsreader.text.words import Words
from newsreader.tui.bindings import bindings
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret
from newsreader.tui.page.cursor_commands import CursorCommands, Selecting
from newsreader.tui.page.drawn_page import DrawnPage, Marked
from newsreader.tui.page.motion import Motion
from newsreader.tui.page.page import Page, PageSetting
from newsreader.tui.page.painter import Painter
from newsreader.tui.page.runs import measure
from newsreader.tui.page.viewport import CONTEXT_ROWS, Column, Reached, Viewport
from newsreader.tui.theme.themes import DARK, Palette
from newsreader.tui.widgets import terminal_cursor
from newsreader.tui.widgets.article_mouse import ArticleMouse

_WHEEL_ROWS = 3

_JUMPS = ("cursor.top", "cursor.bottom")
"""Movements that are jumps when nothing is being selected."""


class ArticlePane(Widget, can_focus=True):
    """Draws the page and moves the caret; requests everything else by message."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("article")

    notebook: reactive[Notebook] = reactive(Notebook, init=False, repaint=False)
    entities: reactive[EntityIndex] = reactive(EntityIndex, init=False, repaint=False)
    hits: reactive[tuple[Span, ...]] = reactive((), init=False, repaint=False)
    glossary: reactive[Glossary] = reactive(Glossary, init=False, repaint=False)
    lit: reactive[str] = reactive("", init=False, repaint=False)
    """The id of the entity that is emphasized in place of the one under the caret."""
    setting: reactive[PageSetting] = reactive(PageSetting(Setting(80)), init=False, repaint=False)
    column: reactive[int] = reactive(84, init=False, repaint=False)
    palette: reactive[Palette] = reactive(DARK, init=False, repaint=False)
    script: reactive[Script] = reactive(Script.ORIGINAL, init=False, repaint=False)

    @dataclass
    class Moved(Message):
        """The caret has moved, or other text is on the screen."""

        pane: ArticlePane

        @property
        def control(self) -> ArticlePane:
            return self.pane

    def __init__(
        self,
        article: Article,
        words: Words,
        setting: PageSetting,
        column: int,
        caret: Caret,
        selecting: Selecting,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """`column` is the greatest width of a row of text, in cells."""
        super().__init__(id=id)
        self.set_reactive(ArticlePane.setting, setting)
        self.set_reactive(ArticlePane.column, column)
        self._words = words
        self._selecting = selecting
        self.drawn = DrawnPage(Painter(DARK, Column(80, 84)))
        self._terms = ArticleTerms(article, self.glossary)
        self._laid_out = False
        self._reached: Reached | None = None
        self._mouse = ArticleMouse(self)
        self.caret = caret
        self.viewport = Viewport(self._page(article), 1)

    def begin(self, reached: Reached) -> None:
        """Continue from the place that the reader reached before the pane was there."""
        self._reached, self.caret = reached, reached.caret

    @property
    def article(self) -> Article:
        return self.viewport.page.article

    @property
    def selection(self) -> Span | None:
        """The selection, in code points."""
        return self.caret.selection(self.article.text)

    @property
    def motion(self) -> Motion:
        return Motion(self.viewport.page, self._words)

    @property
    def widest(self) -> int:
        """The greatest width of a row of text for which the pane has room, in cells."""
        return Column(self.size.width, self.size.width).text_width

    def use(self, setting: PageSetting, column: int, selecting: Selecting) -> None:
        """Lay out the page by `setting` in a column of at most `column` cells."""
        self._selecting = selecting
        self.column = column
        self.setting = setting

    def show_article(
        self,
        article: Article,
        words: Words,
        offset: int,
        notebook: Notebook,
        entities: EntityIndex,
    ) -> None:
        """Show another text, with the notes and entities in it.

        The caret goes to `offset` and stays in its row of the screen.
        """
        row = self.viewport.index_of(self.viewport.page.place_of(self.caret.offset)) or 0
        page = self._page(article)
        painter = self.drawn.painter
        self.drawn = DrawnPage(Painter(painter.palette, painter.column, painter.script))
        self._words, self.caret = words, Caret(offset)
        self._terms = ArticleTerms(article, self.glossary)
        self.set_reactive(ArticlePane.notebook, Notebook())
        self.set_reactive(ArticlePane.entities, EntityIndex())
        self.viewport = Viewport(page, self.size.height, page.step(page.place_of(offset), -row))
        self._lay_out()
        self.notebook, self.entities = notebook, entities

    def term_at(self, offset: int) -> TermMatch | None:
        """The term of the reader's glossary at a code point."""
        return self._terms.at(offset)

    def scroll_up_to(self, offset: int) -> None:
        """Bring the text at `offset` to the upper part of the pane, above a dialog."""
        index = self.viewport.index_of(self.viewport.page.place_of(offset))
        if index is not None and index > CONTEXT_ROWS:
            self.viewport.scroll(index - CONTEXT_ROWS)
            self._draw()

    def scroll_back(self) -> Callable[[], None]:
        """What brings the rows back that are shown now, unless the caret or the page has moved."""
        viewport, top, caret = self.viewport, self.viewport.top, self.caret

        def back() -> None:
            if self.viewport is viewport and self.caret is caret:
                viewport.show_from(top)
                self._draw()

        return back

    def go_to(self, offset: int, *, lead: bool = False) -> None:
        """Put the caret on the grapheme at `offset`, drop the selection, and show it.

        With `lead`, the text that follows is shown too.
        """
        caret = Caret(self.motion.nearest(offset))
        if lead:
            self.viewport.lead(self.viewport.page.place_of(caret.offset))
        self.move(caret)

    def move(self, caret: Caret) -> None:
        """Show `caret`, scrolling as far as necessary."""
        self.caret = caret
        self.viewport.reveal(self.viewport.page.place_of(caret.offset))
        self._draw()

    def point_to(self, caret: Caret) -> None:
        """Show `caret`; if it is on the screen, the page stays where it is."""
        if self.viewport.index_of(self.viewport.page.place_of(caret.offset)) is None:
            self.move(caret)
            return
        self.caret = caret
        self._draw()

    def action_do(self, key: str) -> None:
        """Do what the key with this id does: move or select here, request everything else."""
        if key in _JUMPS and not self.caret.selecting:
            self.post_message(Requested(key, self.caret.offset))  # jumps remember the place left
            return
        scope, _, name = key.partition(".")
        commands = CursorCommands(self.viewport, self._words, self._selecting)
        moved = commands.do(scope, name, self.caret)
        if moved is None:
            self.post_message(Requested(key, self.caret.offset, self.selection))
        else:
            self.move(moved)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._mouse.press(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._mouse.drag(event)

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        self._mouse.release()

    def on_click(self, event: events.Click) -> None:
        self._mouse.click(event, self._words)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_rows(_WHEEL_ROWS)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_rows(-_WHEEL_ROWS)

    def scroll_rows(self, rows: int) -> None:
        """Scroll the page; the caret stays on the screen, and a selection stays as it is."""
        self.viewport.scroll(rows)
        if not self.caret.selecting:
            self.caret = Caret(self.viewport.nearest_shown(self.caret.offset))
        self._draw()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without the one that translates colours of the terminal, where there are none."""
        filters = super().get_line_filters()
        if self.palette.ansi:
            return filters
        return [each for each in filters if not isinstance(each, ANSIToTruecolor)]

    def render_line(self, y: int) -> Strip:
        return self.drawn.strip(self.viewport.page, y)

    def _page(self, article: Article) -> Page:
        setting = self.setting.at_width(self.drawn.painter.column.text_width)
        return Page(article, setting, measure)

    def _lay_out(self) -> None:
        """Lay out the page again, with the caret on the same row of the screen.

        Where only the height has changed, as by a notice, the rows are laid out and painted.
        """
        height, column = self.size.height, Column(self.size.width, self.column)
        page, painter = self.viewport.page, self.drawn.painter
        setting = self.setting.at_width(column.text_width)
        looks = page.setting, painter.palette, painter.column, painter.script
        if looks != (setting, self.palette, column, self.script):
            page = Page(self.article, setting, measure)
            painter = Painter(self.palette, column, self.script)
        self.drawn = DrawnPage(painter, height)
        self.drawn.mark(self.notebook, self.article.length)
        if self._laid_out:
            self.viewport = self.viewport.resized(page, height, self.caret.offset)
        else:
            reached = self._reached
            same = reached is not None and reached.setting == page.setting
            self.viewport = Viewport(page, height, reached.top if reached and same else None)
        self._laid_out = height > 0
        if not self.caret.selecting:
            self.caret = self.caret.to(self.motion.nearest(self.caret.offset))
        self.move(self.caret)

    def _draw(self) -> None:
        """Draw the rows that have changed, and report where the caret is."""
        entities = self.entities
        entity = entities.get(self.lit) or entities.at(self.caret.offset)
        lit = entity.mentions if entity is not None else ()
        marked = Marked(self.notebook, entities, lit, self.hits, self._terms)
        changed = self.drawn.draw(self.viewport, marked, self.caret.offset, self.selection)
        if changed is None:
            self.refresh()
        elif changed:
            self.refresh(*changed)
        self.place_terminal_cursor()
        # Posted to the screen directly: passed up through its parents, the message would arrive
        # after the next frame has begun, and the status line would be one frame late.
        self.screen.post_message(self.Moved(self))

    def place_terminal_cursor(self) -> None:
        """Move the terminal's cursor to the caret: input methods and screen readers follow it."""
        place = self.viewport.cell_of(self.caret.offset)
        if self.has_focus and place is not None:
            left = self.drawn.painter.column.left
            self.app.cursor_position = self.content_region.offset + place + (left, 0)

    on_resize = _lay_out

    def on_focus(self) -> None:
        terminal_cursor.put_back(self.screen)

    def watch_notebook(self) -> None:
        self.drawn.mark(self.notebook, self.article.length)
        self._draw()

    def watch_glossary(self) -> None:
        self._terms = ArticleTerms(self.article, self.glossary)
        self._draw()

    watch_entities = watch_hits = watch_lit = _draw
    watch_setting = watch_column = watch_script = watch_palette = _lay_out
