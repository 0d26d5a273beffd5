"""Org files, read back by orgparse."""

from __future__ import annotations

from dataclasses import replace

import orgparse
from hypothesis import given, settings

from newsreader.formats.document import Document
from newsreader.formats.org import Org
from newsreader.formats.org_text import ESCAPE, escape_text
from newsreader.notebook.notebook import Notebook
from tests.formats.documents import TEXT, document, documents, highlight_of


def test_a_highlight_is_a_headline_with_tags_and_properties() -> None:
    root = orgparse.loads(Org().write(document()))
    nodes = list(root[1:])
    assert [(node.level, node.heading) for node in nodes] == [
        (1, "同比增长8.6%"),
        (1, "一、外贸航线"),
        (2, "“外贸航线是最大的增量。”"),
        (1, "二、绿色港口🚢"),
        (2, "𠮷田物流"),
        (1, "Orphans"),
        (2, "零碳"),
    ]
    assert nodes[0].tags == {"数字", "待查"}
    assert nodes[0].properties["COLOUR"] == "yellow (事实)"
    assert nodes[0].properties["CREATED"] == "[2026-11-22 Sun 09:30]"
    assert "核对\n去年同期基数" in nodes[0].body
    assert nodes[4].properties["TAG_NAMES"] == "人 物"
    assert nodes[6].properties["REASON"] == "words are gone"


def test_a_heading_that_is_highlighted_is_not_said_twice() -> None:
    marked = Notebook().with_highlights([highlight_of(TEXT, "一、外贸航线")])
    written = Org().plain(replace(document(), notebook=marked))
    assert written.count("一、外贸航线") == 1
    assert "\n** heading\n" in written


def test_lines_that_would_be_structure_are_text() -> None:
    for line in ("* 甲", "#+begin_src sh", ":END:", "| 表", "- 列", "1. 列", "# /newsreader"):
        assert escape_text(line) == [ESCAPE + line]
    assert escape_text("[[shell:ls][x]] src_sh{ls} {{{x}}}") == [
        "[\u200b[shell\u200b:ls][x]] s\u200brc_sh{ls} {\u200b{{x}}}"
    ]


def test_latex_in_brackets_is_text() -> None:
    assert escape_text(r"\(x\)") == [f"\\{ESCAPE}(x\\)"]


def test_ordinary_words_are_untouched() -> None:
    line = "周明岚：5~10亿元，*重点*，a_b，https://example.com/x"
    assert escape_text(line) == [line]


@given(documents())
@settings(max_examples=25, deadline=None)
def test_no_words_build_a_headline(whole: Document) -> None:
    root = orgparse.loads(Org().write(whole))
    found = [node for node in root[1:] if "STATE" in node.properties]
    assert len(found) == len(whole.all())


@given(documents(), documents())
@settings(max_examples=25, deadline=None)
def test_writing_again_is_stable_and_keeps_the_users_words(
    before: Document, after: Document
) -> None:
    made = Org()
    written = made.write(before)
    assert made.update(written, before) == written
    changed = made.update(written + "\n* 我的\n想法\n", after)
    assert "* 我的\n想法" in changed
    assert made.update(changed, after) == changed
