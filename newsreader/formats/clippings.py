"""Kindle clippings: "My Clippings.txt", which many programs import."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsreader.errors import FormatError
from newsreader.formats.document import (
    Document,
    Excerpt,
    Part,
    lines_of,
    one_line,
    without_controls,
)
from newsreader.formats.imported_highlight import ImportedHighlight, with_note, without_surrogates
from newsreader.formats.kindle_words import EntryKind, Place, kind_of, place_of, time_of
from newsreader.locale import _

_END = "=========="
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NEAR = 200
"""Highlights that begin before a note, among which its own is looked for."""


class Clippings:
    """Written in the English of a Kindle, read in all of its languages.

    A Kindle writes times without a zone: times are written in their own zone and read as local
    ones.
    """

    name = "clippings"
    suffix = ".txt"
    includes_entities = False
    keeps = frozenset({Part.NOTE, Part.TIMES, Part.ORPHANS, Part.OVERLAPS})

    @property
    def label(self) -> str:
        return _("Kindle clippings")

    def write(self, document: Document) -> str:
        return "".join(
            clipping for excerpt in document.all() for clipping in _clippings(document, excerpt)
        )

    def write_all(self, documents: Sequence[Document]) -> str:
        return "".join(map(self.write, documents))

    def read(self, text: str) -> list[ImportedHighlight]:
        """The highlights with their notes. Raises FormatError."""
        return joined(list(_clips(text)))


def _clippings(document: Document, excerpt: Excerpt) -> Iterator[str]:
    highlight = excerpt.highlight
    author = one_line(document.article.author or document.article.source or "")
    title = document.title.replace("\ufeff", "").strip() or document.article.name
    head = f"{title} ({author})" if author else title
    page = excerpt.number or 1
    end = max(highlight.anchor.end, 1)
    place = f"{highlight.anchor.start + 1}-{end}"
    added = f" | {_added(highlight.created)}" if highlight.created is not None else ""
    kinds = (("Highlight", place, highlight.quote), ("Note", str(end), highlight.note))
    for kind, place, content in kinds:
        lines = [_content_line(line) for line in lines_of(content)]
        # Some programs stop reading at a clipping without visible text.
        if any(line.replace("\ufeff", "").strip() for line in lines):
            facts = f"- Your {kind} on page {page} | Location {place}{added}"
            yield "\n".join([head, facts, "", *lines, _END]) + "\n"


def _content_line(line: str) -> str:
    """A line without control characters, changed if it would end the clipping."""
    line = without_controls(line)
    return line.replace("=", "＝") if line.strip() == _END else line


def _added(time: datetime) -> str:
    day = f"{_DAYS[time.weekday()]}, {_MONTHS[time.month - 1]} {time.day}, {time.year}"
    clock = f"{time.hour % 12 or 12}:{time.minute:02}:{time.second:02}"
    return f"Added on {day} {clock} {'AM' if time.hour < 12 else 'PM'}"


@dataclass(frozen=True, slots=True)
class Clip:
    """One entry of a Kindle; the quote of a note is its text."""

    entry: ImportedHighlight
    is_note: bool
    place: Place


def _clips(text: str) -> Iterator[Clip]:
    lines = lines_of(without_surrogates(text))
    if not any(line.strip() == _END for line in lines):
        raise FormatError(
            _("This is not a Kindle's clippings file: no line of equals signs ends it.")
        )
    clipping: list[str] = []
    for line in [*lines, _END]:  # the end of a file that was cut short
        if line.strip() != _END:
            clipping.append(line)
            continue
        clip = _clip(clipping)
        if clip is not None:
            yield clip
        clipping = []


def _clip(lines: list[str]) -> Clip | None:
    """One clipping; None for one without text."""
    first = next((at for at, line in enumerate(lines) if line.strip("\ufeff \t")), len(lines))
    if len(lines) < first + 3:
        words = "".join(lines[first:])
        incomplete = ImportedHighlight(quote=words, problem=_("an incomplete clipping"))
        return Clip(incomplete, is_note=False, place=Place()) if words.strip("\ufeff \t") else None
    head, facts, *content = lines[first:]
    if not content[0].strip():
        content = content[1:]
    words = "\n".join(content)
    *place, added = facts.split("|") if "|" in facts else (facts, facts)
    kind = kind_of("|".join(place))
    title, author = _title_and_author(head)
    if kind is EntryKind.BOOKMARK:
        problem = _("a bookmark without words")
        marked = ImportedHighlight(quote=facts, title=title, author=author, problem=problem)
        return Clip(marked, is_note=False, place=Place())
    if not words.strip():
        return None
    found = place_of("|".join(place))
    entry = ImportedHighlight(
        quote=words,
        created=time_of(added),
        title=title,
        author=author,
        position=f"{found.unit} {found.start}" if found.unit else "",
    )
    return Clip(entry, kind is EntryKind.NOTE, found)


def _title_and_author(head: str) -> tuple[str, str]:
    """The parts of `Title (Author)`."""
    head = head.strip("\ufeff \t")
    title, bracket, author = head.removesuffix(")").rpartition("(")
    if not head.endswith(")") or not bracket or not title.strip():
        return head, ""
    return title.rstrip(), author


def joined(clips: Sequence[Clip]) -> list[ImportedHighlight]:
    """The highlights in the order of the file, each with its notes.

    A note without a highlight is an entry of its own.
    """
    entries = {number: clip.entry for number, clip in enumerate(clips) if not clip.is_note}
    owners = _Owners(clips)
    for number, clip in enumerate(clips):
        if not clip.is_note:
            continue
        owner = owners.of(number)
        if owner is None:
            entries[number] = replace(clip.entry, quote="", note=clip.entry.quote)
        else:
            note = with_note(entries[owner].note, clip.entry.quote)
            entries[owner] = replace(entries[owner], note=note)
    return [entries[number] for number in sorted(entries)]


class _Owners:
    """Finds the highlight that a note was written on, at any distance in the file."""

    def __init__(self, clips: Sequence[Clip]) -> None:
        self._clips = clips
        self._by_title: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for number, clip in enumerate(clips):
            if not clip.is_note:
                key = (clip.entry.title, clip.place.unit)
                self._by_title.setdefault(key, []).append((clip.place.start, number))
        for places in self._by_title.values():
            places.sort()

    def of(self, number: int) -> int | None:
        """The index of the highlight for the note at `number`, or None.

        It has the same title and covers the place of the note. Of several it is one that ends at
        this place, as a Kindle places notes, then the nearest in the file, rather before it.
        """
        note = self._clips[number]
        places = self._by_title.get((note.entry.title, note.place.unit), [])
        last = bisect_right(places, (note.place.start, len(self._clips)))
        near = [at for _start, at in places[max(0, last - _NEAR) : last]]
        covering = [at for at in near if self._clips[at].place.holds(note.place)]
        return min(
            covering,
            key=lambda at: (
                self._clips[at].place.end != note.place.start,
                abs(at - number),
                at > number,
            ),
            default=None,
        )
