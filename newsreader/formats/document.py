"""Document: an article with its notebook and a filter, as the formats write it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import PurePath

from newsreader.article.article import Article
from newsreader.article.outline import heading_above
from newsreader.entities.entity import Entity
from newsreader.locale import _
from newsreader.notebook.colour import Colour, colour_name
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.notebook import Notebook


class Part(StrEnum):
    """What a format may have a place for; what it has none for is said before it is written."""

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


@dataclass(frozen=True, slots=True)
class ExportFilter:
    """Which highlights are wanted: any of `colours`, any of `tags`, changed at or after `since`.

    What is empty asks for nothing. `since` is aware of its time zone.
    """

    colours: frozenset[Colour] = frozenset()
    tags: frozenset[str] = frozenset()
    since: datetime | None = None

    def keeps(self, highlight: Highlight) -> bool:
        return (
            (not self.colours or highlight.colour in self.colours)
            and (not self.tags or not self.tags.isdisjoint(highlight.tags))
            and (self.since is None or highlight.modified >= self.since)
        )


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A highlight with the heading that it stands under ("" for none) and its paragraph's index.

    `heading` is that heading as it stands in the text, where the highlight begins with it. An
    orphan stands nowhere: no heading, and paragraph -1.
    """

    highlight: Highlight
    section: str = ""
    paragraph: int = -1
    heading: str = ""

    @property
    def quote(self) -> str:
        """What is to be quoted below the heading, which is not said twice; "" on it alone."""
        quote = self.highlight.quote
        return quote.removeprefix(self.heading).lstrip() if self.heading else quote

    @property
    def on_heading(self) -> bool:
        """Whether the heading is all that is highlighted."""
        return bool(self.heading) and not self.quote

    @property
    def number(self) -> int | None:
        """The paragraph's number as readers count, from 1; None for an orphan."""
        return self.paragraph + 1 if self.paragraph >= 0 else None


@dataclass(frozen=True, slots=True)
class Document:
    """One article, its notebook and its entities, seen through a filter.

    `meanings` are the reader's own words for colours ("观点" for green). `entities` may be empty:
    formats that have a place for them write those they are given and find none themselves.
    """

    article: Article
    notebook: Notebook
    entities: tuple[Entity, ...] = ()
    filter: ExportFilter = ExportFilter()
    meanings: Mapping[Colour, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The article's title on one line, else the name of its file without the suffix."""
        return one_line(self.article.title or "") or PurePath(self.article.name).stem or "article"

    def excerpts(self) -> tuple[Excerpt, ...]:
        """The highlights that stand in the text and pass the filter, in text order."""
        wanted = [h for h in self.notebook.shown() if self.filter.keeps(h)]
        if not wanted:
            return ()
        return tuple(self._excerpt(highlight) for highlight in wanted)

    def orphans(self) -> tuple[Excerpt, ...]:
        """The highlights whose place was not found and that pass the filter."""
        return tuple(Excerpt(h) for h in self.notebook.orphans() if self.filter.keeps(h))

    def all(self) -> tuple[Excerpt, ...]:
        """What stands in the text, then the orphans."""
        return self.excerpts() + self.orphans()

    def meaning(self, colour: Colour) -> str:
        """The reader's word for `colour`, on one line; "" when they gave none."""
        return one_line(self.meanings.get(colour, ""))

    def byline(self) -> tuple[tuple[str, str], ...]:
        """(label, words) of author, source and time of publication, for those the page names."""
        article = self.article
        rows = (
            (_("Author"), article.author),
            (_("Source"), article.source),
            (_("Published"), article.published),
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


def one_line(text: str) -> str:
    """`text` with every run of white space, line breaks too, as one blank, and none at the ends."""
    return " ".join(text.split())


def colour_words(document: Document, colour: Colour) -> str:
    """The colour with its meaning: "黄色（事实）", or its name alone."""
    meaning = document.meaning(colour)
    if not meaning:
        return colour_name(colour)
    return _("{colour} ({meaning})").format(colour=colour_name(colour), meaning=meaning)


def state_words(highlight: Highlight) -> str:
    """What has to be said of a highlight whose place is not certain; "" for one that stands."""
    if highlight.state is HighlightState.REVIEW:
        return _("place to be reviewed")
    if highlight.state is HighlightState.ORPHAN:
        return _("orphan: its place was not found")
    return ""


def moment(time: datetime) -> str:
    """Day and minute as the reader's clock showed them, for people to read."""
    return time.strftime("%Y-%m-%d %H:%M")
