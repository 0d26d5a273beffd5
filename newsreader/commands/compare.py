"""The command `compare`: what changed between two versions or reprints of an article."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from newsreader.article.article import Article
from newsreader.commands.output import columns, say, write, write_objects
from newsreader.commands.progress import TerminalProgress
from newsreader.commands.sources import Opened, Sources
from newsreader.compare.comparison import compare as compare_articles
from newsreader.compare.reprint_table import reprint_table
from newsreader.errors import UsageError
from newsreader.formats import comparison as formats
from newsreader.formats import comparison_table as tables
from newsreader.library.other_versions import known_names
from newsreader.locale import _
from newsreader.text.reflow import rows_of
from newsreader.text.row import Setting
from newsreader.text.span import Span

_FORMATS = ("text", "markdown", "html")
_TABLES = ("markdown", "csv")


def compare(arguments: Namespace) -> int:
    """Print the comparison of two articles, or the table of several; 1 if one cannot be read.

    Raises UsageError.
    """
    sources = Sources(arguments.files, arguments.encoding)
    opened = list(sources)
    if sources.failed:
        return 1
    if len(opened) < 2:
        raise UsageError(_("There is only one article; name two to compare, old and new."))
    as_table = arguments.table or arguments.format == "csv" or len(opened) > 2
    _check_format(arguments.format, _TABLES if as_table else _FORMATS)
    if as_table:
        _print_table(opened, arguments)
    else:
        _print_comparison(opened[0], opened[1], arguments)
    return 0


def _check_format(name: str | None, known: Sequence[str]) -> None:
    if name is not None and name not in known:
        message = _("There is no format {name} here; there are {formats}.")
        raise UsageError(message.format(name=name, formats=_(", ").join(known)))


def _print_comparison(old: Opened, new: Opened, arguments: Namespace) -> None:
    with TerminalProgress(_("comparing"), _("nothing was printed")) as progress:
        found = compare_articles(
            old.article,
            new.article,
            names={*arguments.settings.watch, *known_names((old.article, new.article))},
            exact=arguments.exact,
            progress=progress.update,
        )
    names = old.name, new.name
    if arguments.json:
        write_objects([formats.to_object(found, names)], lines=False)
    elif arguments.format in (None, "text"):
        for line in formats.to_text(found, names):
            for row in _rows(line) if sys.stdout.isatty() else [line]:
                say(row)
    else:
        writer = formats.to_html if arguments.format == "html" else formats.to_markdown
        write(writer(found, names))


def _rows(line: str) -> Iterator[str]:
    """A line in rows of the terminal, which keep its indent."""
    words = line.lstrip(" ")
    indent = " " * (len(line) - len(words))
    setting = Setting(max(20, columns() - len(indent)))
    return (indent + row for row in rows_of(words, Span(0, len(words)), setting, cell_len))


def _print_table(opened: Sequence[Opened], arguments: Namespace) -> None:
    table = reprint_table([each.article for each in opened], exact=arguments.exact)
    given = [opened[at] for at in table.order]
    if arguments.json:
        write_objects([tables.to_object(table, [each.name for each in given])], lines=False)
        return
    writer = tables.to_csv if arguments.format == "csv" else tables.to_markdown
    write(writer(table, [_label(each.article, each.name) for each in given]))


def _label(article: Article, name: str) -> str:
    """The outlet of an article with the name of its file."""
    return f"{article.source} ({name})" if article.source else name
