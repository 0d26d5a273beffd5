"""Inspection: what is known about an article, as the object that `inspect --json` prints."""

from __future__ import annotations

from pathlib import Path

from newsreader.article.article import Article, Role

_LISTS = (
    ("headings", Role.HEADING),
    ("body", Role.BODY),
    ("captions", Role.CAPTION),
    ("metadata", Role.METADATA),
    ("furniture", Role.FURNITURE),
)


def inspection(article: Article, path: Path) -> dict[str, object]:
    """Everything as plain data; the lists hold the lines as they stand in the canonical text."""
    lines: dict[Role, list[str]] = {role: [] for role in Role}
    for paragraph in article.paragraphs:
        lines[paragraph.role] += [
            line.strip() for line in paragraph.span.of(article.text).split("\n")
        ]
    return {
        "id": path.stem,
        "file": str(path),
        "encoding": article.encoding,
        "certain": article.certain,
        "newline": article.newline,
        "title": article.title,
        "author": article.author,
        "source": article.source,
        "published": article.published,
        **{key: lines[role] for key, role in _LISTS},
    }
