"""Entry: what the library knows of one article without opening it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from newsreader.entities.entity import Kind
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import HighlightState
from newsreader.state import ReadingPosition

_DAY = re.compile(r"([12][0-9]{3})[-/.年 ]{1,2}([01]?[0-9])[-/.月 ]{1,2}([0-3]?[0-9])(?![0-9])")


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """One article of the library. `title` and the like are the page's words, "" where it has none.

    `length` counts code points; `last` is the one with which it is read to its end, for only page
    furniture comes after it. `problem` is a sentence that says why the article cannot be opened,
    "" where it can. `exported` says that the program wrote it out itself: notes, no article.
    `watched` are the names of the reader's watch list that stand in it. `progress` is the share
    that was read, 0 to 1, and 0 before the first reading.
    """

    path: Path
    sha256_text: str = ""
    title: str = ""
    author: str = ""
    source: str = ""
    published: str = ""
    length: int = 0
    highlights: int = 0
    notes: int = 0
    orphans: int = 0
    problem: str = ""
    last: int = 0
    exported: bool = False
    watched: tuple[str, ...] = ()
    progress: float = 0.0

    def stopped_at(self, place: ReadingPosition | None) -> ArticleEntry:
        """The same, of which was read what stands before `place`."""
        if place is None or not self.length or not (place.offset or place.read):
            return self
        whole = place.read == self.length or place.offset >= self.last
        return replace(self, progress=1.0 if whole else place.offset / self.last)

    @property
    def percent(self) -> int:
        """How much was read, as the article's status line says it: 100 only for all of it."""
        return int(round(100 * self.progress, 6))

    @property
    def name(self) -> str:
        """The title, or the file's name where the page has none."""
        return self.title or self.path.name

    @property
    def day(self) -> str:
        """The day of publication as 2026-03-18, or "" where the page does not say one."""
        said = _DAY.search(self.published)
        return f"{said[1]}-{int(said[2]):02}-{int(said[3]):02}" if said else ""


@dataclass(frozen=True, slots=True)
class NoteExcerpt:
    """A highlight as the library keeps it, to be searched. `start` is a code point offset.

    The note on the whole article is one without an id.
    """

    path: Path
    id: str
    start: int
    quote: str
    note: str
    tags: tuple[str, ...] = ()
    colour: Colour = Colour.YELLOW
    state: HighlightState = HighlightState.PLACED


@dataclass(frozen=True, slots=True)
class Record:
    """An entry with what the screen does not list; `stamp` changes when one of its files does.

    `likeness` tells reprints; see reprint.py.
    """

    entry: ArticleEntry
    stamp: str
    excerpts: tuple[NoteExcerpt, ...] = ()
    likeness: bytes = b""


class NameCount(NamedTuple):
    """A person or an organisation of one article, and how often it names them."""

    name: str
    kind: Kind
    mentions: int
    subkind: str = ""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person or an organisation, and in which articles; `counts` says how often in each."""

    name: str
    kind: Kind
    counts: Mapping[Path, int]
    subkind: str = ""

    @property
    def mentions(self) -> int:
        return sum(self.counts.values())
