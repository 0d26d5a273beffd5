"""The words of a text: as the analysis finds them, and by script until then."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.plain import IGNORED, plain
from newsreader.text.span import Span

_INSIDE, _BEGIN = 1, 2
_LEARNT = lazy_regex(b"[\x01\x02]")
_NOT_INSIDE = lazy_regex(b"[\x00\x02]")

# A run of one script; a Latin word keeps its apostrophe, a number its separators. Invisible
# characters belong to the run that they are in, or that follows them.
_HAN = "⺀-⿕々〆〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003134f"
_KANA = "ぁ-ゖ゛-ゟァ-ヺー-ヿㇰ-ㇿｦ-ﾟ"
_HANGUL = "가-힣ᄀ-ᇿㄱ-ㆎ"
_LETTER = rf"(?![{_HAN}{_KANA}{_HANGUL}])\w[{IGNORED}]*+"
# A character that is ignored goes with what follows it, so that a run may be looked for from a
# line break on.
_RUN = lazy_regex(
    rf"""[{IGNORED}]*+(?:
    \s(?:\s|(?<!\n)[{IGNORED}])* | [{_HAN}][{_HAN}{IGNORED}]* | [{_KANA}][{_KANA}{IGNORED}]*
    | [{_HANGUL}][{_HANGUL}{IGNORED}]*
    | [0-9０-９](?:[0-9０-９{IGNORED}]|[.,:](?=[0-9]))*[A-Za-z]*
    | (?:{_LETTER})+(?:['’](?:{_LETTER})+)*
    | (?P<mark>.)(?P=mark)*)""",
    re.VERBOSE,
)
_HAN_SIGN = lazy_regex(f"[{_HAN}]")
_WINDOW = 512


class Words:
    """The words of one text. All offsets are code points; white space is never a word.

    There is one byte for each code point; memory pages that were not learnt are never touched.
    Learning in any order and looking up in between are both cheap.
    """

    __slots__ = ("_marks", "_own", "_text", "_under")

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks = bytearray(len(text))
        self._own: tuple[Span, ...] = ()
        self._under: dict[Span, bytes] = {}
        """What the marks of each span in `_own` were, with the one after it."""

    def learn(self, span: Span, boundaries: Sequence[int]) -> None:
        """Record where the words inside `span` begin; offsets outside it are ignored."""
        end = min(span.end, len(self._text))
        if span.start >= end:
            return
        first = bisect_left(self._own, span.start, key=lambda own: own.end)
        last = bisect_right(self._own, end, key=lambda own: own.start)
        # Words that touch share a mark, and are put on and taken off in their order.
        while 0 < last < len(self._own) and self._own[last - 1].end == self._own[last].start:
            last += 1
        self._take_off(self._own[first:last])
        self._marks[span.start : end] = bytes((_INSIDE,)) * (end - span.start)
        self._marks[span.start] = _BEGIN
        for start in boundaries:
            if span.start <= start < end:
                self._marks[start] = _BEGIN
        self._put_on(self._own[first:last])

    @property
    def marks(self) -> bytes:
        """What was learnt, a byte for each code point, as `restored` takes it."""
        return bytes(self._marks)

    @classmethod
    def restored(cls, text: str, marks: bytes) -> Words:
        """The words of `text` that had these `marks`; none are learnt if they are of another."""
        words = cls(text)
        if len(marks) == len(text):
            words._marks = bytearray(marks)
        return words

    def keep(self, own: Sequence[Span]) -> None:
        """Make each of `own` one word, whatever is learnt; earlier ones are words no longer.

        The spans are in order and do not overlap.
        """
        self._take_off(self._own)
        self._own = tuple(own)
        self._put_on(self._own)

    def _put_on(self, own: Sequence[Span]) -> None:
        for span in own:
            self._under[span] = bytes(self._marks[span.start : span.end + 1])
            self._marks[span.start] = _BEGIN
            self._marks[span.start + 1 : span.end] = bytes((_INSIDE,)) * (len(span) - 1)
            if span.end < len(self._marks) and self._marks[span.end]:
                self._marks[span.end] = _BEGIN

    def _take_off(self, own: Sequence[Span]) -> None:
        for span in reversed(own):
            under = self._under.pop(span)
            self._marks[span.start : span.start + len(under)] = under

    def at(self, offset: int) -> Span:
        """The word (or run of blanks or marks) that holds `offset`; empty at the text's end."""
        offset = max(0, offset)
        if offset >= len(self._text):
            return Span(len(self._text), len(self._text))
        return self._learnt(offset) if self._marks[offset] else self._run(offset)

    def is_guess(self, offset: int) -> bool:
        """Whether `offset` is in Chinese characters that were not learnt, maybe several words."""
        learnt = self._marks[offset : offset + 1]
        return learnt == b"\0" and _HAN_SIGN.match(self._text, offset) is not None

    def next_start(self, offset: int) -> int:
        """The start of the next word after `offset`; the end of the text if there is none."""
        position = self.at(offset).end
        while position < len(self._text):
            word = self.at(position)
            if not self._is_blank(word):
                return position
            position = word.end
        return len(self._text)

    def previous_start(self, offset: int) -> int:
        """The start of the last word that begins before `offset`; 0 if there is none."""
        position = min(offset, len(self._text))
        while position > 0:
            word = self.at(position - 1)
            if not self._is_blank(word):
                return word.start
            position = word.start
        return 0

    def end_after(self, offset: int) -> int:
        """The first end of a word after `offset`; the end of the text if there is none."""
        position = offset
        while position < len(self._text):
            word = self.at(position)
            if word.end > offset and not self._is_blank(word):
                return word.end
            position = word.end
        return len(self._text)

    def _is_blank(self, word: Span) -> bool:
        first = self._text[word.start]
        return first.isspace() or (not first.isalnum() and not plain(word.of(self._text)).strip())

    def _learnt(self, offset: int) -> Span:
        start = self._marks.rfind(_BEGIN, 0, offset + 1)
        following = _NOT_INSIDE.search(self._marks, offset + 1)
        return Span(start, following.start() if following else len(self._marks))

    def _run(self, offset: int) -> Span:
        """The run of one script around `offset`, searched in a window of the text."""
        low = self._known_before(offset)
        high = min(len(self._text), offset + _WINDOW)
        learnt = _LEARNT.search(self._marks, offset, high)
        high = learnt.start() if learnt else high
        for match in _RUN.finditer(self._text, low, high):
            if match.end() > offset:
                return Span(match.start(), match.end())
        return Span(offset, offset + 1)

    def _known_before(self, offset: int) -> int:
        """The start of a run at or before `offset`: after a line break or a learnt word."""
        low = max(0, offset - _WINDOW)
        learnt = max(
            self._marks.rfind(_INSIDE, low, offset), self._marks.rfind(_BEGIN, low, offset)
        )
        low = max(low, learnt + 1)
        return max(low, self._text.rfind("\n", low, offset) + 1)
