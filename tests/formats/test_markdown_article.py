"""The whole article as Markdown, with its highlights read back by markdown-it."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin  # which Textual needs

from newsreader.article.own_export import is_exported
from newsreader.formats.document import Document, ExportStyle, state_words
from newsreader.formats.losses import losses
from newsreader.formats.markdown_article import MarkdownArticle
from newsreader.notebook.notebook import Notebook
from newsreader.text.span import Span
from tests.formats.documents import TEXT, article_of, document, documents, highlight_of

READER = MarkdownIt("gfm-like", {"linkify": False}).use(footnote_plugin)


def written(text: str, *words: str, **fields: object) -> str:
    """An article of `text` with these `words` highlighted, without its head."""
    marked = [highlight_of(text, each, number, **fields) for number, each in enumerate(words, 1)]
    whole = Document(article_of(text), Notebook().with_highlights(marked))
    return MarkdownArticle().write(whole).split("\n\n", 2)[2]


def tokens_of(markdown: str) -> list[Token]:
    """The tokens; marks follow the rules of ~~, which this reader knows."""
    outside = re.compile(r"\\.|==", re.DOTALL)
    return READER.parse(outside.sub(lambda m: "~~" if m[0] == "==" else m[0], markdown))


def marked_in(markdown: str) -> list[str]:
    """The texts of the marks."""
    found: list[str] = []
    for token in tokens_of(markdown):
        inside = False
        for child in token.children or ():
            if child.type == "s_open":
                found.append("")
                inside = True
            elif child.type == "s_close":
                inside = False
            elif inside and child.type != "footnote_ref":
                found[-1] += "\n" if child.type.endswith("break") else child.content
    return [each.replace("\u200b", "") for each in found]


def test_the_text_has_marks_and_notes_are_footnotes() -> None:
    whole = MarkdownArticle().write(document())
    for words in (
        "# 海东港一季度吞吐量创新高\n\n- Author: 林知远\n- Published: 2026年4月12日\n\n港口系列",
        "一季度货物吞吐量达1.2亿吨，==同比增长8.6%==[^1]。",
        "\n## 一、外贸航线\n",
        "说：==“外贸航线是最大的增量。”\u200b==全年",
        "==𠮷田物流==[^2]与海东港",
        "\n[^1]: 核对\\\n    去年同期基数\n\n    #数字 · #待查\n",
        "\n## Orphans\n\n> 零碳\n",
    ):
        assert words in whole
    assert "本报记者" not in whole
    assert any("colours of 4" in loss for loss in losses(MarkdownArticle(), document()))


def test_notes_may_be_callouts_after_their_paragraph() -> None:
    whole = MarkdownArticle().write(replace(document(), style=ExportStyle(callouts=True)))
    assert (
        "==同比增长8.6%==。\n\n> [!note] 同比增长8.6%\n> 核对\\\n> 去年同期基数\n>\n> #数字"
        in whole
    )
    assert "[^" not in whole


def test_overlapping_highlights_are_one_mark_and_keep_their_notes() -> None:
    text = "甲乙丙丁戊己庚辛"
    shown = written(text, "甲乙丙丁", "丙丁戊", "庚", note="想法")
    assert shown.startswith("==甲乙丙丁[^1]戊==[^2]己==庚==[^3]辛\n")
    assert written(text, "甲乙", "丙丁").startswith("==甲乙丙丁==戊")
    assert written(text, "甲乙", "甲乙", note="想法").startswith("==甲乙==[^1][^2]丙")


def test_a_highlight_over_paragraphs_is_marked_in_each() -> None:
    shown = written("第一段。\n第二段。", "一段。\n第二", note="想法")
    assert shown.startswith("第==一段。==\n\n==第二==[^1]段。\n")


def test_a_note_on_white_space_stays_with_the_word_before_it() -> None:
    assert written("甲 乙", " ", note="想法").startswith("甲[^1] 乙")


def test_a_mark_beside_chinese_punctuation_is_one_to_commonmark() -> None:
    text = "他说“外贸”是增量，占60%左右。甲"
    for words in ("“外贸”", "，占60%", "“外贸”是", "左右。"):
        assert marked_in(written(text, words)) == [words]
        assert marked_in(written(text, words, note="想法")) == [words]


def test_text_is_escaped_in_marks_and_outside() -> None:
    text = "1. 甲==乙== *丙* [^1] <b> a=b #丁\n- 戊"
    assert marked_in(written(text, "乙== *丙* [^1] <b> a=b")) == ["乙== *丙* [^1] <b> a=b"]
    assert marked_in(written(text)) == []
    kinds = {token.type for token in tokens_of(written(text))}
    assert kinds == {"paragraph_open", "inline", "paragraph_close"}


def test_several_articles_have_footnotes_of_their_own() -> None:
    pair = [replace(document(), label=name) for name in ("a.txt", "b.txt")]
    whole = MarkdownArticle().write_all(pair)
    assert [f"\n[^{number}]: " in whole for number in range(1, 6)] == [True] * 4 + [False]
    assert whole.count("# 海东港一季度吞吐量创新高") == 2


def test_it_is_recognized_as_an_export() -> None:
    assert is_exported("harbour.notes.article.md", MarkdownArticle().write(document()))
    assert MarkdownArticle().write(document()).count(TEXT[:5]) == 1


@given(documents())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_note_is_there_and_nothing_builds_structure(whole: Document) -> None:
    markdown = MarkdownArticle().write(whole)
    kinds = [token.type for token in tokens_of(markdown)]
    assert kinds.count("html_block") == 1
    assert kinds.count("blockquote_open") == len(whole.orphans())
    assert not {"fence", "hr", "table_open", "bullet_list_open"} & set(kinds) - {
        "bullet_list_open" if whole.byline() else ""
    }
    noted = [
        e
        for e in whole.excerpts()
        if e.highlight.note.strip() or e.highlight.tags or state_words(e.highlight)
    ]
    references = re.findall(r"(?<=\S)(?<!\\)\[\^(\d+)\]", markdown)  # not at the start of a line
    assert sorted(map(int, references)) == list(range(1, len(noted) + 1))
    assert markdown == MarkdownArticle().write(whole)


@given(documents())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_marks_hold_what_is_highlighted(whole: Document) -> None:
    plain = replace(whole, notebook=Notebook().with_highlights(whole.notebook.shown()))
    text = whole.article.text
    paragraphs = [paragraph.span for paragraph in whole.article.paragraphs]
    covered: set[int] = set()
    for highlight in plain.notebook.shown():
        covered |= set(range(highlight.span.start, highlight.span.end))
    inside = [n for span in paragraphs for n in range(span.start, span.end) if n in covered]
    wanted = "".join(text[n] for n in inside)
    assert squeezed("".join(marked_in(MarkdownArticle().write(plain)))) == squeezed(wanted)


def squeezed(text: str) -> str:
    """`text` without blanks, joiners and control characters."""
    return re.sub("[\\s\u200b\ufffd\0-\x1f\x7f-\x9f\u2028\u2029]", "", text)


def test_a_span_of_blanks_keeps_its_note() -> None:
    text = "第一段。\n\n第二段。"
    mark = replace(highlight_of(text, "。\n", note="想法"))
    blank = replace(mark, anchor=type(mark.anchor).on(text, Span(4, 6)))
    whole = Document(article_of(text), Notebook().with_highlights([blank]))
    assert "[^1]: 想法" in MarkdownArticle().write(whole)
    assert "。[^1]" in MarkdownArticle().write(whole)
