"""Markdown, read back by a program that others wrote."""

from __future__ import annotations

import re

from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsreader.formats.document import Document
from newsreader.formats.markdown import Markdown
from newsreader.formats.markdown_text import escape_text
from newsreader.formats.registry import Updatable
from tests.formats.documents import document, documents, words

READER = MarkdownIt("gfm-like", {"linkify": False})
INLINE = {"text", "hardbreak", "softbreak", "text_special"}


def _inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


def _shown(markdown: str) -> str:
    """The words that a reader of this Markdown sees, a line break for each break."""
    parts = []
    for token in READER.parse(markdown):
        if token.type == "inline":
            parts += [
                "\n" if child.type.endswith("break") else child.content
                for child in token.children or ()
            ]
        elif token.type == "paragraph_close":
            parts.append("\n\n")
    return "".join(parts).strip("\n")


def test_quotes_and_notes_stand_in_text_order_under_their_headings() -> None:
    written = Markdown().write(document())
    order = [
        "# 海东港一季度吞吐量创新高",
        "林知远",
        "港口系列第三篇",
        "> 同比增长8.6%",
        "核对\\\n去年同期基数",
        "yellow (事实) · #数字 · #待查 · 2026-11-22 09:30",
        "## 一、外贸航线",
        "> “外贸航线是最大的增量。”",
        "## 二、绿色港口🚢",
        "> 𠮷田物流",
        "## Orphans",
        "> 零碳",
        "orphan: its place was not found",
    ]
    places = [written.index(words) for words in order]
    assert places == sorted(places)


def test_nothing_is_emphasised() -> None:
    assert {token.type for token in _inline(READER.parse(Markdown().write(document())))} <= INLINE


def test_a_range_with_tildes_is_not_struck_through() -> None:
    assert (
        _shown("\n".join(escape_text("5~10亿元，力争3~4个，10~~20")))
        == "5~10亿元，力争3~4个，10~~20"
    )


@given(words)
@settings(max_examples=150, deadline=None)
def test_any_words_are_shown_as_they_are_and_build_no_structure(text: str) -> None:
    tokens = READER.parse("\n".join(escape_text(text)))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {token.type for token in _inline(tokens)} <= INLINE
    shown = re.sub("\ufffd", "", _shown("\n".join(escape_text(text))))
    wanted = re.sub("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffd]", "", text)
    assert shown.split() == wanted.split()


@given(documents())
@settings(max_examples=25, deadline=None)
def test_only_our_comments_are_html(whole: Document) -> None:
    tokens = READER.parse(Markdown().write(whole))
    assert all(
        re.fullmatch(r"<!-- (newsreader:\S+ [0-9a-f]{12}|/newsreader) -->\n?", token.content)
        for token in tokens
        if token.type == "html_block"
    )
    assert {token.type for token in _inline(tokens)} <= INLINE
    quotes = [token for token in tokens if token.type == "blockquote_open"]
    assert len(quotes) == len(whole.all())


@given(documents(), documents())
@settings(max_examples=25, deadline=None)
def test_writing_over_a_file_is_stable_and_keeps_the_users_words(
    before: Document, after: Document
) -> None:
    made = Markdown()
    assert isinstance(made, Updatable)
    written = made.write(before)
    assert made.update(written, before) == written
    changed = made.update(written + "\nmy own words\n", after)
    assert "my own words" in changed.split("\n")
    assert made.update(changed, after) == changed
