"""A comparison as a list: changes with a little context, unchanged stretches folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from newsreader.article.article import Role
from newsreader.compare.comparison import Kind, Passage, Place
from newsreader.compare.marks import MARKS, kind_words
from newsreader.compare.summary import stops
from newsreader.keys.display import key_for
from newsreader.locale import _, ngettext
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.session.versions import ComparedVersions, Version
from newsreader.text.linebreak import wrap
from newsreader.text.row import Setting, cells
from newsreader.text.sanitize import clean
from newsreader.text.script import in_script
from newsreader.text.span import Span
from newsreader.tui.bindings import bindings
from newsreader.tui.page.runs import measure
from newsreader.tui.widgets.item_list import ItemList, Line, StyledText
from newsreader.tui.widgets.typeset import filled, rows_of

TWO_COLUMNS = 120
"""Cells of the screen from which on both texts are side by side."""

_CONTEXT = 1
"""Unchanged sentences that are shown before and after a change."""
_UNFOLDED = 200
"""Sentences of a folded stretch that are shown at once."""
_SEPARATOR = " │ "
_MARK = 2
"""Cells of the mark and the blank after it."""


class _Piece(NamedTuple):
    """Words of one style. `tone` is "" or the kind of change, `ground` the highlight over them."""

    text: str
    tone: str = ""
    ground: Colour | None = None


class _Fold(NamedTuple):
    """Unchanged places that are folded."""

    first: int
    last: int


class ComparedList(ItemList):
    """A list whose keys are those of a comparison; the screen does what they ask."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("compare")

    @dataclass
    class Asked(Message):
        """The reader pressed the key with this id."""

        id: str

    def action_do(self, key: str) -> None:
        self.post_message(self.Asked(key))

    def go(self, way: int) -> bool:
        """Choose the next difference (1) or the previous one (-1); False if there is none."""
        raise NotImplementedError


