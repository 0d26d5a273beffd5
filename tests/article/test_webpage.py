"""The article on a saved web page, the same text every time."""

from __future__ import annotations

import contextlib
import time
from datetime import date
from pathlib import Path

import pytest

from newsreader.article import webpage
from newsreader.article.article import Article, Role
from newsreader.article.loader import read_article, text_beside
from newsreader.article.webpage import extract, text_of
from newsreader.commands.sources import open_source
from newsreader.directories import HOME
from newsreader.errors import SourceError
from newsreader.files.digest import sha256
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import Highlight
from newsreader.text.span import Span
from tests.fakes import Clock

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
    assert [line for line in text.split("\n") if line] == ["签署协议", *SENTENCES]
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
    other = b"as another version found it"
    kept.write_bytes(sha256(other).encode() + b"\n" + other)
    assert text_of(data, "a.html", None, tmp_path / "cache") == other


@pytest.mark.parametrize("size", [0, 10, 64, 65, 200])
def test_a_text_that_was_kept_in_part_is_extracted_again(tmp_path: Path, size: int) -> None:
    data = PAGE.format(charset="utf-8").encode()
    whole = text_of(data, "a.html", None, tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(kept.read_bytes()[:size])
    assert text_of(data, "a.html", None, tmp_path / "cache") == whole
    assert kept.read_bytes().endswith(whole)


def test_kept_texts_are_for_their_owner_only(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o755)
    text_of(PAGE.format(charset="utf-8").encode(), "a.html", None, cache)
    (kept,) = cache.iterdir()
    assert (cache.stat().st_mode & 0o777, kept.stat().st_mode & 0o777) == (0o700, 0o600)


@pytest.mark.parametrize(
    "data", [b"", b"<", b"\0\xff\xfe", b"<html></html>", b"<?xml version='1'?>"]
)
def test_broken_pages_are_read_or_refused_in_one_sentence(tmp_path: Path, data: bytes) -> None:
    with contextlib.suppress(SourceError):
        assert isinstance(text_of(data, "a.html", None, tmp_path), bytes)


@pytest.mark.parametrize("depth", [2100, 50_000])
def test_a_page_nested_too_deep_is_refused_and_loses_no_text(depth: int) -> None:
    page = "<h1>签署协议</h1>" + "<div>" * depth + f"<p>{SENTENCES[0]}</p>"
    with pytest.raises(SourceError, match=r"a\.html"):
        extract(page.encode(), "a.html")


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


def test_notes_are_found_again_in_the_text_of_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    page = tmp_path / "a.html"
    page.write_text(PAGE.format(charset="utf-8"), "utf-8")
    opened = open_source(page)
    start = opened.article.text.index("我们等了三年")
    made = Highlight.new(opened.article.text, Span(start, start + 6), Colour.GREEN, Clock()())
    sidecar = opened.sidecar
    loaded = sidecar.load(opened.article)
    sidecar.save(loaded.changed(loaded.notebook.with_highlights([made])))
    text_beside(page).unlink()  # as if only the page and its notes were copied
    earlier = webpage.extract
    monkeypatch.setattr(webpage, "_VERSION", b"another")
    monkeypatch.setattr(webpage, "extract", lambda *page: "快讯\n\n" + earlier(*page))
    again = open_source(page)
    assert again.article.text != opened.article.text
    (found,) = again.notebook().shown()
    assert found.span == Span(start + 4, start + 10)
    assert found.quote == "我们等了三年"


def _article(html: str) -> Article:
    return read_article(extract(html.encode(), "a.html").encode(), "a.html.txt")


def _page(head: str = "", byline: str = "", body: str = "", before: str = "") -> str:
    paragraphs = body or "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return (
        f"<html><head><meta charset='utf-8'><title>签署协议 - 江畔新闻网</title>{head}</head>"
        f"<body>{before}<div class='main'><h1>签署协议</h1>{byline}<div>{paragraphs}</div></div>"
        "</body></html>"
    )


