"""The quotations of the articles of a library, with the names that were read in them before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsreader.article.article import Article
from newsreader.article.loader import open_article
from newsreader.entities.named_roster import Named, roster_of_names
from newsreader.entities.quotations import find_quotations
from newsreader.errors import NewsreaderError
from newsreader.library.article_entry import ArticleEntry, NameCount, StoredQuotation
from newsreader.library.library import Library

Progress = Callable[[int, int], None]
"""Called with the number of articles looked at so far, and of all."""


@dataclass(frozen=True, slots=True)
class ArticleQuotation:
    """A quotation and its article."""

    entry: ArticleEntry
    quotation: StoredQuotation

    @property
    def id(self) -> str:
        """Unique in the library."""
        return f"{self.quotation.start}:{self.entry.path}"


def quotations_in(article: Article, names: Sequence[NameCount]) -> list[StoredQuotation]:
    """The quotations of `article`, in text order, with speakers among `names`."""
    named = [Named(each.name, each.kind, each.subkind, each.aliases) for each in names]
    aliases = {each.name: each.names for each in names}
    return [
        StoredQuotation(
            found.speaker or "",
            found.span.start,
            found.span.end,
            found.direct,
            " ".join(found.span.of(article.text).split()),
            aliases.get(found.speaker or "", ()),
        )
        for found in find_quotations(article, roster_of_names(article.text, named))
    ]


def quotations_of(
    library: Library, entry: ArticleEntry, names: Mapping[str, Sequence[NameCount]]
) -> Sequence[StoredQuotation]:
    """The quotations in one article, with its `names`; none if these were not read yet.

    They are found once for each text, and kept in the index.
    """
    if entry.sha256_text not in names:
        return ()
    known = library.index.quotations(entry.sha256_text)
    if known is not None:
        return known
    try:
        article = open_article(entry.path, library.state.encoding(str(entry.path)))
    except NewsreaderError:
        return ()  # the next scan reports it
    if article.sha256_text != entry.sha256_text:
        return ()
    found = quotations_in(article, names[entry.sha256_text])
    library.index.keep_quotations(entry.sha256_text, found)
    return found


def all_quotations(library: Library, progress: Progress) -> Iterator[ArticleQuotation]:
    """The quotations of all articles whose names were read, by article."""
    names, entries = library.index.names(), library.entries
    for done, entry in enumerate(entries):
        progress(done, len(entries))
        for quotation in quotations_of(library, entry, names):
            yield ArticleQuotation(entry, quotation)
