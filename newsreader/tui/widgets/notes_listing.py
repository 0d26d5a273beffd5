"""Which notes the notes panel lists: selected, filtered, sorted and grouped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.notebook.notebook import Notebook
from newsreader.session.grouping import Group, Grouping, HighlightOrder, grouped, ordered

if TYPE_CHECKING:
    from newsreader.text.query_expression import Item

ARTICLE = "\narticle"
"""The item of the note on the whole article; ids of highlights contain no line break."""

_GROUP = "\ngroup:"
_REPEATED = "\n"


class PanelView(StrEnum):
    """Which highlights the panel lists."""

    ALL = "all"
    ORPHANS = "orphans"
    """Orphans, and highlights whose new place is to be reviewed."""
    TRASH = "trash"


class Arrangement(NamedTuple):
    """What the reader wants to see. `only` is the only colour that is listed, None for all."""

    view: PanelView = PanelView.ALL
    only: Colour | None = None
    filter: str = ""
    order: HighlightOrder = HighlightOrder.TEXT
    grouping: Grouping = Grouping.NONE


class Listing(NamedTuple):
    """The ids of the listed items in order, and the highlights and groups by these ids.

    A group is what its highlights have in common, and their number.
    """

    items: Sequence[str] = ()
    highlights: Mapping[str, Highlight] = MappingProxyType({})
    groups: Mapping[str, tuple[str, int]] = MappingProxyType({})


def list_notes(
    notebook: Notebook,
    wanted: Arrangement,
    section: Callable[[Highlight], str],
    meanings: Mapping[Colour, str],
    query_item: Callable[[Highlight, Mapping[Colour, str]], Item],
) -> Listing:
    """The notes in `notebook` that are `wanted`.

    `section` returns the heading above a highlight, `meanings` are what colours mean to the
    reader, `query_item` returns what the filter searches.
    """
    found = _in_view(notebook, wanted.view)
    on_article = bool(notebook.note) and wanted.only is None
    if wanted.only is not None:
        found = tuple(h for h in found if h.colour is wanted.only)
    if wanted.filter.strip():
        items = [query_item(highlight, meanings) for highlight in found]
        found, finds_note = _matching(wanted.filter, meanings, found, items, notebook.note)
        on_article = on_article and finds_note
    plain = wanted.view is PanelView.ALL
    before = [ARTICLE] if plain and on_article else []
    if plain and wanted.grouping is not Grouping.NONE:
        return _in_groups(before, grouped(found, wanted.order, wanted.grouping, section))
    order = wanted.order if plain else HighlightOrder.TEXT
    highlights = {highlight.id: highlight for highlight in ordered(found, order)}
    return Listing([*before, *highlights], highlights)


def _in_view(notebook: Notebook, view: PanelView) -> tuple[Highlight, ...]:
    match view:
        case PanelView.ORPHANS:
            return (*notebook.reviews(), *notebook.orphans())
        case PanelView.TRASH:
            return notebook.trash()
        case _:
            return notebook.in_order()


def _in_groups(before: Iterable[str], groups: Iterable[Group]) -> Listing:
    """The items `before`, and those of `groups`, each group after its heading."""
    items, held, highlights = [*before], dict[str, tuple[str, int]](), dict[str, Highlight]()
    for key, of_group in groups:
        items.append(_GROUP + key)
        held[_GROUP + key] = key, len(of_group)
        for highlight in of_group:
            # A highlight with two tags is listed twice, and each item needs an id of its own.
            repeated = highlight.id in highlights
            item = f"{_REPEATED}{key}{_REPEATED}{highlight.id}" if repeated else highlight.id
            highlights[item] = highlight
            items.append(item)
    return Listing(items, highlights, held)


def _matching(
    words: str,
    meanings: Mapping[Colour, str],
    highlights: Sequence[Highlight],
    items: Sequence[Item],
    note: str,
) -> tuple[tuple[Highlight, ...], bool]:
    """Those of `highlights` that `words` find, and whether they find the article's `note`."""
    from newsreader.notebook.query_item import note_readings  # noqa: PLC0415 (rarely needed)
    from newsreader.text.query_expression import Item  # noqa: PLC0415

    on_article = Item(texts=(note,))
    for expression in note_readings(words, meanings):
        pairs = zip(highlights, items, strict=True)
        found = tuple(each for each, item in pairs if expression.matches(item))
        if found or expression.matches(on_article):
            return found, expression.matches(on_article)
    return (), False
