"""Files of KOReader, calibre, WeRead, Moon+ Reader, CoNLL and of other readers of this program."""

from __future__ import annotations

import contextlib
import json
import time

import pytest

from newsreader.errors import FormatError
from newsreader.formats.calibre import Calibre
from newsreader.formats.conll_reader import ConllReader
from newsreader.formats.doccano import Doccano
from newsreader.formats.hypothesis_format import HypothesisExport
from newsreader.formats.imported_highlight import as_colour
from newsreader.formats.kindle_notebook import KindleNotebook
from newsreader.formats.koreader import KoReader
from newsreader.formats.lua_table import items, parse_lua
from newsreader.formats.moonreader import MoonReader
from newsreader.formats.notes_file import NotesFile
from newsreader.formats.readwise import Readwise
from newsreader.formats.registry import Importer
from newsreader.formats.webannotation import WebAnnotation
from newsreader.formats.weread import WeRead
from newsreader.notebook.colour import Colour
from newsreader.text.span import Span

KOREADER = r"""-- /mnt/book.lua
return {
    ["annotations"] = {
        [1] = {
            ["color"] = "gray", ["datetime"] = "2026-02-03 08:09:10", ["drawer"] = "lighten",
            ["note"] = "查\
一下", ["pos0"] = "/body/p[1].0", ["pageno"] = 4, ["text"] = "\229\164\150贸“航线”",
        },
        [2] = { ["datetime"] = "2026-02-03 08:09:11", ["page"] = "x", ["text"] = "第 5 页" },
    },
    ["doc_props"] = { ["title"] = "港口", ["authors"] = "林" },
    ["n"] = { 1, -2.5, 0x10, true, nil, 'a', [[b]] },
}
"""


def test_the_sidecar_of_koreader() -> None:
    entry, bookmark = KoReader().read(KOREADER)
    assert (entry.quote, entry.note, entry.title) == ("外贸“航线”", "查\n一下", "港口")
    assert entry.created is not None
    assert bookmark.problem


def test_an_old_sidecar_of_koreader() -> None:
    text = """return { ["highlight"] = { [7] = { [1] = { ["text"] = "航线", ["drawer"] = "lighten",
    ["datetime"] = "2020-01-01 10:00:00" } } },
    ["bookmarks"] = { [1] = { ["datetime"] = "2020-01-01 10:00:00", ["highlighted"] = true,
    ["notes"] = "航线", ["text"] = "我的话" } } }"""
    (entry,) = KoReader().read(text)
    assert (entry.quote, entry.note) == ("航线", "我的话")


@pytest.mark.parametrize(
    "text",
    [
        "return os.execute('x')",
        "return { a = f() }",
        "x = 1",
        "return {",
        "return {1 2}",
        "return " + "{" * 500,
        'return { ["a"] = "b" .. "c" }',
        "return {}",
        "",
    ],
)
def test_lua_is_data_and_never_executed(text: str) -> None:
    with pytest.raises(FormatError):
        KoReader().read(text)


def test_constants_of_lua() -> None:
    table = parse_lua(KOREADER)
    assert items(table["n"]) == [1, -2.5, 16, True, None, "a", "b"]


def test_the_json_of_koreader() -> None:
    one = {"title": "港口", "entries": [{"text": "航线", "note": "查", "time": 1700000000}]}
    for export in (one | {"version": "json/1.0.0"}, {"documents": [one]}):
        (entry,) = KoReader().read(json.dumps(export))
        assert (entry.quote, entry.note, entry.title) == ("航线", "查", "港口")
        assert entry.created is not None


def test_the_highlights_of_calibre() -> None:
    mark = {
        "type": "highlight", "highlighted_text": "航线", "notes": "查", "uuid": "u1",
        "style": {"kind": "color", "which": "green"}, "timestamp": "2026-01-02T03:04:05.678Z",
    }  # fmt: skip
    gone = mark | {"removed": True}
    viewer = {"version": 1, "type": "calibre_highlights", "highlights": [mark, gone]}
    library = {
        "type": "calibre_annotation_collection",
        "annotations": [{"book_id": 3, "annotation": mark}],
    }
    for export in (viewer, library):
        (entry,) = Calibre().read(json.dumps(export))
        assert (entry.quote, entry.note, entry.colour) == ("航线", "查", Colour.GREEN)
        assert entry.created is not None


