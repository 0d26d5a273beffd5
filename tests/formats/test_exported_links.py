"""Links in notes, in the formats that people read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from newsreader.article.loader import read_article
from newsreader.entities.kind import Kind
from newsreader.formats.collection import collection
from newsreader.formats.document import Document, ExportFilter, ExportStyle
from newsreader.formats.file_names import FileNames
from newsreader.formats.registry import FORMATS
from newsreader.notebook.colour import Colour
from newsreader.notebook.note_links import LinkedArticle, LinkedArticles
from newsreader.notebook.notebook import Notebook
from tests.formats.documents import TEXT, document, entity_of, highlight_of

ID = "00000000-0000-0000-0000-000000000001"
OTHER = LinkedArticle(Path("/n/a (1).txt"), "运价: 上涨?")
NOTE = "比 [[#0000|那条]]，问 [[周明岚]]，见 [[运价 上涨|另一篇]]，无 [[没有的]]"


def _linked(note: str = NOTE, *, typed: bool = True) -> Document:
    there = highlight_of(TEXT, "同比增长8.6%", 1)
    here = replace(highlight_of(TEXT, "零碳", 2, note=note), id="ffff0000", colour=Colour.RED)
    return replace(
        document(),
        notebook=Notebook().with_highlights([there, here]),
        entities=(entity_of(TEXT, "周明岚", Kind.PER),),
        style=ExportStyle(markdown_notes=typed),
        path=Path("/n/harbour.txt"),
        articles=LinkedArticles([OTHER]),
    )


def _written(name: str, *, typed: bool = True) -> str:
    return FORMATS[name].write(_linked(typed=typed))


@pytest.mark.parametrize("typed", [True, False])
def test_markdown_links_to_the_block_and_to_the_file_of_the_other_article(*, typed: bool) -> None:
    text = _written("markdown", typed=typed)
    shown = MarkdownIt("commonmark").render(text)
    assert f'<a href="#hl-{ID}">那条</a>' in shown
    assert f'<a id="hl-{ID}"></a>' in shown
    assert shown.count("<a id=") == 1
    assert '<a href="a%20%281%29.txt.md">另一篇</a>' in shown
    assert "问 周明岚，" in shown
    assert "无 没有的" in shown


def test_obsidian_links_to_the_file_of_an_article_whose_title_another_one_has(
    tmp_path: Path,
) -> None:
    same = [LinkedArticle(Path(f"/n/{name}.txt"), "运价上涨") for name in ("first", "second")]
    whole = replace(_linked("见 [[second.txt]]"), articles=LinkedArticles(same))
    assert "见 [[second|second.txt]]" in FORMATS["obsidian"].write(whole)
    for linked in same:
        article = read_article(TEXT.encode(), linked.path.name)
        exported = replace(whole, article=article, own_title=linked.title, path=linked.path)
        names = FileNames(tmp_path, FORMATS["obsidian"], [linked.path])
        assert names.path(linked.path, exported) == tmp_path / f"{linked.path.stem}.md"


@pytest.mark.parametrize("typed", [True, False])
def test_obsidian_links_to_blocks_and_notes_and_keeps_the_others(*, typed: bool) -> None:
    text = _written("obsidian", typed=typed)
    assert f"比 [[#^hl-{ID}|那条]]，问 [[周明岚]]，见 [[运价 上涨|另一篇]]，无 [[没有的]]" in text
    assert f"\n^hl-{ID}\n" in text


def test_html_has_anchors_for_highlights_and_names() -> None:
    text = _written("html")
    assert f'<a href="#h-{ID}">那条</a>' in text
    assert f'id="h-{ID}"' in text
    [target] = {part.split('"')[0] for part in text.split('<a href="#e-')[1:]}
    assert f'<span id="e-{target}">周明岚' in text
    assert '<a href="a%20%281%29.txt.html">另一篇</a>' in text
    assert "无 没有的" in text


def test_org_links_by_id_and_by_file() -> None:
    text = _written("org")
    assert f"[[id:{ID}][那条]]" in text
    assert "[[file:a%20%281%29.txt.org][另一篇]]" in text
    assert "问 周明岚，" in text


def test_other_formats_show_the_words_and_data_keep_what_was_written() -> None:
    assert "比 那条，问 周明岚，见 另一篇，无 没有的" in _written("anki")
    assert "比 那条，问 周明岚" in _written("markdown-article")
    for name in ("json", "csv", "webannotation"):
        assert "[[#0000|那条]]" in _written(name)


def test_a_highlight_that_is_not_exported_is_no_link() -> None:
    red = replace(_linked(), filter=ExportFilter(frozenset({Colour.RED})))
    text = FORMATS["markdown"].write(red)
    assert "比 那条" in text
    assert "(#hl-" not in text


def test_in_one_file_with_several_articles_others_are_not_linked_by_file() -> None:
    both = collection([_linked(), document()], ["a.txt", "b.txt"])
    text = FORMATS["markdown"].write_all(both)  # type: ignore[attr-defined]
    assert "见 另一篇" in text


@pytest.mark.parametrize(
    ("name", "link", "anchor"),
    [
        ("markdown", "[另一篇](#article-{key})", '<a id="article-{key}"></a>'),
        ("html", '<a href="#a-{key}">另一篇</a>', '<article id="a-{key}">'),
        ("org", "[[#article-{key}][另一篇]]", ":CUSTOM_ID: article-{key}"),
    ],
)
def test_in_one_file_with_several_articles_a_link_leads_to_the_other(
    name: str, link: str, anchor: str
) -> None:
    other = replace(document(), path=OTHER.path)
    first, second = collection([_linked(), other], ["a.txt", "b.txt"])
    text = FORMATS[name].write_all([first, second])  # type: ignore[attr-defined]
    assert link.format(key=second.key) in text
    assert text.count(anchor.format(key=second.key)) == 1
    assert name == "html" or anchor.format(key=first.key) not in text


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "<script>",
        "%% /newsreader %%",
        "a`b",
        "x vim: set nowrap :",
        "\ue0000\ue001",
        "![[x",
    ],
)
def test_a_hostile_link_makes_no_structure(target: str) -> None:
    other = (LinkedArticle(Path(f"/n/{target}"), target),)
    whole = replace(_linked(f"[[{target}]]"), articles=LinkedArticles(other))
    shown = MarkdownIt("commonmark").render(FORMATS["markdown"].write(whole))
    assert "javascript:alert" not in shown.replace(">javascript:alert", "")
    assert "<script>" not in shown
    note = FORMATS["obsidian"].write(whole)
    assert "<script>" not in note.replace("\\<script", "")
    assert note.count("%% /newsreader %%") == note.count("%% newsreader:")
