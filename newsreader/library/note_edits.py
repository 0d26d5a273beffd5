"""What a reader can change in the notes on many articles; each returns a `Change`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

from newsreader.article.article import Article
from newsreader.errors import SidecarError
from newsreader.library.note_changes import Change
from newsreader.library.note_differences import ON_ARTICLE
from newsreader.library.search import sentences_around
from newsreader.library.text_index import StoredText
from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight, HighlightState, tags_renamed
from newsreader.notebook.merge import merge_tags, merge_text
from newsreader.notebook.notebook import Notebook
from newsreader.text.query_expression import Expression, places
from newsreader.text.span import Span

Clock = Callable[[], datetime]


def now() -> datetime:
    """The present time, in UTC."""
    return datetime.now(UTC)


def marking(
    expression: Expression,
    planned: Mapping[str, Sequence[Span]],
    colour: Colour,
    tags: tuple[str, ...],
    speakers: Mapping[str, Mapping[Span, str]] = MappingProxyType({}),
    clock: Clock = now,
    *,
    sentences: bool = False,
) -> Change:
    """Highlights every place that is no highlight yet.

    `planned` are the places in a text, by its hash, and `speakers` who says the words of some. In a
    text that has changed since, they are those of the words of `expression`, or with `sentences`
    those of the sentences around them.
    """

    def new(article: Article, span: Span) -> Highlight:
        speaker = speakers.get(article.sha256_text, {}).get(span, "")
        marked = Highlight.new(article.text, span, colour, clock(), speaker)
        return replace(marked, tags=tags)

    def change(article: Article, notebook: Notebook) -> Notebook:
        taken = {highlight.span for highlight in notebook.shown()}
        found = planned.get(article.sha256_text)
        if found is None:
            stored = StoredText.of(article, ())
            found = places(expression, stored.text)
            found = sentences_around(stored, found) if sentences else found
        return notebook.with_highlights(new(article, span) for span in found if span not in taken)

    return change


def renaming(old: str, new: str, clock: Clock = now) -> Change:
    """Renames a tag, also in the trash. If `new` is a tag already, the two become one.

    An empty `new` removes the tag.
    """

    def change(_article: Article, notebook: Notebook) -> Notebook:
        return notebook.with_highlights(
            highlight.changed(clock(), tags=tags_renamed(highlight.tags, old, new))
            for highlight in notebook.highlights.values()
            if old in highlight.tags and old != new
        )

    return change


def annotating(id_: str, before: str, note: str, clock: Clock = now) -> Change:
    """Writes `note`, which was `before`; what another program wrote meanwhile is kept, too.

    If the highlight is gone, the note on the article gets it.
    """

    def change(_article: Article, notebook: Notebook) -> Notebook:
        if id_ == ON_ARTICLE:
            return notebook.with_note(merge_text(before, note, notebook.note))
        highlight = notebook.highlights.get(id_)
        if highlight is None or highlight.state is HighlightState.DELETED:  # nothing is lost
            lost = note if note != before else ""
            return notebook.with_note("\n\n".join(filter(None, (notebook.note, lost))))
        merged = merge_text(before, note, highlight.note)
        return _with(notebook, highlight.changed(clock(), note=merged))

    return change


def tagging(
    id_: str,
    before: tuple[str, ...],
    tags: Iterable[str],
    colour: Colour | None = None,
    clock: Clock = now,
) -> Change:
    """Sets the tags, which were `before`, and if given the colour.

    What another program added to the tags meanwhile stays.
    """
    wanted = tuple(dict.fromkeys(tags))

    def change(_article: Article, notebook: Notebook) -> Notebook:
        highlight = _found(notebook, id_)
        merged = merge_tags(before, wanted, highlight.tags)
        tagged = highlight.changed(clock(), tags=merged)
        return _with(notebook, tagged.changed(clock(), colour=colour) if colour else tagged)

    return change


def recolouring(id_: str, colour: Colour, clock: Clock = now) -> Change:
    """Gives a highlight another colour. Raises SidecarError if it is gone."""

    def change(_article: Article, notebook: Notebook) -> Notebook:
        return _with(notebook, _found(notebook, id_).changed(clock(), colour=colour))

    return change


def deleting(id_: str, clock: Clock = now) -> Change:
    """Puts a highlight into the trash; the note on the article is emptied."""

    def change(_article: Article, notebook: Notebook) -> Notebook:
        if id_ == ON_ARTICLE:
            return notebook.with_note("")
        return _with(notebook, _found(notebook, id_).deleted(clock()))

    return change


def _found(notebook: Notebook, id_: str) -> Highlight:
    """The highlight with this id. Raises SidecarError if another program deleted it."""
    highlight = notebook.highlights.get(id_)
    if highlight is None or highlight.state is HighlightState.DELETED:
        raise SidecarError(_("This highlight was deleted by another program."))
    return highlight


def _with(notebook: Notebook, highlight: Highlight) -> Notebook:
    return notebook.with_highlights([highlight])
