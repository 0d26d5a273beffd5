"""What the library lists, in which order, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from newsreader.keys.display import key_for
from newsreader.library.article_entry import Appearance, ArticleEntry
from newsreader.library.list_order import ListOrder, arranged
from newsreader.locale import _, ngettext
from newsreader.sidecar.names_file import NameNotes
from newsreader.text.list_filter import ListFilter
from newsreader.text.sanitize import clean_line
from newsreader.tui.widgets.typeset import SEPARATOR, fitting

_MOST_NAMES = 3
"""Names that are named above the list."""

_MOST_ROOTS = 3
"""Files and folders that are named above the list."""

_KEPT_HINTS = 2
"""Of the key hints, the first two stay longest: the key that opens, and the way back."""

_LISTED = ("open", "mark_all")
"""Names of the keys that do something with what is listed."""


class LibraryView(StrEnum):
    """What the library lists."""

    ARTICLES = "articles"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Head:
    """The words above the list: its title, what is listed and how, and the files and folders."""

    title: str = ""
    facts: str = ""
    places: str = ""


@dataclass(frozen=True, slots=True)
class ViewState:
    """What is listed, and how. `words` are the query of the search.

    `only` are the articles that are listed, or None for all; `label` says what they share.
    """

    view: LibraryView = LibraryView.ARTICLES
    order: ListOrder = ListOrder.DATE
    backwards: bool = False
    words: str = ""
    only: frozenset[Path] | None = None
    label: str = ""

    @classmethod
    def opening(cls, watch: Sequence[str], *, recent: bool = False) -> ViewState:
        """The first list. With a watch list, the articles that name an entry of it are on top.

        Of the `recent` articles it is the one that was read last.
        """
        if recent:
            return cls(order=ListOrder.OPENED)
        return cls(order=ListOrder.WATCH if watch else ListOrder.DATE)

    def viewing(self, view: LibraryView) -> ViewState:
        """The list `view`; all articles if that is the present one."""
        return ViewState(
            LibraryView.ARTICLES if view is self.view else view, self.order, self.backwards
        )

    def sorted_next(self) -> ViewState:
        return replace(self, order=self.order.after, backwards=False)

    def turned(self) -> ViewState:
        return replace(self, backwards=not self.backwards)

    def searching(self, words: str) -> ViewState:
        return replace(self, words=words)

    def narrowed(self, paths: frozenset[Path], label: str) -> ViewState:
        """Only the articles at `paths`."""
        return ViewState(order=self.order, backwards=self.backwards, only=paths, label=label)

    def widened(self) -> ViewState:
        """One step back: to the list without the search, or to all articles."""
        if self.words:
            return self.searching("")
        return ViewState(order=self.order, backwards=self.backwards)

    def articles(self, entries: Sequence[ArticleEntry]) -> list[ArticleEntry]:
        """Those of `entries` that are listed, or searched, in order."""
        only = self.only
        found = [e for e in entries if only is None or e.path in only]
        return arranged(found, self.order, backwards=self.backwards)

    def names(self, names: Iterable[Appearance], notes: NameNotes) -> list[Appearance]:
        """Those of `names` that are listed: under any of their names, or with words in `notes`."""
        wanted = ListFilter(self.words)
        return [
            name
            for name in names
            if wanted.holds(*name.names, notes.note(name.kind, name.names) if wanted else "")
        ]

    @property
    def narrow(self) -> bool:
        """Whether this is another list than that of all articles."""
        return self.view is not LibraryView.ARTICLES or self.only is not None or bool(self.words)

    def head(
        self,
        count: int,
        roots: Sequence[Path],
        listed: int | None = None,
        names: Sequence[str] = (),
        *,
        as_initials: bool = False,
    ) -> Head:
        """The words above the list: `listed` of `count` articles at `roots`.

        `names` are those whose notes have the words of the search too. `as_initials` if its letters
        are found nowhere, and were taken as initials.
        """
        if listed is None or listed == count:
            every = ngettext("{count} article", "{count} articles", count).format(count=count)
        else:
            every = _("{listed} of {count} articles").format(listed=listed, count=count)
        parts = [every]
        if self.view is LibraryView.ARTICLES:
            by = _(", the other way round") if self.backwards else ""
            parts.append(_("by {order}").format(order=self.order.words) + by)
        parts += [self.label] if self.only is not None else []
        parts += [f"/{self.words}"] if self.words else []
        parts += [_("taken as initials in pinyin")] if self.words and as_initials else []
        if names and self.words:
            noted = _("also in the notes on {names}").format(
                names=_(", ").join(names[:_MOST_NAMES])
            )
            parts.append(clean_line(noted))
        places = "  ".join(str(root) for root in roots[:_MOST_ROOTS])
        return Head(_("Library"), SEPARATOR.join(parts), places)

    def nothing(
        self,
        *,
        exports: bool = False,
        scanning: bool = False,
        reading: bool = False,
        stopped: bool = False,
        failure: str = "",
    ) -> str:
        """The words in an empty list; with `exports` there are exported files, no articles.

        `scanning` is true while articles are looked for, `reading` while they are read for names,
        `stopped` if the reader ended that, `failure` why it is impossible.
        """
        if self.words and (scanning or (self.view is LibraryView.NAMES and reading)):
            template = _("Not found yet: the articles are being read; {key} drops the search.")
            return template.format(key=key_for("library.clear"))
        if self.words:
            template = _("Nothing is found; {key} drops the search.")
            return template.format(key=key_for("library.clear"))
        match self.view:
            case LibraryView.NAMES if failure:
                return _("Not all names could be found; restart newsreader.")
            case LibraryView.NAMES if stopped:
                template = _("No names are known yet; {key} reads the articles for them.")
                return template.format(key=key_for("library.look"))
            case LibraryView.NAMES if reading:
                return _("No names are known yet: the articles are being read for them.")
            case LibraryView.NAMES:
                template = _("No names were found; {key} goes back to the articles.")
                return template.format(key=key_for("library.clear"))
        if scanning:
            return _("The articles are being read …")
        if exports:
            return _("Only exports of newsreader are here; name one of them to read it.")
        template = _("There is no article yet; {key} adds one by pasting it.")
        return template.format(key=key_for("library.paste"))

    def prompt(self) -> str:
        """The prompt for the query."""
        match self.view:
            case LibraryView.ARTICLES:
                return _("Search:")
            case LibraryView.NAMES:
                return _("Search names:")

    def key_hints(self, width: int, *, is_empty: bool = False) -> str:
        """The keys and what they do, in `width` cells if possible; the help always stays.

        In an empty list there are none for what is listed.
        """
        keys = ((name, words) for name, words in self._keys() if not (is_empty and name in _LISTED))
        return hints_within(width, [w.format(key=key_for(f"library.{name}")) for name, w in keys])

    def _keys(self) -> Iterator[tuple[str, str]]:
        """Names of keys, and what each does in this list."""
        match self.view:
            case LibraryView.ARTICLES:
                yield "open", _("{key} opens")
            case LibraryView.NAMES:
                yield "open", _("{key} shows all about it")
        if self.words:
            yield "clear", _("{key} drops the search")
        elif self.narrow:
            yield "clear", _("{key} all articles")
        if self.words and self.view is LibraryView.ARTICLES:
            yield "mark_all", _("{key} highlights every hit")
        yield "search", _("{key} searches")
        if not self.narrow:
            yield "sort", _("{key} sorts")
        yield "notes", _("{key} notes")
        if self.view is not LibraryView.NAMES:
            yield "names", _("{key} names")
            yield "quotations", _("{key} quotations")
            yield "timeline", _("{key} timeline")
            yield "paste", _("{key} adds one")


def hints_within(width: int, hints: Sequence[str]) -> str:
    """Those of `hints` that fit in `width` cells, the first two longest, and the key for help."""
    help_ = _("{help} all keys").format(help=key_for("app.help"))
    return fitting(hints, width, _KEPT_HINTS, always=[help_])