def test_the_text_of_weread() -> None:
    text = """《港口》

林知远

3个笔记


第一章

◆ 外贸航线是最大的增量

◆ 2023/05/06发表想法

查一下
真的吗

原文：全年目标

◆ 绿色港口

-- 来自微信读书"""
    first, thought, last = WeRead().read(text)
    assert (first.quote, first.title, first.author) == ("外贸航线是最大的增量", "港口", "林知远")
    assert (thought.quote, thought.note) == ("全年目标", "查一下\n真的吗")
    assert thought.created is not None
    assert last.quote == "绿色港口"


def test_the_markdown_of_the_weread_plugin() -> None:
    text = """---
title: 港口
---
# 元数据
> [!abstract] 港口
> - 作者： 林知远

# 高亮划线
## 一
> 📌 外贸航线 ^12-34
> ⏱ 2026-01-02 03:04:05

> 📌 全年目标
> ⏱ 2026-01-02 03:04:06

# 读书笔记
## 一
### 划线评论
> 📌 外贸航线 ^ab-cd
    - 💭 查一下
    - ⏱ 2026-01-02 03:05:05
"""
    plain, noted = sorted(WeRead().read(text), key=lambda entry: entry.note)
    assert (plain.quote, plain.note) == ("全年目标", "")
    assert (noted.quote, noted.note, noted.title) == ("外贸航线", "查一下", "港口")
    assert noted.author == "林知远"


def test_moon_reader() -> None:
    group = "#\n9\n港口\n/a.epub\n/a.epub\n3\n0\n120\n4\n{}\n1700000000000\n\n{}\n{}\n0\n0\n0\n"
    blue = 0xFF3344FF - (1 << 32)
    text = "0\nindent:false\ntrim:false\n" + group.format(blue, "查<BR>一下", "外贸航线")
    text += group.format(0, "", "")
    (entry,) = MoonReader().read(text)
    assert (entry.quote, entry.note, entry.title) == ("外贸航线", "查\n一下", "港口")
    assert (entry.colour, entry.created is not None) == (Colour.BLUE, True)


def test_the_notes_file_of_another_reader() -> None:
    text = """format = "newsreader-notebook"
schema = 2
offset_unit = "codepoint"
note = "全文"

[[highlight]]
quote = "外贸航线"
colour = "red"
tags = ["甲"]
note = "查"

# The end: a file without this line was cut short.
"""
    *_whole, entry = NotesFile().read(text)
    assert (entry.quote, entry.colour, entry.tags, entry.note) == (
        "外贸航线",
        Colour.RED,
        ("甲",),
        "查",
    )
    assert (entry.created, entry.span) == (None, Span(0, 4))


def test_conll_with_several_columns_and_schemes() -> None:
    text = "海\tO\tB-LOC\n东\tO\tI-LOC\n港\tB-red\tO\n\n周 O S-PER\n明 O O\n"
    found = [(e.quote, e.colour, e.tags) for e in ConllReader().read(text)]
    assert found == [("海东", None, ("LOC",)), ("港", Colour.RED, ()), ("周", None, ("PER",))]


@pytest.mark.parametrize(
    "row",
    [
        {"text": "海东港", "annotations": [{"label": 12, "start_offset": 0, "end_offset": 2}]},
        {"text": "海东港", "entities": [[0, 2, "12"]]},
        {"text": "海东港", "label": {"12": {"海东": [[0, 1]]}}},
        {"data": "海东港", "labels": [[0, 2, "12"]]},
        {"text": "海东港", "ents": [{"start": 0, "end": 2, "label": "12"}]},
    ],
)
def test_labelled_spans_of_every_shape(row: dict[str, object]) -> None:
    (entry,) = Doccano().read(json.dumps(row))
    assert (entry.quote, entry.tags, entry.span) == ("海东", ("12",), Span(0, 2))


