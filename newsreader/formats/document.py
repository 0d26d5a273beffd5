"""What a format writes: an article with its notebook, filtered, in excerpts and sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from pathlib import Path, PurePath
from typing import NamedTuple

from newsreader.article.article import Article
from newsreader.article.outline import heading_above
from newsreader.entities.entity import Entity
from newsreader.entities.kind import NAMED
from newsreader.files.digest import sha256
from newsreader.locale import _
from newsreader.notebook.colour import Colour, colour_name
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.note_links import (
    LinkedArticles,
    LinkTargets,
    linked_highlights,
    names_of,
)
from newsreader.notebook.notebook import Notebook
from newsreader.text.lazy_regex import lazy_regex

_CONTROL = lazy_regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class Part(StrEnum):
    """What a format may be able to hold; `losses` warns about the parts that it cannot."""

    COLOUR = "colour"
    TAGS = "tags"
    NOTE = "note"
    ARTICLE_NOTE = "article note"
    SECTION = "section"
    TIMES = "times"
    CONTEXT = "context"
    OVERLAPS = "overlaps"
    ORPHANS = "orphans"
    BOOKMARKS = "bookmarks"
    ENTITIES = "entities"


class ExportFilter(NamedTuple):
    """Keeps highlights with any of `colours`, any of `tags`, modified at or after `since`.

    An empty field filters nothing. `since` has a time zone. `ids` are the ids of the only
    highlights to keep, None for all; the id of the note on the whole article is "".
    """

    colours: frozenset[Colour] = frozenset()
    tags: frozenset[str] = frozenset()
    since: datetime | None = None
    ids: frozenset[str] | None = None

    def keeps(self, highlight: Highlight) -> bool:
        return (
            (not self.colours or highlight.colour in self.colours)
            and (not self.tags or not self.tags.isdisjoint(highlight.tags))
            and (self.since is None or highlight.latest >= self.since)
            and (self.ids is None or highlight.id in self.ids)
        )

    @property
    def keeps_article_note(self) -> bool:
        """Whether the note on the article fits: it has no colour, no tags and no time."""
        listed = self.ids is None or "" in self.ids
        return listed and not (self.colours or self.tags or self.since)


class ExportStyle(NamedTuple):
    """Choices of the reader for formats that can write a thing in two ways.

    With `markdown_notes` a note is the Markdown that was typed, else each of its characters is
    shown. With `callouts` the notes of a whole article follow their paragraphs, else they are
    footnotes. With `linked_entities` an Obsidian note links to the entities.
    """

    markdown_notes: bool = False
    callouts: bool = False
    linked_entities: bool = False


_NO_FILTER, _USUAL_STYLE = ExportFilter(), ExportStyle()


class Excerpt(NamedTuple):
    """A highlight with the heading above it ("" for none) and the index of its paragraph.

    `heading` is the text of that heading if the highlight begins with it, else "". An orphan has
    no heading, and paragraph -1.
    """

    highlight: Highlight
    section: str = ""
    paragraph: int = -1
    heading: str = ""

    @property
    def quote(self) -> str:
        """The quote without the heading that it begins with, which is printed above it."""
        quote = self.highlight.quote
        return quote.removeprefix(self.heading).lstrip() if self.heading else quote

    @property
    def on_heading(self) -> bool:
        """Whether only the heading is highlighted."""
        return bool(self.heading) and not self.quote

    @property
    def number(self) -> int | None:
        """The number of the paragraph, from 1; None for an orphan."""
        return self.paragraph + 1 if self.paragraph >= 0 else None


@dataclass(frozen=True, slots=True)
class Document:
    """One article, its notebook and its entities, with a filter for the highlights.

    `meanings` are the reader's own words for colours ("观点" for green). `entities` may be empty:
    a format writes what it is given and never runs the recognizer.

    `label` names the article in a file with several: no other article there has it. It is "" for a
    file with this article alone. `own_title` is "" or a title in place of that of the article.

    `path` is that of the article, if it has one; `articles` are those that its notes may link to.
    """

    article: Article
    notebook: Notebook
    entities: tuple[Entity, ...] = ()
    filter: ExportFilter = _NO_FILTER
    meanings: Mapping[Colour, str] = field(default_factory=dict)
    label: str = ""
    own_title: str = ""
    style: ExportStyle = _USUAL_STYLE
    path: Path | None = None
    articles: LinkedArticles = field(default_factory=LinkedArticles)
    beside: Mapping[Path, str] = field(default_factory=dict)
    """The keys of the articles in the same file that notes in it link to, by absolute path."""
    linked: frozenset[str] = field(init=False, repr=False, compare=False)
    """The ids of the highlights that notes link to."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "linked", linked_highlights(self.notebook))

    def targets(self) -> LinkTargets:
        """What its notes can link to."""
        names = names_of((e.name, e.aliases) for e in self.entities if e.kind in NAMED)
        return LinkTargets(self.notebook, names, self.articles, self.article.text, self.path)

    @property
    def title(self) -> str:
        """The title of the article on one line, else the name of its file without the suffix."""
        title = self.own_title or one_line(self.article.title or "")
        return title or PurePath(self.article.name).stem or "article"

    @property
    def file(self) -> str:
        """The name of the article's file; among several articles its label."""
        return self.label or self.article.name

    @property
    def key(self) -> str:
        """A short digest of the label, for ids in a file with several articles; "" without one."""
        return sha256(self.label.encode("utf-8", "surrogatepass"))[:8] if self.label else ""

    @property
    def note(self) -> str:
        """The note on the whole article, "" if it does not pass the filter."""
        return self.notebook.note if self.filter.keeps_article_note else ""

    @property
    def is_left_out(self) -> bool:
        """Whether there is a filter, and no highlight and no note passes it."""
        if self.filter == _NO_FILTER or self.note:
            return False
        return not any(map(self.filter.keeps, self.notebook.in_order()))

    def excerpts(self) -> tuple[Excerpt, ...]:
        """The highlights that have a place in the text and pass the filter, in text order."""
        wanted = [h for h in self.notebook.shown() if self.filter.keeps(h)]
        if not wanted:
            return ()
        return tuple(self._excerpt(highlight) for highlight in wanted)

    def orphans(self) -> tuple[Excerpt, ...]:
        """The orphans that pass the filter."""
        return tuple(Excerpt(h) for h in self.notebook.orphans() if self.filter.keeps(h))

    def all(self) -> tuple[Excerpt, ...]:
        """The excerpts in text order, then the orphans."""
        return self.excerpts() + self.orphans()

    def meaning(self, colour: Colour) -> str:
        """The reader's word for `colour`, on one line; "" if there is none."""
        return one_line(self.meanings.get(colour, ""))

    def byline(self) -> tuple[tuple[str, str], ...]:
        """(label, words) for author, source, time and address, without those unknown."""
        article = self.article
        rows = (
            (_("File"), self.label),
            (_("Author"), article.author),
            (_("Source"), article.source),
            (_("Published"), article.published),
            (_("Web address"), article.url),
            (_("Page saved"), article.captured.isoformat() if article.captured else None),
        )
        return tuple((label, one_line(words)) for label, words in rows if words)

    def _excerpt(self, highlight: Highlight) -> Excerpt:
        paragraphs, start = self.article.paragraphs, highlight.anchor.start
        above = heading_above(self.article, start)
        if above is None:
            return Excerpt(highlight, "", paragraphs.at(start))
        span = paragraphs[above.paragraph].span
        words = span.of(self.article.text)
        begins = span.start == start and highlight.quote.startswith(words)
        return Excerpt(highlight, above.words, paragraphs.at(start), words if begins else "")


