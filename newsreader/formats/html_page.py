"""HTML: one page with the article, its highlights, and the notes in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsreader.article.article import Paragraph, Role
from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind, kind_names
from newsreader.files.digest import sha256
from newsreader.formats.collection import collection_title, with_own_ids
from newsreader.formats.document import (
    Document,
    Excerpt,
    Part,
    colour_words,
    document_id,
    moment,
    speaker_words,
    state_words,
)
from newsreader.formats.exported_links import Found, SectionTarget, with_links
from newsreader.formats.file_names import address, name_of_linked
from newsreader.formats.html_style import STYLE
from newsreader.formats.html_text import ParagraphMarks, escape, paragraph_html
from newsreader.formats.labels import Label, mentions
from newsreader.formats.managed_blocks import safe_id
from newsreader.locale import _
from newsreader.notebook.colour import Colour, colour_name
from newsreader.notebook.note_links import ArticleTarget, HighlightTarget, NameTarget
from newsreader.text.wiki_links import WikiLink


class HtmlPage:
    """A page to read, send or print. It loads nothing and has no script."""

    name = "html"
    suffix = ".html"
    includes_entities = True
    keeps = frozenset(Part) - {Part.BOOKMARKS, Part.CONTEXT}

    @property
    def label(self) -> str:
        return _("HTML page")

    def write(self, document: Document) -> str:
        return self.write_all([document])

    def write_all(self, documents: Sequence[Document]) -> str:
        return "\n".join(_page(list(with_own_ids(documents)))) + "\n"


def _page(documents: Sequence[Document]) -> Iterator[str]:
    alone = len(documents) == 1 and not documents[0].label
    title = documents[0].title if alone else collection_title(documents)
    yield from _head_of_page(escape(title), documents[0] if alone else None)
    yield "<body>"
    if not alone:
        yield from _contents(documents)
    first = 1
    for document in documents:
        numbers = _numbers(document, first)
        first += len(numbers)
        yield from _article(document, numbers)
    yield "</body>"
    yield "</html>"


def _head_of_page(title: str, document: Document | None) -> Iterator[str]:
    """The head of a page with `document` alone, or with several for None."""
    yield "<!DOCTYPE html>"
    yield '<html lang="zh">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield (
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    )
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="generator" content="newsreader">'
    yield f"<title>{title}</title>"
    if document and (published := document.article.published_iso):
        yield f'<meta property="article:published_time" content="{published}">'
    if document and document.article.url:
        yield f'<link rel="canonical" href="{escape(document.article.url)}">'
    yield f"<style>\n{STYLE}\n</style>"
    yield "</head>"


def _contents(documents: Sequence[Document]) -> Iterator[str]:
    """The list of several articles, each a link to it."""
    yield '<nav class="lists">'
    yield f"<h2>{escape(collection_title(documents))}</h2>"
    yield "<ol>"
    for document in documents:
        file = f"<small>{escape(document.label)}</small>"
        yield f'<li><a href="#a-{document.key}">{escape(document.title)}</a> {file}</li>'
    yield "</ol>"
    yield "</nav>"


def _article(document: Document, numbers: Mapping[str, int]) -> Iterator[str]:
    """One article; `numbers` are those of its notes, by id."""
    yield f'<article id="a-{document.key}">' if document.key else "<article>"
    if _title_index(document) < 0:
        yield f"<h1>{escape(document.title)}</h1>"
        yield from _head(document)
    yield from _rows(document, numbers)
    yield "</article>"
    yield from _orphans(document)
    yield from _entities(document)


def _numbers(document: Document, first: int) -> dict[str, int]:
    """The numbers, from `first`, of the highlights that have a note in the margin."""
    noted = (one for one in document.excerpts() if _has_note(one))
    return {excerpt.highlight.id: number for number, excerpt in enumerate(noted, start=first)}


def _title_index(document: Document) -> int:
    """The index of the paragraph with the title, or -1."""
    paragraphs = document.article.paragraphs
    return next((one.index for one in paragraphs if one.role is Role.TITLE), -1)


def _head(document: Document) -> Iterator[str]:
    """The header below the title: the meanings of the colours and the note on the article."""
    yield "<header>"
    if document.label:
        yield f'<p class="facts">{escape(document.label)}</p>'
    used = {excerpt.highlight.colour for excerpt in document.all()}
    meant = [colour for colour in Colour if colour in used and document.meaning(colour)]
    if meant:
        items = (
            f'<li><mark class="{colour.value}">{escape(colour_name(colour))}</mark> '
            f"{escape(document.meaning(colour))}</li>"
            for colour in meant
        )
        yield f'<ul class="legend">{"".join(items)}</ul>'
    if document.note:
        yield f'<div class="article-note">{_note_html(document, document.note)}</div>'
    yield "</header>"


def _rows(document: Document, numbers: Mapping[str, int]) -> Iterator[str]:
    excerpts = document.excerpts()
    beside: dict[int, list[Excerpt]] = {}
    for excerpt in excerpts:
        if excerpt.highlight.id in numbers:
            beside.setdefault(excerpt.paragraph, []).append(excerpt)
    marked = _by_paragraph(document, (_label(document.article.text, one) for one in excerpts))
    named = _by_paragraph(document, mentions(document))
    title = _title_index(document)
    for paragraph in document.article.paragraphs:
        marks = ParagraphMarks(
            document.article.text,
            paragraph.span,
            marked.get(paragraph.index, ()),
            named.get(paragraph.index, ()),
            numbers,
        )
        yield '<div class="row">'
        notes = beside.get(paragraph.index, ())
        if notes:
            yield "<aside>"
            for excerpt in notes:
                yield from _note(document, excerpt, numbers[excerpt.highlight.id])
            yield "</aside>"
        yield _paragraph(paragraph, paragraph_html(marks))
        yield "</div>"
        if paragraph.index == title:
            yield from _head(document)


def _label(text: str, excerpt: Excerpt) -> Label:
    """The label for an excerpt, without white space at its ends."""
    highlight = excerpt.highlight
    return Label(highlight.span.trimmed(text), highlight.colour.value, highlight=highlight)


def _by_paragraph(document: Document, labels: Iterable[Label]) -> dict[int, list[Label]]:
    """The labels in each paragraph that has any, by its index."""
    paragraphs = document.article.paragraphs
    found: dict[int, list[Label]] = {}
    for one in labels:
        span = one.span
        for index in range(paragraphs.at(span.start), paragraphs.at(max(span.end - 1, 0)) + 1):
            if index < len(paragraphs) and paragraphs[index].span.overlaps(span):
                found.setdefault(index, []).append(one)
    return found


def _paragraph(paragraph: Paragraph, content: str) -> str:
    if paragraph.role is Role.TITLE:
        return f"<h1>{content}</h1>"
    if paragraph.role is Role.HEADING:
        tag = "h2" if paragraph.level < 2 else "h3"
        return f"<{tag}>{content}</{tag}>"
    if paragraph.role is Role.BODY:
        return f"<p>{content}</p>"
    return f'<p class="{paragraph.role.value}">{content}</p>'


def _has_note(excerpt: Excerpt) -> bool:
    """Whether there is a note in the margin beside the highlight."""
    highlight = excerpt.highlight
    return bool(highlight.note or highlight.tags or highlight.speaker or state_words(highlight))


def _note(document: Document, excerpt: Excerpt, number: int) -> Iterator[str]:
    highlight = excerpt.highlight
    target = safe_id(highlight.id)
    yield f'<div class="note {highlight.colour.value}" id="n-{number}">'
    back = f"{number} "
    if highlight.quote.strip():
        back = f'<a class="back" href="#h-{target}">{number}</a> '
    if highlight.note:
        yield f'<div class="said">{back}{_note_html(document, highlight.note)}</div>'
        back = ""
    yield f'<p class="facts">{back}{_facts_line(document, excerpt)}</p>'
    yield "</div>"


def _facts_line(document: Document, excerpt: Excerpt) -> str:
    return " · ".join(f"<span>{fact}</span>" for fact in _facts(document, excerpt) if fact)


def _facts(document: Document, excerpt: Excerpt) -> Iterator[str]:
    highlight = excerpt.highlight
    yield escape(speaker_words(highlight))
    yield escape(colour_words(document, highlight.colour))
    yield from (f"#{escape(tag)}" for tag in highlight.tags)
    yield moment(highlight.created)
    words = state_words(highlight)
    if words:
        yield escape(words)


def _orphans(document: Document) -> Iterator[str]:
    orphans = document.orphans()
    if not orphans:
        return
    yield '<section class="lists">'
    yield f"<h2>{escape(_('Orphans'))}</h2>"
    for excerpt in orphans:
        highlight = excerpt.highlight
        yield f'<div class="note {highlight.colour.value}" id="h-{safe_id(highlight.id)}">'
        yield f"<blockquote>{escape(highlight.quote)}</blockquote>"
        if highlight.note:
            yield f'<div class="said">{_note_html(document, highlight.note)}</div>'
        yield f'<p class="facts">{_facts_line(document, excerpt)}</p>'
        yield "</div>"
    yield "</section>"


def _entities(document: Document) -> Iterator[str]:
    if not document.entities:
        return
    yield '<section class="lists">'
    heading = _("Entities")
    yield f"<h2>{escape(heading)}</h2>"
    yield "<dl>"
    seen: set[str] = set()
    for kind in Kind:
        found = [entity for entity in document.entities if entity.kind is kind]
        if found:
            yield f"<dt>{escape(kind_names(kind))}</dt>"
            names = (_counted(document, entity, seen) for entity in found)
            yield f"<dd>{' '.join(names)}</dd>"
    yield "</dl>"
    yield "</section>"


def _counted(document: Document, entity: Entity, seen: set[str]) -> str:
    """A name with the number of its mentions, and an id unless the name was `seen` before."""
    name = f"{escape(entity.name)} <small>{len(entity.mentions)}</small>"
    if entity.name in seen:
        return f"<span>{name}</span>"
    seen.add(entity.name)
    return f'<span id="{_name_id(document, entity.name)}">{name}</span>'


def _name_id(document: Document, name: str) -> str:
    """The id of a name in the list at the end; of two kinds of one name the first has it."""
    return document_id(f"e-{sha256(name.encode('utf-8', 'surrogatepass'))[:8]}", document)


def _note_html(document: Document, note: str) -> str:
    def link(link: WikiLink, found: Found) -> str:
        target = ""
        match found:
            case HighlightTarget(id=highlight_id):
                target = f"#h-{safe_id(highlight_id)}"
            case NameTarget(name=name) if any(e.name == name for e in document.entities):
                target = f"#{_name_id(document, name)}"
            case ArticleTarget(article=article):
                target = address(name_of_linked(article, HtmlPage.suffix))
            case SectionTarget(key=key):
                target = f"#a-{key}"
        shown = escape(link.shown)
        return f'<a href="{escape(target)}">{shown}</a>' if target else shown

    return "\n".join(with_links(document, note, lambda text: [escape(text)], link))
