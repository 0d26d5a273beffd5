"""Notebooks for Python programs: loaded, changed, saved and exported."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from newsreader.api.articles import Article, open_article
from newsreader.api.names import find_entities
from newsreader.api.records import Records
from newsreader.directories import directories
from newsreader.entities.entity import Entity
from newsreader.formats.collection import collection, labels_of
from newsreader.formats.document import Document
from newsreader.formats.output_files import written
from newsreader.formats.registry import format_named
from newsreader.notebook import notebook as values
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.sidecar import Sidecar
from newsreader.sidecar.webpage_sidecar import WebpageSidecar
from newsreader.text.span import Span

__all__ = ["Highlight", "Notebook", "export", "highlight"]


class Notebook:
    """The notes on one article. `load` reads them, `save` writes them.

    They are kept in the file beside the article, as the program does (docs/sidecar.md): what others
    write meanwhile is merged, nothing is lost, and a changed text finds its highlights again.
    """

    def __init__(self, article: Article, sidecar: Sidecar, loaded: Loaded) -> None:
        """Use `load`."""
        self.article = article
        self.problems = loaded.problems
        """Sentences on what could not be read, or has to be known."""
        self._sidecar = sidecar
        self._snapshot = loaded.changed(loaded.notebook)
        self._joined = loaded.joined

    @classmethod
    def load(cls, article: Article | str | os.PathLike[str]) -> Notebook:
        """The notebook of an article or of the file at a path; empty if there are no notes.

        The notes on an article without a file are kept in the user's data directory.
        """
        found = article if isinstance(article, Article) else open_article(Path(article))
        source, data = found.source_file, directories().data
        if source is not None and source.text is not None:
            sidecar: Sidecar = WebpageSidecar(source.path, data, source.text)
        else:
            sidecar = Sidecar(found.path, data)
        return cls(found, sidecar, sidecar.load(found.inner))

    @property
    def inner(self) -> values.Notebook:
        """The notebook as the program has it; not part of the API."""
        return self._snapshot.notebook

    @property
    def path(self) -> Path | None:
        """Where the notes are saved; None before the first save without a file."""
        return self._sidecar.path

    @property
    def highlights(self) -> Records[Highlight]:
        """The highlights that have a place in the text, in its order."""
        return Records(self.inner.shown(), highlight_dict)

    @property
    def orphans(self) -> Records[Highlight]:
        """The highlights whose place was not found in a changed text."""
        return Records(self.inner.orphans(), highlight_dict)

    @property
    def note(self) -> str:
        """The note on the whole article."""
        return self.inner.note

    @note.setter
    def note(self, words: str) -> None:
        self._change(self.inner.with_note(words))

    def highlight(
        self,
        where: str | tuple[int, int],
        colour: str = "yellow",
        note: str = "",
        tags: Sequence[str] = (),
    ) -> Highlight:
        """Highlight words, or the code points from start to end; returns the new highlight.

        Raises ValueError if the words are not in the text or are there several times.
        """
        text = self.article.text
        span = _place(text, where) if isinstance(where, str) else Span(*where)
        if span.end > len(text) or not (span := span.trimmed(text)):
            raise ValueError(f"there is no text at {where}")
        new = Highlight.new(text, span, Colour(colour), datetime.now(UTC))
        new = replace(new, note=note, tags=_checked(tags))
        self._change(self.inner.with_highlights([new]))
        return new

    def change(
        self,
        highlight: Highlight,
        *,
        colour: str | None = None,
        note: str | None = None,
        tags: Sequence[str] | None = None,
    ) -> Highlight:
        """Replace what is given; returns the changed highlight. Raises KeyError if it is gone."""
        fields: dict[str, object] = {}
        if colour is not None:
            fields["colour"] = Colour(colour)
        if note is not None:
            fields["note"] = note
        if tags is not None:
            fields["tags"] = _checked(tags)
        changed = self.inner.highlights[highlight.id].changed(datetime.now(UTC), **fields)
        self._change(self.inner.with_highlights([changed]))
        return changed

    def delete(self, highlight: Highlight) -> None:
        """Move a highlight to the trash, as the program does. Raises KeyError if it is gone."""
        deleted = self.inner.highlights[highlight.id].deleted(datetime.now(UTC))
        self._change(self.inner.with_highlights([deleted]))

    def save(self) -> None:
        """Write the notes; afterwards this notebook has also what others wrote meanwhile.

        Nothing is written if nothing was changed. Raises NewsreaderError if the notes cannot be
        saved; the old file is whole then, and `save` may be called again.
        """
        if self._snapshot.notebook == self._snapshot.base and not self._joined:
            return
        stored = self._sidecar.save(self._snapshot)
        self._snapshot = stored.changed(stored.notebook)
        self._joined = False

    def to_dict(self) -> dict[str, object]:
        """All notes as plain values, ready for JSON."""
        return {
            "note": self.note,
            "highlights": self.highlights.to_dicts(),
            "orphans": self.orphans.to_dicts(),
        }

    def __repr__(self) -> str:
        return f"<Notebook on {self.article!r}, {len(self.highlights)} highlights>"

    def _repr_html_(self) -> str:
        return self.highlights._repr_html_()

    def _change(self, notebook: values.Notebook) -> None:
        self._snapshot = self._snapshot.changed(notebook)


def highlight(
    notebook: Notebook,
    where: str | tuple[int, int],
    colour: str = "yellow",
    note: str = "",
    tags: Sequence[str] = (),
) -> Highlight:
    """`Notebook.highlight` as a function."""
    return notebook.highlight(where, colour, note, tags)


def export(
    notebooks: Notebook | Iterable[Notebook],
    format: str = "markdown",  # noqa: A002 (the word that users look for)
    entities: Iterable[Sequence[Entity]] | None = None,
) -> str:
    """One notebook, or several in one file, in a format of docs/formats.md.

    `entities` are those of each article; a format that holds them finds them without it. Raises
    NewsreaderError if there is no such format, or it cannot hold several articles.
    """
    chosen = format_named(format)
    several = [notebooks] if isinstance(notebooks, Notebook) else list(notebooks)
    if entities is None and chosen.includes_entities:
        entities = find_entities([each.article for each in several])
    found = [tuple(each) for each in entities] if entities is not None else [()] * len(several)
    documents = [
        Document(each.article.inner, each.inner, names)
        for each, names in zip(several, found, strict=True)
    ]
    if isinstance(notebooks, Notebook):
        return chosen.write(documents[0])
    labels = labels_of([each.article.path or Path(f"text-{n}") for n, each in enumerate(several)])
    return written(chosen, collection(documents, labels))


def highlight_dict(highlight: Highlight) -> dict[str, object]:
    """A highlight as plain values; times are in ISO 8601."""
    return {
        "id": highlight.id,
        "start": highlight.anchor.start,
        "end": highlight.anchor.end,
        "quote": highlight.quote,
        "colour": highlight.colour.value,
        "tags": list(highlight.tags),
        "note": highlight.note,
        "speaker": highlight.speaker or None,
        "state": highlight.state.value,
        "created": highlight.created.isoformat(),
        "modified": highlight.modified.isoformat(),
    }


def _place(text: str, words: str) -> Span:
    """The only place of `words`. Raises ValueError."""
    at = text.find(words) if words else -1
    if at < 0:
        raise ValueError(f"the text does not have {words!r}")
    if text.find(words, at + 1) >= 0:
        raise ValueError(f"the text has {words!r} several times; give start and end")
    return Span(at, at + len(words))


def _checked(tags: Sequence[str]) -> tuple[str, ...]:
    if isinstance(tags, str):
        raise TypeError("tags is a list of words")
    for tag in tags:
        if not tag or any(each.isspace() or each in "#,，" for each in tag):
            raise ValueError(f"a tag is one word without blank, comma or #, not {tag!r}")
    return tuple(dict.fromkeys(tags))
