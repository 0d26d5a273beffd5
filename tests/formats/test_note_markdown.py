"""Markdown that was typed in a note, in exports."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from newsreader.formats.document import Document, ExportStyle
from newsreader.formats.markdown import Markdown
from newsreader.formats.note_markdown import note_lines
from newsreader.formats.obsidian import Obsidian
from newsreader.formats.registry import format_named
from newsreader.notebook.notebook import Notebook
from tests.formats.documents import HOSTILE, TEXT, document, highlight_of

READER = MarkdownIt("gfm-like", {"linkify": False})
STYLE = ExportStyle(markdown_notes=True)


def noted(note: str) -> Document:
    """A document with `note` on a highlight and another highlight after it."""
    marked = [highlight_of(TEXT, "海东港", 1, note=note), highlight_of(TEXT, "零碳码头", 2)]
    return replace(document(), notebook=Notebook().with_highlights(marked), style=STYLE)


def kept(note: str) -> str:
    return "\n".join(note_lines(noted(note), note))


def test_what_was_typed_stays_markdown() -> None:
    note = "- **一**\n- [二](https://example.cn)\n\n> 三\n\n```\n<b>\n```\n\n"
    note += "| 甲 | 乙 |\n|---|---|\n| `<x>` | 2 |"
    assert kept(note) == note
    for name in ("markdown", "markdown-article", "obsidian"):
        assert "**一**" in format_named(name).write(noted(note))
        literal = replace(noted(note), style=ExportStyle())
        assert "\\*\\*一\\*\\*" in format_named(name).write(literal)


def test_a_line_break_in_running_text_stays_one() -> None:
    assert kept("一\n二\n\n三\n- 四\n五") == "一\\\n二\n\n三\n- 四\\\n五"


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("<script>x</script>", "\\<script>x\\</script>"),
        ("\\<b>", "\\<b>"),
        ("\\\\<b>", "\\\\\\<b>"),
        ("<https://example.cn>", "<https://example.cn>"),
        ("![图](http://x.cn/a.png) ![[附件]]", "\\![图](http://x.cn/a.png) \\![[附件]]"),
        ("`\n` <b> `", "`\\\n` \\<b> `"),
        ("%%藏%%", "\\%\\%藏\\%\\%"),
        ("5~10亿元到3~4亿元，~~删~~", "5\\~10亿元到3\\~4亿元，~~删~~"),
        ("[x](javascript:alert(1))", "[x\\](javascript:alert(1))"),
        ("- 一\n  ```\n<b>", "- 一\\\n  \\```\\\n\\<b>"),
        ("```\n一", "```\n一\n```"),
        ("见 [^1]\n[^1]: 注", "见 \\[^1]\\\n\\[^1]: 注"),  # names of the whole file
        ("见 ^[注] 和 `[^1]`", "见 ^[注] 和 `[^1]`"),
    ],
)
def test_what_could_run_fetch_or_hide_is_shown_as_text(note: str, shown: str) -> None:
    assert kept(note) == shown


_LINES = st.sampled_from(
    [*HOSTILE, "```", "~~~", "````", "- ```", "> ```", "  ~~~", "`", "``", "甲", "- 乙", "1. 丙",
     "    丁", "", "<!-- newsreader:x 0123456789ab -->", "[a]: <b>", "\\", "<b", ">", "\t"]
)  # fmt: skip
_NOTES = st.lists(st.one_of(_LINES, st.sampled_from(["\n", "\n\n", " "])), max_size=14).map("".join)


@given(_NOTES)
@example("```\n<!-- /newsreader -->")
@example("`\n`<b>`")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_note_ends_its_block(note: str) -> None:
    """The marks are the only HTML, all of them, and a file is read back as it was written."""
    written = Markdown().write(noted(note))
    tokens = READER.parse(written)
    blocks = [token.content for token in tokens if token.type == "html_block"]
    assert len(blocks) == written.count("\n<!-- /newsreader -->") * 2
    assert all("newsreader" in block for block in blocks)
    assert not [c for t in tokens for c in t.children or () if c.type in ("html_inline", "image")]
    for form in (Markdown(), Obsidian()):
        whole = form.write(noted(note))
        assert form.update(whole, noted(note)) == whole
