"""Line breaking, search and comparison for Python programs."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from newsreader.api.arguments import existing, of_type, whole_number
from newsreader.api.articles import Article, checked
from newsreader.api.records import Records
from newsreader.compare.comparison import compare as compare_articles
from newsreader.directories import directories
from newsreader.formats.comparison import to_object
from newsreader.library.other_versions import known_names
from newsreader.notebook.query_item import note_query
from newsreader.text.reflow import rows_of
from newsreader.text.row import Setting
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.library.library import Library


def wrap(
    text: str | Article,
    width: int,
    *,
    indent: int = 0,
    hang: bool = False,
    strict: bool = False,
    pangu: bool = False,
) -> list[str]:
    """The rows of a text, broken by the rules of Chinese typesetting.

    `width` and `indent` (before a paragraph) are in cells, of which a Chinese character takes two.
    Each line of a `str` is a paragraph. `hang` lets closing marks stand beyond the end, `strict`
    keeps more characters from the start of a row, and `pangu` parts Chinese from Latin letters and
    digits by a space.
    """
    from rich.cells import cell_len  # noqa: PLC0415 (the only use; it knows the terminals' widths)

    width, indent = whole_number(width, "width"), whole_number(indent, "indent")
    if width < 2 or not 0 <= indent < width:
        raise ValueError("width is 2 cells or more, and indent is less than width")
    setting = Setting(width, indent, hang=hang, strict=strict, pangu=pangu)
    if isinstance(text, str):
        words = text.replace("\r\n", "\n").replace("\r", "\n")
        spans = list(_lines(words))
    else:
        words = of_type(text, Article, "this takes a text or an Article (see open_article)").text
        spans = [each.span for each in text.inner.paragraphs]
    return [row for span in spans for row in rows_of(words, span, setting, cell_len)]


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


class Hit(NamedTuple):
    """A sentence with words of the query, or a highlight that matches (then `id` is not None).

    `published` is the day in ISO 8601. `start` is in code points of the article's text. `text` is
    the sentence or the quote. With a query for whole articles, such as `after:2026-03`, they are 0
    and "". Of a note on a name, `path` is the file of such notes, `text` the name.
    """

    path: Path
    title: str | None
    published: str | None
    start: int
    text: str
    id: str | None = None
    note: str = ""
    tags: tuple[str, ...] = ()


def search(query: str, *places: str | os.PathLike[str]) -> Records[Hit]:
    """The places in the texts, notes and tags of files and folders that match `query`.

    The query language is that of docs/library.md. The first search of a folder reads it, later
    ones only what has changed. Warns of an article that cannot be read. Raises NewsreaderError for
    a wrong query or a place that is not there, or if there is no article, and TypeError without a
    place.
    """
    if not places:
        raise TypeError("search takes a query and the files or folders to search")
    # SQLite is loaded here, because only searches need it.
    from newsreader.library.article_files import no_article  # noqa: PLC0415
    from newsreader.library.index import Index  # noqa: PLC0415
    from newsreader.library.index_path import index_path  # noqa: PLC0415
    from newsreader.library.library import Library  # noqa: PLC0415
    from newsreader.state import State  # noqa: PLC0415

    folders = [Path(existing(each)) for each in places]
    # A wrong query raises before anything is read.
    note_query(of_type(query, str, "a query is a str"), {})
    with closing(Index.open(index_path())) as index:
        library = Library(folders, index, State.open(), directories().data).refresh()
        for _step in library.scan.run():
            pass
        if not library.entries:
            raise no_article(*map(str, places))
        for entry in library.entries:
            if entry.problem:
                warnings.warn(entry.problem, stacklevel=2)
        return Records(_hits(library, query), _hit_dict, Hit._fields)


def _hits(library: Library, query: str) -> Iterator[Hit]:
    from newsreader.library.full_text import articles_with, notes_on_names  # noqa: PLC0415

    for found in articles_with(library, query, library.entries):
        entry = found.entry
        path, title, day = Path(entry.path), entry.title or None, entry.day or None
        if not found.hits:
            yield Hit(path, title, day, 0, "")
        for hit in found.hits:
            note = hit.excerpt
            if note is None:
                yield Hit(path, title, day, hit.start, hit.sentence)
            else:
                tags = tuple(note.tags)
                yield Hit(path, title, day, hit.start, note.quote, note.id, note.note, tags)
    for named in notes_on_names(library, query):
        yield Hit(library.names_file.path, None, None, 0, named.name, note=named.note)


def _hit_dict(hit: Hit) -> dict[str, object]:
    return {**hit._asdict(), "path": str(hit.path), "tags": list(hit.tags)}


class Comparison:
    """What differs between two articles."""

    def __init__(self, fields: dict[str, object]) -> None:
        """`fields` is the object of docs/compare.md."""
        self._fields = fields

    @property
    def same(self) -> bool:
        """Whether there is no difference."""
        return bool(self._fields["same"])

    @property
    def summary(self) -> str:
        """One sentence."""
        return str(self._fields["summary"])

    @cached_property
    def changes(self) -> Records[dict[str, object]]:
        """A dict for each passage that was changed, moved, deleted or added."""
        changes = cast("list[dict[str, object]]", self._fields["changes"])
        return Records(changes, _change_dict, ("kind", "role", "moved", "old", "new"))

    def to_dict(self) -> dict[str, object]:
        """The object that docs/compare.md describes; it is yours to change."""
        return deepcopy(self._fields)

    def __repr__(self) -> str:
        return f"<Comparison: {self.summary}>"

    def _repr_html_(self) -> str:
        return self.changes._repr_html_()


def compare(old: Article, new: Article, *, exact: bool = False) -> Comparison:
    """What changed between two versions or reprints of an article, without page furniture.

    With `exact`, differences of script, width, letter case and punctuation count too.
    """
    names = known_names((checked(old).inner, checked(new).inner))
    found = compare_articles(old.inner, new.inner, names=names, exact=exact)
    return Comparison(to_object(found, (_name(old), _name(new))))


def _name(article: Article) -> str:
    return str(article.path) if article.path else article.inner.name


def _change_dict(change: dict[str, object]) -> dict[str, object]:
    """A change with one value in each field, for a table."""
    sides = {side: cast("dict[str, object] | None", change[side]) for side in ("old", "new")}
    words = {side: found["text"] if found else None for side, found in sides.items()}
    return {"kind": change["kind"], "role": change["role"], "moved": change["moved"], **words}
