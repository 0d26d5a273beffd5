"""The keys that move the caret and select text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from newsreader.text.graphemes import next_boundary, previous_boundary
from newsreader.text.selection_units import grow, next_pair
from newsreader.text.sentences import quotable_at, sentence_at
from newsreader.text.span import Span
from newsreader.text.words import Words
from newsreader.tui.page.caret import Caret
from newsreader.tui.page.motion import Motion
from newsreader.tui.page.page import PageRow
from newsreader.tui.page.viewport import Viewport

_OVERLAP_ROWS = 2
"""Rows of the last screen that stay visible after a page up or down."""

TEXT_MOTIONS = frozenset(
    {
        "left",
        "right",
        "next_word",
        "previous_word",
        "end_of_word",
        "next_sentence",
        "previous_sentence",
        "next_paragraph",
        "previous_paragraph",
        "top",
        "bottom",
    }
)

_BY_UNITS = frozenset({"next_sentence", "next_paragraph"})
"""Movements that select a whole unit, whose last grapheme is then under the caret."""


class Selecting(NamedTuple):
    """How text is selected.

    `units` returns the names and quotations around a span, through which a selection grows. With
    `inclusive` a selection that is started includes the grapheme under the caret.
    """

    units: Callable[[Span], Sequence[Span]] = lambda _span: ()
    inclusive: bool = False


class CursorCommands:
    """Moves a caret over the page of `viewport`; paging scrolls it. `words` is for word motions."""

    def __init__(
        self,
        viewport: Viewport,
        words: Words,
        selecting: Selecting,
    ) -> None:
        self._viewport = viewport
        self._page = viewport.page
        self._motion = Motion(viewport.page, words)
        self._article = viewport.article
        self._words = words
        self._selecting = selecting

    def do(self, scope: str, name: str, caret: Caret) -> Caret | None:
        """The caret after the key `scope.name`, or None if it is no key of this class."""
        if scope == "cursor":
            return self._move(name, caret)
        if scope == "selection":
            return self._select(name, caret)
        return None

    def _move(self, name: str, caret: Caret) -> Caret | None:
        if name in TEXT_MOTIONS:
            return caret.to(self._text_motion(name, caret))
        height = self._viewport.height
        match name:
            case "down":
                return self._by_rows(caret, 1)
            case "up":
                return self._by_rows(caret, -1)
            case "page_down" | "half_page_down":
                return self._by_page(caret, self._page_rows(height, name))
            case "page_up" | "half_page_up":
                return self._by_page(caret, -self._page_rows(height, name))
            case "row_start" | "row_end":
                return self._in_row(name, caret)
            case _:
                return None

    def _select(self, name: str, caret: Caret) -> Caret | None:
        match name:
            case "start":
                if caret.selecting:
                    return self._settled(caret.dropped())
                return caret.started(inclusive=self._selecting.inclusive)
            case "cancel" if caret.selecting:
                return self._settled(caret.dropped())
            case "left" | "right" | "up" | "down" | "next_word" | "previous_word":
                return self._move(name, caret if caret.selecting else caret.started())
            case "swap" if caret.selecting:
                return caret.swapped()
            case _:
                return self._select_unit(name, caret)

    def _select_unit(self, name: str, caret: Caret) -> Caret | None:
        match name:
            case "sentence":
                return caret.over(self._sentence(caret))
            case "paragraph":
                return caret.over(self._article.paragraph_at(caret.offset).span)
            case "pair":
                return self._pair(caret)
            case "grow":
                return self._grow(caret)
            case "shrink" if caret.grown:
                return caret.shrunk()
            case _:
                return None

    def _sentence(self, caret: Caret) -> Span:
        """The sentence under the caret; the next one if that is already selected."""
        here = self._quotable(caret.offset)
        if here == caret.selection(self._article.text):
            return self._quotable(self._motion.next_sentence(here.end - 1))
        return here

    def _quotable(self, offset: int) -> Span:
        paragraph = self._article.paragraph_at(offset)
        return quotable_at(self._article.text, paragraph.span, offset)

    def _grow(self, caret: Caret) -> Caret:
        here = caret.selection(self._article.text) or Span(caret.offset, caret.offset)
        paragraph = self._article.paragraph_at(here.start).span
        word = self._words.at(here.start)
        return caret.grew(
            grow(self._article.text, paragraph, word, here, self._selecting.units(here))
        )

    def _pair(self, caret: Caret) -> Caret | None:
        """The words between the paired marks around the caret; then with the marks; then further.

        None where there are none, or no further ones.
        """
        selection = caret.selection(self._article.text)
        here = selection or Span(caret.offset, caret.offset + 1)
        paragraph = self._article.paragraph_at(here.start).span
        found = next_pair(self._article.text, paragraph, here, len(selection or ()))
        return caret.over(found) if found else None

    def _text_motion(self, name: str, caret: Caret) -> int:
        target = self._motion.go(name, caret.offset)
        if not caret.selecting:
            return target
        if caret.inclusive:
            return self._last_in(name, caret.offset) if name in _BY_UNITS else target
        if name == "end_of_word":
            return next_boundary(self._article.text, target)
        at_end = target >= self._motion.bottom()
        if at_end and (target <= caret.offset or name != "right"):
            forward = name in ("right", "next_word", "next_sentence", "next_paragraph", "bottom")
            return next_boundary(self._article.text, self._motion.bottom()) if forward else target
        return target

    def _last_in(self, name: str, offset: int) -> int:
        """The last grapheme of the sentence or paragraph at `offset`; of the next one if there."""
        for start in (offset, self._motion.go(name, offset)):
            paragraph = self._article.paragraph_at(start)
            last = self._motion.last(paragraph)
            if name == "next_sentence":
                sentence = sentence_at(self._article.text, paragraph.span, start)
                end = sentence.trimmed(self._article.text).end
                last = min(last, previous_boundary(self._article.text, end))
            if last > offset:
                return last
        return offset

    def _by_rows(self, caret: Caret, rows: int) -> Caret:
        place = self._page.place_of(caret.offset)
        here = self._page.row_at(place)
        if here.row is None:
            return caret
        goal = caret.goal
        if goal < 0:
            goal = self._page.cells(here.row).cell_of(caret.offset)
        target = self._text_row(here, rows)
        if target is None or target.row is None:
            return caret
        return caret.to(self._page.cells(target.row).offset_at(goal), goal)

    def _text_row(self, here: PageRow, rows: int) -> PageRow | None:
        """The row of text `rows` below (above if negative), or the last one in that direction."""
        onward = rows > 0
        walk = self._page.rows_from(here.place) if onward else self._page.rows_before(here.place)
        if onward:
            next(walk, None)
        found = None
        for passed, page_row in enumerate(walk, 1):
            if page_row.row is not None:
                found = page_row
                if passed >= abs(rows):
                    break
        return found

    @staticmethod
    def _page_rows(height: int, name: str) -> int:
        return max(1, height // 2 if name.startswith("half") else height - _OVERLAP_ROWS)

    def _by_page(self, caret: Caret, rows: int) -> Caret:
        self._viewport.scroll(rows)
        return self._by_rows(caret, rows)

    def _in_row(self, name: str, caret: Caret) -> Caret:
        row = self._page.row_at(self._page.place_of(caret.offset)).row
        if row is None:
            return caret
        if name == "row_start":
            return caret.to(row.start)
        if caret.selecting and not caret.inclusive:
            return caret.to(row.end)
        seen = [start for start, _, _, width in self._page.cells(row).clusters if width]
        return caret.to(seen[-1] if seen else row.start)

    def _settled(self, caret: Caret) -> Caret:
        return caret.to(self._motion.nearest(caret.offset))
