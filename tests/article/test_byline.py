"""The fields in the lines of a byline."""

from __future__ import annotations

import pytest

from newsreader.article.byline import Fields, is_byline, is_credit, is_day, read_fields

WHEN = "2026-03-08 08:05"
ISO = "2026-03-08T08:05"


@pytest.mark.parametrize(
    ("lines", "author", "source"),
    [
        (["撰文：", "陳曉雨", f"出版：{WHEN}", "更新：2026-03-09 10:00"], "陳曉雨", None),
        ([WHEN, "江城新聞網", "陳曉雨"], "陳曉雨", "江城新聞網"),
        (["江城日报", WHEN], None, "江城日报"),
        (["江城笔记", f"发布时间：{WHEN}"], "江城笔记", None),
        ([f"原创 王晓雨 江城笔记 {WHEN}"], "王晓雨", "江城笔记"),
        ([WHEN, "記者陳曉雨／台北報導"], "陳曉雨", None),
        ([WHEN, "以下文章来源于江城笔记 ，作者王晓雨"], "王晓雨", "江城笔记"),
        (
            [WHEN, "原文来自江城周刊网站：另一个标题", "作者：江城周刊记者 王晓雨"],
            "王晓雨",
            "江城周刊",
        ),
        ([f"{WHEN} 来源：江城网 作者：王晓雨"], "王晓雨", "江城网"),
        (["王晓雨/江城晚报", WHEN], "王晓雨", "江城晚报"),
        ([f"{WHEN} | 本地"], None, None),
        ([f"{WHEN} 江城传媒 时政新闻 1665 0"], None, "江城传媒"),
        ([f"{WHEN} 友善列印", "列印文章"], None, None),
        ([f"{WHEN} 作者：未知"], None, None),
        (["文章目录 显示", WHEN], None, None),
        ([WHEN, "（记者 王晓雨 整合） 假期过半"], "王晓雨", None),
        ([WHEN, "记者 王晓雨 摄"], None, None),
        ([f"{WHEN} 举报 分享 1024阅读"], None, None),
        ([f"{WHEN}星期日 江城日报 A04版 要闻"], None, "江城日报"),
        ([f"{WHEN} 星期日 江城晚报 03版 综合"], None, "江城晚报"),
        ([f"{WHEN} 江城日报 第12版：经济"], None, "江城日报"),
    ],
)
def test_author_source_and_date(lines: list[str], author: str | None, source: str | None) -> None:
    assert read_fields(lines, [], []) == Fields(author, source, WHEN, ISO)


def test_the_day_of_publication_precedes_that_of_the_last_change() -> None:
    fields = read_fields(["最後更新：2026-03-09 10:00", f"發佈時間：{WHEN}"], [], [])
    assert (fields.published, fields.published_iso) == (WHEN, ISO)


def test_a_date_without_a_year_stays_as_it_is() -> None:
    fields = read_fields(["发布时间：03-08 08:05"], [], [])
    assert (fields.published, fields.published_iso) == ("03-08 08:05", None)


def test_the_labelled_day_of_publication_precedes_a_full_one_of_the_last_change() -> None:
    fields = read_fields(["发布：03-08 08:05 更新：2026-03-09 10:00"], [], [])
    assert (fields.published, fields.published_iso) == ("03-08 08:05", None)
    assert is_byline("发布时间：03-08 08:05")


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("江城周刊记者 王晓雨", True),
        ("《江城周刊》作者 王晓雨", True),
        ("作者： 記者王曉雨", True),
        ("【文/江城网专栏作者 王晓雨】", True),
        ("記者 王曉雨、李文清", True),
        ("记者 王晓雨 摄", False),
        ("记者：这个词他很久没听过了", False),
        ("作者认为这样不好", False),
    ],
)
def test_a_credit_has_nothing_but_a_label_and_persons(line: str, credit: bool) -> None:
    assert is_credit(line) == credit


def test_the_foot_names_what_the_byline_does_not() -> None:
    foot = ["作者：王晓雨", "来源：江城网", "北岸 2020-01-01"]
    assert read_fields([WHEN], [], foot) == Fields("王晓雨", "江城网", WHEN, ISO)
    assert read_fields([], [], foot).published is None


def test_a_byline_by_itself_has_a_time_a_day_in_figures_or_a_name() -> None:
    for line in (WHEN, "2026-03-08", "来源：江城网", "本报记者 王晓雨", "2026年3月8日 江城日报"):
        assert is_byline(line)
    for line in (
        "2026年3月8日",
        "（2026-03-08）",
        "王晓雨",
        "记者：这个称呼他听了二十年，还没习惯。",
    ):
        assert not is_byline(line)


def test_a_line_that_is_only_a_day() -> None:
    assert is_day("2026年3月8日 星期日")
    assert not is_day(WHEN)
    assert not is_day("人力资源部 2026年3月8日")


def test_the_weekday_and_the_page_of_a_paper_are_not_in_its_name() -> None:
    line = "2026年03月08日星期日 江城日报 A04版 要闻"
    assert read_fields([line], [], []) == Fields(None, "江城日报", "2026年03月08日", "2026-03-08")
