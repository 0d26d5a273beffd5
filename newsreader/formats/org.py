"""Org: an outline for Emacs, with a headline and properties for each highlight.

Org has no escape character. Its manual (section "Escape Character") advises a zero width space,
which is put wherever text would begin a structure, a link or code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from newsreader.formats.collection import collection_title
from newsreader.formats.document import (
    Document,
    Excerpt,
    Part,
    colour_words,
    document_id,
    lines_of,
    one_line,
    without_controls,
)
from newsreader.formats.exported_links import Found, SectionTarget, with_links
from newsreader.formats.file_names import address, name_of_linked
from newsreader.formats.managed_blocks import BlockFormat, Marks, safe_id
from newsreader.locale import _
from newsreader.notebook.note_links import ArticleTarget, HighlightTarget
from newsreader.text.wiki_links import WikiLink

ESCAPE = "\u200b"
_LINE_START = re.compile(
    r"^(?:\*+(?=[ \t]|$)"
    r"|[ \t]*(?:#|:|\||%%\(|[-+](?=[ \t]|$)|\d+[.)]|[A-Za-z][.)]|\*[ \t]|\\begin"
    r"|(?:CLOCK|DEADLINE|SCHEDULED|CLOSED):))"
)
_ACTIVE = re.compile(
    r"(\[(?=[\[\d]|fn:)|\\(?=[(\[])|\{(?=\{\{)|@(?=@)|<(?=[<\d%])"
    r"|(?<![A-Za-z])(?:s(?=rc_)|c(?=all_)|(?:shell|elisp|file\+\w{1,9})(?=:))"
    r"|(?<![A-Za-z])(?:https?|ftps?|mailto|news|doi|file|attachment|id|info|help|irc|git|docview"
    r"|bibtex|bbdb|gnus|man|mhe|rmail|w3m|eww|roam|cite)(?=:)"
    r"|Local(?= Variables:)|-\*(?=-)|(?<![A-Za-z])(?:vim?|ex)(?=[<=>\d]*:))",
    re.IGNORECASE,
)
"""What opens a link, a footnote, a macro, a timestamp, LaTeX, code or settings of an editor.

