"""Structure: what each paragraph is on its page, and who, where and when the page is from."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.article.article import Paragraphs, Role


@dataclass(frozen=True, slots=True)
class Structure:
    """Paragraphs with their roles, and the words of the page's own title and byline."""

    paragraphs: Paragraphs
    title: str | None = None
    author: str | None = None
    source: str | None = None
    published: str | None = None


def read_structure(text: str, markdown: bool = False) -> Structure:
    """The structure of canonical `text`; `markdown` when its source is a Markdown file."""
    del markdown
    rows: list[tuple[int, int, Role, int]] = []
    offset = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = offset + len(line) - len(line.lstrip())
            rows.append((start, start + len(bare), Role.BODY, 0))
        offset += len(line) + 1
    return Structure(Paragraphs(rows))
