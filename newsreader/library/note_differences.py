"""What a change made different in the notes on one article, for the journal; and the way back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from newsreader.article.article import Article
from newsreader.files.digest import sha256
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.notebook import Notebook

ON_ARTICLE = ""
"""The id of the note on the whole article."""

Fields = dict[str, object]


def differences(before: Notebook, after: Notebook) -> Iterator[Fields]:
    """What is different in `after`, for the journal: new highlights, and changed fields."""
    for id_, highlight in after.highlights.items():
        old = before.highlights.get(id_)
        if old is None:
            yield {"id": id_, "made": {**_written(highlight), "words": _words(highlight)}}
        elif old is not highlight:
            was, now = _written(old), _written(highlight)
            names = [name for name in was if was[name] != now[name]]
            if names:
                yield {"id": id_, "before": _only(was, names), "after": _only(now, names)}
    if before.note != after.note:
        yield {"id": ON_ARTICLE, "before": {"note": before.note}, "after": {"note": after.note}}


def without(
    notebook: Notebook, changes: Sequence[Mapping[str, object]], article: Article, now: datetime
) -> tuple[Notebook, int, int]:
    """`notebook` without `changes`, how many were undone, and how many the reader changed since.

    What has the earlier value already, or is gone, counts as neither.
    """
    restored: list[Highlight] = []
    gone: list[str] = []
    note, kept = notebook.note, 0
    for change in changes:
        id_ = str(change.get("id"))
        made, before, after = (_table(change.get(name)) for name in ("made", "before", "after"))
        if id_ == ON_ARTICLE:
            if note == after.get("note"):
                note = str(before.get("note", ""))
            else:
                kept += note != before.get("note")
            continue
        highlight = notebook.highlights.get(id_)
        if highlight is None:
            continue
        current = {**_written(highlight), "words": _words(highlight)}
        if made:
            if current == made:
                gone.append(id_)
            else:
                kept += not current["deleted"]
        elif _only(current, after) == after:
            restored.append(_restored(highlight, before, article, now))
        else:
            kept += _only(current, before) != before
    changed = notebook.with_highlights(restored) if restored else notebook
    changed = changed.without(gone) if gone else changed
    count = len(restored) + len(gone) + (note != notebook.note)
    return changed.with_note(note) if note != notebook.note else changed, count, kept


def _restored(highlight: Highlight, before: Fields, article: Article, now: datetime) -> Highlight:
    """`highlight` with the fields in `before`; a damaged value is left out."""
    fields: Fields = {}
    if isinstance(note := before.get("note"), str):
        fields["note"] = note
    if isinstance(tags := before.get("tags"), list):
        fields["tags"] = tuple(map(str, tags))
    if (colour := before.get("colour")) in list(Colour):
        fields["colour"] = Colour(str(colour))
    changed = highlight.changed(now, **fields)
    match before.get("deleted"):
        case False:
            return changed.restored(article.text, now)
        case True:
            return changed.deleted(now)
    return changed


def _written(highlight: Highlight) -> Fields:
    """What the reader decides about a highlight that has a place, as JSON values."""
    return {
        "colour": highlight.colour.value,
        "tags": list(highlight.tags),
        "note": highlight.note,
        "deleted": highlight.state is HighlightState.DELETED,
    }


def _words(highlight: Highlight) -> str:
    """A digest of the words that the reader marked, which are different after new ends."""
    return sha256((highlight.was or highlight.anchor).quote.encode("utf-8", "surrogatepass"))


def _only(fields: Fields, names: Sequence[str] | Mapping[str, object]) -> Fields:
    return {name: fields.get(name) for name in names}


def _table(value: object) -> Fields:
    return dict(value) if isinstance(value, dict) else {}
