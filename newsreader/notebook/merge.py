"""Two notebooks of one article into one, by id, against the last state that both had.

Nobody's work is erased: what only one side changed is taken from that side, and where both wrote
on one highlight both texts are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from newsreader.locale import _, ngettext
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.notebook.source import Source

T = TypeVar("T")
Entries = Mapping[str, T]


def merge(base: Notebook | None, ours: Notebook, theirs: Notebook) -> Notebook:
    """What `ours` and `theirs` made of `base`, together.

    An entry that is in `base` and gone on one side was removed there, and goes, unless the other
    side changed it meanwhile. Without a `base` (a copy that came by another way) nothing goes.
    """
    known = base or Notebook()
    return Notebook(
        highlights=_merge_entries(
            known.highlights, ours.highlights, theirs.highlights, _merge_highlight
        ),
        bookmarks=_merge_entries(known.bookmarks, ours.bookmarks, theirs.bookmarks, _first),
        note=merge_text(known.note, ours.note, theirs.note),
        entities=_merge_entities(known, ours, theirs),
        extra=_merge_entries(known.extra, ours.extra, theirs.extra, _first),
        source=_merge_source(known.source, ours.source, theirs.source),
    )


def _merge_source(base: Source | None, ours: Source | None, theirs: Source | None) -> Source | None:
    """Both stand in one text; what is merged has seen what either side has seen."""
    if ours is None or theirs is None:
        return ours or theirs
    alike = ours.sha256_text == theirs.sha256_text
    return replace(
        ours,
        sketch=ours.sketch or (theirs.sketch if alike else ""),
        merged=tuple(dict.fromkeys((*ours.merged, *theirs.merged))),
        extra=_merge_entries(base.extra if base else {}, ours.extra, theirs.extra, _first),
    )


def _merge_entries(
    base: Entries[T],
    ours: Entries[T],
    theirs: Entries[T],
    both: Callable[[T | None, T, T], T],
) -> dict[str, T]:
    merged: dict[str, T] = {}
    for name in {**ours, **theirs}:
        old, our, their = base.get(name), ours.get(name), theirs.get(name)
        if our is None or their is None:
            only = our if their is None else their
            if only is not None and (old is None or only != old):
                merged[name] = only
        elif their in (our, old):
            merged[name] = our
        elif our == old:
            merged[name] = their
        else:
            merged[name] = both(old, our, their)
    return merged


def _first(_old: T | None, ours: T, _theirs: T) -> T:
    return ours


def _merge_highlight(old: Highlight | None, ours: Highlight, theirs: Highlight) -> Highlight:
    """Both changed it: the later word on each field that both changed, and all that was written.

    A side that deleted loses against a side that wrote: what is written is never thrown away.
    """
    later = max(ours, theirs, key=lambda h: h.modified)
    earlier = theirs if later is ours else ours
    known = old or earlier

    def pick(field: Callable[[Highlight], T]) -> T:
        return field(later) if field(later) != field(known) else field(earlier)

    state = pick(lambda h: h.state)
    if HighlightState.DELETED in (ours.state, theirs.state) and ours.state is not theirs.state:
        alive = theirs if ours.state is HighlightState.DELETED else ours
        if old is None:
            state = later.state
        elif _written(alive) != _written(old):
            state = alive.state
    merged = replace(
        later,
        anchor=pick(lambda h: h.anchor),
        was=pick(lambda h: h.was),
        colour=pick(lambda h: h.colour),
        state=state,
        reason=pick(lambda h: h.reason),
        tags=merge_tags(old.tags if old else (), ours.tags, theirs.tags),
        note=merge_text(old.note if old else "", ours.note, theirs.note),
    )
    extra = _merge_entries(old.extra if old else {}, later.extra, earlier.extra, _first)
    return replace(merged, extra=extra)


def _written(highlight: Highlight) -> tuple[object, ...]:
    """What a reader gave it; a new place that a changed text made necessary is no such thing."""
    return highlight.colour, highlight.tags, highlight.note


def merge_tags(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[str, ...]:
    """The tags of both sides without those that one of them took away."""
    gone = (set(base) - set(ours)) | (set(base) - set(theirs))
    return tuple(tag for tag in dict.fromkeys((*ours, *theirs)) if tag not in gone)


def merge_text(base: str, ours: str, theirs: str) -> str:
    """The text that one side changed; where both did, both, ours first, a blank line between."""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    if theirs in ours:
        return ours
    return theirs if ours in theirs else f"{ours}\n\n{theirs}"


def _merge_entities(
    base: Notebook, ours: Notebook, theirs: Notebook
) -> tuple[Mapping[str, object], ...]:
    """Corrections have no time; those of both sides in order, without what one took away."""
    gone = [e for e in base.entities if e not in ours.entities or e not in theirs.entities]
    merged: list[Mapping[str, object]] = []
    for entity in (*ours.entities, *theirs.entities):
        if entity not in merged and entity not in gone:
            merged.append(entity)
    return tuple(merged)


def describe(before: Notebook, after: Notebook) -> str:
    """What `after` has that `before` had not, in words; empty where a reader sees nothing of it."""
    old, new = _living(before), _living(after)
    added, gone = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    changed = sum(new[id_] != old[id_] for id_ in new.keys() & old.keys())
    letters = before.bookmarks.keys() | after.bookmarks.keys()
    marks = sum(before.bookmarks.get(at) != after.bookmarks.get(at) for at in letters)
    names = sum(entity not in before.entities for entity in after.entities)
    names += sum(entity not in after.entities for entity in before.entities)
    told = [
        ngettext("{count} new highlight", "{count} new highlights", added).format(count=added),
        ngettext("{count} changed", "{count} changed", changed).format(count=changed),
        ngettext("{count} deleted", "{count} deleted", gone).format(count=gone),
        ngettext("{count} bookmark", "{count} bookmarks", marks).format(count=marks),
        ngettext("{count} correction", "{count} corrections", names).format(count=names),
        _("the note on the whole article"),
    ]
    note = int(before.note != after.note)
    counts = (added, changed, gone, marks, names, note)
    return ", ".join(words for words, count in zip(told, counts, strict=True) if count)


def _living(notebook: Notebook) -> dict[str, Highlight]:
    return {h.id: h for h in notebook.highlights.values() if h.state is not HighlightState.DELETED}
