"""Obsidian: a note for a vault, with front matter, callouts, tags and block ids to link to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from newsreader.formats.collection import collection_title
from newsreader.formats.document import Document, Excerpt, Part, one_line, without_controls
from newsreader.formats.managed_blocks import BlockFormat, Marks, safe_id
from newsreader.formats.markdown import byline_rows, escape_line, escape_text, facts_line
from newsreader.locale import _

_FRONT_MATTER = re.compile(r"---[ \t\r]*\n(?:.*\n)*?---[ \t\r]*(?:\n\s*|$)")
_WIKI_LINK = re.compile(r"(?<!!)\\\[\\\[([^\[\]\\\n]+)\\\]\\\]")
_NOT_IN_TAG = re.compile(r"[^\w/-]+")


class Obsidian(BlockFormat):
    """Markdown with the extensions of Obsidian; [[links]] in notes stay links."""

    name = "obsidian"
    suffix = ".md"
    includes_entities = False
    keeps = frozenset(Part) - {Part.BOOKMARKS, Part.ENTITIES, Part.CONTEXT}
    marks = Marks("%% ", " %%")

    @property
    def label(self) -> str:
        return _("Obsidian note")

    def write_all(self, documents: Sequence[Document]) -> str:
        return _front_matter(documents) + "\n" + super().write_all(documents)

    def plain(self, document: Document) -> str:
        """The same as `write` without the marks."""
        return _front_matter([document]) + "\n" + super().plain(document)

    def update_all(self, existing: str, documents: Sequence[Document]) -> str:
        """`existing` with the blocks updated and all text of the user kept.

        Existing front matter is kept, because its properties are edited in Obsidian.
        """
        text = existing.removeprefix("\ufeff")
        found = _FRONT_MATTER.match(text)
        front = found[0] if found else _front_matter(documents) + "\n"
        body = text[found.end() :] if found else text
        return front + super().update_all(body, documents)

    def head(self, document: Document) -> Iterator[str]:
        yield f"# {escape_line(document.title)}"
        if document.label:
            yield from ("", *byline_rows(document))
        if document.note:
            yield ""
            yield from _note(document.note)

    def heading(self, document: Document, words: str) -> str:  # noqa: ARG002
        return f"## {escape_line(words)}"

    def excerpt(self, document: Document, excerpt: Excerpt) -> Iterator[str]:
        highlight = excerpt.highlight
        tags = [_tag(tag) for tag in highlight.tags]
        yield f"> [!quote] {facts_line(document, excerpt, tags)}"
        for line in escape_text(excerpt.quote):
            yield f"> {line}".rstrip()
        # Obsidian needs the id of a callout on a line of its own, between empty lines.
        yield ""
        yield f"^hl-{re.sub(r'[^A-Za-z0-9-]', '-', safe_id(highlight.id))}"
        if highlight.note:
            yield ""
            yield from _note(highlight.note)


def _front_matter(documents: Sequence[Document]) -> str:
    """YAML with JSON strings as values, which are valid in YAML 1.2."""
    if not documents or documents[0].label:
        return f"---\ntitle: {json.dumps(collection_title(documents), ensure_ascii=False)}\n---\n"
    document = documents[0]
    article = document.article
    values = {
        "title": document.title,
        "author": article.author,
        "source": article.source,
        "published": article.published_iso or article.published,
        "url": article.url,
        "captured": article.captured.isoformat() if article.captured else None,
        "file": article.name,
    }
    rows = [
        f"{key}: {json.dumps(without_controls(one_line(value)), ensure_ascii=False)}"
        for key, value in values.items()
        if value
    ]
    return "\n".join(["---", *rows, "---"]) + "\n"


def _tag(tag: str) -> str:
    """A tag in the letters that Obsidian allows, with the reader's own after it if it differs."""
    allowed = _NOT_IN_TAG.sub("-", tag).strip("-/") or "tag"
    if allowed.isdigit():
        allowed += "_"
    return f"#{allowed}" if allowed == tag else f"#{allowed} ({escape_line(one_line(tag))})"


def _note(note: str) -> Iterator[str]:
    for line in escape_text(note):
        yield _WIKI_LINK.sub(lambda found: f"[[{found[1]}]]", line)
