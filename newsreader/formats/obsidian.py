"""Obsidian: a note for a vault, with front matter, callouts, tags and block ids to link to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import partial

from newsreader.entities.kind import NAMED
from newsreader.formats.collection import collection_title
from newsreader.formats.document import Document, Excerpt, Part, one_line, without_controls
from newsreader.formats.exported_links import Found
from newsreader.formats.file_names import file_title, name_in_vault
from newsreader.formats.managed_blocks import BlockFormat, Marks, blocks_of, safe_id
from newsreader.formats.markdown import byline_rows, facts_line
from newsreader.formats.markdown_text import escape_inline, escape_line, escape_text
from newsreader.formats.note_markdown import note_lines
from newsreader.locale import _
from newsreader.notebook.note_links import ArticleTarget, HighlightTarget, LinkedArticles
from newsreader.text.wiki_links import WikiLink

_FRONT_MATTER = re.compile(r"---[ \t\r]*\n(?:.*\n)*?---[ \t\r]*(?:\n\s*|$)")
_NOT_IN_TAG = re.compile(r"[^\w/-]+")
_NOT_IN_BLOCK_ID = re.compile(r"[^A-Za-z0-9-]")
_NOT_IN_LINK = re.compile(r"[<>`\\]|%%|://|\b(?:vim?|ex|Variables):", re.IGNORECASE)
"""What would be HTML, code, a comment or the settings of an editor in a link too."""

_WHOLE_ID = 36
"""Characters of an id; Obsidian finds no block by the beginning of one."""

_OF_ARTICLE = re.compile(r"(?:article|orphans)(?:-|$)|section-")
"""The ids of blocks that are not highlights."""


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
        names = (e.name for e in document.entities if e.kind in NAMED)
        return tuple(dict.fromkeys(name for each in names if (name := file_title(each))))

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
            yield from note_lines(document, document.note, partial(_link, document.articles))

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
        yield f"^{_block_id(highlight.id)}"
        if highlight.note:
            yield ""
            yield from note_lines(document, highlight.note, partial(_link, document.articles))

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


def _tag(tag: str) -> str:
    """A tag in the letters that Obsidian allows, with the reader's own after it if it differs."""
    allowed = _NOT_IN_TAG.sub("-", tag).strip("-/") or "tag"
    if allowed.isdigit():
        allowed += "_"
    return f"#{allowed}" if allowed == tag else f"#{allowed} ({escape_line(one_line(tag))})"


def _block_id(highlight_id: str) -> str:
    """The id of the block of a highlight, in the letters that Obsidian allows."""
    return f"hl-{_NOT_IN_BLOCK_ID.sub('-', safe_id(highlight_id))}"


def _link(articles: LinkedArticles, link: WikiLink, found: Found) -> str:
    """A link of Obsidian: to a block, to the note of another article, or as it was written."""
    target, shown = without_controls(link.target), without_controls(link.shown)
    match found:
        case HighlightTarget(id=highlight_id):
            target = f"#^{_block_id(highlight_id)}"
        case ArticleTarget(article=article, highlight=highlight):
            name = name_in_vault(articles, article.title, article.path)
            target = f"{name}#^hl-{highlight}" if len(highlight) >= _WHOLE_ID else name
    if _NOT_IN_LINK.search(target + shown):
        return escape_inline(f"[[{link.target}]]")
    return f"[[{target}]]" if shown == target else f"[[{target}|{shown}]]"
