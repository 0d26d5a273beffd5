"""What the library knows about one article without opening it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from newsreader.entities.kind import Kind
from newsreader.library.text_index import StoredText
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Anchor, Highlight, HighlightState
from newsreader.sidecar.paths import SUFFIX, is_notes_file
from newsreader.state import MOST_PLACES, Mark, ReadingPosition
from newsreader.text.query_expression import STATES
from newsreader.text.span import Span


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """One article of the library. `title`, `author` and the like are "" if unknown.

    `published` is the date as the page has it, `day` the day in ISO 8601 (2026-03-18).
    `length` is in code points; `last` is the offset of the last cluster before trailing page
    furniture: a reader who is there has read the article. `problem` is a sentence that says why the
    article cannot be opened, "" if it can. `exported` is true for an export of this program.
    `watched` are the names on the reader's watch list that occur in the text. `progress` is the
    share that was read, 0 to 1; `seen` is when the article was first seen, in seconds since 1970;
    `opened` is when it was read last, in seconds
    since 1970 or, from an older version, a small number that only orders; 0 for never.
    """

    path: Path
    sha256_text: str = ""
    title: str = ""
    author: str = ""
    source: str = ""
    published: str = ""
    day: str = ""
    length: int = 0
    highlights: int = 0
    notes: int = 0
    orphans: int = 0
    problem: str = ""
    last: int = 0
    exported: bool = False
    watched: tuple[str, ...] = ()
    seen: float = 0.0
    progress: float = 0.0
    opened: int = 0
    marks: frozenset[Mark] = frozenset()

    @property
    def facts(self) -> dict[str, object]:
        """What the article is, as plain values for JSON; what is unknown is None."""
        return {
            "file": str(self.path),
            "title": self.title or None,
            "source": self.source or None,
            "published": self.day or None,
        }

    def with_position(self, position: ReadingPosition | None) -> ArticleEntry:
        """The same entry, with the progress of a reader who stopped at `position`."""
        if position is None or not self.length or not (position.offset or position.read):
            return self
        ended = position.read == self.length or position.offset >= self.last
        return replace(self, progress=1.0 if ended else position.offset / self.last)

    @property
    def is_lost(self) -> bool:
        """Whether these are notes without their article; `path` is that of the notes."""
        return is_notes_file(self.path)

    @property
    def is_starred(self) -> bool:
        return Mark.STARRED in self.marks

    @property
    def is_archived(self) -> bool:
        return Mark.ARCHIVED in self.marks

    @property
    def states(self) -> tuple[str, ...]:
        """What a query may call the state of reading, in English and Chinese."""
        begun = "reading" if self.opened else "unread"
        states = ["finished" if self.progress >= 1 else begun, *sorted(self.marks)]
        states += ["watched"] if self.watched else []
        return tuple(word for state in states for word in (state, STATES[state]))

    @property
    def opened_day(self) -> str:
        """The day when it was read last, "" if that is not known."""
        return date.fromtimestamp(self.opened).isoformat() if self.opened > MOST_PLACES else ""

    @property
    def added_day(self) -> str:
        """The day when it was first seen in local time, "" if that is not known."""
        return date.fromtimestamp(self.seen).isoformat() if self.seen > 0 else ""

    @property
    def percent(self) -> int:
        """The progress in per cent, rounded down: 100 means all of it."""
        return int(round(100 * self.progress, 6))

    @property
    def name(self) -> str:
        """The title, or the name of the article's file if there is none."""
        return self.title or self.path.name.removesuffix(SUFFIX)


@dataclass(frozen=True, slots=True)
class NoteExcerpt:
    """A highlight in the index. `start` is an offset in code points.

    The note on the whole article has the id "".
    """

    path: Path
    id: str
    start: int
    quote: str
    note: str
    tags: tuple[str, ...] = ()
    colour: Colour = Colour.YELLOW
    state: HighlightState = HighlightState.PLACED
    marked: str = ""
    """The day when it was made, in ISO 8601 and local time; "" if unknown."""
    speaker: str = ""

    def highlight(self) -> Highlight:
        """The highlight as far as it is known here: without times and context."""
        anchor = Anchor(self.start, self.start + len(self.quote), self.quote)
        return Highlight(
            self.id,
            anchor,
            self.colour,
            None,
            None,
            self.tags,
            self.note,
            self.state,
            speaker=self.speaker,
        )


@dataclass(frozen=True, slots=True)
class Record:
    """An entry with the other data in the index.

    `stamp` changes when one of the files of the article does. `shingles` is a sample of the text to
    compare it with others; see reprints.py. `searched` is None for an article without a text.
    """

    entry: ArticleEntry
    stamp: str
    excerpts: tuple[NoteExcerpt, ...] = ()
    shingles: bytes = b""
    searched: StoredText | None = None


class StoredQuotation(NamedTuple):
    """Words of somebody. `start` and `end` are code points of the text; `speaker` may be "".

    `names` are all names of the speaker.
    """

    speaker: str
    start: int
    end: int
    direct: bool
    words: str
    names: tuple[str, ...] = ()


class NameCount(NamedTuple):
    """A person, organisation or place, and the number of its mentions in one article."""

    name: str
    kind: Kind
    mentions: int
    subkind: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


class StoredEntity(NamedTuple):
    """An entity of one article with its roles and its mentions, in text order."""

    name: str
    kind: Kind
    subkind: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person, organisation or place, with the number of its mentions in each article.

    `first` and `last` are the days of the first and the last article with a known date.
    """

    name: str
    kind: Kind
    counts: Mapping[Path, int]
    subkind: str = ""
    aliases: tuple[str, ...] = ()
    first: str = ""
    last: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)

    @property
    def query(self) -> str:
        """A query for the mentions, under its name and every alias of more than one character."""
        names = (self.name, *(alias for alias in self.aliases if len(alias) > 1))
        return " OR ".join(f'"{name}"' for name in names if '"' not in name)

    @property
    def mentions(self) -> int:
        return sum(self.counts.values())
