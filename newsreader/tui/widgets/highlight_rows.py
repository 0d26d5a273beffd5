"""A highlight as rows of the notes panel: quote, speaker, note, tags, and suggested places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import takewhile

from rich.cells import cell_len

from newsreader.anchoring.resolve import Candidate
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.sanitize import clean_line
from newsreader.text.wiki_links import WikiLink, wiki_links
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import Line, StyledText
from newsreader.tui.widgets.typeset import fitted, rows_of

_LINK_IN_ROW = lazy_regex(r"(?<!!)\[\[[^\[\]]*(?:\]\]?|\Z)|\A[^\[\]]*\]\]")

_NUMBER_BEFORE = lazy_regex(r"[0-9A-Za-z][0-9A-Za-z.,]*\Z")
_NUMBER_AFTER = lazy_regex(r"[0-9A-Za-z.,]*[0-9A-Za-z%]")
"""What a number or a Latin word has before and after the characters of it that changed."""

_FEW = 2
"""Rows of a quote that is in the text beside it, and of a note that is not chosen."""


class HighlightRows:
    """Formats one highlight in rows of at most `width` cells."""

    def __init__(
        self, highlight: Highlight, palette: Palette, width: int, shown: Callable[[str], str]
    ) -> None:
        """`shown` returns words of the article in the script and form that is shown."""
        self._shown = shown
        self._highlight = highlight
        self._palette = palette
        self._width = width

    def lines(self, *, chosen: bool, here: bool, in_text: bool = True) -> list[Line]:
        """The highlight; its note is whole if it is `chosen`, and its quote if it is not `in_text`.

        `here` when the caret is on it.
        """
        highlight, width = self._highlight, self._width
        mark = self._palette.marks[highlight.colour]
        quiet = self._palette.quiet if highlight.state is HighlightState.ORPHAN else ""
        number = list(Colour).index(highlight.colour) + 1
        quote = rows_of(
            self._shown(highlight.quote), width - 3, 0 if chosen and not in_text else _FEW
        )
        lines: list[Line] = []
        for at, row in enumerate(quote):
            lead = f"{number}▌" if at == 0 else " ▌"
            lines.append([StyledText(lead, mark), StyledText(" " + row, quiet, bold=here)])
        if highlight.is_reworded and highlight.was is not None:
            former = former_words(highlight.was.quote, highlight.quote)
            words = _("≠ was: {quote}").format(quote=self._shown(former))
            rows = rows_of(words, width - 3, 0 if chosen else 1)
            lines += [[StyledText("   " + row, self._palette.warning)] for row in rows]
        if highlight.state in (HighlightState.ORPHAN, HighlightState.REVIEW):
            state = rows_of(self._state(), width - 3, 0 if chosen else 1)
            lines += [[StyledText("   " + row, self._palette.warning)] for row in state]
        if highlight.speaker:
            speaker = _("said by {name}").format(name=self._shown(highlight.speaker))
            lines.append([StyledText("   " + fitted(speaker, width - 3), self._palette.quiet)])
        if highlight.note:
            note = note_rows(highlight.note, width - 5, 0 if chosen else _FEW)
            lines += [
                [StyledText("   * " if at == 0 else "     ", mark), *with_links(row, self._palette)]
                for at, row in enumerate(note)
            ]
        if highlight.tags:
            tags = " ".join(f"#{clean_line(tag)}" for tag in highlight.tags)
            lines.append([StyledText("   " + fitted(tags, width - 3), self._palette.accent)])
        return lines

    def suggestions(self, places: Sequence[tuple[Candidate, str]]) -> list[Line]:
        """The old sentence, the `places` where it may belong with their text, and the keys."""
        anchor = self._highlight.was or self._highlight.anchor
        old = f"…{anchor.prefix[-12:]}【{anchor.quote}】{anchor.suffix[:12]}…"
        lines = self._labelled(_("Then"), old)
        for number, (candidate, words) in enumerate(places, 1):
            now = _("Now")  # outside the f-string, where the catalogue tool does not look
            label = f"{now} {number}  {candidate.confidence:.0%} {candidate.reason}"
            lines += self._labelled(label, words)
        words = _(
            "{open}: accept · {reattach}: the selection · {keep}: keep as orphan · {delete}: delete"
        )
        names = ("open", "reattach", "keep", "delete")
        keys = words.format(**{name: key_for(f"notes.{name}") for name in names})
        rows = rows_of(keys, self._width - 3)
        return [*lines, *([StyledText("   " + row, self._palette.accent)] for row in rows)]

    def _labelled(self, label: str, words: str) -> list[Line]:
        rows = rows_of(self._shown(words), self._width - 5, 3)
        return [
            [StyledText("   " + fitted(label, self._width - 3), self._palette.heading)],
            *([StyledText("     " + row, self._palette.quiet)] for row in rows),
        ]

    def _state(self) -> str:
        highlight = self._highlight
        if highlight.state is HighlightState.ORPHAN:
            words = _("Orphan: its place was not found")
        else:
            words = _("Review: found again, please check")
        if not highlight.reason:
            return words
        return _("{words} ({reason})").format(words=words, reason=clean_line(highlight.reason))


@lru_cache(maxsize=16)
def note_rows(note: str, width: int, most: int) -> tuple[str, ...]:
    """A note of any length in rows of `width` cells, at most `most` if that is not 0."""
    return tuple(rows_of(note, width, most, len(note)))


def with_links(row: str, palette: Palette) -> Line:
    """A row of a note whose links, or the parts of them in this row, look like links."""
    parts: list[StyledText] = []
    at = 0
    for start, end in _links_in(row):
        parts.append(StyledText(row[at:start]))
        parts.append(StyledText(row[start:end], palette.accent, underline=True))
        at = end
    return [part for part in (*parts, StyledText(row[at:])) if part.text] or [StyledText("")]


def link_at(line: Line, cell: int, note: str) -> WikiLink | None:
    """The link of `note` that is shown at `cell` of a line, which may have only a part of it."""
    row = "".join(part.text for part in line)
    index, width = 0, 0
    while index < len(row) and width + cell_len(row[index]) <= cell:
        width += cell_len(row[index])
        index += 1
    for start, end in _links_in(row):
        if start <= index < end:
            shown = row[start:end].strip()
            links = wiki_links(note)
            return next((e for e in links if shown in clean_line(e.span.of(note))), None)
    return None


def _links_in(row: str) -> list[tuple[int, int]]:
    """Where the links in a row are; one may begin in the row before, or end in the next one."""
    if "[[" not in row and "]]" not in row:
        return []
    return [found.span() for found in _LINK_IN_ROW.finditer(row)]


def former_words(was: str, now: str) -> str:
    """The words of the quote `was` that are others in the quote `now`, with all of a number."""
    start = _common(was, now)
    end = len(was) - _common(was[start:][::-1], now[start:][::-1])
    if start == end:
        return was
    before, after = _NUMBER_BEFORE.search(was[:start]), _NUMBER_AFTER.match(was[end:])
    return (before[0] if before else "") + was[start:end] + (after[0] if after else "")


def _common(one: str, other: str) -> int:
    """The number of equal characters at the beginning."""
    return sum(
        1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
