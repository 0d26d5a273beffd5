"""The sample articles are what the documentation says they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.article.loader import open_article

FOLDER = Path(__file__).parent.parent / "sample_articles"
SAMPLES = sorted(FOLDER.iterdir())


def test_all_are_described() -> None:
    words = (FOLDER.parent / "docs" / "samples.md").read_text("utf-8")
    assert len(SAMPLES) >= 6
    assert [path.name for path in SAMPLES if f"`{path.name}`" not in words] == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_each_is_an_article(path: Path) -> None:
    article = open_article(path)
    assert article.length > 700
    assert len(article.paragraphs) > 8


def test_one_is_stored_as_gbk_and_read_as_what_it_is() -> None:
    path = FOLDER / "city_feature_gbk.txt"
    with pytest.raises(UnicodeDecodeError):
        path.read_bytes().decode("utf-8")
    article = open_article(path)
    assert article.encoding in ("gbk", "gb18030")
    assert "老街修鞋匠的第四十年" in article.text


def test_one_is_in_traditional_characters() -> None:
    text = open_article(FOLDER / "hong_kong_report.txt").text
    assert all(character in text for character in "東頭週載來")


def test_the_company_news_has_all_its_furniture() -> None:
    text = open_article(FOLDER / "company_news.txt").text
    for piece in ("作者", "图片", "责任编辑", "风险自担", "分享到", "相关阅读"):
        assert piece in text


def test_the_wire_report_has_its_dateline() -> None:
    assert "新华社北京5月11日电" in open_article(FOLDER / "wire_report.txt").text


def test_the_essay_says_nothing_of_itself() -> None:
    article = open_article(FOLDER / "essay.txt")
    assert (article.author, article.source, article.published) == (None, None, None)
