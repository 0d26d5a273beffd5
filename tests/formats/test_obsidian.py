"""Obsidian notes: front matter, callouts, block ids, and text of the user in them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from markdown_it import MarkdownIt

from newsreader.formats.document import Document
from newsreader.formats.obsidian import Obsidian
from newsreader.notebook.notebook import Notebook
from tests.formats.documents import TEXT, document, documents, highlight_of


def _noted(note: str, tags: tuple[str, ...] = ()) -> str:
    whole = document()
    highlight = highlight_of(whole.article.text, "零碳", note=note, tags=tags)
    return Obsidian().write(replace(whole, notebook=Notebook().with_highlights([highlight])))


def test_a_highlight_is_a_callout_with_an_id_to_link_to() -> None:
    written = Obsidian().write(document())
    assert written.startswith('---\ntitle: "海东港一季度吞吐量创新高"\nauthor: "林知远"\n')
    assert (
        "> [!quote] yellow (事实) · #数字 · #待查 · 2026-11-22 09:30\n> 同比增长8.6%\n" in written
    )
    assert "\n\n^hl-00000000-0000-0000-0000-000000000001\n\n核对" in written


def test_a_highlighted_heading_is_not_repeated() -> None:
    marked = Notebook().with_highlights([highlight_of(TEXT, "一、外贸航线")])
    written = Obsidian().plain(replace(document(), notebook=marked))
    assert written.count("一、外贸航线") == 1
    assert "> [!quote] heading · yellow (事实)" in written
    assert "%%" not in written
    assert written.startswith("---\n")


def test_only_links_in_a_note_stay_active() -> None:
    written = _noted("见 [[周明岚]] 和 ![[附件]]，%%不隐藏%%，==不标==，[x](y)，#不是标签")
    assert "见 [[周明岚]] 和 !\\[\\[附件\\]\\]" in written
    assert "\\%\\%不隐藏\\%\\%，\\=\\=不标\\=\\=，\\[x\\](y)，\\#不是标签" in written


def test_a_tag_is_reduced_to_allowed_letters_and_followed_by_the_original() -> None:
    assert "#人-物 (人 物) · #2026_ (2026) · #经济/港口" in _noted(
        "", ("人 物", "2026", "经济/港口")
    )


def test_front_matter_and_text_of_the_user_are_kept() -> None:
    exporter = Obsidian()
    mine = exporter.write(document()).replace('author: "林知远"', "author: 我改的\nrating: 5")
    mine = mine.replace("核对", "核对过了")
    changed = exporter.update(mine + "\n我的总结\n", document())
    assert "author: 我改的\nrating: 5" in changed
    assert "核对过了" in changed
    assert changed.endswith("我的总结\n")
    assert changed.count("---\n") == 2


@given(documents(), documents())
@settings(max_examples=25, deadline=None)
def test_updating_twice_changes_nothing(before: Document, after: Document) -> None:
    exporter = Obsidian()
    written = exporter.write(before)
    assert exporter.update(written, before) == written
    changed = exporter.update(written, after)
    assert exporter.update(changed, after) == changed


@given(documents())
@settings(max_examples=25, deadline=None)
def test_no_text_builds_structure(whole: Document) -> None:
    body = Obsidian().write(whole).partition("\n---\n")[2]
    kinds = [token.type for token in MarkdownIt("gfm-like", {"linkify": False}).parse(body)]
    assert kinds.count("blockquote_open") == len(whole.all())
    assert not {"html_block", "fence", "code_block", "bullet_list_open", "hr", "table_open"} & set(
        kinds
    )
