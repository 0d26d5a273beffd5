"""What part of a page each of its lines is: the reading of the model, corrected by rules."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.article.blocks import Block
from newsreader.article.byline import is_byline, is_of_event
from newsreader.article.line_features import line_features
from newsreader.article.line_model import PARTS, PLAIN_PARTS, Weights, best_reading, line_scores
from newsreader.text.lazy_regex import lazy_regex

_PAGE = 600
"""How much better a reading as a page must score than one as a text without byline."""

_EVENT = 1500
"""The same for a text with the place of an event beside its date."""

_TOP, _FAVOUR = 40, 1000
"""Lines at the top, and what being a byline by itself adds to their score where none was read."""

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
_CAPTION_STARTS = tuple("图圖题題配")
_CAPTION = lazy_regex(
    r"(?:图注|图说|圖說|图片说明|圖片說明|图解|圖解|配图|題圖|题图|图|圖)[0-9]{0,2}[:：]"
)
_PICTURE = lazy_regex(r"\W*(?:图片|图|配图|题图|插图|图表|视频|[Ii]mage|img)\W*(?:\d{1,3})?\W*")
_SCENE = lazy_regex(
    "现场|合影|合照|仪式|示意|外观|海报|照片|截图|画面|场景|代表|嘉宾|一角|[A-Za-z]{2}|[0-9]{2}"
)


def page_parts(blocks: Sequence[Block], weights: Weights, *, markdown: bool) -> list[str] | None:
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


def _is_label(text: str) -> bool:
    return text[0] == "【" and len(text) <= _LONGEST_LABEL and _LABEL.fullmatch(text) is not None


def _names_picture(text: str) -> bool:
    """Whether `text` begins like "图注：". Its first character is compared first: it is faster."""
    return (
        text.startswith(_CAPTION_STARTS)
        and len(text) <= _LONGEST_CAPTION
        and _CAPTION.match(text) is not None
    )


def _name_pictures(blocks: Sequence[Block], parts: list[str]) -> None:
    """Make a line a caption if it is labelled as one, or says what the picture above it shows.

    The model takes it for a heading, which can be there as well. A line in 【】 is a heading.
    """
    for index, part in enumerate(parts):
        text = blocks[index].text
        if part == "caption" and _is_label(text):
            parts[index] = "heading"
        elif part in ("heading", "body") and _names_picture(text):
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
