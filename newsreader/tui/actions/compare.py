"""Compare the article with another version of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from newsreader.article.article import Article
from newsreader.compare.comparison import Progress, compare
from newsreader.compare.summary import summary
from newsreader.directories import directories
from newsreader.errors import IndexAccessError
from newsreader.keys.display import key_for
from newsreader.library.article_entry import ArticleEntry
from newsreader.library.other_versions import files_beside, other_versions
from newsreader.locale import _, ngettext, sentences
from newsreader.session.exports import export_folder, exports_of
from newsreader.session.versions import (
    ComparedVersions,
    Version,
    by_date,
    compared,
    label,
    open_version,
)
from newsreader.text.script import Script
from newsreader.tui.actions.context import LibraryContext, ReadingContext
from newsreader.tui.dialogs.compare_screen import CompareScreen
from newsreader.tui.dialogs.picker import PickerItem, PickerList, PickerScreen
from newsreader.tui.dialogs.reprint_table_screen import ReprintTableScreen
from newsreader.tui.messages import Requested
from newsreader.tui.widgets.completion import NameCompletion
from newsreader.user_paths import is_file, typed_path

_FORMER, _FILE, _ALL = "\nformer", "\nfile", "\nall"
"""Items of the list that are no paths."""

_LONGEST = 500_000
"""Code points of a text whose changes are counted before the reader asks for them."""


def compare_article(context: ReadingContext, _request: Requested) -> None:
    """Ask with what to compare: the text of the last reading, a version or reprint, a file."""
    context.run_in_background(partial(_ask_for_version, context), "compare")


async def _ask_for_version(context: ReadingContext) -> None:
    article, source = context.session.article, context.session.sync.source
    path = Path(source.path).absolute() if source is not None else None
    context.busy(_("looking for other versions"))
    try:
        found = await asyncio.to_thread(other_versions, article, path)
    except IndexAccessError as error:  # the former text and other files can still be compared
        context.say(str(error), warning=True)
        found = []
    beside = await asyncio.to_thread(files_beside, path) if path is not None else []
    context.busy("")
    former = context.former
    if former is None and not found:
        _ask_for_file(context, path, beside)
        return
    items = [PickerItem(_FORMER, former.name)] if former is not None else []
    items += [*_items(found), PickerItem(_FILE, _("another file …"))]

    def chosen(item: str | None) -> None:
        if item == _FORMER and former is not None:
            show(context, lambda: former, older=True)
        elif item == _FILE:
            _ask_for_file(context, path, beside)
        elif item:
            show(context, partial(open_version, Path(item), directories().data))

    picker = PickerList(_("Compare with"), items)
    context.ask(PickerScreen(context.pane.palette, picker), chosen)


def _items(entries: Sequence[ArticleEntry]) -> list[PickerItem]:
    return [
        PickerItem(
            str(entry.path),
            entry.name,
            " · ".join(filter(None, (entry.source, entry.day, entry.path.name))),
        )
        for entry in entries
    ]


def _ask_for_file(context: ReadingContext, path: Path | None, beside: Sequence[str]) -> None:
    """Ask for a file; the names `beside` the one at `path` are completed."""

    def submitted(words: str) -> None:
        if not words.strip():
            return
        other = typed_path(words)
        if path is not None and words.strip() in beside:
            other = path.with_name(words.strip())
        if not is_file(other):
            context.say(_("There is no file {name}.").format(name=other), warning=True)
            return
        show(context, partial(open_version, other, directories().data))

    context.bar.prompt(
        _("compare with"),
        on_submit=submitted,
        placeholder=_("the file of another version"),
        completion=NameCompletion(beside),
    )


def show(context: ReadingContext, other: Callable[[], Version], *, older: bool = False) -> None:
    """Compare the article with what `other` returns, which is called on a thread.

    The earlier one is the old one; `older` says that it is the other one.
    """
    own = version_of(context)
    names = {
        name
        for entity in context.session.analysis.entities
        for name in entity.names
        if not any(map(str.isdigit, name))  # amounts and dates are found by their form
    }

    def make(exact: bool, progress: Progress) -> ComparedVersions:
        version = other()
        both = (version, own) if older else by_date(version, own)
        return compared(both, names, progress, exact=exact)

    def answered(offset: int | None) -> None:
        if offset is not None and context.session.article is own.article:
            context.jump(offset)

    folder = exports_of(context.session, context.settings).folder.absolute()
    screen = CompareScreen(context.pane.palette, context.script, make, folder, goes_to=own.article)
    context.ask(screen, answered)


def version_of(context: ReadingContext, name: str = "") -> Version:
    """The open article as it is now, with its highlights and words."""
    session = context.session
    article = session.article
    name = name or label(article, article.name)
    return Version(name, article, session.notebook.shown(), session.analysis.words)


async def offer(context: ReadingContext, former: Version, words: str = "") -> None:
    """Offer to compare with `former`, after `words`; a text without changes is not offered."""
    article = context.session.article
    count = await asyncio.to_thread(_changes, former.article, article)
    if count and context.session.article is article:
        context.former = former
        said = ngettext(
            "{count} change in the text; {key} shows it.",
            "{count} changes in the text; {key} shows them.",
            count,
        )
        changed = said.format(count=count, key=key_for("article.compare"))
        words = sentences(words, changed) if words else changed
    if words:
        context.say(words)


def _changes(old: Article, new: Article) -> int:
    """The number of changes; 0 for texts that are too long to compare without being asked."""
    if max(old.length, new.length) > _LONGEST:
        return 0
    return summary(compare(old, new)).places


def compare_reprint(context: LibraryContext, _request: Requested) -> None:
    """Compare the chosen article with its reprint; of several, or without one, ask with which."""
    path = context.item_list.path
    if path is None:
        return
    found = [entry for entry, _share in context.library.reprints(path)]
    others = found or [entry for entry in context.library.entries if entry.path != path]
    if not others:
        context.say(_("There is no other article here to compare with."))
        return

    def chosen(other: str | None) -> None:
        if other == _ALL:
            _show_table(context, [path, *(entry.path for entry in found)])
        elif other:
            _show_reprint(context, path, Path(other))

    if len(found) == 1:
        chosen(str(found[0].path))
        return
    items = _items(others)
    if found:
        every = _("all {count}, in a table").format(count=len(found) + 1)
        items.append(PickerItem(_ALL, every))
    picker = PickerList(_("Compare with"), items)
    context.ask(PickerScreen(context.item_list.palette, picker), chosen)


def _show_reprint(context: LibraryContext, path: Path, other: Path) -> None:
    library = context.library

    def make(exact: bool, progress: Progress) -> ComparedVersions:
        old, new = _opened(context, (other, path))
        names = library.names_of((path, other))
        return compared(by_date(old, new), names, progress, exact=exact)

    screen = CompareScreen(context.item_list.palette, Script.ORIGINAL, make, _folder(context))
    context.ask(screen, lambda _offset: None)


def _show_table(context: LibraryContext, paths: Sequence[Path]) -> None:
    palette, folder = context.item_list.palette, _folder(context)
    screen = ReprintTableScreen(palette, lambda: _opened(context, paths), folder)
    context.ask(screen, lambda _offset: None)


def _folder(context: LibraryContext) -> Path:
    """Where a comparison is written: where the other exports go."""
    return export_folder(context.settings, context.library.folder)


def _opened(context: LibraryContext, paths: Sequence[Path]) -> list[Version]:
    encoding = context.library.state.encoding
    return [open_version(path, directories().data, encoding(str(path))) for path in paths]
