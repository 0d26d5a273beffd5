"""An article as plain data: what `inspect --json` prints, and the Python API returns."""

from __future__ import annotations

from pathlib import Path

from newsreader.article.article import Article, Role
from newsreader.article.loader import page_of

_LISTS = (
    ("headings", Role.HEADING),
    ("body", Role.BODY),
    ("captions", Role.CAPTION),
    ("metadata", Role.METADATA),
    ("furniture", Role.FURNITURE),
)


def describe_article(article: Article, path: Path) -> dict[str, object]:
    """All facts as plain data; the lists contain lines of the canonical text.

    The id is the name of the file, or of the saved page, without its suffix. A line of several
    paragraphs, such as a byline with buttons, is listed under the first role.
    """
    text, listed = article.text, -1
    lines: dict[Role, list[str]] = {role: [] for role in Role}
    for paragraph in article.paragraphs:
        start = text.rfind("\n", 0, paragraph.span.start) + 1
        if start > listed:
            end = text.find("\n", paragraph.span.end)
            listed = end if end >= 0 else len(text)
            lines[paragraph.role] += [line.strip() for line in text[start:listed].split("\n")]
    return {
        "id": (page_of(path) or path).stem,
        "file": str(path),
        **article_fields(article),
        **{key: lines[role] for key, role in _LISTS},
    }


def article_fields(article: Article) -> dict[str, object]:
    """What an article says of itself as plain data, and how its file was read."""
    return {
        "encoding": article.encoding,
        "certain": article.certain,
        "newline": article.newline,
        "title": article.title,
        "author": article.author,
        "source": article.source,
        "published": article.published,
        "published_iso": article.published_iso,
        "url": article.url,
        "captured": article.captured.isoformat() if article.captured else None,
    }
