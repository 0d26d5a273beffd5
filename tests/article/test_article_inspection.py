"""The object of `inspect --json`."""

from __future__ import annotations

import json
from pathlib import Path

from newsreader.article.inspection import inspection
from newsreader.article.opening import open_article

PAGE = """标题在这里

2023-05-08 10:21 来源：某网

这一轮调整涉及三个省份的二十多个县，财政部门表示，资金将在年底前全部拨付到位。

图片来源：某某研究所

责任编辑：李某
"""


def test_every_line_stands_in_one_list(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    found = inspection(open_article(path), path)
    assert found == json.loads(json.dumps(found))
    assert found == {
        "id": "page",
        "file": str(path),
        "encoding": "utf-8",
        "certain": True,
        "newline": "lf",
        "title": "标题在这里",
        "author": None,
        "source": "某网",
        "published": "2023-05-08 10:21",
        "headings": [],
        "body": [PAGE.split("\n")[4]],
        "captions": ["图片来源：某某研究所"],
        "metadata": ["2023-05-08 10:21 来源：某网"],
        "furniture": ["责任编辑：李某"],
    }
