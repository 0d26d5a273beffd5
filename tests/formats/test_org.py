"""Org files, read back by orgparse."""

from __future__ import annotations

from dataclasses import replace

import orgparse
from hypothesis import given, settings

from newsreader.formats.document import Document
from newsreader.formats.org import ESCAPE, Org, escape_text
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


def test_a_highlighted_heading_is_not_repeated() -> None:
    marked = Notebook().with_highlights([highlight_of(TEXT, "一、外贸航线")])
    written = Org().plain(replace(document(), notebook=marked))
    assert written.count("一、外贸航线") == 1
    assert "\n** heading\n" in written


def test_lines_that_would_be_structure_are_escaped() -> None:
    for line in ("* 甲", "#+begin_src sh", ":END:", "| 表", "- 列", "1. 列", "# /newsreader"):
        assert escape_text(line) == [ESCAPE + line]
    assert escape_text("[[shell:ls][x]] src_sh{ls} {{{x}}}") == [
        "[\u200b[shell\u200b:ls][x]] s\u200brc_sh{ls} {\u200b{{x}}}"
    ]


def test_latex_in_brackets_is_escaped() -> None:
    assert escape_text(r"\(x\)") == [f"\\{ESCAPE}(x\\)"]


def test_ordinary_text_is_unchanged() -> None:
    line = "周明岚：5~10亿元，*重点*，a_b，www.example.com"
    assert escape_text(line) == [line]


def test_a_bare_address_is_no_link_and_nothing_is_a_setting_of_an_editor() -> None:
    for words in ("见https://e.cn/x", "mailto:a@b.cn", "Local Variables:", "-*- mode: x", "vim: x"):
        (line,) = escape_text(words)
        assert line != words
        assert line.replace(ESCAPE, "") == words


@given(documents())
@settings(max_examples=25, deadline=None)
def test_no_text_builds_a_headline(whole: Document) -> None:
    root = orgparse.loads(Org().write(whole))
    found = [node for node in root[1:] if "STATE" in node.properties]
    assert len(found) == len(whole.all())


@given(documents(), documents())
@settings(max_examples=25, deadline=None)
def test_updating_is_stable_and_keeps_the_text_of_the_user(
    before: Document, after: Document
) -> None:
    exporter = Org()
    written = exporter.write(before)
    assert exporter.update(written, before) == written
    changed = exporter.update(written + "\n* 我的\n想法\n", after)
    assert "* 我的\n想法" in changed
    assert exporter.update(changed, after) == changed
