"""`inspect`: the metadata of an article, and its paragraphs with their roles."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from newsreader.article.article import Article, Role
from newsreader.article.description import describe_article
from newsreader.commands.output import say, write_objects
from newsreader.commands.sources import Opened, Sources
from newsreader.locale import _, with_label


def inspect(arguments: Namespace) -> int:
    """Print metadata and paragraphs of each article; returns 1 if one was left out."""
    sources = Sources(arguments.files, arguments.encoding)
    first = True
    for opened in sources:
        if arguments.json:
            write_objects([_json_object(opened)], lines=sources.has_several)
            continue
        if not first:
            say()
        first = False
        _print(opened)
    return int(sources.failed)


def _json_object(opened: Opened) -> dict[str, object]:
    return describe_article(opened.article, opened.path or Path(opened.name))


def _print(opened: Opened) -> None:
    article = opened.article
    certain = article.encoding if article.certain else _("{encoding} (not certain)")
    rows = (
        (_("File"), opened.name),
        (_("Encoding"), certain.format(encoding=article.encoding)),
        (_("Line ends"), article.newline),
        (_("Title"), article.title),
        (_("Author"), article.author),
        (_("Source"), article.source),
        (_("Published"), article.published),
        (_("Web address"), article.url),
        (_("Page saved"), article.captured),
        (_("Length"), _("{count} characters").format(count=article.length)),
    )
    for label, value in rows:
        say(with_label(label, value or "–"))
    say()
    for paragraph in article.paragraphs:
        role = role_name(paragraph.role)
        label = f"{paragraph.index + 1:>4} {role}"
        say(with_label(label, _joined(article, paragraph.index)))


def _joined(article: Article, index: int) -> str:
    return article.paragraphs[index].span.of(article.text).replace("\n", " ")


def role_name(role: Role) -> str:
    """The name of `role` in the language of the interface."""
    return {
        Role.TITLE: _("title"),
        Role.HEADING: _("heading"),
        Role.BODY: _("body"),
        Role.CAPTION: _("caption"),
        Role.METADATA: _("metadata"),
        Role.FURNITURE: _("page furniture"),
    }[role]
