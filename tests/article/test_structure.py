"""The role of each line of a page; nothing is invented where there is no page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.article.article import Article, Role
from newsreader.article.blocks import BLANKS
from newsreader.article.furniture import buttons_start
from newsreader.article.loader import read_article
from newsreader.article.structure import read_structure

ONE = "这一轮调整涉及三个省份的二十多个县，财政部门表示，资金将在年底前全部拨付到位，并接受监督。"
TWO = "受访的企业负责人认为，新的办法减少了审批环节，原来要跑四个窗口的事，现在一个窗口就能办完。"
THREE = "多位专家提醒，政策落地还需要配套细则，尤其是跨区域结算的部分，各地做法并不一致。"
TITLE = "多地调整补贴办法 企业办事更省心"


def read(*lines: str) -> Article:
    return read_article("\n\n".join(lines).encode(), "page.txt")


def lines_of(article: Article, role: Role) -> list[str]:
    return [p.span.of(article.text) for p in article.paragraphs if p.role is role]


BYLINES = [
    ("2023-05-08 10:21:33 来源： 新华网", None, "新华网", "2023-05-08 10:21:33"),
    ("2023年05月08日10:21  来源：人民网-财经频道", None, "人民网-财经频道", "2023年05月08日10:21"),
    ("2023-05-08 10:21来源：证券时报网作者：李小红", "李小红", "证券时报网", "2023-05-08 10:21"),
    (
        "来源：本站原创 作者：宣传部 发布时间：2023/5/8 浏览次数： 33",
        "宣传部",
        "本站原创",
        "2023/5/8",
    ),
    ("2023年5月8日 10:21 新京报", None, "新京报", "2023年5月8日 10:21"),
    ("2023-05-08  ·  江城报道", None, "江城报道", "2023-05-08"),
    ("王小明·2023-05-08 10:21", "王小明", None, "2023-05-08 10:21"),
    ("2023-05-08 10:21 聯合報 記者王小明／台北即時報導", "王小明", "聯合報", "2023-05-08 10:21"),
    ("原创 kingname  某某观察  前天", "kingname", "某某观察", None),
    ("2023-05-08T10:21:33+08:00 来源：某网", None, "某网", "2023-05-08T10:21:33+08:00"),
    (
        "作者：王小明　　　《光明日报》（ 2023年05月08日 07版）",
        "王小明",
        "光明日报",
        "2023年05月08日",
    ),
    ("2023年05月08日 10:21　来源于 财新网", None, "财新网", "2023年05月08日 10:21"),
    (
        "时间：2023-05-08 06:23 来源： 山西日报 【字体：大 中 小】",
        None,
        "山西日报",
        "2023-05-08 06:23",
    ),
    ("来源: | 发布时间: 2023-05-08 | 点击: 2168", None, None, "2023-05-08"),
    ("2023年5月8日", None, None, "2023年5月8日"),
    ("2023 年 5 月 8 日 星期一", None, None, "2023 年 5 月 8 日"),
]


@pytest.mark.parametrize(("byline", "author", "source", "published"), BYLINES)
def test_a_byline_has_author_source_and_date(
    byline: str, author: str | None, source: str | None, published: str | None
) -> None:
    article = read(TITLE, byline, ONE, TWO)
    assert article.title == TITLE
    assert (article.author, article.source, article.published) == (author, source, published)
    assert lines_of(article, Role.METADATA) == [byline[: buttons_start(byline)]]
    assert lines_of(article, Role.BODY) == [ONE, TWO]


def test_one_of_several_days_is_no_byline() -> None:
    article = read(TITLE, "2023年5月8日", ONE, "2023年5月9日", TWO)
    assert article.published is None
    assert read(TITLE, "5月8日", ONE, TWO).published is None


@pytest.mark.parametrize("line", ["---", "</td>", "#!/bin/bash", "* * *", "……"])
def test_lines_of_marks_stay_in_the_article(line: str) -> None:
    article = read(TITLE, "2023-05-08 10:21 来源：某网", ONE, line, TWO)
    assert lines_of(article, Role.BODY) == [ONE, line, TWO]


def test_a_signature_under_a_page_is_not_a_byline() -> None:
    article = read(
        TITLE, ONE, TWO, "人力资源部 2023年4月25日", "责任编辑：李某", "相关新闻", "另一条"
    )
    assert (article.author, article.source, article.published) == (None, None, None)
    assert read(TITLE, ONE, TWO, "编辑于 2023-04-25 10:21", "责任编辑：李某").published


def test_a_front_page_line_and_the_name_of_the_site_are_not_the_title() -> None:
    for top in ("江淮晨报 第A07版：民生", "某某新闻网"):
        article = read(top, "老街修鞋匠的第四十年和他的巷子", "本报记者 骆闻笛 文/图", ONE, TWO)
        assert article.title == "老街修鞋匠的第四十年和他的巷子"
        assert article.author == "骆闻笛"


def test_the_title_of_the_window_is_not_that_of_the_article() -> None:
    article = read(f"{TITLE}_财经频道_某某网", TITLE, "2023-05-08 10:21 来源：某网", ONE, TWO)
    assert article.title == TITLE
    assert lines_of(article, Role.FURNITURE) == [f"{TITLE}_财经频道_某某网"]


def test_a_person_above_the_byline_is_the_author() -> None:
    article = read(TITLE, "王小明", "某报特约记者", "2023-05-08 10:21 来源：某网", ONE, TWO)
    assert (article.author, article.source) == ("王小明", "某网")


def test_a_bare_date_is_a_byline_on_a_page_but_not_in_a_chronicle() -> None:
    foot = ("责任编辑：李某", "相关新闻", "另一条")
    assert read(TITLE, "2023年5月8日", ONE, TWO, *foot).published == "2023年5月8日"
    days = ("2023年5月8日", ONE, "2023年5月9日", TWO)
    assert read(TITLE, *days, *foot).published is None


def test_lines_above_the_title_are_furniture() -> None:
    above = [
        "登录 注册",
        "新闻 体育 财经 娱乐 科技",
        "新闻中心 > 国内新闻 > 正文",
        "2023年5月9日 星期二",
    ]
    article = read(*above, TITLE, "2023-05-08 10:21 来源：某网", ONE, TWO)
    assert (article.title, article.published) == (TITLE, "2023-05-08 10:21")
    assert lines_of(article, Role.FURNITURE) == above


def test_a_byline_may_have_several_lines() -> None:
    article = read(
        TITLE, "本报记者 王小明 李小红", "2023年05月08日 10:21", "来源：江城晚报", ONE, TWO
    )
    assert article.author == "王小明 李小红"
    assert article.source == "江城晚报"
    assert article.published == "2023年05月08日 10:21"


def test_the_account_above_a_bare_date_is_the_author() -> None:
    article = read(TITLE, "江城观察", "发布时间：2023-05-08 10:21", ONE, TWO)
    assert article.author == "江城观察"
    assert lines_of(article, Role.METADATA) == ["江城观察", "发布时间：2023-05-08 10:21"]


def test_buttons_counts_and_links_around_an_article_are_furniture() -> None:
    above = ["首页 > 财经 > 正文", TITLE, "2023-05-08 10:21 来源：某网 举报", "12934", "分享到："]
    above += ["微信", "QQ空间", "T + -", "（原标题：补贴办法有了调整）"]
    below = ["责任编辑：李某", "相关新闻", "另一条新闻的标题在这里", "跟贴888", "参与12934"]
    article = read(*above, ONE, TWO, *below)
    assert lines_of(article, Role.BODY) == [ONE, TWO]
    assert lines_of(article, Role.FURNITURE) == [above[0], "举报", *above[3:], *below]
    assert article.source == "某网"


@pytest.mark.parametrize(
    "line",
    [
        "声明：本文力求信息真实、准确，文章提及内容仅供参考，不构成投资建议，据此操作风险自担。",
        "某某新闻，未经授权不得转载",
        "扫描二维码关注我们的微信公众号",
        "版权所有 某某研究院 Copyright © 2018",
        "打印  字体： 放大 正常 缩小  分享",
        "上一篇：去年的活动 下一篇：返回列表",
        "编辑 | 李某",
        "【1】【2】【3】【4】",
        "#天文航天#月球#中国航天",
        "57人参与11评论",
        "\ue623",
    ],
)
def test_furniture_under_an_article(line: str) -> None:
    article = read(TITLE, "2023-05-08 10:21 来源：某网", ONE, TWO, line)
    assert lines_of(article, Role.FURNITURE) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "扫码支付的兴起",
        "他声明：这件事和我没有关系。",
        "点击进入下一关之前，他犹豫了很久。",
        "本文由三部分组成，先讲历史，再讲现状。",
        "长按电源键三秒，手机就会重启。",
        "外观设计：采用金属机身，更轻薄",
        "推荐3款好用的软件",
        "3人参与抢险",
    ],
)
def test_sentences_that_begin_like_furniture_are_the_article(line: str) -> None:
    article = read(TITLE, "2023-05-08 10:21 来源：某网", ONE, line, TWO)
    assert lines_of(article, Role.FURNITURE) == []


def test_tags_under_an_article_are_furniture() -> None:
    tags = ["独立游戏", "卡片游戏", "英国", "策略"]
    article = read(TITLE, "2023-05-08 10:21 来源：某网", ONE, TWO, *tags, "收藏", "举报")
    assert lines_of(article, Role.BODY) == [ONE, TWO]


def test_traditional_pages_have_the_same_structure() -> None:
    body = "這一輪調整涉及三個縣市的二十多個鄉鎮，財政單位表示，經費將在年底前全部撥付到位。"
    article = read(
        "補助新制上路", "2023-05-08 10:21 來源：某某時報", body, "延伸閱讀", "另一則新聞"
    )
    assert article.source == "某某時報"
    assert lines_of(article, Role.FURNITURE) == ["延伸閱讀", "另一則新聞"]


def test_prose_after_a_button_in_the_middle_stays_in_the_article() -> None:
    article = read(TITLE, "2023-05-08 10:21 来源：某网", ONE, "分享到：", TWO, THREE)
    assert lines_of(article, Role.BODY) == [ONE, TWO, THREE]
    assert lines_of(article, Role.FURNITURE) == ["分享到："]


def test_the_foot_names_the_source_when_the_top_does_not() -> None:
    foot = "本文编选自微信公众号“江城集团”;某某财经编辑:李某。"
    article = read(TITLE, "作者: 某某编选 2023-05-08 10:21", ONE, TWO, foot)
    assert (article.author, article.source) == ("某某编选", "江城集团")


@pytest.mark.parametrize(
    "line",
    [
        "图片来源：某某研究所官网",
        "图为启动仪式。（刘某摄）",
        "▲图片来自视频截图。",
        "图片",
        "（点击看清晰大图）",
        "资料图：江城大桥",
        "圖像來源，GETTY IMAGES",
    ],
)
def test_captions(line: str) -> None:
    article = read(TITLE, "2023-05-08 10:21 来源：某网", ONE, line, TWO)
    assert lines_of(article, Role.CAPTION) == [line]


def test_headings_precede_prose_and_have_levels() -> None:
    article = read(
        *(TITLE, "2023-05-08 10:21 来源：某网", ONE),
        *("一、钱从哪里来", "（一）中央财政", ONE, "（二）地方配套", TWO, "二、谁来监督", THREE),
    )
    found = [(p.level, p.span.of(article.text)) for p in article.paragraphs if p.level]
    assert found == [
        (1, "一、钱从哪里来"),
        (2, "（一）中央财政"),
        (2, "（二）地方配套"),
        (1, "二、谁来监督"),
    ]


def test_a_heading_may_be_a_number_above_words_or_a_question() -> None:
    top = (TITLE, "2023-05-08 10:21 来源：某网", ONE)
    article = read(*top, "01", "钱从哪里来", TWO, "02", "谁来监督？", THREE)
    assert lines_of(article, Role.HEADING) == ["01", "钱从哪里来", "02", "谁来监督？"]


def test_items_of_a_list_are_not_headings() -> None:
    article = read(TITLE, ONE, "可以看出以下特点：", "1. 审批少", "2. 资金快", "3. 监督严", TWO)
    assert lines_of(article, Role.HEADING) == []


def test_chapters_of_a_long_book_are_found_in_its_middle() -> None:
    chapters = [f"第{n}章 江上的船\n　　{ONE}\n　　{TWO}" for n in range(1, 1001)]
    article = read_article("\n".join(chapters).encode(), "book.txt")
    assert len(lines_of(article, Role.HEADING)) == 1000


NEGATIVES = {
    "novel": [
        "第一章 归途",
        "天快黑的时候，他终于看见了镇口那棵老槐树，树下还是那张石桌，只是再没有人下棋。",
        "“你回来了？”",
        "“嗯。”",
        "记者：这个称呼他听了二十年，2023年5月8日那天是最后一次。",
        "他放下箱子，坐了一会儿，听见远处有人喊孩子吃饭，声音一声长一声短，像从前一样。",
        "分享",
        "他忽然想起这个词来，觉得好笑，于是又坐了很久，直到月亮升起来，才慢慢往家里走去。",
    ],
    "speech": [
        "在毕业典礼上的讲话",
        "校长 王某某",
        "（2023年6月20日）",
        "同学们、老师们：",
        "今天是一个值得纪念的日子，你们中的许多人将离开校园，走向各自的岗位，我想谈三点希望。",
        "谢谢大家！",
    ],
    "address": [
        "在开学典礼上的致辞",
        "王小明 2023年9月1日",
        "各位同学，今天我们在这里开始新的学年，我想和大家谈一谈读书和做人的道理，请大家指正。",
        "谢谢大家！",
    ],
    "signed notice": [
        "关于劳动节放假的通知",
        "根据国家规定，结合公司实际，现将劳动节放假安排通知如下，请各部门提前做好工作安排。",
        "人力资源部 2023年4月25日",
    ],
    "diary": ["2023年5月8日 星期一 晴", "今天早上起得很早，去河边走了一圈，看见有人在钓鱼。"],
    "minutes": ["会议纪要", "时间：2023年5月8日 14:00", "地点：三楼会议室", "主持人：王小明", ONE],
    "notice": [
        "关于召开季度例会的通知",
        "各部门负责人：",
        "时间：2023年5月8日下午2:00",
        "地点：三楼会议室",
        "请各部门提前准备材料，于会前一天把电子稿发到办公室邮箱，会议期间请把手机调成静音。",
        "办公室",
        "2023年5月4日",
    ],
    "poem": ["春夜", "风从河面上来", "带着一点点潮湿的光", "我们坐在台阶上", "谁也没有说话"],
    "list": ["购物清单", "1. 苹果", "2. 牛奶", "3. 面包", "备注：超市周三打折"],
    "code": ["import os", "def main():", '    print("你好")', "# 中文注释", "return 0"],
    "wire": ["新华社北京5月8日电（记者王某某）" + ONE, TWO, THREE],
    "essay": ["家乡的桥", ONE, TWO, "去年回家，我又走到桥边，风还是从前的味道。"],
}


@pytest.mark.parametrize("kind", NEGATIVES)
def test_nothing_is_invented_where_there_is_no_page(kind: str) -> None:
    article = read(*NEGATIVES[kind])
    assert (article.author, article.source, article.published) == (None, None, None)
    assert lines_of(article, Role.FURNITURE) == []
    assert lines_of(article, Role.METADATA) == []


def test_a_single_first_line_above_prose_is_the_title_unless_it_is_a_sentence() -> None:
    assert read(*NEGATIVES["essay"]).title == "家乡的桥"
    assert read(*NEGATIVES["notice"]).title == "关于召开季度例会的通知"
    assert read(*NEGATIVES["wire"]).title is None
    assert read(*NEGATIVES["list"]).title is None
    assert read(*NEGATIVES["novel"]).title is None


ALPHABET = list(
    "的一是国人，。：“”（）？！0189ab-#>|*【】年月日　 \t\n\r\u200b\ufeff\x00\x1c\ue001一、"
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [ONE, TITLE, "2023-05-08 10:21 来源：某网", "分享到：", "一、钱", "图片", "---"]
        )
        | st.text(ALPHABET, max_size=30),
        max_size=14,
    ),
    st.booleans(),
)
def test_paragraphs_do_not_overlap_and_cover_all_but_blanks_and_heading_marks(
    lines: list[str], markdown: bool
) -> None:
    text = "\n".join(lines).replace("\r", "\n")
    covered = 0
    for paragraph in read_structure(text, markdown).paragraphs:
        between = text[covered : paragraph.span.start]
        assert not between.strip(BLANKS + "#")
        words = paragraph.span.of(text)
        assert words
        assert words == words.strip(BLANKS)
        assert (paragraph.level > 0) == (paragraph.role is Role.HEADING)
        covered = paragraph.span.end
    assert not text[covered:].strip(BLANKS + "#")


def test_a_list_under_a_heading_like_the_others_is_a_part_of_the_article() -> None:
    text = PAGE_IN_SECTIONS.format("【明日日程】\n09:00 统计局公布三月物价\n14:00 新桥试通车")
    article = read_article(text.encode(), "page.txt")
    furniture = [p.span.of(article.text) for p in article.paragraphs if p.role is Role.FURNITURE]
    assert furniture == ["免责声明：本文不构成任何投资建议。", "下载客户端"]


def test_the_year_of_a_date_is_that_of_the_address() -> None:
    text = PAGE_IN_SECTIONS.format("原文链接：https://example.cn/2026/03/08/a.html")
    text = text.replace("2026-03-08 08:05", "03-08 08:05")
    article = read_article(text.encode(), "page.txt")
    assert (article.published, article.published_iso) == ("03-08 08:05", "2026-03-08T08:05")


def test_a_day_in_the_article_says_nothing_about_the_year_of_its_publication() -> None:
    text = PAGE_IN_SECTIONS.format(
        "他回忆，2024年3月20日那天雨很大，轮渡停了一天，两岸的人都回不了家。"
    )
    text = text.replace("2026-03-08 08:05", "03-08 08:05")
    article = read_article(text.encode(), "page.txt")
    assert (article.published, article.published_iso) == ("03-08 08:05", None)


PAGE_IN_SECTIONS = """江城早报：新桥通车，三月物价持平
发布时间：2026-03-08 08:05
来源：江城财经网
【要闻】
江城市昨天公布，新桥将于本月底通车，全长一千二百米，两岸往来的时间从四十分钟缩短到五分钟。
市统计局表示，三月份物价与上月持平，其中菜价略有下降，粮油价格保持稳定，房租上涨百分之一。
【公司】
江城轮渡公司表示，新桥通车以后，客运航线将减少到两条，三十名员工转到旅游航线，不会裁员。
{}
免责声明：本文不构成任何投资建议。
下载客户端
"""


def test_an_invisible_character_before_a_button_belongs_to_neither() -> None:
    text = f"{TITLE}\n2023-05-08 10:21\u200b 【收藏】 分享\n{ONE}\n"
    for paragraph in read_structure(text, markdown=False).paragraphs:
        words = paragraph.span.of(text)
        assert words == words.strip(BLANKS)


def test_a_line_with_the_label_of_a_caption_is_one() -> None:
    caption = "图注：两岸的桥在夜里亮起了灯，行人可以从这里走到对岸"
    text = "\n".join([TITLE, "2023-05-08 10:21 来源：某网", ONE, caption, ONE + "还有后续。"])
    roles = {p.span.of(text): p.role for p in read_structure(text, markdown=False).paragraphs}
    assert roles[caption] is Role.CAPTION
