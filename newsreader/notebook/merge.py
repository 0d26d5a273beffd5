"""Three-way merge of two notebooks on one article, entry by entry.

What only one side changed is taken from that side. If both changed the text of an entry, both texts
are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from newsreader.locale import _, ngettext
from newsreader.notebook.highlight import Highlight, HighlightState
from newsreader.notebook.notebook import Notebook, Source

T = TypeVar("T")
Entries = Mapping[str, T]


def merge(base: Notebook | None, ours: Notebook, theirs: Notebook) -> Notebook:
    """`ours` and `theirs` merged, with `base` as their common ancestor.

    An entry that one side removed is removed, unless the other side changed it. Without a `base`
    nothing is removed.
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
    """The source of ours, with everything that either side has merged. Both are on one text."""
    if ours is None or theirs is None:
        return ours or theirs
    alike = ours.sha256_text == theirs.sha256_text
    return replace(
        ours,
        sketch=ours.sketch or (theirs.sketch if alike else ""),
        merged=tuple(dict.fromkeys((*ours.merged, *theirs.merged))),
        url=ours.url or theirs.url,
        captured=ours.captured or theirs.captured,
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
    """A highlight that both sides changed: of each field the later change, of texts both.

    A deletion loses against a change of colour, tags or note.
    """
    later = max(ours, theirs, key=lambda h: h.latest)
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
        created=later.created or earlier.created,
        anchor=pick(lambda h: h.anchor),
        was=pick(lambda h: h.was),
        colour=pick(lambda h: h.colour),
        state=state,
        reason=pick(lambda h: h.reason),
        speaker=pick(lambda h: h.speaker),
        tags=merge_tags(old.tags if old else (), ours.tags, theirs.tags),
        note=merge_text(old.note if old else "", ours.note, theirs.note),
    )
    extra = _merge_entries(old.extra if old else {}, later.extra, earlier.extra, _first)
    return replace(merged, extra=extra)


def _written(highlight: Highlight) -> tuple[object, ...]:
    """What the reader writes, unlike a new place, which a changed text can cause."""
    return highlight.colour, highlight.tags, highlight.note, highlight.speaker


def merge_tags(
    base: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> tuple[str, ...]:
    """The tags of both sides, without those that either side removed."""
    gone = (set(base) - set(ours)) | (set(base) - set(theirs))
    return tuple(tag for tag in dict.fromkeys((*ours, *theirs)) if tag not in gone)


def merge_text(base: str, ours: str, theirs: str) -> str:
    """The changed text; if both sides changed it, both with a blank line between, ours first.

    If one side only added something above or below `base`, a paragraph, that is added to what the
    other made of it: what was undone or rewritten there does not come back.
    """
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    if _has(theirs, base) and not _has(ours, base):
        return _replaced(theirs, base, ours)
    if _has(ours, base) and not _has(theirs, base):
        return _replaced(ours, base, theirs)
    if theirs in ours:
        return ours
    if ours in theirs:
        return theirs
    # Both may have added to it.
    return _replaced(theirs, base, ours) if _has(ours, base) else f"{ours}{_BETWEEN}{theirs}"


_BETWEEN = "\n\n"
"""Separates the texts of both sides in a merged one."""


def _has(text: str, part: str) -> bool:
    """Whether `part`, a paragraph, is in `text` with blank lines around it, or all of it."""
    # A part of several paragraphs may have been put together by an earlier merge.
    if not part or _BETWEEN in part:
        return False
    return f"{_BETWEEN}{part}{_BETWEEN}" in f"{_BETWEEN}{text}{_BETWEEN}"


def _replaced(text: str, part: str, new: str) -> str:
    """`text` with `new` in place of `part`, which it has; `new` if that has the rest already."""
    padded = f"{_BETWEEN}{text}{_BETWEEN}"
    above, _found, below = padded.partition(f"{_BETWEEN}{part}{_BETWEEN}")
    above, below = above.removeprefix(_BETWEEN), below.removesuffix(_BETWEEN)
    if above in new and below in new:
        return new
    return _BETWEEN.join(filter(None, (above, new, below)))


def _merge_entities(
    base: Notebook, ours: Notebook, theirs: Notebook
) -> tuple[Mapping[str, object], ...]:
    """The corrections of both sides, ours first, without those that either side removed."""
    gone = [e for e in base.entities if e not in ours.entities or e not in theirs.entities]
    merged: list[Mapping[str, object]] = []
    for entity in (*ours.entities, *theirs.entities):
        if entity not in merged and entity not in gone:
            merged.append(entity)
    return tuple(merged)


def describe(before: Notebook, after: Notebook) -> str:
    """The difference between two notebooks for the reader; empty if no entry differs."""
    old, new = _living(before), _living(after)
    added, gone = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    changed = sum(new[id_] != old[id_] for id_ in new.keys() & old.keys())
    letters = before.bookmarks.keys() | after.bookmarks.keys()
    marks = sum(before.bookmarks.get(at) != after.bookmarks.get(at) for at in letters)
    names = sum(entity not in before.entities for entity in after.entities)
    names += sum(entity not in after.entities for entity in before.entities)
    parts = [
        ngettext("{count} new highlight", "{count} new highlights", added).format(count=added),
        ngettext("{count} changed", "{count} changed", changed).format(count=changed),
        ngettext("{count} deleted", "{count} deleted", gone).format(count=gone),
        ngettext("{count} bookmark", "{count} bookmarks", marks).format(count=marks),
        ngettext("{count} correction", "{count} corrections", names).format(count=names),
        _("the note on the whole article"),
    ]
    note = int(before.note != after.note)
    counts = (added, changed, gone, marks, names, note)
    return _(", ").join(part for part, count in zip(parts, counts, strict=True) if count)


def _living(notebook: Notebook) -> dict[str, Highlight]:
    return {h.id: h for h in notebook.highlights.values() if h.state is not HighlightState.DELETED}
