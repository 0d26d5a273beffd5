"""What a format cannot hold, in sentences for the user before a file is written."""

from __future__ import annotations

from collections import Counter

from newsreader.formats.document import Document, Part
from newsreader.formats.registry import Citing, Format
from newsreader.locale import _, ngettext


def losses(chosen: Format, *documents: Document) -> list[str]:
    """A sentence for each part of `documents` that `chosen` cannot hold, or a citation lacks."""
    if isinstance(chosen, Citing):
        return [sentence for document in documents for sentence in chosen.missing(document)]
    total: Counter[Part] = Counter()
    for document in documents:
        total.update(_counts(chosen, document))
    return [_sentence(part, count) for part, count in total.items() if count]


def _counts(chosen: Format, document: Document) -> dict[Part, int]:
    """How much of each part is left out."""
    keeps = chosen.keeps
    excerpts = document.all() if Part.ORPHANS in keeps else document.excerpts()
    highlights = [excerpt.highlight for excerpt in excerpts]
    counts = {
        Part.ORPHANS: len(document.orphans()),
        Part.NOTE: sum(1 for h in highlights if h.note),
        Part.TAGS: sum(1 for h in highlights if h.tags),
        Part.COLOUR: len(highlights),
        Part.OVERLAPS: 0 if Part.OVERLAPS in keeps else _hidden(document),
        Part.ARTICLE_NOTE: int(bool(document.note)),
        Part.BOOKMARKS: len(document.notebook.bookmarks),
    }
    return {part: count for part, count in counts.items() if part not in keeps}


def _hidden(document: Document) -> int:
    """The number of highlights that overlap a longer one."""
    from newsreader.formats.labels import labels, without_overlaps  # noqa: PLC0415 (rarely needed)

    found = [label for label in labels(document) if label.highlight is not None]
    return len(found) - len(without_overlaps(found))


def _sentence(part: Part, count: int) -> str:
    if part is Part.ARTICLE_NOTE and count > 1:
        many = _("{count} notes on whole articles are left out: this format has no place for them.")
        return many.format(count=count)
    return {
        Part.ORPHANS: ngettext(
            "{count} orphan is left out: it has no place in the text.",
            "{count} orphans are left out: they have no place in the text.",
            count,
        ),
        Part.NOTE: ngettext(
            "{count} note is left out: this format has no place for notes.",
            "{count} notes are left out: this format has no place for notes.",
            count,
        ),
        Part.TAGS: ngettext(
            "The tags of {count} highlight are left out: this format has no place for tags.",
            "The tags of {count} highlights are left out: this format has no place for tags.",
            count,
        ),
        Part.COLOUR: ngettext(
            "The colour of {count} highlight is left out: this format has no place for colours.",
            "The colours of {count} highlights are left out: this format has no place for colours.",
            count,
        ),
        Part.OVERLAPS: ngettext(
            "{count} highlight is left out: it overlaps a longer one, and this format has only one"
            " label at a place.",
            "{count} highlights are left out: they overlap longer ones, and this format has only"
            " one label at a place.",
            count,
        ),
        Part.ARTICLE_NOTE: ngettext(
            "The note on the whole article is left out: this format has no place for it.",
            "The note on the whole article is left out: this format has no place for it.",
            count,
        ),
        Part.BOOKMARKS: ngettext(
            "{count} bookmark is left out: this format has no place for bookmarks.",
            "{count} bookmarks are left out: this format has no place for bookmarks.",
            count,
        ),
    }[part].format(count=count)
