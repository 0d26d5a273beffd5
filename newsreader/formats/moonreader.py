"""Moon+ Reader: the .mrexpt file of a book, groups of lines that each begin after a line `#`."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from newsreader.errors import FormatError
from newsreader.formats.document import lines_of
from newsreader.formats.imported_highlight import (
    ImportedHighlight,
    nearest_colour,
    without_surrogates,
)
from newsreader.locale import _
from newsreader.notebook.colour import Colour

_TITLE, _PLACE, _COLOUR, _TIME, _BOOKMARK, _NOTE, _QUOTE = 1, 6, 8, 9, 10, 11, 12
"""Lines of a group, from 0."""

_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)


class MoonReader:
    """An importer only."""

    name = "moonreader"

    @property
    def label(self) -> str:
        return _("Moon+ Reader")

    def read(self, text: str) -> list[ImportedHighlight]:
        """The highlights and notes; bookmarks without words are left out. Raises FormatError."""
        groups: list[list[str]] = [[]]
        for line in lines_of(without_surrogates(text)):
            if line.strip() == "#":
                groups.append([])
            else:
                groups[-1].append(line)
        if len(groups) < 2 or not any(line.startswith("indent:") for line in groups[0]):
            raise FormatError(_("This is not a file of Moon+ Reader: it has no head."))
        entries = [_entry(group) for group in groups[1:] if any(map(str.strip, group))]
        return [entry for entry in entries if entry is not None]


def _entry(lines: list[str]) -> ImportedHighlight | None:
    """The entry of a group; None for a bookmark."""
    if len(lines) <= _QUOTE:
        return ImportedHighlight(" ".join(lines)[:60], problem=_("an incomplete entry"))
    quote, note = (_BREAK.sub("\n", lines[at]).strip() for at in (_QUOTE, _NOTE))
    if not quote and not note:
        return None
    return ImportedHighlight(
        quote=quote,
        note=note,
        colour=_colour(lines[_COLOUR]),
        created=_time(lines[_TIME]),
        title=lines[_TITLE].strip(),
        position=" ".join(part.strip() for part in lines[_PLACE - 2 : _PLACE + 1]),
    )


def _colour(words: str) -> Colour | None:
    """The colour of a signed number of 32 bits, ARGB."""
    try:
        return nearest_colour(f"#{int(words) & 0xFFFFFF:06x}")
    except ValueError:
        return None


def _time(words: str) -> datetime | None:
    """A time in milliseconds since 1970."""
    try:
        return datetime.fromtimestamp(int(words) / 1000, UTC) if int(words) > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
