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
from newsreader.tui.page.motion import Motion
from newsreader.tui.page.viewport import Viewport


class PaneWithPage(Protocol):
    """The pane as the mouse sees it."""

    caret: Caret
    viewport: Viewport
    drawn: DrawnPage

    @property
    def motion(self) -> Motion: ...
    @property
    def size(self) -> Size: ...
    @property
    def selection(self) -> Span | None: ...
    def go_to(self, offset: int) -> None: ...
    def point_to(self, caret: Caret) -> None: ...
    def scroll_rows(self, rows: int) -> None: ...
    def capture_mouse(self) -> None: ...
    def release_mouse(self) -> None: ...
    def post_message(self, message: Message) -> bool: ...


class ArticleMouse:
    """What the mouse does in `pane`.

    The page does not scroll under a click: the second one of two is for the same word.
    """

    def __init__(self, pane: PaneWithPage) -> None:
        self._pane = pane
        self._pressed: int | None = None
        """Where the button went down, in code points, while it is held."""
        self._pressed_row = 0
        """The row of the screen where it went down."""
        self._dragged = False
        """Whether the pointer has moved since."""

    def press(self, event: events.MouseDown) -> None:
        """Put the caret there; the right button opens the menu, on a selection too.

        Where page furniture is folded the menu is for the place of the caret.
        """
        pane, offset = self._pane, self._offset_at(event.x, event.y)
        self._dragged, chosen = False, pane.selection
        if offset is not None and (
            event.button == 1 or (event.button == 3 and (chosen is None or offset not in chosen))
        ):
            pane.point_to(Caret(pane.motion.nearest(offset)))
        if event.button == 3:
            here = pane.caret.offset, pane.selection
            pane.post_message(Requested("selection.menu", *here, pointer=event.screen_offset))
        elif event.button == 1 and offset is not None:
            self._pressed, self._pressed_row = offset, event.screen_y
            pane.capture_mouse()

    def drag(self, event: events.MouseMove) -> None:
        """Select from where the button went down, and scroll beyond the edge.

        Above the first row of the screen there is nothing: that row is the edge.
        """
        if self._pressed is None:
            return
        self._dragged = True
        pane, height = self._pane, self._pane.size.height
        offset = self._offset_at(event.x, min(max(event.y, 0), height - 1))
        if offset is not None and offset != pane.caret.offset:
            pane.point_to(Caret(offset, self._pressed))
        if event.y < 0 or event.screen_y == 0 < self._pressed_row:
            pane.scroll_rows(-1)
        elif event.y >= height:
            pane.scroll_rows(1)

    def release(self) -> None:
        self._pressed = None
        self._pane.release_mouse()

    def click(self, event: events.Click, words: Words) -> None:
        """Select a word (two clicks) or a sentence (three), or show folded page furniture.

        In the overview, go to that place.
        """
        pane = self._pane
        if self._dragged:
            return
        if event.x == pane.size.width - 1:
            pane.go_to(pane.drawn.overview.offset_of(event.y))
            return
        offset = self._offset_at(event.x, event.y)
        if offset is None:
            if event.button == 1:
                pane.post_message(Requested("article.furniture", pane.caret.offset))
        elif event.chain == 2:
            pane.point_to(pane.caret.over(words.at(offset)))
        elif event.chain == 3:
            article = pane.viewport.article
            paragraph = article.paragraph_at(offset)
            pane.point_to(pane.caret.over(quotable_at(article.text, paragraph.span, offset)))

    def _offset_at(self, x: int, y: int) -> int | None:
        """The code point under a cell of the pane, or None in a row without text."""
        return self._pane.viewport.offset_at(y, x - self._pane.drawn.painter.column.left)
