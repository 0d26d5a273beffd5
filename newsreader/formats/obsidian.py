"""Obsidian: a note for a vault, with front matter, callouts, tags and block ids to link to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from newsreader.entities.kind import Kind
from newsreader.formats.collection import collection_title
from newsreader.formats.document import Document, Excerpt, Part, one_line, without_controls
from newsreader.formats.managed_blocks import BlockFormat, Marks, blocks_of, safe_id
from newsreader.formats.markdown import byline_rows, facts_line
from newsreader.formats.markdown_text import escape_line, escape_text
from newsreader.formats.note_markdown import note_lines
from newsreader.locale import _

_FRONT_MATTER = re.compile(r"---[ \t\r]*\n(?:.*\n)*?---[ \t\r]*(?:\n\s*|$)")
_WIKI_LINK = re.compile(r"(?<!!)\\\[\\\[([^\[\]\\\n]+)\\\]\\\]")
_NOT_IN_TAG = re.compile(r"[^\w/-]+")
_OF_ARTICLE = re.compile(r"(?:article|orphans)(?:-|$)|section-")
"""The ids of blocks that are not highlights."""


_LINKED = (Kind.PER, Kind.ORG, Kind.LOC, Kind.PRODUCT, Kind.WORK)
_NOT_IN_NAME = re.compile(r'[\[\]#^|\\/:*?"<>\s]+')
"""What the name of a note, which is a file, or a link to it cannot have."""


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
        return self._front_matter(documents) + "\n" + super().write_all(documents)

    def plain(self, document: Document) -> str:
        """The same as `write` without the marks."""
        return self._front_matter([document]) + "\n" + super().plain(document)

    def update_all(self, existing: str, documents: Sequence[Document]) -> str:
        """`existing` with the blocks updated and all text of the user kept.

        Existing front matter is kept, because its properties are edited in Obsidian.
        """
        text = existing.removeprefix("\ufeff")
        found = _FRONT_MATTER.match(text)
        front = found[0] if found else self._front_matter(documents) + "\n"
        body = text[found.end() :] if found else text
        return front + super().update_all(body, documents)

    def links(self, document: Document) -> Sequence[str]:
        """The names that the properties link to: none unless the reader wants that."""
        if not document.style.linked_entities:
            return ()
        names = (e.name for e in document.entities if e.kind in _LINKED)
        return tuple(dict.fromkeys(name for each in names if (name := _link_name(each))))

    def belongs(self, text: str, document: Document) -> bool:
        """Whether `text`, the content of a file, is an earlier export of `document`.

        It has one of the highlights, or else none at all and the name of the article's file.
        """
        found = {block.id for block in blocks_of(text, self.marks)}
        if not found:
            return False
        own = {safe_id(id_) for id_ in document.notebook.highlights}
        if marked := {id_ for id_ in found if not _OF_ARTICLE.match(id_)}:
            return not own.isdisjoint(marked)
        front = _FRONT_MATTER.match(text.removeprefix("\ufeff"))
        row = f"file: {_quoted(document.article.name)}"
        return front is not None and row in front[0].splitlines()

    def head(self, document: Document) -> Iterator[str]:
        yield f"# {escape_line(document.title)}"
        if document.label:
            yield from ("", *byline_rows(document))
        if document.note:
            yield ""
            yield from _note(document, document.note)

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
            yield from _note(document, highlight.note)

    def _front_matter(self, documents: Sequence[Document]) -> str:
        """YAML with JSON strings as values, which are valid in YAML 1.2; dates are YAML's own."""
        if not documents or documents[0].label:
            return f"---\ntitle: {_quoted(collection_title(documents))}\n---\n"
        document = documents[0]
        article = document.article
        rows = [("title", _quoted(document.title)), ("author", _quoted(article.author))]
        rows.append(("source", _quoted(article.source)))
        rows.append(("published", _date(article.published_iso) or _quoted(article.published)))
        rows.append(("url", _quoted(article.url)))
        rows.append(("captured", article.captured.isoformat() if article.captured else ""))
        rows.append(("file", _quoted(article.name)))
        lines = [f"{key}: {value}" for key, value in rows if value]
        names = self.links(document)
        lines += (
            ["entities:", *(f"  - {_quoted(f'[[{name}]]')}" for name in names)] if names else []
        )
        return "\n".join(["---", *lines, "---"]) + "\n"


def _quoted(value: str | None) -> str:
    return json.dumps(without_controls(one_line(value)), ensure_ascii=False) if value else ""


def _date(iso: str | None) -> str:
    """A day, or a time without its zone, as Obsidian's properties for dates have them."""
    if not iso:
        return ""
    return iso[:10] if len(iso) == 10 else f"{iso[:16]}:00"


def _link_name(name: str) -> str:
    """`name` as a link may have it."""
    return _NOT_IN_NAME.sub(" ", without_controls(name)).strip(" .")


def _tag(tag: str) -> str:
    """A tag in the letters that Obsidian allows, with the reader's own after it if it differs."""
    allowed = _NOT_IN_TAG.sub("-", tag).strip("-/") or "tag"
    if allowed.isdigit():
        allowed += "_"
    return f"#{allowed}" if allowed == tag else f"#{allowed} ({escape_line(one_line(tag))})"


def _note(document: Document, note: str) -> Iterator[str]:
    for line in note_lines(document, note):
        yield _WIKI_LINK.sub(lambda found: f"[[{found[1]}]]", line)
