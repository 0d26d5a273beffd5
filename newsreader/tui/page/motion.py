"""Movements by character, word, sentence and paragraph, in code points."""

from __future__ import annotations

from collections.abc import Container, Iterable

from newsreader.article.article import Paragraph, Role
from newsreader.text.graphemes import next_boundary, previous_boundary
from newsreader.text.sentences import sentence_at
from newsreader.text.words import Words
from newsreader.tui.page.page import Page

_ASIDE = frozenset({Role.METADATA, Role.CAPTION})
"""Roles that movements by paragraph skip."""


class Motion:
    """Movements over the text of a page; they skip folded page furniture.

    Every method takes the offset of a caret (before a grapheme) and returns the offset after the
    movement, which is the same one at the end of the text.
    """

    def __init__(self, page: Page, words: Words) -> None:
        self._page = page
        self._words = words
        self._text = page.text
        self._paragraphs = page.article.paragraphs

    def go(self, name: str, offset: int) -> int:
        """The offset after the movement `name`, one of the methods below."""
        step = getattr(self, name)
        return int(step(offset))

    def left(self, offset: int) -> int:
        paragraph = self._paragraph(offset)
        if offset > paragraph.span.start:
            return max(paragraph.span.start, previous_boundary(self._text, offset))
        before = self._before(paragraph)
        return self.last(before) if before else offset

    def right(self, offset: int) -> int:
        paragraph = self._paragraph(offset)
        after = next_boundary(self._text, offset) if offset < paragraph.span.end else offset
        if after < paragraph.span.end:
            return after
        following = self._after(paragraph)
        return following.span.start if following else offset

    def next_word(self, offset: int) -> int:
        paragraph = self._paragraph(offset)
        start = self._words.next_start(offset)
        if start < paragraph.span.end:
            return start
        following = self._after(paragraph)
        return following.span.start if following else self.last(paragraph)

    def previous_word(self, offset: int) -> int:
        paragraph = self._paragraph(offset)
        if offset > paragraph.span.start:
            return max(paragraph.span.start, self._words.previous_start(offset))
        before = self._before(paragraph)
        return self._words.at(self.last(before)).start if before else offset

    def end_of_word(self, offset: int) -> int:
        """The last grapheme of this word; of the next word if the caret is already there."""
        end = self._words.end_after(offset)
        last = previous_boundary(self._text, end)
        if last <= offset:
            following = self.next_word(offset)
            last = previous_boundary(self._text, self._words.end_after(following))
        return max(last, offset)

    def next_sentence(self, offset: int) -> int:
        paragraph = self._paragraph(offset)
        start = self._past_blanks(sentence_at(self._text, paragraph.span, offset).end)
        if start < paragraph.span.end:
            return start
        following = self._after(paragraph)
        return following.span.start if following else self.last(paragraph)

    def previous_sentence(self, offset: int) -> int:
        paragraph = self._paragraph(offset)
        start = self._past_blanks(sentence_at(self._text, paragraph.span, offset).start)
        if start < offset:
            return start
        if start > paragraph.span.start:
            before = sentence_at(self._text, paragraph.span, start - 1).start
            return self._past_blanks(before)
        earlier = self._before(paragraph)
        if earlier is None:
            return offset
        last = sentence_at(self._text, earlier.span, self.last(earlier))
        return self._past_blanks(last.start)

    def next_paragraph(self, offset: int) -> int:
        """The next paragraph or heading. Metadata and captions are the last resort."""
        paragraph = self._paragraph(offset)
        following = self._after(paragraph, but=_ASIDE) or self._after(paragraph)
        return following.span.start if following else self.last(paragraph)

    def previous_paragraph(self, offset: int) -> int:
        """The start of this paragraph; from there, the previous paragraph or heading."""
        paragraph = self._paragraph(offset)
        if offset > paragraph.span.start:
            return paragraph.span.start
        before = self._before(paragraph, but=_ASIDE) or self._before(paragraph)
        return before.span.start if before else offset

    def top(self, _offset: int = 0) -> int:
        first = self._paragraphs[0]
        shown = first if not self._page.folds(first) else self._after(first)
        return (shown or first).span.start

    def bottom(self, _offset: int = 0) -> int:
        final = self._paragraphs[len(self._paragraphs) - 1]
        shown = final if not self._page.folds(final) else self._before(final)
        return self.last(shown or final)

    def is_at_end(self, offset: int) -> bool:
        """Whether `offset` is in the last row that can be reached."""
        page, at, last = self._page, self._paragraphs.at, self.bottom()
        return offset >= last or (
            at(offset) == at(last) and page.place_of(offset) == page.place_of(last)
        )

    def last(self, paragraph: Paragraph) -> int:
        """The last grapheme of `paragraph`."""
        return max(paragraph.span.start, previous_boundary(self._text, paragraph.span.end))

    def nearest(self, offset: int) -> int:
        """The position of a caret nearest to `offset`: before a grapheme that is shown."""
        paragraph = self._paragraphs[self._paragraphs.at(offset)]
        if self._page.folds(paragraph):
            after = self._after(paragraph)
            if after is not None:
                return after.span.start
            before = self._before(paragraph)
            return self.last(before) if before else paragraph.span.start
        if offset >= paragraph.span.end:
            return self.last(paragraph)
        offset = max(offset, paragraph.span.start)
        return previous_boundary(self._text, next_boundary(self._text, offset))

    def _paragraph(self, offset: int) -> Paragraph:
        return self._page.article.paragraph_at(offset)

    def _after(self, paragraph: Paragraph, but: Container[Role] = ()) -> Paragraph | None:
        """The next paragraph that is shown and has none of the roles in `but`."""
        return self._first(range(paragraph.index + 1, len(self._paragraphs)), but)

    def _before(self, paragraph: Paragraph, but: Container[Role] = ()) -> Paragraph | None:
        return self._first(range(paragraph.index - 1, -1, -1), but)

    def _first(self, indices: Iterable[int], but: Container[Role]) -> Paragraph | None:
        for index in indices:
            found = self._paragraphs[index]
            if not self._page.folds(found) and found.role not in but:
                return found
        return None

    def _past_blanks(self, offset: int) -> int:
        while offset < len(self._text) and self._text[offset].isspace():
            offset += 1
        return offset
