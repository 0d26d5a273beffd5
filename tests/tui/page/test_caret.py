"""The caret: movements, selections and jumps."""

from pathlib import Path

import pytest

from newsreader.text.row import Setting
from newsreader.text.span import Span
from newsreader.tui.page.caret import Caret, Jumps
from newsreader.tui.page.cursor_commands import CursorCommands
from newsreader.tui.page.page import Page, PageSetting
from newsreader.tui.page.runs import measure
from newsreader.tui.page.viewport import Viewport
from tests.fakes import NEWS, session_on

_ROW_MOTIONS = {
    "up",
    "down",
    "row_start",
    "row_end",
    "page_down",
    "page_up",
    "half_page_down",
    "half_page_up",
}


class Reader:
    """Presses keys on a page without a screen."""

    def __init__(self, folder: Path, text: str = NEWS) -> None:
        self.session = session_on(text, folder=folder)
        self.text = self.session.article.text
        page = Page(self.session.article, PageSetting(Setting(30)), measure)
        self.viewport = Viewport(page, 10)
        self.caret = Caret(self.session.article.paragraphs[0].span.start)

    def press(self, *keys: str) -> None:
        for key in keys:
            scope, _, name = key.partition(".")
            words = self.session.analysis.words
            moved = CursorCommands(self.viewport, words).do(scope, name, self.caret)
            assert moved is not None, key
            self.caret = moved

    @property
    def selected(self) -> str:
        span = self.caret.selection(self.text)
        return span.of(self.text) if span else ""


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def test_a_selection_is_never_empty() -> None:
    caret = Caret(3).started()
    assert caret.selection("一二三四五") == Span(3, 4)
    assert caret.to(1).selection("一二三四五") == Span(1, 3)


def test_a_selection_has_whole_graphemes() -> None:
    text = "好e\u0301的"
    assert Caret(1).started().selection(text) == Span(1, 3)


def test_moving_to_the_next_sentence_selects_the_sentence(reader: Reader) -> None:
    reader.press("cursor.next_paragraph", "selection.start")
    reader.press("cursor.next_sentence")
    assert reader.selected == "临江市市长闻一舟与澜川集团董事长陆知行签署协议。"


def test_the_last_grapheme_of_the_article_can_be_selected(tmp_path: Path) -> None:
    reader = Reader(tmp_path, "第一段。\n\n第二段没有句号")
    reader.press("cursor.bottom", "selection.start", "cursor.right")
    assert reader.selected == "号"
    reader.press("selection.start", "cursor.row_start", "selection.start", "cursor.row_end")
    assert reader.selected == "第二段没有句号"


def test_sentence_and_paragraph_are_selected_whole(reader: Reader) -> None:
    reader.press("cursor.next_paragraph", "selection.sentence")
    assert reader.selected == "临江市市长闻一舟与澜川集团董事长陆知行签署协议。"
    reader.press("selection.paragraph")
    assert reader.selected.endswith("投资42亿元！")


def test_shrinking_reverses_growing(reader: Reader) -> None:
    reader.press("cursor.next_paragraph")
    before = reader.caret
    reader.press("selection.grow", "selection.grow", "selection.grow")
    grown = len(reader.selected)
    assert grown > 5
    reader.press("selection.shrink", "selection.shrink", "selection.shrink")
    assert reader.caret == before


def test_the_other_end_can_be_moved(reader: Reader) -> None:
    reader.press("cursor.next_paragraph", "selection.start", "cursor.right", "cursor.right")
    start = reader.caret.anchor
    reader.press("selection.swap")
    assert reader.caret.offset == start


def test_movements_by_row_keep_their_column(tmp_path: Path) -> None:
    reader = Reader(
        tmp_path, "一二三四五六七八九十" * 4 + "\n\n短\n\n" + "甲乙丙丁戊己庚辛壬癸" * 3
    )
    reader.press(*["cursor.right"] * 5)
    reader.press(*["cursor.down"] * 3)
    assert reader.text[reader.caret.offset] == "短"
    reader.press("cursor.down")
    assert reader.text[reader.caret.offset] == "己"


def test_movements_by_paragraph_skip_folded_furniture(reader: Reader) -> None:
    reader.press(*["cursor.next_paragraph"] * 9)
    assert reader.text[reader.caret.offset :].startswith("。\n\n分享")
    reader.press(*["cursor.previous_paragraph"] * 9)
    assert reader.caret.offset == 0


def test_movements_by_paragraph_skip_metadata_and_captions(tmp_path: Path) -> None:
    text = (
        "临江市签署协议\n\n作者：林一  2026-03-18 10:42:07\n\n"
        "图片\n\n图：签约现场的照片\n\n双方在临江市签署了一份协议，将在三年内投资四十二亿元。\n\n"
        "图片\n\n图：规划示意图\n"
    )
    reader = Reader(tmp_path, text)
    reader.press("cursor.next_paragraph")
    assert reader.text[reader.caret.offset :].startswith("双方")
    reader.press("cursor.next_paragraph")
    assert reader.text[reader.caret.offset :].startswith("图片\n\n图：规划")  # nothing else follows
    reader.press("cursor.next_paragraph", "cursor.previous_paragraph")
    assert reader.text[reader.caret.offset :].startswith("双方")
    reader.press("cursor.previous_paragraph")
    assert reader.caret.offset == 0


def test_selecting_a_sentence_again_selects_the_next_one(tmp_path: Path) -> None:
    reader = Reader(tmp_path, "他说：“甲来了。乙走了。”\n\n丙也走了。")
    reader.press("selection.sentence", "selection.sentence")
    assert reader.selected == "乙走了。"
    reader.press("selection.sentence")
    assert reader.selected == "丙也走了。"
    reader.press("selection.sentence")
    assert reader.selected == "丙也走了。"


def test_every_motion_stays_in_the_text(reader: Reader) -> None:
    names = [
        "left",
        "right",
        "up",
        "down",
        "next_word",
        "previous_word",
        "end_of_word",
        "next_sentence",
        "previous_sentence",
        "next_paragraph",
        "previous_paragraph",
        "row_start",
        "row_end",
        "page_down",
        "page_up",
        "half_page_down",
        "half_page_up",
        "top",
        "bottom",
    ]
    for selecting in (False, True):
        for first in names:
            for second in names:
                reader.caret = Caret(reader.text.index("董事长"))
                if selecting:
                    reader.press("selection.start")
                reader.press(f"cursor.{first}", f"cursor.{second}")
                assert 0 <= reader.caret.offset <= len(reader.text)
                paragraph = reader.session.article.paragraph_at(reader.caret.offset)
                assert reader.caret.offset <= paragraph.span.end


def test_the_jump_list_goes_back_and_forward() -> None:
    jumps = Jumps()
    jumps.leave(10)
    jumps.leave(50)
    assert jumps.back(90) == 50
    assert jumps.back(50) == 10
    assert jumps.back(10) is None
    assert jumps.forward() == 50
    assert jumps.forward() == 90
    assert jumps.forward() is None
