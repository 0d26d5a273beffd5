"""Pages of several kinds of outlets, pasted whole; every page is invented."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from newsreader.article.article import Article, Role
from newsreader.article.loader import read_article

PROSE = (
    "新川市水务局昨天公布，穿城而过的云水河将分三段清淤，第一段从下月开工，预计明年汛期前完成。",
    "“河底的淤泥有一米多厚，二十年没有清过。”在河边住了半辈子的何师傅说，每到夏天，气味就传到三楼。",
    "水务局的工程师介绍，清出的淤泥不再外运，而是就地脱水，做成砖块，用来铺沿河的步道。",
    "按照计划，工程总投资一亿二千万元，其中三成来自省里的专项资金，其余由市、区两级承担。",
    "也有居民担心施工期间的交通。对此，水务局表示，大型车辆只在夜间进出，两座人行桥不会封闭。",
)
HONG_KONG = (
    "運輸署昨日表示，三條過海巴士路線下月起重組，部分班次改經新隧道，預計每程可節省約十二分鐘。",
    "有區議員認為，重組後總站位置較遠，長者轉乘不便，要求署方在首三個月內每星期公布乘客數字。",
    "署方回應指，會在兩個主要車站加派職員協助，並按實際需求調整班次，詳情將於下星期公布。",
)


class Page(NamedTuple):
    """Lines above the title, the title, the byline, the prose, and what follows it."""

    above: tuple[str, ...]
    title: str
    byline: tuple[str, ...]
    prose: tuple[str, ...]
    below: tuple[str, ...]
    author: str | None
    source: str | None
    day: str


PAGES = {
    "menus above and links below": Page(
        (
            "首页",
            "新闻",
            "本地",
            "财经",
            "体育",
            "视频",
            "登录 | 注册",
            "当前位置：首页 > 新闻 > 本地 > 正文",
        ),
        "云水河二十年来首次清淤 淤泥将变成步道砖",
        ("2026-03-08 08:05:09  来源：新川日报  作者：何文清",),
        PROSE,
        (
            "责任编辑：林海",
            "相关阅读",
            "新川市将新建三座污水处理厂",
            "沿河步道设计方案公示",
            "分享到：",
            "微信",
            "微博",
            "热门评论",
            "网友甲：早就该清了",
            "关于我们 | 联系我们 | 版权声明",
            "Copyright © 2026 新川网 版权所有",
        ),
        "何文清",
        "新川日报",
        "2026-03-08",
    ),
    "Hong Kong, a label on its own line": Page(
        ("主頁", "即時", "社會新聞"),
        "三條過海巴士路線下月重組　每程料省十二分鐘",
        ("撰文：", "陳家怡", "出版：2026-03-08 08:05", "更新：2026-03-08 11:30"),
        HONG_KONG,
        ("下載App", "相關文章：", "港島區小巴加價申請獲批", "最Hit", "熱門搜尋"),
        "陳家怡",
        None,
        "2026-03-08",
    ),
    "Taiwan, the reporter on the byline": Page(
        (),
        "三條過海巴士路線下月重組　居民憂轉乘不便",
        ("2026/03/08 08:05", "記者陳家怡／台北報導"),
        HONG_KONG,
        ("延伸閱讀", "捷運新線年底通車", "分享至Facebook", "分享至LINE"),
        "陳家怡",
        None,
        "2026-03-08",
    ),
    "WeChat, an account": Page(
        (),
        "一条河清淤之后，小城的夏天会不会好一点？",
        ("原创 何文清 新川笔记 2026年3月8日 08:05",),
        PROSE,
        ("预览时标签不可点", "阅读原文", "喜欢此内容的人还喜欢", "分享 收藏 在看"),
        "何文清",
        "新川笔记",
        "2026-03-08",
    ),
    "the date on several lines": Page(
        (),
        "云水河清淤下月开工 大型车辆只在夜间进出",
        ("2026", "03/08", "08:05", "新川晚报"),
        PROSE,
        ("举报/反馈", "相关推荐", "新川市将新建三座污水处理厂"),
        None,
        "新川晚报",
        "2026-03-08",
    ),
}


def read(page: Page) -> Article:
    lines = (*page.above, page.title, *page.byline, *page.prose, *page.below)
    return read_article("\n".join(lines).encode(), "page.txt")


def lines_of(article: Article, role: Role) -> list[str]:
    return [p.span.of(article.text) for p in article.paragraphs if p.role is role]


@pytest.mark.parametrize("name", PAGES)
def test_title_byline_and_body_of_a_page(name: str) -> None:
    page = PAGES[name]
    article = read(page)
    assert article.title == page.title
    assert (article.author, article.source) == (page.author, page.source)
    assert (article.published_iso or "")[:10] == page.day
    assert lines_of(article, Role.BODY) == list(page.prose)
    assert lines_of(article, Role.FURNITURE) == [*page.above, *page.below]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_from_its_title_on_is_read_alike(name: str) -> None:
    page = PAGES[name]._replace(above=())
    article = read(page)
    assert (article.title, article.author, article.source) == (page.title, page.author, page.source)
    assert lines_of(article, Role.BODY) == list(page.prose)


def test_the_title_of_the_window_and_the_original_title_are_not_the_title() -> None:
    page = PAGES["menus above and links below"]
    window = page._replace(
        above=(f"{page.title}_新川网", *page.above),
        byline=(*page.byline, "（原标题：清淤工程下月开工，河道二十年来首次见底）"),
    )
    article = read(window)
    assert article.title == page.title
    assert lines_of(article, Role.BODY) == list(page.prose)


def test_subheads_and_captions_are_part_of_the_article() -> None:
    page = PAGES["menus above and links below"]
    one, two, *others = page.prose
    inside = (one, "▲云水河上游的施工现场。新川日报记者摄", two, "淤泥去了哪里", *others)
    article = read(page._replace(prose=inside))
    assert lines_of(article, Role.BODY) == list(page.prose)
    assert lines_of(article, Role.CAPTION) == [inside[1]]
    assert lines_of(article, Role.HEADING) == ["淤泥去了哪里"]


def test_links_between_paragraphs_are_furniture() -> None:
    page = PAGES["menus above and links below"]
    one, two, *others = page.prose
    article = read(page._replace(prose=(one, two, "点击查看更多内容", *others)))
    assert lines_of(article, Role.BODY) == list(page.prose)
