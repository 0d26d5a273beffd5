"""The roles of the blocks of a text that is no page: a novel, a speech, verse, a list."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.article.article import Role
from newsreader.article.blocks import Block
from newsreader.article.headings import PlainText, find_headings, numbering
from newsreader.article.phrase import ends_sentence, is_prose, plain

_LONG = 300
"""Code points; a longer block is not compared with words."""

_LONGEST_TITLE = 40
_NOT_FIRST = '“「『"‘—…(（[['
_NOT_LAST = "，、：；,:;—。"
_BELOW = 8
"""Blocks among which the prose below a title is."""


def read_plain_text(blocks: Sequence[Block]) -> list[Role]:
    """The roles of `blocks`: a title if the first is one, headings and body."""
    words = [plain(b.text) if len(b.text) <= _LONG else b.text for b in blocks]
    prose = [b.role is None and is_prose(w) for b, w in zip(blocks, words, strict=True)]
    text = PlainText(words, prose, [block.role for block in blocks])
    start = 0
    if _has_title(text):
        text.roles[0], start = Role.TITLE, 1
    for index in find_headings(text, start):
        text.roles[index] = Role.HEADING
    return [role or Role.BODY for role in text.roles]


def _has_title(text: PlainText) -> bool:
    """Whether the first block is a title: short, not a sentence, above longer prose."""
    words = text.words[0] if text.words else ""
    if not words or text.roles[0] is not None or len(words) > _LONGEST_TITLE:
        return False
    if ends_sentence(words) or "。" in words or words[0] in _NOT_FIRST or words[-1] in _NOT_LAST:
        return False
    if numbering(words):
        return False
    below = range(1, min(len(text.words), _BELOW))
    return any(text.prose[i] and len(text.words[i]) > 1.5 * len(words) for i in below)
