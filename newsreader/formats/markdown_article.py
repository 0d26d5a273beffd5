"""The whole article as Markdown, with ==highlights== and the notes as footnotes or callouts.

Overlapping highlights are one stretch between marks, because marks cannot be nested; each keeps its
note at its own end. A highlight over several paragraphs is marked in each of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from newsreader.article.article import Paragraph, Role
from newsreader.formats.document import (
    Document,
    Excerpt,
    Part,
    document_id,
    one_line,
    speaker_words,
    state_words,
)
from newsreader.formats.markdown import byline_rows
from newsreader.formats.markdown_text import escape_edges, escape_inline, escape_line, escape_text
from newsreader.formats.note_markdown import note_lines
from newsreader.locale import _
from newsreader.text.span import Span

_ALONE = re.compile(r"(?<!\\)=")
_SHOWN = (Role.HEADING, Role.BODY, Role.CAPTION)
_WRAP = re.compile(r"[ \t\u3000]*\n\s*")
_JOINER = "\u200b"
"""A zero width space: beside a mark it is neither punctuation nor white space to CommonMark, whose
rules for delimiters would otherwise leave ==“外贸”==是 as it is written."""


class MarkdownArticle:
    """The text itself, not only what is highlighted in it."""

    name = "markdown-article"
    suffix = ".article.md"
    includes_entities = False
    keeps = frozenset(
        {Part.TAGS, Part.NOTE, Part.ARTICLE_NOTE, Part.SECTION, Part.ORPHANS, Part.OVERLAPS}
    )

    @property
    def label(self) -> str:
        return _("Whole article, Markdown")

    def write(self, document: Document) -> str:
        return self.write_all([document])

    def write_all(self, documents: Sequence[Document]) -> str:
        numbers = count(1)
        blocks = (block for document in documents for block in _article(document, numbers))
        return "\n\n".join(blocks) + "\n"


@dataclass(frozen=True, slots=True)
class _Note:
    """The note at `end`, that of its highlight; `label` is "" where notes are callouts."""

    excerpt: Excerpt
    end: int
    label: str

    @property
    def reference(self) -> str:
        return f"[^{self.label}]" if self.label else ""


def _article(document: Document, numbers: Iterator[int]) -> Iterator[str]:
    """The blocks of one article, which empty lines separate."""
    article = document.article
    runs, notes = _runs(document), _notes(document, numbers)
    title = next((one for one in article.paragraphs if one.role is Role.TITLE), None)
    yield f"<!-- newsreader:{document_id('article', document)} {article.sha256_text[:12]} -->"
    words = _line(article.text, title, runs, notes) if title else escape_line(document.title)
    yield f"# {words}"
    if rows := list(byline_rows(document)):
        yield "\n".join(rows)
    if document.note:
        yield "\n".join(note_lines(document, document.note))
    for paragraph in article.paragraphs:
        shown = paragraph.role in _SHOWN or paragraph.index in runs or paragraph.index in notes
        if shown and paragraph != title:
            yield _prefix(paragraph) + _line(article.text, paragraph, runs, notes)
        yield from (_callout(document, n) for n in notes.get(paragraph.index, ()) if not n.label)
    for note in (note for found in notes.values() for note in found if note.label):
        yield _footnote(document, note)
    yield from _orphans(document)


def _notes(document: Document, numbers: Iterator[int]) -> dict[int, list[_Note]]:
    """The notes by the paragraph in which their highlight ends, in the order of the text."""
    found: dict[int, list[_Note]] = {}
    text, paragraphs = document.article.text, document.article.paragraphs
    ends = ((_end(e.highlight.span, text), e) for e in document.excerpts() if _has_note(e))
    for end, excerpt in sorted(ends, key=lambda pair: pair[0]):
        label = "" if document.style.callouts else str(next(numbers))
        index = paragraphs.at(max(end - 1, 0))
        found.setdefault(index, []).append(_Note(excerpt, end, label))
    return found


def _end(span: Span, text: str) -> int:
    """Where the reference to a note belongs: behind a word, never behind white space."""
    words = span.trimmed(text)
    return words.end if words else span.start


def _has_note(excerpt: Excerpt) -> bool:
    highlight = excerpt.highlight
    words = highlight.note.strip()
    return bool(words or highlight.tags or highlight.speaker or state_words(highlight))


def _prefix(paragraph: Paragraph) -> str:
    return "#" * min(paragraph.level + 1, 6) + " " if paragraph.role is Role.HEADING else ""


def _line(
    text: str,
    paragraph: Paragraph,
    runs_of: Mapping[int, Sequence[Span]],
    notes: Mapping[int, Sequence[_Note]],
) -> str:
    """A paragraph on one line, with its marks and the references to its notes."""
    span, runs = paragraph.span, runs_of.get(paragraph.index, ())
    references: dict[int, str] = {}
    for note in notes.get(paragraph.index, ()):
        place = note.end if span.start < note.end <= span.end else span.end
        references[place] = references.get(place, "") + note.reference
    edges = {span.start, span.end, *references}
    edges |= {edge for run in runs for edge in (run.start, run.end)}
    starts, ends = {run.start for run in runs}, {run.end for run in runs}
    pieces = _pieces(text, sorted(edges))
    line = ""
    for at, piece in pieces:
        if at in ends:
            line = _closed(line, references.get(at, "") + piece, beside_mark=at in starts)
        line += references.get(at, "")
        line += _opening(line, piece) if at in starts else ""
        line += piece
    return line if line.startswith("==") else escape_edges(line)


def _pieces(text: str, edges: Sequence[int]) -> list[tuple[int, str]]:
    """(start, Markdown) of the text between two edges; "" at the last one."""
    following = [*edges[1:], edges[-1]]
    return [(at, _escaped(text, at, end)) for at, end in zip(edges, following, strict=True)]


def _escaped(text: str, start: int, end: int) -> str:
    """This part of the text, without the line breaks of a hard wrap."""

    def joined(found: re.Match[str]) -> str:
        before = text[start + found.start() - 1 : start + found.start()]
        after = text[start + found.end() : start + found.end() + 1]
        return " " if before.isascii() and after.isascii() else ""

    flat = _WRAP.sub(joined, text[start:end])
    return _ALONE.sub(r"\\=", escape_inline(flat))


def _runs(document: Document) -> dict[int, list[Span]]:
    """The highlighted stretches of each paragraph that has any; none overlap or touch."""
    text, paragraphs = document.article.text, document.article.paragraphs
    found: dict[int, list[Span]] = {}
    for excerpt in document.excerpts():
        span = excerpt.highlight.span.trimmed(text)
        for index in range(paragraphs.at(span.start), paragraphs.at(max(span.end - 1, 0)) + 1):
            if index < len(paragraphs) and paragraphs[index].span.overlaps(span):
                within = paragraphs[index].span
                part = Span(max(span.start, within.start), min(span.end, within.end)).trimmed(text)
                _add(found.setdefault(index, []), part)
    return found


def _add(runs: list[Span], part: Span) -> None:
    """Add `part`, which begins with the last one or after it."""
    if runs and part.start <= runs[-1].end:
        runs[-1] = Span(runs[-1].start, max(runs[-1].end, part.end))
    elif part:
        runs.append(part)


def _opening(before: str, inside: str) -> str:
    return "==" + (_JOINER if _is_mark(inside[:1]) and _is_letter(before[-1:]) else "")


def _closed(line: str, after: str, *, beside_mark: bool) -> str:
    """`line` with the closing mark; `after` is what follows it."""
    joiner = _is_mark(line[-1:]) and _is_letter(after[:1]) and not beside_mark
    return line + (_JOINER if joiner else "") + "=="


def _is_mark(character: str) -> bool:
    """Whether it is punctuation or a symbol, as CommonMark 0.31 has it."""
    return bool(character) and unicodedata.category(character)[0] in "PS"


def _is_letter(character: str) -> bool:
    return bool(character) and not character.isspace() and not _is_mark(character)


def _footnote(document: Document, note: _Note) -> str:
    """A footnote; what follows its first line belongs to it by its indent."""
    first, *others = _note_text(document, note.excerpt)
    rest = (f"    {line}" if line else "" for line in others)
    return "\n".join([f"{note.reference}: {first}", *rest])


def _callout(document: Document, note: _Note) -> str:
    """A callout of Obsidian, which other programs show as a quotation."""
    quote = escape_inline(one_line(note.excerpt.highlight.quote))
    lines = [f"[!note] {quote}", *_note_text(document, note.excerpt)]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _note_text(document: Document, excerpt: Excerpt) -> list[str]:
    highlight = excerpt.highlight
    facts = [
        escape_line(speaker_words(highlight)),
        *(f"#{escape_line(one_line(tag))}" for tag in highlight.tags),
        escape_line(state_words(highlight)),
    ]
    line = " · ".join(fact for fact in facts if fact)
    lines = note_lines(document, highlight.note) if highlight.note.strip() else []
    return [*lines, *([""] if lines and line else []), *([line] if line else [])]


def _orphans(document: Document) -> Iterator[str]:
    """The highlights whose place is not known, at the end."""
    orphans = document.orphans()
    if orphans:
        yield f"## {escape_line(_('Orphans'))}"
    for excerpt in orphans:
        quote = escape_text(excerpt.highlight.quote)
        yield "\n".join(f"> {line}".rstrip() for line in quote or [""])
        if lines := _note_text(document, excerpt):
            yield "\n".join(lines)
