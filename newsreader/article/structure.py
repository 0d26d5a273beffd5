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
    is_of_event,
    read_fields,
)
from newsreader.article.dates import complete
from newsreader.article.furniture import buttons_start
from newsreader.article.hard_wrap import joined
from newsreader.article.headings import levels, numbered_headings, rank, read_plain_text
from newsreader.article.line_features import line_features
from newsreader.article.line_model import (
    PARTS,
    PLAIN_PARTS,
    Weights,
    best_reading,
    line_scores,
    shipped_weights,
)
from newsreader.article.markdown_source import (
    front_matter,
    heading_words,
    is_markdown,
    markdown_blocks,
)
from newsreader.article.phrase import half_width
from newsreader.text.lazy_regex import lazy_regex

_HEAD, _TAIL = 1000, 400
"""Blocks examined at the two ends of a long text; the middle is the article."""

_PAGE = 600
"""How much better a reading as a page must score than one as a text without byline."""

_EVENT = 1500
"""The same for a text with the place of an event beside its date."""

_TOP, _FAVOUR = 40, 1000
"""Lines at the top, and what being a byline by itself adds to their score where none was read."""

_FOOT = 8
"""Lines after the last paragraph that may name author, source and date."""

_NEAR, _NEAR_CREDIT = 6, 14
"""Lines above and below the title whose labels count; lines below it that may be a credit."""

_SECTIONS = 2
"""Headings in 【】 that make another one below them a heading too."""

_OF_PAGES = frozenset(
    ("closing_short", "closing_long", "actions1", "actions2", "actions3", "people_short")
)
"""Features of lines that end a section."""

_SHORTEST_TITLE, _LONGEST_TITLE = 5, 70

_LABEL = lazy_regex(r"【[^】图摄]+】")
_LONGEST_LABEL = 20
_LONGEST_NAME = 12
_LONGEST_CAPTION = 120
_CAPTION = lazy_regex(
    r"(?:图注|图说|圖說|图片说明|圖片說明|图解|圖解|配图|題圖|题图|图|圖)[0-9]{0,2}[:：]"
)
_PICTURE = lazy_regex(r"\W*(?:图片|图|配图|题图|插图|图表|视频|[Ii]mage|img)\W*(?:\d{1,3})?\W*")
_SCENE = lazy_regex(
    "现场|合影|合照|仪式|示意|外观|海报|照片|截图|画面|场景|代表|嘉宾|一角|[A-Za-z]{2}|[0-9]{2}"
)


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
    parts = _parts(ends, weights or shipped_weights(), markdown=markdown)
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


def _parts(blocks: Sequence[Block], weights: Weights, *, markdown: bool) -> list[str] | None:
    """The part of each block of a page; None if the text is no page.

    A page has a line that is a byline by itself, or prose and scores much better as a page.
    """
    features = line_features([block.text for block in blocks])
    scores = line_scores(features, weights)
    page = best_reading(scores, weights)
    found = any(part.startswith("byline") for part in page.parts)
    if not found and any("byline" in own for own in features[:_TOP]):
        page = best_reading(_with_bylines(scores, features), weights)
    if "body" not in page.parts or PLAIN_PARTS.issuperset(page.parts):
        return None
    _name_pictures(blocks, page.parts)
    _keep_section(blocks, page.parts, features)
    byline = [index for index, part in enumerate(page.parts) if part.startswith("byline")]
    certain = [index for index in byline if "byline" in features[index]]
    near = {i for index in byline for i in range(max(0, index - 2), min(len(blocks), index + 3))}
    event = any(is_of_event(blocks[i].text) for i in near)
    if certain and not event:
        _add_title(blocks, page.parts, certain[0] - 1)
        return page.parts
    if markdown or not any("prose" in own for own in features):
        return None
    gain = page.score - best_reading(scores, weights, PLAIN_PARTS).score
    return page.parts if gain >= (_EVENT if event else _PAGE) else None


def _with_bylines(
    scores: Sequence[Sequence[int]], features: Sequence[Sequence[str]]
) -> list[Sequence[int]]:
    """`scores` that favour the byline where one of the first lines is one by itself."""
    favoured = list(scores)
    for index in range(1, min(_TOP, len(scores))):
        if "byline" in features[index]:
            favoured[index] = [
                score + _FAVOUR * part.startswith("byline")
                for score, part in zip(scores[index], PARTS, strict=True)
            ]
    return favoured


def _keep_section(
    blocks: Sequence[Block], parts: list[str], features: Sequence[Sequence[str]]
) -> None:
    """Make a list directly below the article a part of it if its heading is in 【】 as others."""
    below = parts.index("below") if "below" in parts else len(parts)
    heads = [i for i, part in enumerate(parts) if part in ("heading", "body", "below")]
    heads = [i for i in heads if i <= below and blocks[i].text[0] == "【"]
    heads = [i for i in heads if _LABEL.fullmatch(blocks[i].text)]
    if len(heads) <= _SECTIONS or heads[-1] < below - 1 or "closing_short" in features[heads[-1]]:
        return
    parts[heads[-1]] = "heading"
    for index in range(heads[-1] + 1, len(parts)):
        if _OF_PAGES.intersection(features[index]):
            break
        parts[index] = "body"


def _name_pictures(blocks: Sequence[Block], parts: list[str]) -> None:
    """Make a line a caption if it is labelled as one, or says what the picture above it shows.

    The model takes it for a heading, which can be there as well. A line in 【】 is a heading.
    """
    for index, part in enumerate(parts):
        text = blocks[index].text
        if part == "caption" and len(text) <= _LONGEST_LABEL and _LABEL.fullmatch(text):
            parts[index] = "heading"
        elif part in ("heading", "body") and _CAPTION.match(text) and len(text) <= _LONGEST_CAPTION:
            parts[index] = "caption"
        elif part == "heading" and index and len(text) <= _LONGEST_NAME:
            above = blocks[index - 1].text
            if len(above) <= _LONGEST_NAME and _PICTURE.fullmatch(above) and _SCENE.search(text):
                parts[index] = "caption"


def _add_title(blocks: Sequence[Block], parts: list[str], index: int) -> None:
    """Make the line above the byline the title if there is none."""
    if index < 0 or "title" in parts or is_byline(blocks[index].text):
        return
    shortest = _SHORTEST_TITLE if index else 2  # nothing else is the first line of a text
    if shortest <= len(blocks[index].text) <= _LONGEST_TITLE:
        parts[index] = "title"


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