def test_fields_are_read_from_what_the_page_declares() -> None:
    article = _article(
        _page(
            '<script type="application/ld+json">{"@context":"https://schema.org","@type":'
            '"NewsArticle","headline":"签署协议","datePublished":"2026-03-08T01:30:00Z",'
            '"author":{"@type":"Person","name":"许知微"}}</script>'
            '<meta name="source" content="江畔日报">'
            '<link rel="canonical" href="https://example.com/1.html">',
            "<p>许知微</p>",
        )
    )
    assert article.title == "签署协议"
    assert article.author == "许知微"
    assert article.source == "江畔日报"
    assert article.published == "2026-03-08 09:30"
    assert article.url == "https://example.com/1.html"
    roles = [paragraph.role for paragraph in article.paragraphs]
    assert roles == [Role.TITLE, Role.METADATA, *[Role.BODY] * 3, Role.METADATA]


def test_a_visible_day_is_preferred_to_a_declared_one() -> None:
    meta = '<meta property="article:published_time" content="2020-01-01T00:00:00+08:00">'
    article = _article(_page(meta, "<div>2026-03-08 09:30　来源：江畔日报</div>"))
    assert (article.published, article.source) == ("2026-03-08 09:30", "江畔日报")


def test_nothing_is_invented() -> None:
    head = '<meta property="og:site_name" content="江畔新闻网"><meta name="author" content="admin">'
    article = _article(_page(head))
    assert (article.author, article.source, article.published) == (None, None, None)
    assert (article.url, article.captured) == (None, None)


def test_hidden_content_of_wechat_is_read() -> None:
    html = (
        "<html><head><meta charset='utf-8'><meta property='og:title' content='签署协议'></head>"
        "<body><h1 id='activity-name'>签署协议</h1><div id='js_content' style='visibility: hidden; "
        "opacity: 0;'>"
        + "".join(f"<section><span>{s}</span></section>" for s in SENTENCES)
        + "</div>"
        '<script>var ct = "1772933400"; var nickname = htmlDecode("临江发布");</script></body>'
    )
    article = _article(html)
    assert article.source == "临江发布"
    assert article.published == "2026-03-08 09:30"
    assert [s for s in SENTENCES if s in article.text] == list(SENTENCES)


def test_hidden_menus_and_the_teasers_of_other_articles_are_left_out() -> None:
    teasers = "".join(f"<li><a href='{n}'>新消息{n}：各地公布最新数据</a></li>" for n in range(9))
    text = extract(
        _page(
            before=f"<p style='display:none'>登录后阅读。</p><ul class='menu'>{teasers}</ul>",
            body="".join(f"<p>{s}</p>" for s in SENTENCES) + f"<ul>{teasers}</ul>",
        ).encode(),
        "a.html",
    )
    assert "新消息" not in text
    assert "登录" not in text


def test_a_table_row_is_a_line() -> None:
    table = (
        "<table><tr><td>项目</td><td>金额</td></tr><tr><td>供水</td><td>三亿元</td></tr></table>"
    )
    body = f"<p>{SENTENCES[0]}</p>{table}<p>{SENTENCES[1]}</p><p>{SENTENCES[2]}</p>"
    lines = extract(_page(body=body).encode(), "a.html").split("\n")
    assert "项目\u3000金额" in lines
    assert "供水\u3000三亿元" in lines


def test_the_first_of_several_articles_on_a_page_is_read() -> None:
    second = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES * 3).replace("临江", "望海")
    html = _page().replace("</body>", f"<div><h1>望海签约</h1><div>{second}</div></div></body>")
    text = extract(html.encode(), "a.html")
    assert text.startswith("签署协议")
    assert "望海" not in text


def test_a_page_without_prose_opens_whole() -> None:
    html = "<body><ul><li><a href='/'>首页</a></li><li><a href='/f'>财经</a></li></ul></body>"
    article = read_article(extract(html.encode(), "a.html").encode(), "a.html.txt")
    assert "首页" in article.text
    assert "财经" in article.text