The escape comes after it.
"""

_NOT_IN_TAG = re.compile(r"[^\w@#%]+")
_DRAWER_END = re.compile(r":(?=end:)", re.IGNORECASE)
_HEADLINE = 24  # code points
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_EXPORT_AS_TEXT = "#+options: *:nil ^:nil -:nil e:nil f:nil tex:verbatim |:nil <:nil"
"""Switches off emphasis, because Chinese prose has ~, / and _ as ordinary characters."""


class Org(BlockFormat):
    """Org mode, with ids in the form of `org-id`."""

    name = "org"
    suffix = ".org"
    includes_entities = False
    keeps = frozenset(Part) - {Part.BOOKMARKS, Part.ENTITIES, Part.CONTEXT}
    marks = Marks("# ", "")

    @property
    def label(self) -> str:
        return _("Org mode")

    def opening(self, documents: Sequence[Document]) -> Iterator[str]:
        yield f"#+title: {escape_line(collection_title(documents))}"
        yield _EXPORT_AS_TEXT

    def head(self, document: Document) -> Iterator[str]:
        if document.label:
            yield f"* {_headline(document.title)}"
            yield ":PROPERTIES:"
            for name, value in _article_properties(document):
                yield f":{name}: {_property(escape_line(one_line(value)))}"
            yield ":END:"
            yield from _note(document, document.note) if document.note else ()
        else:
            yield from self._file_head(document)

    def _file_head(self, document: Document) -> Iterator[str]:
        """The settings at the top of a file with one article, and the note on it."""
        article = document.article
        yield f"#+title: {escape_line(document.title)}"
        if article.author:
            yield f"#+author: {escape_line(one_line(article.author))}"
        if published := article.published_iso or article.published:
            yield f"#+date: {escape_line(one_line(published))}"
        if article.source:
            yield f"#+description: {escape_line(one_line(article.source))}"
        if article.url:
            yield f"#+property: URL {without_controls(one_line(article.url))}"
        if article.captured:
            yield f"#+property: CAPTURED {article.captured.isoformat()}"
        yield _EXPORT_AS_TEXT
        if document.note:
            yield ""
            yield from _note(document, document.note)

    def heading(self, document: Document, words: str) -> str:
        return f"{'**' if document.label else '*'} {_headline(words)}"

    def excerpt(self, document: Document, excerpt: Excerpt) -> Iterator[str]:
        highlight = excerpt.highlight
        stars = "**" if excerpt.section or excerpt.number is None else "*"
        stars += "*" if document.label else ""
        words = _("heading") if excerpt.on_heading else excerpt.quote
        yield f"{stars} {_headline(words)}{_tags(highlight.tags)}"
        yield ":PROPERTIES:"
        for name, value in _properties(document, excerpt):
            yield f":{name}: {_property(value)}"
        yield ":END:"
        if not excerpt.on_heading:
            yield "#+begin_quote"
            yield from escape_text(excerpt.quote)
            yield "#+end_quote"
        if highlight.note:
            yield from _note(document, highlight.note)


def _note(document: Document, note: str) -> list[str]:
    return with_links(document, note, escape_text, _link)


def _link(link: WikiLink, found: Found) -> str:
    """A link to a headline by its id, or to the file of another article."""
    shown = escape_line(link.shown)
    match found:
        case HighlightTarget(id=highlight_id):
            return f"[[id:{safe_id(highlight_id)}][{shown}]]"
        case ArticleTarget(article=article):
            return f"[[file:{address(name_of_linked(article, Org.suffix))}][{shown}]]"
        case SectionTarget(key=key):
            return f"[[#article-{key}][{shown}]]"
    return shown


def _article_properties(document: Document) -> Iterator[tuple[str, str]]:
    article = document.article
    if document.key in document.beside.values():
        yield "CUSTOM_ID", document_id("article", document)
    yield "FILE", document.label
    known = {
        "AUTHOR": article.author,
        "SOURCE": article.source,
        "DATE": article.published_iso or article.published,
        "URL": article.url,
        "CAPTURED": article.captured.isoformat() if article.captured else None,
    }
    yield from ((name, value) for name, value in known.items() if value)


def _property(value: str) -> str:
    """`value` without what would end the properties."""
    return _DRAWER_END.sub(f":{ESCAPE}", value)


def _properties(document: Document, excerpt: Excerpt) -> Iterator[tuple[str, str]]:
    highlight = excerpt.highlight
    yield "ID", safe_id(highlight.id)
    yield "COLOUR", escape_line(colour_words(document, highlight.colour))
    if any(_tag(tag) != tag for tag in highlight.tags):
        yield "TAG_NAMES", ", ".join(escape_line(one_line(tag)) for tag in highlight.tags)
    for name, time in (("CREATED", highlight.created), ("MODIFIED", highlight.modified)):
        if time is not None:
            yield name, _timestamp(time)
    yield "STATE", highlight.state.value
    if highlight.reason:
        yield "REASON", escape_line(one_line(highlight.reason))


def _headline(text: str) -> str:
    """The first words of `text` on one line, which must not end like tags (":a:")."""
    line = one_line(text)
    if len(line) > _HEADLINE:
        line = line[:_HEADLINE] + "…"
    return escape_line(re.sub(r":$", ":\u200b", line)) or "…"


def _tags(tags: tuple[str, ...]) -> str:
    names = list(dict.fromkeys(name for name in map(_tag, tags) if name))
    return f" :{':'.join(names)}:" if names else ""


def _tag(tag: str) -> str:
    """A tag in the letters that Org allows, which may be none."""
    return _NOT_IN_TAG.sub("_", tag).strip("_")


def _timestamp(time: datetime) -> str:
    """An inactive timestamp, which no agenda shows. Org has no time zones: that of `time` holds."""
    return f"[{time:%Y-%m-%d} {_DAYS[time.weekday()]} {time:%H:%M}]"


def escape_line(line: str) -> str:
    """One line of text that Org shows as it is."""
    line = _ACTIVE.sub(lambda found: found[0] + ESCAPE, without_controls(line))
    return ESCAPE + line if _LINE_START.match(line) else line


def escape_text(text: str) -> list[str]:
    """The lines of `text`, each escaped."""
    return [escape_line(line) for line in lines_of(text)]
