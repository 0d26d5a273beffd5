"""Kindle clippings, written and read."""

from __future__ import annotations

import re
from datetime import datetime

from hypothesis import assume, given, settings

from newsreader.formats.clippings import Clippings
from newsreader.formats.document import Document
from tests.formats.documents import document, documents

CHINESE = """\ufeff港口 (林知远)
- 您在第 3 页（位置 #25-26）的标注 | 添加于 2026年4月12日星期日 下午3:23:07

外贸航线是最大的增量。
==========
\ufeff港口 (林知远)
- 您在第 3 页（位置 #26）的笔记 | 添加于 2026年4月12日星期日 下午3:24:00

核对
==========
港口 (林知远)
- 您在第 4 页（位置 #30）的书签 | 添加于 2026年4月12日星期日 下午3:25:00


==========
"""


def test_a_highlight_and_its_note_are_two_clippings() -> None:
    added = "Added on Sunday, November 22, 2026 9:30:00 AM"
    lines = Clippings().write(document()).split("\n")
    assert lines[:12] == [
        "海东港一季度吞吐量创新高 (林知远)",
        f"- Your Highlight on page 3 | Location 61-68 | {added}",
        "",
        "同比增长8.6%",
        "==========",
        "海东港一季度吞吐量创新高 (林知远)",
        f"- Your Note on page 3 | Location 68 | {added}",
        "",
        "核对",
        "去年同期基数",
        "==========",
        "海东港一季度吞吐量创新高 (林知远)",
    ]


def test_the_file_of_a_kindle_in_chinese_is_read() -> None:
    entry, bookmark = Clippings().read(CHINESE)
    assert (bookmark.title, bookmark.problem) == ("港口", "a bookmark without words")
    assert (entry.quote, entry.note, entry.title) == ("外贸航线是最大的增量。", "核对", "港口")
    assert entry.created == datetime(2026, 4, 12, 15, 23, 7).astimezone()
    assert entry.span is None


def test_the_file_of_an_older_kindle_is_read() -> None:
    text = (
        "港口\r\n- Highlight Loc. 25-26 | Added on Sunday, April 12, 2026, 12:05 AM\r\n\r\n甲\r\n"
        "==========\r\n"
    )
    (entry,) = Clippings().read(text)
    assert (entry.quote, entry.created) == ("甲", datetime(2026, 4, 12, 0, 5).astimezone())


def test_a_note_without_a_highlight_is_kept() -> None:
    (entry,) = Clippings().read(
        "港口\n- Your Note on Location 9 | Added on x\n\n核对\n==========\n"
    )
    assert (entry.quote, entry.note) == ("", "核对")


def _stored(text: str) -> str:
    """`text` as a clipping can hold it: LF line ends, and no line of equals signs."""
    lines = re.split("\r\n|\r|\n", text)
    lines = [re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", "\ufffd", x) for x in lines]
    return "\n".join(x.replace("=", "＝") if x.strip() == "==========" else x for x in lines)


def _visible(text: str) -> bool:
    return bool(text.replace("\ufeff", "").strip())


@given(documents())
@settings(max_examples=30, deadline=None)
def test_a_round_trip_keeps_quotes_and_notes_in_order(whole: Document) -> None:
    entries = Clippings().read(Clippings().write(whole) + "==========\n")
    wanted = []
    for highlight in (excerpt.highlight for excerpt in whole.all()):
        quote, note = _stored(highlight.quote), _stored(highlight.note)
        assume(_visible(quote))
        wanted.append((quote, note if _visible(note) else ""))
    assert [(entry.quote, entry.note) for entry in entries] == wanted