def test_a_web_archive_has_address_and_day() -> None:
    archive = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.com/1.html\r\n"
        "Date: Sat, 28 Nov 2026 20:19:41 +0800\r\nMIME-Version: 1.0\r\nContent-Type: "
        'multipart/related; type="text/html"; boundary="--x"\r\n\r\n----x\r\nContent-Type: '
        "text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + _page()
        + "\r\n----x--\r\n"
    )
    text = extract(archive.encode(), "a.mhtml")
    article = read_article(text.encode(), "a.mhtml.txt")
    assert article.title == "签署协议"
    assert article.url == "https://example.com/1.html"
    assert article.captured == date(2026, 11, 28)
    assert SENTENCES[2] in text


def test_a_single_file_page_is_read_without_its_images() -> None:
    comment = (
        "<html><!--\n Page saved with SingleFile \n url: https://example.com/1.html \n saved date: "
        "Sat Nov 28 2026 20:19:41 GMT+0800 (中国标准时间)\n-->"
    )
    image = f"<img src='data:image/png;base64,{'A' * 1_000_000}'><img src=data:x,{'B' * 1000}>"
    html = _page(body=image + "".join(f"<p>{s}</p>" for s in SENTENCES))
    article = _article(html.replace("<html>", comment))
    assert article.captured == date(2026, 11, 28)
    assert article.url == "https://example.com/1.html"
    assert "AAAA" not in article.text


def test_a_complete_page_has_the_address_it_was_saved_from() -> None:
    html = _page().replace(
        "<html>", "<!-- saved from url=(0026)https://example.com/1.html -->\n<html>"
    )
    assert _article(html).url == "https://example.com/1.html"


HOSTILE = {
    "nesting": "<div>" * 100_000 + SENTENCES[0],
    "hidden": "<div style='display:none'>" * 1_000 + SENTENCES[0] * 20,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{SENTENCES[0]}</p>",
    "entities": "<!DOCTYPE x [<!ENTITY a 'xxxx'><!ENTITY f SYSTEM 'file:///etc/passwd'>"
    + "".join(f"<!ENTITY b{n} '&a;&a;&a;&a;'>" for n in range(1000))
    + f"]><p>&f;&b9;{SENTENCES[0]}</p>",
    "comment": f"<p>{SENTENCES[0]}</p><!-- " + "<script>" * 100_000,
    "json": "<script type='application/ld+json'>{'schema.org':" + "[" * 100_000 + "</script>",
    "data": "<img src='data:" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_or_refused_quickly(name: str) -> None:
    start = time.process_time()
    with contextlib.suppress(SourceError):
        text = extract(HOSTILE[name].encode(), "a.html")
        assert "root:" not in text
    assert time.process_time() - start < 30


def test_a_page_with_a_wrong_charset_is_read() -> None:
    for charset, actual in (("utf-8", "gb18030"), ("gb2312", "utf-8"), ("nonsense", "utf-8")):
        html = _page().replace("charset='utf-8'", f"charset='{charset}'")
        assert SENTENCES[1] in extract(html.encode(actual), "a.html")


def test_extraction_takes_a_few_times_as_long_as_parsing() -> None:
    from lxml.etree import HTMLParser, fromstring

    body = "".join(f"<p>{sentence}<a href='/x'>链接</a></p>" for sentence in SENTENCES * 1500)
    data = _page(body=body).encode()

    def seconds(work: object) -> float:
        times = []
        for _ in range(3):
            start = time.process_time()
            work()  # type: ignore[operator]
            times.append(time.process_time() - start)
        return min(times)

    parsing = seconds(lambda: fromstring(data, HTMLParser(encoding="utf-8", huge_tree=True)))
    assert seconds(lambda: extract(data, "a.html")) < 12 * parsing + 0.05
