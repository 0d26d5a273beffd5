"""The structure of a page: the roles of its paragraphs, its title and its byline."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from newsreader.article.article import Paragraphs, Role
from newsreader.article.blocks import BLANKS, Block, blocks_of, read_lines
from newsreader.article.byline import read_byline
from newsreader.article.caption import is_caption, is_credit, is_placeholder, names_picture
from newsreader.article.furniture import buttons_start
from newsreader.article.headings import (
    find_headings,
    levels,
    numbered_headings,
    rank,
)
from newsreader.article.markdown_source import (
    front_matter,
    heading_words,
    is_markdown,
    markdown_blocks,
)
from newsreader.article.masthead import Masthead, account, confirm, is_bare_title, read_masthead
from newsreader.article.source_page import SourcePage
from newsreader.text.lazy_regex import lazy_regex

_HEAD, _TAIL = 1500, 500
"""Blocks examined at the two ends of a long text; the middle is the article."""

_SOURCE_IN_TEXT = lazy_regex(
    r"(?:编选|转载|摘编|摘|选|转|来)自[^“”\"「」]{0,12}[“\"「]([^”\"」]{2,20})[”\"」]"
    r"|本文(?:来源于?|来自|转自|转载自|摘自)[:：]? ?([^，,。；;\s“”\"()（）]{2,16})[，,。；;]"
)


class Structure(NamedTuple):
    """Paragraphs with their roles, and the title and byline quoted from the page."""

    paragraphs: Paragraphs
    title: str | None = None
    author: str | None = None
    source: str | None = None
    published: str | None = None


def read_structure(
    text: str, markdown: bool = False, progress: Callable[[float], None] = lambda _share: None
) -> Structure:
    """The structure of canonical `text`; `markdown` if its source is a Markdown file.

    `progress` is called with the share that is done, 0 to 1.
    """
    with _uncollected():
        return _read(text, markdown, progress)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Disable the garbage collector, which would scan a million lines repeatedly."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read(text: str, markdown: bool, progress: Callable[[float], None]) -> Structure:
    lines = read_lines(text, lambda share: progress(share / 2))
    markdown = markdown or is_markdown(lines)
    blocks = markdown_blocks(lines) if markdown else blocks_of(lines)
    front = front_matter(blocks) if markdown else {}
    middle = range(_HEAD, max(_HEAD, len(blocks) - _TAIL))
    page = SourcePage([*blocks[: middle.start], *blocks[middle.stop :]] if middle else blocks)
    head = read_masthead(page)
    end = _read_tail(page, head)
    if end < len(page) or any(map(is_credit, page.words)):
        confirm(page, head)
    title = _title(page, head)
    author = _author(page, head, end)
    _read_body(page, head, end)
    return Structure(
        Paragraphs(_rows(blocks, page, middle)),
        title=title or front.get("title"),
        author=author or front.get("author"),
        source=head.value("source") or _source_below(page, head, end) or front.get("source"),
        published=_published(page, head, end) or front.get("date"),
    )


def _read_tail(page: SourcePage, head: Masthead) -> int:
    """Mark what follows the article as furniture; return its first index, or the page's length."""
    end = page.end_of_article(head.end)
    if end is None:
        if head.certain:
            page.fold_from(len(page))
        return len(page)
    page.fold_from(end)
    return end


def _read_body(page: SourcePage, head: Masthead, end: int) -> None:
    """Set the roles of the blocks of the article."""
    page.mark_furniture(head.end, end, buttons=head.certain or end < len(page))
    for index in range(head.end, end):
        words = page.words[index]
        below = index > 0 and is_placeholder(page.words[index - 1]) and names_picture(words)
        if page.roles[index] is None and (below or is_caption(words)):
            page.roles[index] = Role.CAPTION
    for index in find_headings(page, head.end, end, certain=head.certain):
        page.roles[index] = Role.HEADING


def _title(page: SourcePage, head: Masthead) -> str | None:
    """The title, if the page or the form of the text has one."""
    titles = (i for i in range(min(len(page), head.end + 1)) if page.roles[i] is Role.TITLE)
    index = next(titles, None)
    if index is None and head.title is not None:
        folded = Role.FURNITURE in page.roles[head.end :]
        if folded or is_bare_title(page, head.title):
            index = head.title
    if index is None:
        return None
    page.roles[index] = Role.TITLE
    block = page.blocks[index]
    return heading_words(block.text) if block.role is Role.TITLE else block.text


def _author(page: SourcePage, head: Masthead, end: int) -> str | None:
    if named := head.value("author"):
        return named
    if head.certain and (index := account(page, head)) is not None:
        page.roles[index] = Role.METADATA
        return page.blocks[index].text
    return next(_said_below(page, head, end, "author"), None)


def _source_below(page: SourcePage, head: Masthead, end: int) -> str | None:
    """The source in the foot of the page, for a masthead without one."""
    if labelled := next(_said_below(page, head, end, "source"), None):
        return labelled
    for index in _foot(page, head, end):
        if found := _SOURCE_IN_TEXT.search(page.blocks[index].text):
            return found[1] or found[2]
    return None


def _published(page: SourcePage, head: Masthead, end: int) -> str | None:
    if head.certain and (date := head.value("published") or head.value("updated")):
        return date
    return next(_said_below(page, head, end, "published"), None)


def _said_below(page: SourcePage, head: Masthead, end: int, kind: str) -> Iterator[str]:
    for index in _foot(page, head, end):
        byline = read_byline(page.blocks[index].text)
        if byline.strength == 2 and (value := byline.value(kind, labelled=True)):
            yield value


def _foot(page: SourcePage, head: Masthead, end: int) -> range:
    """The blocks after the last prose of the article, where credits are."""
    last = max((i for i in range(head.end, end) if page.prose[i]), default=None)
    if last is None or not (head.certain or end < len(page)):
        return range(0)
    return range(last + 1, min(len(page), max(end, last + 1) + 6))


def _rows(
    blocks: Sequence[Block], page: SourcePage, middle: range
) -> Iterator[tuple[int, int, Role, int]]:
    """(start, end, role, level) of every block, including the middle of a long text."""
    roles = [role or Role.BODY for role in page.roles]
    if middle:
        inside = [Role.BODY] * len(middle)
        for index in numbered_headings(blocks, middle):
            inside[index - middle.start] = Role.HEADING
        roles[middle.start : middle.start] = inside
    headings = [block for block, role in zip(blocks, roles, strict=True) if role is Role.HEADING]
    depths = iter(levels([block.level or rank(block.text) for block in headings]))
    for block, role in zip(blocks, roles, strict=True):
        if role is Role.METADATA and (words := _without_buttons(block)):
            yield block.start, block.start + len(words), role, 0
            buttons = block.text[len(words) :].lstrip(BLANKS)
            yield block.end - len(buttons), block.end, Role.FURNITURE, 0
        else:
            yield block.start, block.end, role, next(depths) if role is Role.HEADING else 0


def _without_buttons(block: Block) -> str:
    """The words of a line with buttons after them; "" for any other block."""
    if block.role is not None or len(block.text) != block.end - block.start:
        return ""  # the source defines its role, or it has several lines
    end = buttons_start(block.text)
    return block.text[:end] if end < len(block.text) else ""
