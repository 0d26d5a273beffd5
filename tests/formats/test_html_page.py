"""The HTML page, read by html5lib in strict mode."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings

from newsreader.article.article import Paragraphs, Role
from newsreader.formats.document import Document
from newsreader.formats.html_page import HtmlPage
from newsreader.formats.html_style import STYLE
from newsreader.formats.html_text import escape
from newsreader.notebook.colour import Colour
from newsreader.notebook.notebook import Notebook
from tests.formats.documents import article_of, document, documents, highlight_of

ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "article", "header", "div", "aside"),
    *("section", "h1", "h2", "h3", "p", "ul", "li", "dl", "dt", "dd", "mark", "span", "a"),
    *("small", "blockquote"),
}


def _tree(page: str) -> Element:
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    return tree


def _words(element: Element) -> str:
    return "".join(element.itertext())


def test_the_page_has_the_article_with_its_highlights_and_notes() -> None:
    tree = _tree(HtmlPage().write(document()))
    marks = [(mark.get("class"), _words(mark)) for mark in tree.iterfind(".//p//mark")]
    assert ("yellow", "同比增长8.6%") in marks
    assert ("red", "𠮷田物流") in marks
    assert [_words(head) for head in tree.iterfind(".//h1")] == ["海东港一季度吞吐量创新高"]
    assert [_words(note) for note in tree.iterfind(".//aside//div[@class='said']")] == [
        "1 核对\n去年同期基数",
        "2 = 新公司？🚢",
    ]
    assert "零碳" in _words(tree.findall(".//section")[0])
    assert "海东港 3" in _words(tree.findall(".//section")[1])


def test_every_link_has_a_target_in_the_page() -> None:
    tree = _tree(HtmlPage().write(document()))
    places = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(places) == len(set(places))
    links = [link.get("href") or "" for link in tree.iterfind(".//a")]
    assert links
    assert all(link.removeprefix("#") in places for link in links)


def test_of_two_overlapping_highlights_the_shorter_is_inside() -> None:
    text = "甲乙丙丁"
    over = highlight_of(text, "甲乙丙", 1)
    under = highlight_of(text, "乙", 2, colour=Colour.BLUE)
    page = HtmlPage().write(Document(article_of(text), Notebook().with_highlights([over, under])))
    assert (
        re.sub(' id="[^"]*"', "", page).find(
            '<mark class="yellow">甲</mark><mark class="yellow"><mark class="blue">乙</mark></mark>'
            '<mark class="yellow">丙</mark>丁'
        )
        > 0
    )


def test_a_hard_line_break_leaves_no_gap_between_chinese_words() -> None:
    text = "海东\n港 big\nship"
    article = article_of(text)._replace(paragraphs=Paragraphs([(0, len(text), Role.BODY, 0)]))
    assert "<p>海东港 big ship</p>" in HtmlPage().write(Document(article, Notebook()))


def test_characters_that_html_forbids_are_replaced() -> None:
    assert escape("<a href='x'>\0\x1b\ufdd0\U0001ffff&") == (
        "&lt;a href=&#x27;x&#x27;&gt;\ufffd\ufffd\ufffd\ufffd&amp;"
    )


def _contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours as WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        digits = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sheet", [0, 1, 2], ids=["light", "dark", "paper"])
def test_text_has_enough_contrast_on_every_background(sheet: int) -> None:
    blocks = re.findall(r":root {(.*?)}", STYLE, re.DOTALL)
    colours = dict(re.findall(r"--([a-z-]+): #([0-9a-f]{3,6})", blocks[sheet]))
    for background in ("page", *(colour.value for colour in Colour)):
        assert _contrast(colours["ink"], colours[background]) >= 7
    assert _contrast(colours["dim"], colours["page"]) >= 4.5
    for colour in Colour:
        assert _contrast(colours[f"{colour.value}-ink"], colours[colour.value]) >= 3


@given(documents())
@settings(max_examples=30, deadline=None)
def test_any_document_is_a_valid_page_that_loads_and_runs_nothing(whole: Document) -> None:
    tree = _tree(HtmlPage().write(whole))
    assert {element.tag for element in tree.iter()} <= ALLOWED
    for element in tree.iter():
        assert not {name for name in element.attrib if name.startswith("on") or name == "src"}
        assert (element.get("href") or "#").startswith("#")
    places = {element.get("id") for element in tree.iter()}
    links = {(link.get("href") or "").removeprefix("#") for link in tree.iterfind(".//a")}
    assert links <= places
    shown = "".join(_words(p) for p in tree.iterfind(".//div[@class='row']"))
    for word in ("甲", "乙", "丙", "丁"):
        assert shown.count(word) >= whole.article.text.count(word)