class Section(NamedTuple):
    """A heading, "" before the first one, with the excerpts under it.

    `id` is unique in the article and the same in each export of it.
    """

    id: str
    heading: str
    excerpts: tuple[Excerpt, ...]


def sections(document: Document) -> Iterator[Section]:
    """The sections that have excerpts, in text order, then one with the orphans."""
    seen: dict[str, int] = {}
    for heading, excerpts in groupby(document.excerpts(), lambda excerpt: excerpt.section):
        seen[heading] = seen.get(heading, 0) + 1
        name = f"{document.key}{heading}\n{seen[heading]}".encode("utf-8", "surrogatepass")
        section_id = f"section-{sha256(name)[:8]}"
        yield Section(section_id, heading, tuple(excerpts))
    orphans = document.orphans()
    if orphans:
        yield Section(document_id("orphans", document), _("Orphans"), orphans)


def document_id(name: str, document: Document) -> str:
    """The id `name` of something of the article, distinct among those of several articles."""
    return f"{name}-{document.key}" if document.key else name


def one_line(text: str) -> str:
    """`text` without white space at the ends, and each run inside it as one space."""
    return " ".join(text.split())


def lines_of(text: str) -> list[str]:
    """The lines of `text`, which may end with LF, CR LF or CR."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def without_controls(text: str) -> str:
    """`text` with U+FFFD for each control character except LF and TAB."""
    return text if text.isprintable() else _CONTROL.sub("\ufffd", text)


def colour_words(document: Document, colour: Colour) -> str:
    """The colour with its meaning: "黄色（事实）", or its name alone."""
    meaning = document.meaning(colour)
    if not meaning:
        return colour_name(colour)
    return _("{colour} ({meaning})").format(colour=colour_name(colour), meaning=meaning)


def state_words(highlight: Highlight) -> str:
    """A remark on a highlight whose place is not certain; "" for a placed one."""
    if highlight.state is HighlightState.REVIEW:
        return _("place to be reviewed")
    if highlight.state is HighlightState.ORPHAN:
        return _("orphan: its place was not found")
    return ""


def speaker_words(highlight: Highlight) -> str:
    """Who says the words of a highlight, for people to read; "" if nobody is known."""
    if not highlight.speaker:
        return ""
    return _("said by {name}").format(name=one_line(highlight.speaker))


def moment(time: datetime | None) -> str:
    """Date, hour and minute in the time zone of `time`, for people to read; "" if unknown."""
    return "" if time is None else time.strftime("%Y-%m-%d %H:%M")


def iso_time(time: datetime | None, separator: str = "T") -> str:
    """`time` in ISO 8601; "" if it is unknown."""
    return "" if time is None else time.isoformat(sep=separator)
