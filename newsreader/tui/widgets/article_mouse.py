"""The mouse in the article: it moves the caret, and selects."""

from __future__ import annotations

from typing import Protocol

from textual import events
from textual.geometry import Size
from textual.message import Message

from newsreader.text.sentences import quotable_at
from newsreader.text.span import Span
from newsreader.text.words import Words
from newsreader.tui.messages import Requested
from newsreader.tui.page.caret import Caret
from newsreader.tui.page.drawn_page import DrawnPage
from newsreader.tui.page.viewport import Viewport


class PaneWithPage(Protocol):
    """The pane as the mouse sees it."""

    caret: Caret
    viewport: Viewport
    drawn: DrawnPage

    @property
    def size(self) -> Size: ...
    @property
    def selection(self) -> Span | None: ...
    def go_to(self, offset: int) -> None: ...
    def move(self, caret: Caret) -> None: ...
    def scroll_rows(self, rows: int) -> None: ...
    def capture_mouse(self) -> None: ...
    def release_mouse(self) -> None: ...
    def post_message(self, message: Message) -> bool: ...


class ArticleMouse:
    """What the mouse does in `pane`."""

    def __init__(self, pane: PaneWithPage) -> None:
        self._pane = pane
        self._pressed: int | None = None
        """Where the button went down, in code points, while it is held."""

    def press(self, event: events.MouseDown) -> None:
        """Put the caret there; the right button opens the menu, on a selection too."""
        pane, offset = self._pane, self._offset_at(event.x, event.y)
        if event.button == 3 and offset is not None:
            if pane.selection is None or offset not in pane.selection:
                pane.go_to(offset)
            here = pane.caret.offset, pane.selection
            pane.post_message(Requested("selection.menu", *here, pointer=event.screen_offset))
        elif event.button == 1 and offset is not None:
            self._pressed = offset
            pane.capture_mouse()
            pane.go_to(offset)

    def drag(self, event: events.MouseMove) -> None:
        """Select from where the button went down, and scroll at the edge."""
        if self._pressed is None:
            return
        pane, height = self._pane, self._pane.size.height
        offset = self._offset_at(event.x, min(max(event.y, 0), height - 1))
        if offset is not None and offset != pane.caret.offset:
            pane.move(Caret(offset, self._pressed))
        if not 0 <= event.y < height:
            pane.scroll_rows(1 if event.y > 0 else -1)

    def release(self) -> None:
        self._pressed = None
        self._pane.release_mouse()

    def click(self, event: events.Click, words: Words) -> None:
        """Select a word (two clicks) or a sentence (three); in the overview, go to that place."""
        pane = self._pane
        if event.x == pane.size.width - 1:
            pane.go_to(pane.drawn.overview.offset_of(event.y))
            return
        offset = self._offset_at(event.x, event.y)
        if offset is None:
            return
        if event.chain == 2:
            pane.move(pane.caret.over(words.at(offset)))
        elif event.chain == 3:
            article = pane.viewport.article
            paragraph = article.paragraph_at(offset)
            pane.move(pane.caret.over(quotable_at(article.text, paragraph.span, offset)))

    def _offset_at(self, x: int, y: int) -> int | None:
        """The code point under a cell of the pane, or None in a row without text."""
        return self._pane.viewport.offset_at(y, x - self._pane.drawn.painter.column.left)
