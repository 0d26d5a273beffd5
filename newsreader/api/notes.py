"""Notebooks for Python programs: loaded, changed and saved."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from operator import index
from pathlib import Path
from typing import NoReturn

from newsreader.api.arguments import described, of_type
from newsreader.api.articles import Article, Paragraph, open_article
from newsreader.api.records import Records
from newsreader.directories import directories
from newsreader.notebook import notebook as values
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.highlight_fields import FIELDS, highlight_fields
from newsreader.sidecar.loaded import Loaded
from newsreader.sidecar.sidecar import Sidecar
from newsreader.sidecar.webpage_sidecar import WebpageSidecar
from newsreader.text.span import Span

__all__ = ["Highlight", "Notebook", "highlight"]

Place = str | tuple[int, int] | Span | Paragraph
"""Words that the text has once, code points from start to end, a mention, or a paragraph."""


class Notebook:
    """The notes on one article. `load` reads them, `save` writes them.

    They are kept in the file beside the article, as the program does (docs/sidecar.md): what others
    write meanwhile is merged, nothing is lost, and a changed text finds its highlights again.
    """

    def __init__(self, article: Article, sidecar: Sidecar, loaded: Loaded) -> None:
        """Use `load`."""
        self.article = article
        self.problems = loaded.problems
        """Sentences on what could not be read, or has to be known; `save` may add some."""
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
        return self._records(self.inner.shown())

    @property
    def orphans(self) -> Records[Highlight]:
        """The highlights whose place was not found in a changed text."""
        return self._records(self.inner.orphans())

    @property
    def note(self) -> str:
        """The note on the whole article."""
        return self.inner.note

    @note.setter
    def note(self, words: str) -> None:
        self._change(self.inner.with_note(_text(words)))

    def highlight(
        self,
        where: Place,
        colour: str = "yellow",
        note: str = "",
        tags: Iterable[str] = (),
    ) -> Highlight:
        """Highlight words, the code points from start to end, a mention or a paragraph.

        Returns the new highlight. Raises ValueError if there is no text, or if the words are not in
        the text or are there several times.
        """
        text = self.article.text
        span = _span(text, where)
        if span.end > len(text) or not (span := span.trimmed(text)):
            raise ValueError(f"there is no text at {where}")
        new = Highlight.new(text, span, _colour(colour), datetime.now(UTC))
        new = replace(new, note=_text(note), tags=_checked(tags))
        self._change(self.inner.with_highlights([new]))
        return new

    def change(
        self,
        highlight: Highlight,
        *,
        colour: str | None = None,
        note: str | None = None,
        tags: Iterable[str] | None = None,
    ) -> Highlight:
        """Replace what is given; returns the changed highlight. Raises KeyError if it is gone."""
        fields: dict[str, object] = {}
        if colour is not None:
            fields["colour"] = _colour(colour)
        if note is not None:
            fields["note"] = _text(note)
        if tags is not None:
            fields["tags"] = _checked(tags)
        changed = self._own(highlight).changed(datetime.now(UTC), **fields)
        self._change(self.inner.with_highlights([changed]))
        return changed

    def delete(self, highlight: Highlight) -> None:
        """Move a highlight to the trash, as the program does. Raises KeyError if it is gone."""
        deleted = self._own(highlight).deleted(datetime.now(UTC))
        self._change(self.inner.with_highlights([deleted]))

    def save(self) -> None:
        """Write the notes; afterwards this notebook has also what others wrote meanwhile.

        Nothing is written if nothing was changed. Where the notes cannot be beside the article,
        they are in the user's data directory, and `problems` says so. Raises NewsreaderError if
        they cannot be saved at all; the old file is whole then, and `save` may be called again.
        """
        if self._snapshot.notebook == self._snapshot.base and not self._joined:
            return
        stored = self._sidecar.save(self._snapshot)
        self._snapshot = stored.changed(stored.notebook)
        self._joined = False
        if self._sidecar.changed():
            news = self._sidecar.refresh(self.article.inner)
            self._snapshot = news.changed(news.notebook)
            self._joined = news.joined
            self.problems = (*self.problems, *news.problems)

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

    def __reduce__(self) -> NoReturn:
        raise TypeError("a notebook is bound to its file and cannot be copied; load it again")

    def _change(self, notebook: values.Notebook) -> None:
        self._snapshot = replace(self._snapshot, notebook=notebook)  # there is no undo here

    def _records(self, highlights: Iterable[Highlight]) -> Records[Highlight]:
        return Records(highlights, partial(highlight_fields, self.article.inner), FIELDS)

    def _own(self, highlight: Highlight) -> Highlight:
        """The highlight as it is now. Raises KeyError if it is not here, or in the trash."""
        of_type(highlight, Highlight, "this takes a Highlight of the notebook")
        found = self.inner.highlights.get(highlight.id)
        if found is None or found.state is HighlightState.DELETED:
            raise KeyError(f"the notebook has no highlight {highlight.id}")
        return found


def highlight(
    notebook: Notebook,
    where: Place,
    colour: str = "yellow",
    note: str = "",
    tags: Iterable[str] = (),
) -> Highlight:
    """`Notebook.highlight` as a function."""
    of_type(notebook, Notebook, "this takes a Notebook (see Notebook.load)")
    return notebook.highlight(where, colour, note, tags)


def _span(text: str, where: Place) -> Span:
    """Raises ValueError, TypeError."""
    if isinstance(where, str):
        return _place(text, where)
    if isinstance(where, Span | Paragraph):
        return Span(where.start, where.end)
    try:
        start, end = map(index, where)  # also the integers of NumPy
    except (TypeError, ValueError):
        taken = "where is words of the text, (start, end), a mention or a paragraph"
        raise TypeError(f"{taken}, not {described(where)}") from None
    return Span(start, end)


def _place(text: str, words: str) -> Span:
    """The only place of `words`. Raises ValueError."""
    at = text.find(words) if words else -1
    if at < 0:
        raise ValueError(f"the text does not have {words!r}")
    if text.find(words, at + 1) >= 0:
        raise ValueError(f"the text has {words!r} several times; give start and end")
    return Span(at, at + len(words))


def _colour(name: str) -> Colour:
    if name not in list(Colour):
        raise ValueError(f"there is no colour {name!r}; there are {', '.join(Colour)}")
    return Colour(name)


def _text(note: str) -> str:
    return of_type(note, str, "a note is a str")


def _checked(tags: Iterable[str]) -> tuple[str, ...]:
    if isinstance(tags, str) or not isinstance(tags, Iterable):
        raise TypeError(f"tags is a list of words, not {described(tags)}")
    found = tuple(tags)
    for tag in found:
        of_type(tag, str, "a tag is a str")
        if not tag or any(each.isspace() or each in "#,，" for each in tag):
            raise ValueError(f"a tag is one word without blank, comma or #, not {tag!r}")
    return tuple(dict.fromkeys(found))