def test_web_annotations_with_html_ranges_positions_and_replies() -> None:
    head = {
        "type": "Annotation", "id": "urn:x:1",
        "body": {"format": "text/html", "value": "<p>看<b>这</b>&amp;那</p><p>完"},
        "target": {"source": "s", "selector": {"type": "RangeSelector",
            "startSelector": {"type": "TextQuoteSelector", "exact": "甲"},
            "endSelector": {"type": "TextQuoteSelector", "exact": "乙"}}},
    }  # fmt: skip
    reply = {"type": "Annotation", "id": "urn:x:2", "target": "urn:x:1", "bodyValue": "同意"}
    again = {"type": "Annotation", "id": "urn:x:3", "target": "urn:x:2", "bodyValue": "我也"}
    place = {
        "type": "Annotation",
        "target": {"selector": {"type": "TextPositionSelector", "start": 2, "end": 4}},
    }
    css = {"type": "Annotation", "target": {"selector": {"type": "CssSelector", "value": "p"}}}
    entries = WebAnnotation().read(json.dumps([head, again, reply, place, css]))
    assert (entries[0].quote, entries[0].until) == ("甲", "乙")
    assert entries[0].note.startswith("看这&那\n完")
    assert entries[0].note.count("同意") == entries[0].note.count("我也") == 1
    assert (entries[1].quote, entries[1].span) == ("", Span(2, 4))
    assert entries[2].problem
    assert len(entries) == 3


def test_the_replies_of_the_api_of_hypothesis() -> None:
    selector = {"type": "TextQuoteSelector", "exact": "航线"}
    row = {"id": "a", "uri": "u", "text": "好", "target": [{"selector": [selector]}]}
    reply = {
        "id": "b", "uri": "u", "text": "不好", "references": ["a"], "user": "acct:li@h.is",
        "target": [],
    }  # fmt: skip
    page = {"total": 1, "rows": [row], "replies": [reply]}
    (entry,) = HypothesisExport().read(json.dumps(page))
    assert (entry.note, entry.uri) == ("好\n\nli: 不好", "u")


def test_readwise_without_notes_with_other_colours_and_from_a_chinese_excel() -> None:
    (entry,) = Readwise().read(
        "Highlight;Title;Author;URL;Color;Location\n航线;港口;林;https://a.cn;pink;3\n"
    )
    assert (entry.quote, entry.colour, entry.uri) == ("航线", Colour.RED, "https://a.cn")
    (entry,) = Readwise().read('Highlight,Title,Note\n航线,港口,".h1\n\n看"\n')
    assert (entry.note, entry.tags, entry.position) == ("看", ("h1",), "")


def test_colours_of_other_programs() -> None:
    names = ("orange", "粉色", "#FEF3BD", "#3344ffcc", "#808080", "nonsense")
    assert [as_colour(name) for name in names] == [
        Colour.YELLOW, Colour.RED, Colour.YELLOW, Colour.BLUE, None, None,
    ]  # fmt: skip


HTML = '{"format": "text/html", "value": "' + "<!-- " * 20_000 + '"}'
RANGES = '{"type": "RangeSelector", "startSelector": ' * 300 + "1" + "}" * 300


@pytest.mark.parametrize(
    ("importer", "text"),
    [
        (KoReader(), "return {" + "--[[\n" * 20_000),
        (KindleNotebook(), '"bookTitle"' + "<a " * 20_000),
        (ConllReader(), "a B-X\n" * 20_000),
        (WebAnnotation(), f'{{"type": "Annotation", "body": {HTML}}}'),
        (WebAnnotation(), f'{{"type": "Annotation", "target": {{"selector": {RANGES}}}}}'),
    ],
    ids=["comments", "tags", "tokens", "html", "ranges"],
)  # fmt: skip
def test_files_made_to_take_long_are_read_or_refused_at_once(importer: Importer, text: str) -> None:
    start = time.process_time()
    with contextlib.suppress(FormatError):
        importer.read(text)
    assert time.process_time() - start < 30
