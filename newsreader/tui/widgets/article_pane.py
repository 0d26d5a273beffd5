"""ArticlePane: the article under the reader's keys and mouse."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType

from newsreader.notebook.notebook import Notebook
from newsreader.text.sentences import quotable_at
from newsreader.tui.bindings import bindings
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret
from newsreader.tui.page.cursor_commands import CursorCommands
from newsreader.tui.page.viewport import CONTEXT_ROWS, Viewport
from newsreader.tui.widgets.page_view import PageView

WHEEL_ROWS = 3

FAR = ("cursor.top", "cursor.bottom")
"""Movements that are jumps, where nothing is being selected."""


class ArticlePane(PageView):
    """Moves a caret through the article by key and mouse; asks for everything else by message."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("article")
    _pressed: int | None = None
    """Where the mouse button went down, in code points, while it is held."""

    def follow(self, offset: int) -> None:
        """Show the session's article, which is another now; the caret at `offset` keeps its row."""
        old = self.viewport.index_of(self.viewport.page.place_of(self.caret.offset)) or 0
        page = self._page()
        self.caret = Caret(offset)
        self._standing = Notebook()
        self.viewport = Viewport(page, self.size.height, page.step(page.place_of(offset), -old))
        self._lay_out()

    def lift(self, offset: int) -> None:
        """Bring the text at `offset` to the upper part of the pane, above a dialog."""
        place = self.viewport.page.place_of(offset)
        index = self.viewport.index_of(place)
        if index is not None and index > CONTEXT_ROWS:
            self.viewport.scroll(index - CONTEXT_ROWS)
            self._draw()

    def action_do(self, key: str) -> None:
        """Do what the key with this id asks for: move or select here, ask for everything else."""
        if key in FAR and not self.caret.selecting:
            # A jump: the place that it leaves is remembered, by who asks for the others too.
            self.post_message(Requested(key, self.caret.offset))
            return
        scope, _, name = key.partition(".")
        words = self._session.analysis.words
        moved = CursorCommands(self.viewport, words).do(scope, name, self.caret)
        if moved is None:
            self.post_message(Requested(key, self.caret.offset, self.selection))
        else:
            self.move(moved)

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
            self.move(self.caret.over(self._session.analysis.words.at(offset)))
        elif event.chain == 3:
            paragraph = self._session.article.paragraph_at(offset)
            self.move(self.caret.over(quotable_at(self.text, paragraph.span, offset)))

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
