"""Markdown, read back by markdown-it."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsreader.formats.document import Document
from newsreader.formats.managed_blocks import ManagedBlock, Marks
from newsreader.formats.markdown import Markdown
from newsreader.formats.markdown_text import escape_text
from newsreader.formats.registry import Updatable
from newsreader.notebook.notebook import Notebook
from tests.formats.documents import TEXT, document, documents, highlight_of, words

READER = MarkdownIt("gfm-like", {"linkify": False})
INLINE = {"text", "hardbreak", "softbreak", "text_special"}


def _inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


def _shown(markdown: str) -> str:
    """The visible text of this Markdown, with its line breaks."""
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


def test_quotes_and_notes_are_in_text_order_under_their_headings() -> None:
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


def headed(*words: str) -> Document:
    """The document with highlights of `words` only."""
    marked = [highlight_of(TEXT, each, number) for number, each in enumerate(words, 1)]
    return replace(document(), notebook=Notebook().with_highlights(marked))


def test_a_highlighted_heading_is_not_repeated() -> None:
    written = Markdown().plain(headed("一、外贸航线", "全年目标"))
    assert written.count("一、外贸航线") == 1
    assert "## 一、外贸航线\n\nheading · yellow (事实)" in written
    begun = Markdown().plain(headed("一、外贸航线\n集团董事长周明岚说"))
    assert begun.count("一、外贸航线") == 1
    assert "## 一、外贸航线\n\n> 集团董事长周明岚说\n" in begun
    assert "> 外贸航线\n集团" in Markdown().plain(headed("外贸航线\n集团")).replace("\\\n> ", "\n")


def test_an_older_export_with_the_heading_twice_is_updated() -> None:
    whole = headed("一、外贸航线", "全年目标")
    (first, second) = whole.notebook.in_order()
    marks, facts = Marks("<!-- ", " -->"), "yellow (事实) · 2026-11-22 09:30"
    old = [ManagedBlock(h.id, f"> {h.quote}\n\n{facts}") for h in (first, second)]
    heading = next(line for line in Markdown().write(whole).split("\n") if "section-" in line)
    before = f"{heading}\n## 一、外贸航线\n<!-- /newsreader -->\n\n"
    before += marks.wrap(old[0]) + "\n\nmy own words\n\n" + marks.wrap(old[1]) + "\n"
    after = Markdown().update(before, whole)
    assert after.count("一、外贸航线") == 1
    assert after.count("> 全年目标") == 1
    assert "my own words" in after
    edited = before.replace("> 一、外贸航线", "> 一、外贸航线 (check)")
    assert "> 一、外贸航线 (check)" in Markdown().update(edited, whole)


def test_plain_is_the_file_without_the_marks() -> None:
    whole = document()
    written = [line for line in Markdown().write(whole).split("\n") if "newsreader" not in line]
    assert Markdown().plain(whole) == "\n".join(written)


@given(words)
@settings(max_examples=150, deadline=None)
def test_any_text_is_shown_unchanged_and_builds_no_structure(text: str) -> None:
    tokens = READER.parse("\n".join(escape_text(text)))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {token.type for token in _inline(tokens)} <= INLINE
    shown = re.sub("\ufffd", "", _shown("\n".join(escape_text(text))))
    wanted = re.sub("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffd]", "", text)
    assert shown.split() == wanted.split()


@given(documents())
@settings(max_examples=25, deadline=None)
def test_the_marks_are_the_only_html(whole: Document) -> None:
    tokens = READER.parse(Markdown().write(whole))
    assert all(
        re.fullmatch(r"<!-- (newsreader:\S+ [0-9a-f]{12}|/newsreader) -->\n?", token.content)
        for token in tokens
        if token.type == "html_block"
    )
    assert {token.type for token in _inline(tokens)} <= INLINE
    quotes = [token for token in tokens if token.type == "blockquote_open"]
    assert len(quotes) == len([each for each in whole.all() if not each.on_heading])


@given(documents(), documents())
@settings(max_examples=25, deadline=None)
def test_updating_a_file_is_stable_and_keeps_the_text_of_the_user(
    before: Document, after: Document
) -> None:
    exporter = Markdown()
    assert isinstance(exporter, Updatable)
    written = exporter.write(before)
    assert exporter.update(written, before) == written
    changed = exporter.update(written + "\nmy own words\n", after)
    assert "my own words" in changed.split("\n")
    assert exporter.update(changed, after) == changed


def test_a_bare_address_is_no_link_and_nothing_is_a_setting_of_an_editor() -> None:
    words = "见http://e.cn/x、https://e.cn、www.e.cn。Local Variables: vim: set ft=x"
    page = MarkdownIt("gfm-like").render("\n".join(escape_text(words)))
    assert page == f"<p>{words}</p>\n"
    assert "Local Variables:" not in escape_text(words)[0]
