"""A highlight as rows of the notes panel: quote, speaker, note, tags, and suggested places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import takewhile

from newsreader.anchoring.resolve import Candidate
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.text.sanitize import clean_line
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import Line, StyledText
from newsreader.tui.widgets.typeset import fitted, rows_of

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
        if highlight.reworded and highlight.was is not None:
            former = _former(highlight.was.quote, highlight.quote)
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
                [StyledText("   * " if at == 0 else "     ", mark), StyledText(row)]
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
        return f"{words} ({clean_line(highlight.reason)})" if highlight.reason else words


@lru_cache(maxsize=16)
def note_rows(note: str, width: int, most: int) -> tuple[str, ...]:
    """A note of any length in rows of `width` cells, at most `most` if that is not 0."""
    return tuple(rows_of(note, width, most, len(note)))


def _former(was: str, now: str) -> str:
    """The words of the quote `was` that are others in the quote `now`."""
    start = _common(was, now)
    end = _common(was[start:][::-1], now[start:][::-1])
    return was[start : len(was) - end] or was


def _common(one: str, other: str) -> int:
    """The number of equal characters at the beginning."""
    return sum(
        1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
