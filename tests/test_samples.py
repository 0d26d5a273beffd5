"""The sample articles are what docs/samples.md says, whatever a reader leaves beside them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from newsreader.article.article import Article
from newsreader.article.loader import open_article

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "sample_articles"
SAMPLES = re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs" / "samples.md").read_text("utf-8"), re.M)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work on copies, in a folder without notes."""
    for name in SAMPLES:
        shutil.copy(FOLDER / name, tmp_path)
    monkeypatch.chdir(tmp_path)


def opened(name: str) -> Article:
    return open_article(Path(name))


def test_there_are_enough() -> None:
    assert len(SAMPLES) >= 6


@pytest.mark.tool("git")
def test_all_are_described() -> None:
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "sample_articles"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert {Path(each).name for each in listed.split("\0") if each} == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_each_is_an_article(name: str) -> None:
    article = opened(name)
    assert article.length > 700
    assert len(article.paragraphs) > 8


def test_one_is_stored_as_gbk_and_read_as_what_it_is() -> None:
    with pytest.raises(UnicodeDecodeError):
        Path("city_feature_gbk.txt").read_bytes().decode("utf-8")
    article = opened("city_feature_gbk.txt")
    assert article.encoding in ("gbk", "gb18030")
    assert "老街修鞋匠的第四十年" in article.text


def test_one_is_in_traditional_characters() -> None:
    text = opened("hong_kong_report.txt").text
    assert all(character in text for character in "東頭週載來")


def test_the_company_news_has_all_its_furniture() -> None:
    text = opened("company_news.txt").text
    for piece in ("作者", "图片", "责任编辑", "风险自担", "分享到", "相关阅读"):
        assert piece in text


def test_the_wire_report_has_its_dateline() -> None:
    assert "新华社北京5月11日电" in opened("wire_report.txt").text


def test_the_essay_names_no_author_or_source() -> None:
    article = opened("essay.txt")
    assert (article.author, article.source, article.published) == (None, None, None)
