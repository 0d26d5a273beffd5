"""Kindle clippings: "My Clippings.txt", which many programs import."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from newsreader.formats.imported_highlight import ImportedHighlight, without_surrogates
from newsreader.locale import _

_END = "=========="
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PLACE = re.compile(
    r"(?:location|loc\.|位置)\D{0,3}(\d{1,9})(?:\s?[-–]\s?(\d{1,9}))?", re.IGNORECASE
)
_ENGLISH = re.compile(
    r"([A-Z][a-z]+) (\d{1,2}),? (\d{4}),? (\d{1,2}):(\d\d)(?::(\d\d))?(?: ([AP]M))?"
)
_CHINESE = re.compile(
    r"(\d{4})年(\d{1,2})月(\d{1,2})日\D{0,8}?(上午|下午|凌晨|中午|晚上)?\s?(\d{1,2}):(\d\d)(?::(\d\d))?"
)


class Clippings:
    """Written in the English of a Kindle, read in its English or Chinese.

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

    def read(self, text: str) -> list[ImportedHighlight]:
        """The highlights with their notes. Raises FormatError."""
        return _joined(list(_clips(text)))


def _clippings(document: Document, excerpt: Excerpt) -> Iterator[str]:
    highlight = excerpt.highlight
    author = one_line(document.article.author or document.article.source or "")
    title = document.title.replace("\ufeff", "").strip() or document.article.name
    head = f"{title} ({author})" if author else title
    page = excerpt.number or 1
    end = max(highlight.anchor.end, 1)
    place = f"{highlight.anchor.start + 1}-{end}"
    added = _added(highlight.created)
    kinds = (("Highlight", place, highlight.quote), ("Note", str(end), highlight.note))
    for kind, place, content in kinds:
        lines = [_content_line(line) for line in lines_of(content)]
        # Some programs stop reading at a clipping without visible text.
        if any(line.replace("\ufeff", "").strip() for line in lines):
            facts = f"- Your {kind} on page {page} | Location {place} | {added}"
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
class _Clip:
    entry: ImportedHighlight
    is_note: bool
    start: int
    end: int


def _clips(text: str) -> Iterator[_Clip]:
    lines = lines_of(without_surrogates(text))
    if not any(line.strip() == _END for line in lines):
        raise FormatError(
            _("This is not a Kindle's clippings file: no line of equals signs ends it.")
        )
    clipping: list[str] = []
    for line in lines:
        if line.strip() != _END:
            clipping.append(line)
            continue
        clip = _clip(clipping)
        if clip is not None:
            yield clip
        clipping = []


def _clip(lines: list[str]) -> _Clip | None:
    """One clipping; None for a bookmark, and for a clipping without text."""
    first = next((at for at, line in enumerate(lines) if line.strip("\ufeff \t")), len(lines))
    if len(lines) < first + 3:
        return None
    title, facts, *content = lines[first:]
    if not content[0].strip():
        content = content[1:]
    words = "\n".join(content)
    kind = facts.split("|")[0].lower()
    is_note = "note" in kind or "笔记" in kind
    if not words.strip() or not (is_note or "highlight" in kind or "标注" in kind):
        return None
    place = _PLACE.search(facts)
    start = int(place[1]) if place else -1
    end = int(place[2] or place[1]) if place else -1
    entry = ImportedHighlight(quote=words, created=_time(facts), title=_without_author(title))
    return _Clip(entry, is_note, start, end)


def _without_author(title: str) -> str:
    title = title.strip("\ufeff \t")
    return (title.rpartition("(")[0].rstrip() or title) if title.endswith(")") else title


def _joined(clips: list[_Clip]) -> list[ImportedHighlight]:
    """The highlights in the order of the file, each with its notes.

    A note without a highlight is an entry of its own.
    """
    entries = [clip.entry for clip in clips]
    for number, clip in enumerate(clips):
        owner = _owner(clips, number) if clip.is_note else -1
        if owner >= 0:
            earlier = entries[owner].note
            note = f"{earlier}\n\n{clip.entry.quote}" if earlier else clip.entry.quote
            entries[owner] = replace(entries[owner], note=note)
        elif clip.is_note:
            entries[number] = replace(clip.entry, quote="", note=clip.entry.quote)
    return [
        entry
        for entry, clip, number in zip(entries, clips, range(len(clips)), strict=True)
        if not clip.is_note or _owner(clips, number) < 0
    ]


def _owner(clips: list[_Clip], number: int) -> int:
    """The index of the highlight that a note belongs to, or -1.

    It is next to the note in the file, has the same title and covers its location.
    """
    note = clips[number]
    for other in (number - 1, number + 1, number - 2):
        if 0 <= other < len(clips):
            clip = clips[other]
            same = clip.entry.title == note.entry.title
            if not clip.is_note and same and clip.start <= note.start <= clip.end:
                return other
    return -1


def _time(facts: str) -> datetime | None:
    try:
        if found := _CHINESE.search(facts):
            year, month, day, half, hour, minute, second = found.groups()
            late = half in ("下午", "晚上") or (half == "中午" and int(hour) < 3)
        elif found := _ENGLISH.search(facts):
            name, day, year, hour, minute, second, half = found.groups()
            month = str(_MONTHS.index(name) + 1)
            late = half == "PM"
        else:
            return None
        clock = int(hour) % 12 + 12 * late if half else int(hour)
        moment = datetime(int(year), int(month), int(day), clock, int(minute), int(second or 0))
        return moment.astimezone()
    except (ValueError, OverflowError, OSError):
        return None
