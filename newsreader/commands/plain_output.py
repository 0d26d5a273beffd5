"""An article as plain text: highlights between marks, and the notes at the end."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from rich.cells import cell_len

from newsreader.article.article import Paragraph, Role
from newsreader.commands.output import columns, complain, say
from newsreader.commands.sources import Opened, Sources
from newsreader.locale import _
from newsreader.notebook.colour import colour_name
from newsreader.notebook.highlight import Highlight
from newsreader.settings.settings import Settings
from newsreader.text.reflow import rows_of
from newsreader.text.row import Setting
from newsreader.text.span import Span

OPENING, CLOSING = "⟦", "⟧"
"""The marks around a highlight, which are unlikely in an article."""


def print_articles(arguments: Namespace) -> int:
    """Print each article; returns 1 if one was left out."""
    for problem in arguments.problems:
        complain(problem)
    sources = Sources(arguments.files, arguments.encoding)
    for opened in sources:
        print_article(opened, arguments.settings)
    return int(sources.failed)


def print_article(opened: Opened, settings: Settings) -> None:
    """Print the article in the width of the column or of the terminal, whichever is smaller."""
    notebook = opened.notebook()
    shown = notebook.shown()
    setting = Setting(
        min(settings.column * 2, columns()),
        hang=settings.hang,
        strict=settings.strict,
        pangu=settings.pangu,
    )
    for paragraph in opened.article.paragraphs:
        if paragraph.index and paragraph.role is not Role.METADATA:
            say()
        text = marked(opened.article.text, paragraph, shown)
        for row in rows_of(text, Span(0, len(text)), setting, cell_len):
            say(row)
    _print_notes(shown, setting)


def marked(text: str, paragraph: Paragraph, highlights: Sequence[Highlight]) -> str:
    """The text of the paragraph with marks around each highlight, and its number after it."""
    inserts: list[tuple[int, int, str]] = []
    for number, highlight in enumerate(highlights, 1):
        part = highlight.span.intersection(paragraph.span)
        if part is None:
            continue
        ends_here = part.end == highlight.span.end
        inserts.append((part.start, 1, OPENING))
        inserts.append((part.end, 0, CLOSING + (f"[{number}]" if ends_here else "")))
    result, end = "", paragraph.span.start
    for offset, _order, mark in sorted(inserts):
        result += text[end:offset] + mark
        end = offset
    return result + text[end : paragraph.span.end]


def _print_notes(highlights: Sequence[Highlight], setting: Setting) -> None:
    if not highlights:
        return
    say()
    say("—" * min(20, setting.width))
    for number, highlight in enumerate(highlights, 1):
        tags = "".join(f" #{tag}" for tag in highlight.tags)
        words = f"[{number}] {colour_name(highlight.colour)}{tags}"
        if highlight.note:
            words = _("{highlight}: {note}").format(highlight=words, note=highlight.note)
        for row in rows_of(words, Span(0, len(words)), setting, cell_len):
            say(row)
