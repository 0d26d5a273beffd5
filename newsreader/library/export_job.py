"""The export of the articles of a library: one file with all, or a file for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newsreader.article.article import Article
from newsreader.article.loader import open_article
from newsreader.entities.corrections import apply, from_tables
from newsreader.entities.entity import Entity
from newsreader.errors import FormatError, NewsreaderError
from newsreader.formats.collection import collection, labels_of
from newsreader.formats.document import Document, ExportFilter, ExportStyle
from newsreader.formats.file_names import FileNames
from newsreader.formats.output_files import Existing, write_collection, write_files
from newsreader.formats.registry import Format, Linking
from newsreader.library.library import Library
from newsreader.locale import _, ngettext
from newsreader.notebook.note_links import LinkedArticle, LinkedArticles
from newsreader.notebook.notebook import Notebook
from newsreader.sidecar.lost import open_lost
from newsreader.sidecar.paths import article_path, is_lost


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What to export, and where to.

    `articles` are the paths with the ids of the only highlights to export, None for all; the id of
    the note on the article is "". With `each`, `target` is a folder for a file each.
    """

    articles: Mapping[Path, frozenset[str] | None]
    format: Format
    target: Path
    each: bool
    existing: Existing = Existing.REFUSE


@dataclass(slots=True)
class ExportJob:
    """One export. `problems` has a sentence for each article that is left out."""

    library: Library
    order: ExportOrder
    style: ExportStyle = field(default_factory=ExportStyle)
    written: int = 0
    problems: list[str] = field(default_factory=list)
    unnamed: int = 0
    """The number of articles whose names are wanted and were not read yet."""
    _analysed: frozenset[str] = frozenset()
    _articles: LinkedArticles = field(default_factory=LinkedArticles)
    """All articles of the library, which the notes may link to."""

    @property
    def total(self) -> int:
        return len(self.order.articles)

    def steps(self) -> Iterator[int]:
        """Do it; yields the number of articles that are done.

        The caller may stop between two: then one file for all is not written, and files for each
        are kept. Raises FormatError if one file for all cannot be written.
        """
        order = self.order
        paths = list(order.articles)
        known = self.library.entries
        if self._wants_entities:
            self._analysed = self.library.index.analysed()
        self._articles = LinkedArticles(LinkedArticle(each.path, each.title) for each in known)
        named = [article_path(path) if is_lost(path) else path for path in paths]
        names = FileNames(order.target, order.format, named)
        found: list[tuple[Path, Document]] = []
        for number, (path, name) in enumerate(zip(paths, named, strict=True), 1):
            document = self._document(path)
            if document is not None and order.each:
                self._write(names.path(name, document), path, document)
            elif document is not None:
                found.append((name, document))
            yield number
        if not order.each:
            labels = labels_of([path for path, _document in found])
            documents = collection([document for _path, document in found], labels)
            write_collection(order.target, order.format, documents, order.existing, paths)
            self.written = len(documents)

    @property
    def unnamed_words(self) -> str:
        """A sentence about the articles that were written without names; "" for none."""
        words = ngettext(
            "The names of {count} article are not read yet and are missing.",
            "The names of {count} articles are not read yet and are missing.",
            self.unnamed,
        )
        if not self.unnamed:
            return ""
        advice = _("Not all names could be found; restart newsreader.")
        said = words.format(count=self.unnamed)
        return f"{said} {advice}" if self.library.failure else said

    @property
    def _wants_entities(self) -> bool:
        form = self.order.format
        return form.includes_entities or (self.style.linked_entities and isinstance(form, Linking))

    def _entities(self, article: Article, notebook: Notebook) -> tuple[Entity, ...]:
        """What the index knows of the names in `article`, with the reader's corrections."""
        if not self._wants_entities:
            return ()
        if article.sha256_text not in self._analysed:
            self.unnamed += 1
            return ()
        tables = (*self.library.name_notes().corrections, *notebook.entities)
        found = [
            Entity(f"{n.kind}:{n.name}", n.name, n.kind, n.mentions, n.subkind, n.aliases, n.roles)
            for n in self.library.index.mentions(article.sha256_text)
        ]
        return apply(article.text, found, from_tables(tables))

    def _write(self, target: Path, source: Path, document: Document) -> None:
        try:
            write_files(target, self.order.format, document, self.order.existing, source)
        except FormatError as error:
            self.problems.append(str(error))
        else:
            self.written += 1

    def _document(self, path: Path) -> Document | None:
        library, ids = self.library, self.order.articles[path]
        entities: tuple[Entity, ...] = ()
        try:
            if is_lost(path):
                article, notebook, _problems = open_lost(path)
            else:
                article = open_article(path, library.state.encoding(str(path)))
                notebook = library.sidecar(path).load(article).notebook
                entities = self._entities(article, notebook)
        except NewsreaderError as error:
            self.problems.append(str(error))
            return None
        return Document(
            article,
            notebook,
            entities,
            filter=ExportFilter(ids=ids),
            meanings=library.meanings,
            style=self.style,
            path=path,
            articles=self._articles,
        )
