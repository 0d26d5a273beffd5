"""A place of a comparison as rows: both texts side by side, or one text with marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len

from newsreader.article.article import Role
from newsreader.compare.change_words import MARKS, kind_words
from newsreader.compare.comparison import ChangeKind, Place
from newsreader.keys.display import key_for
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.session.versions import ComparedVersions, Version
from newsreader.text.linebreak import wrap
from newsreader.text.row import Setting, cells
from newsreader.text.sanitize import clean
from newsreader.text.script import Script, in_script
from newsreader.text.span import Span
from newsreader.tui.page.runs import measure
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.item_list import Line, StyledText
from newsreader.tui.widgets.typeset import filled, rows_of

SEPARATOR = " │ "
MARK = 2
"""Cells of the mark and the blank after it."""


class _Piece(NamedTuple):
    """Words of one style. `tone` is "" or the kind of change, `ground` the highlight over them."""

    text: str
    tone: str = ""
    ground: Colour | None = None


def column(width: int) -> int:
    """Cells of one of two columns in a row of `width` cells."""
    return (width - MARK - len(SEPARATOR)) // 2


class ComparisonRows:
    """Formats one place of a comparison."""

    def __init__(
        self,
        compared: ComparedVersions,
        place: Place,
        palette: Palette,
        script: Script,
        *,
        remarked: bool,
    ) -> None:
        """`remarked` if it says where the stretch that has moved is in the other text."""
        self._compared, self._place = compared, place
        self._palette, self._script = palette, script
        self._remarked = remarked

    def lines(self, width: int, *, two: bool) -> list[Line]:
        """The place in `two` columns or in one."""
        passage = self._place.passage
        lines = self._both(width) if two else self._merged(width)
        mark, colour = MARKS[passage.kind], self._tone(passage.kind.value)
        return [
            [StyledText(filled(mark if not number else "", MARK), colour, bold=True), *line]
            for number, line in enumerate(lines)
        ]

    def _both(self, width: int) -> list[Line]:
        """The passage in two columns."""
        room = column(width)
        left, right = self._side(room, old=True), self._side(room, old=False)
        lines: list[Line] = []
        for number in range(max(len(left), len(right))):
            first = list(left[number]) if number < len(left) else []
            second = right[number] if number < len(right) else ()
            rest = room - sum(cell_len(part.text) for part in first)
            gap = StyledText(" " * max(0, rest) + SEPARATOR, self._palette.line)
            lines.append([*first, gap, *second])
        return lines

    def _side(self, width: int, *, old: bool) -> list[Line]:
        """One side of the passage with its notes."""
        place = self._place
        if not (place.in_old if old else place.in_new):
            return []
        version = self._compared.old if old else self._compared.new
        passage = place.passage
        span = passage.old_span if old else passage.new_span
        if span is None:
            return []
        tone = "deleted" if old else "added"
        whole = tone if passage.kind in (ChangeKind.DELETED, ChangeKind.ADDED) else ""
        parts = [(edit.old if old else edit.new) for edit in passage.edits]
        pieces = [*self._pieces(version, span, parts, tone, whole)]
        lines = self._set(pieces, width, passage.role)
        return [*lines, *self._remarks(width), *self._notes(version, span, width)]

    def _merged(self, width: int) -> list[Line]:
        """The passage in one column: deleted words in [-…-], new ones in {+…+}."""
        place, passage, room = self._place, self._place.passage, width - MARK
        if not (place.in_old and place.in_new) or passage.old_span is None:
            return self._side(room, old=place.in_old)
        if passage.new_span is None or passage.kind in (ChangeKind.SPLIT, ChangeKind.MERGED):
            return self._side(room, old=False)
        old, new = self._compared.old, self._compared.new
        pieces: list[_Piece] = []
        at, old_at = passage.new_span.start, passage.old_span.start
        for edit in passage.edits:
            pieces += self._equal(Span(old_at, edit.old.start), Span(at, edit.new.start))
            if edit.old:
                gone = self._pieces(old, edit.old, (edit.old,), "deleted")
                pieces += [_Piece("[-", "deleted"), *gone, _Piece("-]", "deleted")]
            if edit.new:
                come = self._pieces(new, edit.new, (edit.new,), "added")
                pieces += [_Piece("{+", "added"), *come, _Piece("+}", "added")]
            at, old_at = edit.new.end, edit.old.end
        pieces += self._equal(Span(old_at, passage.old_span.end), Span(at, passage.new_span.end))
        notes = self._notes(new, passage.new_span, room) + self._notes(old, passage.old_span, room)
        return [*self._set(pieces, room, passage.role), *self._remarks(room), *notes]

    def _equal(self, old: Span, new: Span) -> Iterator[_Piece]:
        """Words that are in both texts, with the highlights of both."""
        highlights = self._compared.old.highlights if len(old) == len(new) else ()
        shift = new.start - old.start
        moved = [
            (Span(max(h.span.start, old.start) + shift, min(h.span.end, old.end) + shift), h.colour)
            for h in highlights
            if h.span.overlaps(old)
        ]
        return self._pieces(self._compared.new, new, (), "", more=moved)

    def _pieces(
        self,
        version: Version,
        span: Span,
        parts: Sequence[Span],
        tone: str,
        whole: str = "",
        more: Sequence[tuple[Span, Colour]] = (),
    ) -> Iterator[_Piece]:
        """The words of a span, cut at what has changed and at the highlights over it."""
        text = version.article.text
        over = [(h.span, h.colour) for h in version.highlights if h.span.overlaps(span)]
        over += more
        edges = {span.start, span.end}
        for each in (*parts, *(highlighted for highlighted, _colour in over)):
            edges |= {at for at in (each.start, each.end) if span.start < at < span.end}
        for start, end in pairwise(sorted(edges)):
            changed = any(part.start <= start and end <= part.end for part in parts)
            words = in_script(clean(text[start:end]), self._script)
            yield _Piece(words, tone if changed else whole, _shade(over, Span(start, end)))

    def _set(self, pieces: Sequence[_Piece], width: int, role: Role) -> list[Line]:
        """`pieces` in rows, broken by the rules of the page."""
        words = "".join(piece.text for piece in pieces)
        setting = Setting(max(8, width))
        lines: list[Line] = []
        for row in wrap(words, Span(0, len(words)), setting, measure):
            laid = cells(words, row, setting, measure)
            line, at = [], 0
            for piece in pieces:
                start, end = max(at, row.start), min(at + len(piece.text), row.end)
                at += len(piece.text)
                if start < end:
                    line.append(self._styled(laid.painted(words, start, end), piece, role))
            lines.append(line)
        return lines

    def _styled(self, text: str, piece: _Piece, role: Role) -> StyledText:
        palette = self._palette
        ground = palette.highlights[piece.ground] if piece.ground else ""
        colour = self._tone(piece.tone) if piece.tone else ""
        if piece.ground and palette.ansi:  # without colours of their own, highlights are underlined
            colour = colour or palette.letters.get(piece.ground, "")
        if not colour and role in (Role.TITLE, Role.HEADING):
            colour = palette.title if role is Role.TITLE else palette.heading
        bold = piece.tone == "added" or role is Role.TITLE
        underlined = piece.ground is not None and palette.ansi and not palette.letters
        return StyledText(text, colour, bold, bool(piece.tone) or underlined, ground)

    def _tone(self, kind: str) -> str:
        marks = self._palette.marks
        if kind == "deleted":
            return marks[Colour.RED]
        return marks[Colour.GREEN] if kind == "added" else self._palette.accent

    def _remarks(self, width: int) -> list[Line]:
        """Where a moved passage is in the other text; that one was split or merged."""
        passage, words = self._place.passage, ""
        if self._remarked:
            there = passage.new if self._place.in_old else passage.old
            to, origin = (
                _("moved to ¶{number}; {key} goes there"),
                _("moved from ¶{number}; {key} goes there"),
            )
            words = (to if self._place.in_old else origin).format(
                number=there[0].paragraph + 1, key=key_for("compare.open")
            )
        elif passage.kind in (ChangeKind.SPLIT, ChangeKind.MERGED) and self._place.in_new:
            words = kind_words(passage)
        return [
            [StyledText(f"({row})", self._palette.quiet)]
            for row in rows_of(words, width - 2)[:1]
            if row
        ]

    def _notes(self, version: Version, span: Span, width: int) -> list[Line]:
        """The notes on the highlights that begin in a span."""
        return [
            [StyledText("✎ " if not number else "  ", self._palette.marks[highlight.colour]),
             StyledText(row, self._palette.quiet)]
            for highlight in version.highlights
            if highlight.note and highlight.span.start in span
            for number, row in enumerate(rows_of(highlight.note, width - 2, 6))
        ]  # fmt: skip


def _shade(over: Sequence[tuple[Span, Colour]], span: Span) -> Colour | None:
    """The colour of the shortest highlight over `span`."""
    found = [(len(each), colour) for each, colour in over if each.covers(span)]
    return min(found)[1] if found else None