class ComparisonList(ComparedList):
    """The places of a comparison, in two columns or in one with marks."""

    compared: reactive[ComparedVersions | None] = reactive(None, init=False)

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, int | _Fold] = {}
        self._stops: list[int] = []
        self._remarked: set[int] = set()
        """The places that end a stretch that has moved, by identity."""

    def watch_compared(self, compared: ComparedVersions | None) -> None:
        if compared is None:
            return
        self._stops = stops(compared.comparison)
        places = (*compared.comparison.places, None)
        self._remarked = {
            id(place)
            for place, after in pairwise(places)
            if place and place.passage.moved and not _goes_on(place, after)
        }
        self._fold()
        first = str(self._stops[0]) if self._stops else ""
        self.choose(self.items.index(first) if first in self.items else 0)

    @property
    def changes(self) -> int:
        """The number of changes to step through."""
        return len(self._stops)

    @property
    def at_change(self) -> int:
        """The number of the change at the chosen item, from 1; 0 before the first one."""
        index = self._place_at(self.chosen)
        return sum(stop <= index for stop in self._stops)

    @property
    def chosen_place(self) -> Place | None:
        entry = self._entries.get(self.chosen_id)
        return self._places[entry] if isinstance(entry, int) else None

    @property
    def two_columns(self) -> bool:
        return self.size.width >= TWO_COLUMNS

    @property
    def marks(self) -> bool:
        return True

    def heading(self) -> str:
        if self.compared is None:
            return ""
        names = self.shown(self.compared.old.name), self.shown(self.compared.new.name)
        if self.two_columns:
            width = self._column(self.room)
            return f"{' ' * (_MARK + 1)}{filled(names[0], width)}{_SEPARATOR}{names[1]}"
        return " " * (_MARK + 1) + " → ".join(names)

    def empty(self) -> str:
        return "" if self.compared is None else _("There is no text to compare.")

    def go(self, way: int) -> bool:
        here = self._place_at(self.chosen)
        now = self.chosen_place is not None and here in self._stops
        ahead = [stop for stop in self._stops if stop > here or (stop == here and not now)]
        before = [stop for stop in self._stops if stop < here]
        found = (ahead[:1] if way > 0 else before[-1:]) or ()
        for stop in found:
            self.choose(self.items.index(str(stop)))
        return bool(found)

    def unfold(self) -> None:
        """Show the folded sentences of the chosen item, or fold all again."""
        entry = self._entries.get(self.chosen_id)
        if not isinstance(entry, _Fold):
            here = self._place_at(self.chosen)
            self._fold()
            self.choose(max(n for n in range(len(self.items)) if self._place_at(n) <= here))
            return
        entries: dict[str, int | _Fold] = {}
        for id_, each in self._entries.items():
            if each is not entry:
                entries[id_] = each
                continue
            end = min(entry.last, entry.first + _UNFOLDED)
            entries |= {str(place): place for place in range(entry.first, end)}
            if end < entry.last:
                entries[f"fold {end}"] = _Fold(end, entry.last)
        self._entries = entries
        chosen = self.chosen
        self.show(tuple(entries))
        self.choose(chosen)

    def go_to_other_place(self) -> bool:
        """From a moved passage go to its other place; False if the chosen one has not moved."""
        place = self.chosen_place
        if place is None or not place.passage.moved:
            return False
        for number, id_ in enumerate(self.items):
            entry = self._entries[id_]
            other = self._places[entry] if isinstance(entry, int) else place
            if other.passage is place.passage and other is not place:
                self.choose(number)
                return True
        return False

    @property
    def _places(self) -> Sequence[Place]:
        return self.compared.comparison.places if self.compared is not None else ()

    def _place_at(self, item: int) -> int:
        """The index of the place that the item shows first."""
        entry = self._entries.get(self.items[item]) if item < len(self.items) else None
        return entry.first if isinstance(entry, _Fold) else entry or 0

    def _fold(self) -> None:
        """Show the changes with their context, and fold the rest."""
        places = self._places
        near = {
            index + step
            for index, place in enumerate(places)
            if place.passage.changed
            for step in range(-_CONTEXT, _CONTEXT + 1)
        }
        self._entries = {}
        first = 0
        for index in (*sorted(index for index in near if 0 <= index < len(places)), len(places)):
            if index - first == 1:
                self._entries[str(first)] = first
            elif index > first:
                self._entries[f"fold {first}"] = _Fold(first, index)
            if index < len(places):
                self._entries[str(index)] = index
            first = index + 1
        self.show(tuple(self._entries))

    def _column(self, width: int) -> int:
        """Cells of one of two columns."""
        return (width - _MARK - len(_SEPARATOR)) // 2

    def lines_of(self, item: str, width: int, *, chosen: bool) -> list[Line]:  # noqa: ARG002
        entry = self._entries[item]
        if isinstance(entry, _Fold):
            count = entry.last - entry.first
            words = ngettext("{count} sentence unchanged", "{count} sentences unchanged", count)
            return [
                [StyledText("  ⋯ " + words.format(count=count) + " ⋯", self.palette.quiet)],
                [StyledText("")],
            ]
        place = self._places[entry]
        lines = self._both(place, width) if self.two_columns else self._merged(place, width)
        mark = MARKS[place.passage.kind] if place.passage.changed else " "
        colour = self._tone(place.passage.kind.value)
        marked: list[Line] = [
            [StyledText(filled(mark if not number else "", _MARK), colour, bold=True), *line]
            for number, line in enumerate(lines)
        ]
        return [*marked, [StyledText("")]] if self._ends_paragraph(entry) else marked

    def _ends_paragraph(self, index: int) -> bool:
        if index + 1 >= len(self._places):
            return True
        one, other = self._places[index].passage, self._places[index + 1].passage
        if one.new and other.new:
            return one.new[-1].paragraph != other.new[0].paragraph
        if one.old and other.old:
            return one.old[-1].paragraph != other.old[0].paragraph
        return False

    def _both(self, place: Place, width: int) -> list[Line]:
        """The passage in two columns."""
        column = self._column(width)
        left = self._side(place, column, old=True)
        right = self._side(place, column, old=False)
        lines: list[Line] = []
        for number in range(max(len(left), len(right))):
            first = list(left[number]) if number < len(left) else []
            second = right[number] if number < len(right) else ()
            rest = column - sum(cell_len(part.text) for part in first)
            gap = StyledText(" " * max(0, rest) + _SEPARATOR, self.palette.line)
            lines.append([*first, gap, *second])
        return lines

    def _side(self, place: Place, width: int, *, old: bool) -> list[Line]:
        """One side of the passage with its notes."""
        if self.compared is None or not (place.in_old if old else place.in_new):
            return []
        version = self.compared.old if old else self.compared.new
        passage = place.passage
        span = passage.old_span if old else passage.new_span
        if span is None:
            return []
        tone = "deleted" if old else "added"
        whole = tone if passage.kind in (Kind.DELETED, Kind.ADDED) else ""
        parts = [(edit.old if old else edit.new) for edit in passage.edits]
        pieces = [*self._pieces(version, span, parts, tone, whole)]
        lines = self._set(pieces, width, passage.role)
        return [*lines, *self._remarks(place, width), *self._notes(version, span, width)]

    def _merged(self, place: Place, width: int) -> list[Line]:
        """The passage in one column: deleted words in [-…-], new ones in {+…+}."""
        if self.compared is None:
            return []
        passage, column = place.passage, width - _MARK
        if not (place.in_old and place.in_new) or passage.old_span is None:
            return self._side(place, column, old=place.in_old)
        if passage.new_span is None or passage.kind in (Kind.SPLIT, Kind.MERGED):
            return self._side(place, column, old=False)
        old, new = self.compared.old, self.compared.new
        pieces: list[_Piece] = []
        at = passage.new_span.start
        for edit in passage.edits:
            pieces += self._pieces(new, Span(at, max(at, edit.new.start)), (), "")
            if edit.old:
                gone = self._pieces(old, edit.old, (edit.old,), "deleted")
                pieces += [_Piece("[-", "deleted"), *gone, _Piece("-]", "deleted")]
            if edit.new:
                come = self._pieces(new, edit.new, (edit.new,), "added")
                pieces += [_Piece("{+", "added"), *come, _Piece("+}", "added")]
            at = max(at, edit.new.end)
        pieces += self._pieces(new, Span(at, max(at, passage.new_span.end)), (), "")
        notes = self._notes(new, passage.new_span, column)
        if old.article is not new.article:
            notes += self._notes(old, passage.old_span, column)
        return [*self._set(pieces, column, passage.role), *self._remarks(place, column), *notes]

    def _pieces(
        self, version: Version, span: Span, parts: Sequence[Span], tone: str, whole: str = ""
    ) -> Iterator[_Piece]:
        """The words of a span, cut at what has changed and at the highlights over it."""
        text = version.article.text
        over = [h for h in version.highlights if h.span.overlaps(span)]
        edges = {span.start, span.end}
        for each in (*parts, *(highlight.span for highlight in over)):
            edges |= {at for at in (each.start, each.end) if span.start < at < span.end}
        cuts = sorted(edges)
        for start, end in pairwise(cuts):
            changed = any(part.start <= start and end <= part.end for part in parts)
            words = in_script(clean(text[start:end]), self.script)
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
        palette = self.palette
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
        marks = self.palette.marks
        if kind == "deleted":
            return marks[Colour.RED]
        return marks[Colour.GREEN] if kind == "added" else self.palette.accent

    def _remarks(self, place: Place, width: int) -> list[Line]:
        """Where a moved passage is in the other text; that one was split or merged."""
        passage = place.passage
        words = ""
        if id(place) in self._remarked:
            to, place_words = _other_paragraph(place)
            words = place_words.format(number=to, key=key_for("compare.open"))
        elif passage.kind in (Kind.SPLIT, Kind.MERGED) and place.in_new:
            words = kind_words(passage)
        return [
            [StyledText(f"({row})", self.palette.quiet)]
            for row in rows_of(words, width - 2)[:1]
            if row
        ]

    def _notes(self, version: Version, span: Span, width: int) -> list[Line]:
        """The notes on the highlights that begin in a span."""
        return [
            [StyledText("✎ " if not number else "  ", self.palette.marks[highlight.colour]),
             StyledText(row, self.palette.quiet)]
            for highlight in version.highlights
            if highlight.note and highlight.span.start in span
            for number, row in enumerate(rows_of(highlight.note, width - 2, 6))
        ]  # fmt: skip


def _shade(highlights: Sequence[Highlight], span: Span) -> Colour | None:
    """The colour of the shortest highlight over `span`."""
    over = [each for each in highlights if each.span.covers(span)]
    return min(over, key=lambda each: len(each.span)).colour if over else None


def _other_paragraph(place: Place) -> tuple[int, str]:
    passage: Passage = place.passage
    if place.in_old:
        return passage.new[0].paragraph + 1, _("moved to ¶{number}; {key} goes there")
    return passage.old[0].paragraph + 1, _("moved from ¶{number}; {key} goes there")


def _goes_on(place: Place, after: Place | None) -> bool:
    """Whether the same stretch that has moved goes on in the place after this one."""
    return (
        after is not None
        and after.passage.moved
        and (after.in_old, after.in_new) == (place.in_old, place.in_new)
        and after.passage.old[0].paragraph == place.passage.old[-1].paragraph
        and after.passage.new[0].paragraph == place.passage.new[-1].paragraph
    )
