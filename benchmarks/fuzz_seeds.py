"""A valid file of each program whose format newsreader reads and does not write."""

from __future__ import annotations

from collections.abc import Mapping

HYPOTHESIS = """{"total": 1, "rows": [{"id": "a1", "uri": "https://example.org/a", "text": "想法",
"tags": ["并购"], "created": "2026-01-01T00:00:00+00:00", "user": "acct:a@example.org", "target":
[{"source": "https://example.org/a", "selector": [{"type": "TextQuoteSelector", "exact": "临江市",
"prefix": "与", "suffix": "签署"}, {"type": "TextPositionSelector", "start": 6, "end": 9}]}]}]}"""

KINDLE_NOTEBOOK = """<div class="bookTitle">协议</div><div class="authors">林</div>
<h3 class="noteHeading">标注(<span class="highlight_pink">粉色</span>) - 位置 12</h3>
<div class="noteText">临江市</div>
<div class="noteHeading">笔记 - 位置 12</div><div class="noteText">查<br>一下</div>"""

KOREADER = """return {
    ["annotations"] = { [1] = { ["color"] = "gray", ["datetime"] = "2026-02-03 08:09:10",
        ["note"] = "查", ["pos0"] = "/body/p[1].0", ["pageno"] = 4, ["text"] = "临江市" } },
    ["doc_props"] = { ["title"] = "协议", ["authors"] = "林" },
    ["n"] = { 1, -2.5, 0x10, true, nil, 'a', [[b]] },
}"""

CALIBRE = """{"version": 1, "type": "calibre_highlights", "highlights": [{"type": "highlight",
"highlighted_text": "临江市", "notes": "查", "uuid": "u1", "timestamp": "2026-01-02T03:04:05Z",
"style": {"kind": "color", "which": "green"}}]}"""

WEREAD = """《协议》

林

2个笔记

第一章

◆ 临江市

◆ 2026/02/03发表想法

查一下

原文：签署协议

-- 来自微信读书"""

MOONREADER = """0
indent:false
trim:false
#
9
协议
/a.epub
/a.epub
3
0
120
4
-16711936
1700000000000

查<BR>一下
临江市
0
0
0
"""

NOTES = """format = "newsreader-notebook"
schema = 2
offset_unit = "codepoint"
note = "全文"

[[highlight]]
id = "a1"
start = 6
end = 9
quote = "临江市"
colour = "red"
tags = ["甲"]
note = "查"

# The end: a file without this line was cut short.
"""

SEEDS: Mapping[str, str] = {
    "hypothesis": HYPOTHESIS,
    "kindle-notebook": KINDLE_NOTEBOOK,
    "koreader": KOREADER,
    "calibre": CALIBRE,
    "weread": WEREAD,
    "moonreader": MOONREADER,
    "notes": NOTES,
}
"""By the name of the format."""
