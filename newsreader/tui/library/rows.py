"""An article, a hit or a name as lines of the library's list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from newsreader.entities.kind import kind_name
from newsreader.keys.display import key_for
from newsreader.library.article_entry import Appearance, ArticleEntry
from newsreader.library.search import Hit
from newsreader.locale import _, ngettext
from newsreader.text.sanitize import clean_line
from newsreader.tui.theme.themes import Palette
from newsreader.tui.widgets.typeset import Line, StyledText, filled, fitted

_KIND = 12
"""Cells of the name of a kind of entity."""

_COUNT, _COUNT_IN_WORDS = 5, 26
"""Cells of the number of articles; of the words for articles and mentions."""

_COUNTS = 12, 14
"""Cells of either of these words."""

_ROOM_FOR_WORDS = 56
_ROOM_FOR_DAYS = 90
_DAYS = 23
"""Cells of the first and the last day."""

_WATCHED = "★ "
"""Before the title of an article that names an entry of the watch list."""

_STARRED = "☆ "
"""Before the title of an article that the reader starred."""

_LOST = "! "
"""Before the title of an article of which only the notes are there."""


class ListColumn(NamedTuple):
    """One column beside the title, shown from `least` cells of the list on."""

    words: str
    width: int
    least: int
    value: Callable[[ArticleEntry], str]
    right: bool = True


def columns(width: int) -> list[ListColumn]:
    """The columns that have room in a list of `width` cells."""
    found = [
        ListColumn(_("source"), 14, 110, lambda e: e.source, right=False),
        ListColumn(_("date"), 10, 46, lambda e: e.day, right=False),
        ListColumn(_("chars"), 7, 64, lambda e: str(e.length or "")),
        ListColumn(_("read"), 4, 56, lambda e: f"{e.percent}%" if e.progress else ""),
        ListColumn(_("marked"), 6, 72, lambda e: str(e.highlights or "")),
        ListColumn(_("notes"), 5, 84, lambda e: str(e.notes or "")),
        ListColumn(_("orphans"), 7, 96, lambda e: str(e.orphans or "")),
        ListColumn(_("opened"), 10, 122, lambda e: e.opened_day, right=False),
    ]
    return [column for column in found if width >= column.least]


def article_heading(width: int) -> str:
    """The headings of the columns of the articles."""
    shown = columns(width)
    return filled(_("title"), _title_width(width, shown)) + "".join(
        _aligned(column.words, column) for column in shown
    )


def list_title(words: str, width: int, palette: Palette) -> StyledText:
    """The row above the items."""
    return StyledText(fitted(words, width), palette.quiet, bold=True, underline=palette.ansi)


def article_lines(
    entry: ArticleEntry,
    same: int,
    width: int,
    palette: Palette,
    *,
    chosen: bool,
    places: int = 0,
) -> list[Line]:
    """An article; a second line if it is chosen.

    `same` is the number of reprints, `places` that of the hits of a search.
    """
    shown = columns(width)
    copies = (f" ×{places}" if places else "") + (f" ~{same}" if same else "")
    star = _LOST if entry.is_lost else ""
    star += (_STARRED if entry.is_starred else "") + (_WATCHED if entry.watched else "")
    room = _title_width(width, shown) - cell_len(copies) - cell_len(star)
    colour = palette.quiet if entry.is_archived else ""
    colour = palette.warning if entry.problem else colour
    line = [
        StyledText(star, palette.accent, bold=True),
        StyledText(filled(entry.name, room), colour, bold=chosen),
        StyledText(copies, palette.accent),
        *(StyledText(_aligned(c.value(entry), c), palette.quiet) for c in shown),
    ]
    if not chosen:
        return [line]
    more = _more(entry, same, len(shown))
    words = " · ".join(part for part in more if part)
    words = entry.problem or _with_keys(words, same, width - 2)
    return [line, [StyledText("  " + fitted(words, width - 2), colour or palette.quiet)]]


def _more(entry: ArticleEntry, same: int, columns: int) -> Iterator[str]:
    """What the second line of an article says, beside what is in the first `columns` columns."""
    if entry.is_lost:
        words = _("its article is not there; {key} shows the notes")
        yield words.format(key=key_for("library.open"))
    if entry.watched:
        yield _("watched: {names}").format(names=clean_line("、".join(entry.watched)))
    yield f"{entry.path.parent.name}/{entry.path.name}"
    yield entry.author
    if columns < 7:
        yield entry.source
    if entry.opened_day and columns < 8:
        yield _("opened {day}").format(day=entry.opened_day)
    if entry.is_archived:
        yield _("archived")
    if same:
        copies = ngettext("{count} reprint", "{count} reprints", same).format(count=same)
        yield copies


def _with_keys(words: str, same: int, width: int) -> str:
    """The second line of an article with reprints, and their keys if these have room."""
    template = _("{reprints} ({lists} lists, {compares} compares, {carries} carries notes over)")
    ids = {"lists": "reprints", "compares": "compare", "carries": "carry"}
    keys = {name: key_for(f"library.{id_}") for name, id_ in ids.items()}
    longer = template.format(reprints=words, **keys)
    return longer if same and cell_len(longer) <= width else words


def hit_lines(hit: Hit, width: int, palette: Palette, *, chosen: bool) -> list[Line]:
    """A sentence around its first hit, with the hits marked; or a highlight that was found."""
    if hit.excerpt is not None:
        colour = palette.marks[hit.excerpt.colour]
        words = " – ".join(filter(None, (hit.excerpt.quote, hit.excerpt.note)))
        words += "".join(f" #{tag}" for tag in hit.excerpt.tags)
        return [[StyledText("   ▌ ", colour), StyledText(fitted(words, width - 5), bold=chosen)]]
    parts: list[StyledText] = []
    at, room = _beginning(hit, width - 5), width - 5
    if at:
        parts, room = [StyledText("…", palette.quiet)], room - 1
    edges = [edge for mark in hit.marks for edge in (mark.start, mark.end)]
    for number, end in enumerate((*edges, len(hit.sentence))):
        marked = number % 2 == 1
        text = fitted(hit.sentence[at:end], room) if end > at else ""
        parts.append(StyledText(text, palette.accent if marked else "", bold=marked))
        room -= cell_len(text)
        at = max(at, end)
    return [[StyledText("   │ ", palette.quiet), *(part for part in parts if part.text)]]


def _beginning(hit: Hit, room: int) -> int:
    """Where the shown part of the sentence begins, so that the first hit is in it."""
    first = hit.marks[0]
    if cell_len(hit.sentence[: first.end]) < room * 2 // 3:
        return 0
    return max(0, first.start - room // 6)


def name_lines(name: Appearance, width: int, palette: Palette, *, chosen: bool) -> list[Line]:
    """A name, its kind, its first and last day, and the number of articles and mentions."""
    more, most = str(len(name.counts)), _COUNT
    if width >= _ROOM_FOR_WORDS:
        articles = ngettext("{count} article", "{count} articles", len(name.counts))
        mentions = ngettext("{count} mention", "{count} mentions", name.mentions)
        parts = articles.format(count=more), mentions.format(count=name.mentions)
        more = "".join(map(_right, parts, _COUNTS))
        most = _COUNT_IN_WORDS
    if width >= _ROOM_FOR_DAYS:
        days = " – ".join(dict.fromkeys(filter(None, (name.first, name.last))))
        more, most = f"{days:>{_DAYS}}  {more}", most + _DAYS + 2
    kind = filled(kind_name(name.kind, name.subkind), _KIND)
    room = max(_KIND, width - _KIND - most - 4)
    return [
        [
            StyledText(filled(name.name, room), palette.kinds[name.kind], bold=chosen),
            StyledText(f"  {kind}  {' ' * (most - cell_len(more))}{more}", palette.quiet),
        ]
    ]


def names_read(done: int, every: int, failure: str = "") -> str:
    """How many articles were read for names; "" if they all were.

    After a `failure`, that not all names are found, and what to do.
    """
    if done >= every:
        return ""
    if failure:
        return _("names missing; restart newsreader")
    return _("{done} of {every} articles are read").format(done=done, every=every)


def _title_width(width: int, shown: Sequence[ListColumn]) -> int:
    return max(8, width - sum(column.width + 2 for column in shown))


def _right(words: str, width: int) -> str:
    """`words` at the right of `width` cells."""
    return " " * (width - cell_len(words)) + words


def _aligned(words: str, column: ListColumn) -> str:
    """`words` aligned in a column, with the gap before it."""
    fit = fitted(words, column.width)
    gap = " " * (column.width - cell_len(fit))
    return "  " + (gap + fit if column.right else fit + gap)
