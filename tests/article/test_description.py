"""The object of `inspect --json`."""

from __future__ import annotations

import json
from pathlib import Path

from newsreader.article.description import describe_article
from newsreader.article.loader import open_article

PAGE = """标题在这里

2023-05-08 10:21 来源：某网

这一轮调整涉及三个省份的二十多个县，财政部门表示，资金将在年底前全部拨付到位。

图片来源：某某研究所

责任编辑：李某
"""


def test_every_line_is_in_one_list(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    found = describe_article(open_article(path), path)
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
        "published_iso": "2023-05-08T10:21",
        "url": None,
        "captured": None,
        "headings": [],
        "body": [PAGE.split("\n")[4]],
        "captions": ["图片来源：某某研究所"],
        "metadata": ["2023-05-08 10:21 来源：某网"],
        "furniture": ["责任编辑：李某"],
    }


def test_a_line_with_buttons_is_listed_once_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    byline = "2026-05-11 16:20  来源: 某网  字体: 小 中 大"
    prose = "记者从研究所获悉，联合考察队在河谷阶地上发现旧石器时代遗址，距今约十一万年。"
    path.write_text(f"科研人员发现旧石器时代遗址\n{byline}\n\n{prose}\n", "utf-8")
    found = describe_article(open_article(path), path)
    assert (found["metadata"], found["furniture"], found["body"]) == ([byline], [], [prose])
