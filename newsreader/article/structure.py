"""The structure of a page: the roles of its paragraphs, its title and its byline."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from newsreader.article.article import Paragraphs, Role
from newsreader.article.blocks import BLANKS, Block, read_lines
from newsreader.article.byline import (
    Fields,
    is_byline,
    is_credit,
    is_day,
    read_fields,
)
from newsreader.article.dates import complete
from newsreader.article.furniture import buttons_start
from newsreader.article.hard_wrap import joined
from newsreader.article.headings import levels, numbered_headings, rank, read_plain_text
from newsreader.article.line_model import (
    PARTS,
    Weights,
    shipped_weights,
)
from newsreader.article.line_text import half_width
from newsreader.article.markdown_source import (
    front_matter,
    heading_words,
    is_markdown,
    markdown_blocks,
)
from newsreader.article.page_parts import page_parts

_HEAD, _TAIL = 1000, 400
"""Blocks examined at the two ends of a long text; the middle is the article."""

_FOOT = 8
"""Lines after the last paragraph that may name author, source and date."""

_NEAR, _NEAR_CREDIT = 6, 14
"""Lines above and below the title whose labels count; lines below it that may be a credit."""


class Structure(NamedTuple):
    """Paragraphs with their roles, and the title and byline quoted from the page."""

    paragraphs: Paragraphs
    title: str | None = None
    author: str | None = None
    source: str | None = None
    published: str | None = None
    published_iso: str | None = None


def read_structure(
    text: str,
    markdown: bool = False,
    progress: Callable[[float], None] = lambda _share: None,
    weights: Weights | None = None,
) -> Structure:
    """The structure of canonical `text`; `markdown` if its source is a Markdown file.

    `progress` is called with the share that is done, 0 to 1. `weights` replace the shipped ones.
    """
    with _uncollected():
        return _read(text, markdown, progress, weights)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Disable the garbage collector, which scans all lines repeatedly: a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read(
    text: str, markdown: bool, progress: Callable[[float], None], weights: Weights | None
) -> Structure:
    lines = read_lines(text, lambda share: progress(share / 2))
    markdown = markdown or is_markdown(lines)
    blocks = markdown_blocks(lines) if markdown else joined(lines)
    middle = range(_HEAD, max(_HEAD, len(blocks) - _TAIL))
    ends = [*blocks[: middle.start], *blocks[middle.stop :]] if middle else blocks
    parts = page_parts(ends, weights or shipped_weights(), markdown=markdown)
    if parts is None:
        roles = read_plain_text(ends)
        fields = _dated(ends, roles)
    else:
        roles = [
            block.role or (Role.BODY if markdown and part in _MARKED else PARTS[part])
            for block, part in zip(ends, parts, strict=True)
        ]
        fields = _fields(ends, parts)
    front = front_matter(blocks) if markdown else {}
    return Structure(
        Paragraphs(_rows(blocks, roles, middle)),
        title=_title(ends, roles) or front.get("title"),
        author=fields.author or front.get("author"),
        source=fields.source or front.get("source"),
        published=fields.published or front.get("date"),
        published_iso=fields.published_iso,
    )


_MARKED = ("above", "title", "heading", "inside")
"""Parts that have marks in Markdown, or that a file in Markdown does not have."""


def _fields(blocks: Sequence[Block], parts: Sequence[str]) -> Fields:
    """The fields in the byline, near the title and in the foot of a page."""
    titles = [index for index, part in enumerate(parts) if part == "title"]
    first, last = (titles[0], titles[-1]) if titles else (0, 0)
    near = range(max(0, first - _NEAR), min(len(parts), last + _NEAR + 1))
    beside = [i for i in near if parts[i] in ("above", "buttons") and len(blocks[i].text) < 140]
    named = {i for i, part in enumerate(parts) if part.startswith("byline")}
    named = named or {i for i in beside if is_byline(blocks[i].text)}
    byline = [blocks[i].text for i in sorted(named)]
    end = max(index for index, part in enumerate(parts) if part == "body")
    foot = [block.text for block in blocks[end : end + 1 + _FOOT]]
    fields = read_fields(byline, [blocks[i].text for i in beside], foot)
    if fields.author is None:
        inside = range(last + 1, min(len(parts), last + 1 + _NEAR_CREDIT))
        lines = [blocks[i].text for i in inside if is_credit(blocks[i].text)]
        fields = fields._replace(author=read_fields(lines[:1], [], []).author)
    if fields.published and fields.published_iso is None:
        lines = [*byline, *(blocks[i].text for i in beside), *(x for x in foot if "://" in x)]
        iso = complete(half_width(fields.published), map(half_width, lines))
        fields = fields._replace(published_iso=iso)
    chronicle = any(is_day(block.text) for block in blocks[parts.index("body") : end])
    if chronicle and any(is_day(line) and (fields.published or line) in line for line in byline):
        return fields._replace(published=None, published_iso=None)
    return fields


def _dated(blocks: Sequence[Block], roles: list[Role]) -> Fields:
    """The day below the title of a text without another byline; that line becomes metadata."""
    days = [index for index, block in enumerate(blocks) if is_day(block.text)]
    if days != [1] or roles[0] is not Role.TITLE or blocks[1].role is not None:
        return Fields()
    fields = read_fields([blocks[1].text], [], [])
    if fields.published_iso is None:
        return Fields()
    roles[1] = Role.METADATA
    return fields


def _title(blocks: Sequence[Block], roles: Sequence[Role]) -> str | None:
    """The lines of the title, without those that hold another, as the title of a window does."""
    lines = [
        heading_words(block.text) if block.role is Role.TITLE else block.text
        for block, role in zip(blocks, roles, strict=True)
        if role is Role.TITLE
    ]
    once = dict.fromkeys(lines)
    return " ".join(x for x in once if not any(y in x and y != x for y in once)) or None


def _rows(
    blocks: Sequence[Block], roles: list[Role], middle: range
) -> Iterator[tuple[int, int, Role, int]]:
    """(start, end, role, level) of every block, including the middle of a long text."""
    if middle:
        inside = [Role.BODY] * len(middle)
        for index in numbered_headings(blocks, middle):
            inside[index - middle.start] = Role.HEADING
        roles = [*roles[: middle.start], *inside, *roles[middle.start :]]
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
    return block.text[:end].rstrip(BLANKS) if end < len(block.text) else ""
