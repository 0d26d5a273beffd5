"""The terms and the official names of articles with their translations, as a table to fill in.

A glossary of this program can be made of it: the first three columns are those of a glossary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from newsreader.article.article import Article
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.formats.document import one_line
from newsreader.formats.json_text import records_json
from newsreader.formats.markdown_text import escape_line
from newsreader.formats.spreadsheet import table_file
from newsreader.locale import _
from newsreader.lookup.glossary import ArticleTerms, Glossary, Term
from newsreader.text.fold import folded_text
from newsreader.text.sentences import sentence_at
from newsreader.text.span import Span

MISSING = "missing"
"""The state of a row without a translation."""

TERM = "term"
"""The kind of a term that is no name."""

_NAMES = (Kind.PER, Kind.ORG, Kind.LOC, Kind.PRODUCT, Kind.WORK)
"""Kinds whose names have official translations."""


class TermRow(NamedTuple):
    """A term or a name. `kind` is TERM or that of a name, `state` MISSING or "".

    `count` is how often the articles have it, `articles` how many do. `sentence` is the first one
    that has it, `file` the name of that article.
    """

    term: str
    translation: str
    note: str
    state: str
    kind: str
    count: int  # type: ignore[assignment]  # replaces the method of tuple
    articles: int
    sentence: str
    file: str


class TermTable:
    """The rows of several articles, in the order of their first mention."""

    def __init__(self) -> None:
        self._rows: dict[str, TermRow] = {}

    @property
    def rows(self) -> Sequence[TermRow]:
        return tuple(self._rows.values())

    def add(self, article: Article, entities: Iterable[Entity], glossary: Glossary) -> None:
        """Add the terms of `glossary` in an article, and its names."""
        found: dict[str, tuple[Term, str, list[Span]]] = {}
        for match in ArticleTerms(article, Glossary(glossary, untranslated=True)).all():
            key = folded_text(match.term.term)
            found.setdefault(key, (match.term, TERM, []))[2].append(match.span)
        for entity in entities:
            if entity.kind in _NAMES and folded_text(entity.name):
                term = _entry(entity, glossary)
                found[folded_text(term.term)] = (term, entity.kind.value, list(entity.mentions))
        for key in sorted(found, key=lambda key: _place(found[key][2])):
            self._add(key, _row(article, *found[key]))

    def _add(self, key: str, row: TermRow) -> None:
        before = self._rows.get(key)
        if before is None:
            self._rows[key] = row
            return
        known = before if before.translation else row
        self._rows[key] = before._replace(
            translation=known.translation,
            note=known.note,
            state=known.state,
            kind=row.kind if before.kind == TERM else before.kind,
            count=before.count + row.count,
            articles=before.articles + 1,
        )


def _place(spans: Sequence[Span]) -> tuple[int, int]:
    """Where the first one begins; of those that begin together the longest is first."""
    return spans[0].start, -len(spans[0])


def _entry(entity: Entity, glossary: Glossary) -> Term:
    """The entry of the full name; without one its name alone, with what is known of its aliases."""
    if (entry := glossary.get(entity.name)) is not None:
        return entry
    aliases = filter(None, map(glossary.get, entity.aliases))
    short = (f"{each.term} = {each.translation}" for each in aliases if each.translation)
    return Term(entity.name, "", "; ".join(short))


def _row(article: Article, term: Term, kind: str, spans: Sequence[Span]) -> TermRow:
    first = spans[0]
    paragraph = article.paragraph_at(first.start).span
    sentence = sentence_at(article.text, paragraph, first.start).of(article.text)
    return TermRow(
        one_line(term.term),
        one_line(term.translation),
        one_line(term.note),
        "" if term.translation else MISSING,
        kind,
        len(spans),
        1,
        one_line(sentence),
        one_line(article.name),
    )


def _tsv(rows: Sequence[TermRow]) -> str:
    return table_file([TermRow._fields, *rows], "\t")


def _markdown(rows: Sequence[TermRow]) -> str:
    return "\n".join(_lines(rows)) + "\n"


def _lines(rows: Sequence[TermRow]) -> Iterator[str]:
    head = (_("Term"), _("Translation"), _("Usage note"), _("Kind"), _("Count"))
    yield "<!-- newsreader:terms -->"  # so that the library does not take it for an article
    yield f"# {_('Terms and names')}"
    yield ""
    yield f"| {' | '.join(head)} |"
    yield "|---|---|---|---|---:|"
    for row in rows:
        translation = escape_line(row.translation) or f"**{_('missing')}**"
        cells = (escape_line(row.term), translation, escape_line(row.note), row.kind, row.count)
        yield f"| {' | '.join(map(str, cells))} |"


WRITERS: Mapping[str, Callable[[Sequence[TermRow]], str]] = {
    "tsv": _tsv,
    "json": partial(records_json, "terms"),
    "markdown": _markdown,
}
"""The formats by name."""

SUFFIXES: Mapping[str, str] = {".tsv": "tsv", ".json": "json", ".md": "markdown"}
"""The formats by the suffix of a file."""
