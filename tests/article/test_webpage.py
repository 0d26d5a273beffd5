"""The article on a saved web page, the same text every time."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from newsreader.article.loader import read_article
from newsreader.article.webpage import text_beside, text_of
from newsreader.commands.sources import open_source
from newsreader.directories import HOME
from newsreader.errors import SourceError
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.text.span import Span
from tests.fakes import Clock

pytest.importorskip("readability")

SENTENCES = (
    "临江市市长闻一舟与澜川集团董事长陆知行昨天在市政府签署协议，双方将在三年内投资四十二亿元。",
    "“我们等了三年。”陆知行说，“现在可以开工了。”他表示公司会优先在本地招聘，并开设培训课程。",
    "市政府发言人介绍，项目建成后将带来约两千个就业岗位，配套的道路和供水工程已经列入预算。",
)
PAGE = (
    "<html><head><meta charset='{charset}'><title>签署协议 - 江畔新闻网</title>"
    "<script>alert('广告')</script></head><body><ul><li><a href='/'>首页</a></li>"
    "<li><a href='/f'>财经</a></li></ul><div class='main'><h1>签署协议</h1>"
    + "".join(f"<p>{sentence}</p>\n" for sentence in SENTENCES)
    + "</div><div class='footer'>版权所有</div></body></html>"
)


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "big5"])
def test_the_article_is_found_in_the_encoding_that_the_page_names(
    tmp_path: Path, charset: str
) -> None:
    page = PAGE.format(charset=charset)
    data = page.encode("utf-8" if charset == "big5" else charset)  # a page that is wrong about it
    text = text_of(data, "a.html", None, tmp_path).decode()
    assert [line for line in text.split("\n") if line][-3:] == list(SENTENCES)
    assert "首页" not in text
    assert "广告" not in text
    assert "版权所有" not in text


def test_the_title_is_the_first_line(tmp_path: Path) -> None:
    text = text_of(PAGE.format(charset="utf-8").encode(), "a.html", None, tmp_path)
    assert text.decode().startswith("签署协议")
    assert len(read_article(text, "a.html.txt").paragraphs) == 4


def test_an_extracted_text_never_changes(tmp_path: Path) -> None:
    data = PAGE.format(charset="utf-8").encode()
    text_of(data, "a.html", None, tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_text("as another version found it", "utf-8")
    assert text_of(data, "a.html", None, tmp_path / "cache") == b"as another version found it"


@pytest.mark.parametrize(
    "data", [b"", b"<", b"\0\xff\xfe", b"<html></html>", b"<?xml version='1'?>"]
)
def test_broken_pages_are_read_or_refused_in_one_sentence(tmp_path: Path, data: bytes) -> None:
    with contextlib.suppress(SourceError):
        assert isinstance(text_of(data, "a.html", None, tmp_path), bytes)


def test_a_page_nested_a_thousand_deep_is_read(tmp_path: Path) -> None:
    data = ("<div>" * 1000 + SENTENCES[0] + "</div>" * 1000).encode()
    with contextlib.suppress(SourceError):
        assert isinstance(text_of(data, "a.html", "utf-8", tmp_path), bytes)


def test_the_text_is_written_beside_the_page_with_the_first_highlight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    page = tmp_path / "a.html"
    page.write_text(PAGE.format(charset="utf-8"), "utf-8")
    opened = open_source(page)
    sidecar = opened.sidecar
    loaded = sidecar.load(opened.article)
    assert [path.name for path in tmp_path.glob("a.html*")] == ["a.html"]
    made = Highlight.new(opened.article.text, Span(0, 4), Colour.GREEN, Clock()())
    sidecar.save(loaded.changed(loaded.notebook.with_highlights([made])))
    assert text_beside(page).read_text("utf-8") == opened.article.text
    again = open_source(page)
    assert list(again.notebook().highlights) == [made.id]
    assert list(open_source(text_beside(page)).notebook().highlights) == [made.id]
