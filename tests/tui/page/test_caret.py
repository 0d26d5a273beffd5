"""The caret: movements, selections and jumps."""

from pathlib import Path

import pytest

from newsreader.text.row import Setting
from newsreader.text.span import Span
from newsreader.tui.page.caret import Caret, Jumps
from newsreader.tui.page.cursor_commands import CursorCommands, Selecting
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
        self.units: list[Span] = []
        self.inclusive = False

    def press(self, *keys: str) -> None:
        for key in keys:
            scope, _, name = key.partition(".")
            words = self.session.analysis.words
            selecting = Selecting(lambda _span: self.units, self.inclusive)
            commands = CursorCommands(self.viewport, words, selecting)
            moved = commands.do(scope, name, self.caret)
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


def vim(folder: Path, text: str = NEWS) -> Reader:
    """A reader whose selections include the character under the caret."""
    reader = Reader(folder, text)
    reader.inclusive = True
    return reader


def test_in_vim_a_selection_includes_the_character_under_the_caret(tmp_path: Path) -> None:
    reader = vim(tmp_path, "一二三四五。六七八。\n\n九十。\n")
    reader.press("selection.start", "cursor.right", "cursor.right")
    assert reader.selected == "一二三"
    reader.press("selection.swap")
    assert reader.selected == "一二三"
    reader.press("cursor.right")
    assert reader.selected == "二三"
    reader.press("selection.start", "cursor.row_end", "selection.start", "cursor.left")
    assert reader.selected == "八。"


def test_in_vim_a_sentence_and_a_paragraph_are_selected_to_their_end(tmp_path: Path) -> None:
    reader = vim(tmp_path, "一二三四五。六七八。\n\n九十。\n")
    reader.press("selection.start", "cursor.next_sentence")
    assert reader.selected == "一二三四五。"
    reader.press("cursor.next_sentence")
    assert reader.selected == "一二三四五。六七八。"
    reader.press("cursor.next_paragraph")
    assert reader.selected.endswith("九十。")
    reader.press("cursor.next_sentence", "cursor.next_paragraph", "cursor.bottom", "cursor.right")
    assert reader.selected.endswith("九十。")


def test_in_vim_the_end_of_a_word_is_selected(tmp_path: Path) -> None:
    reader = vim(tmp_path)
    reader.session.analysis.words.learn(Span(0, 6), [0, 3, 4])
    reader.press("selection.start", "cursor.end_of_word")
    assert reader.selected == "临江市"


def test_a_selection_grows_through_names_and_quotations(tmp_path: Path) -> None:
    text = "临江市市长闻一舟表示，工程会在明年完成，费用不会增加。市民很高兴。\n"
    reader = Reader(tmp_path, text)
    said = text.index("工程")
    reader.units = [Span(said, text.index("。")), Span(said, said + 2)]
    reader.session.analysis.words.learn(Span(0, len(text)), [0, said, said + 1, said + 2])
    reader.caret = Caret(said)
    seen = []
    for _each in range(6):
        reader.press("selection.grow")
        seen.append(reader.selected)
    assert "工程" in seen
    assert "工程会在明年完成，费用不会增加" in seen
    assert seen == sorted(seen, key=len)
    assert seen[-1] == text.strip()


@pytest.mark.parametrize(
    ("text", "at", "inside"),
    [
        ("他在《临江日报》上写道。", "日", "临江日报"),
        ("价格（每公斤）上涨。", "公", "每公斤"),
        ("他说：“很好。明天再来。”", "明", "很好。明天再来。"),
        ("稱為「新路線」的計劃。", "路", "新路線"),
        ("稱為『新路線』的計劃。", "路", "新路線"),
        ('他说:"很好,再来。"她说:"好。"', "再", "很好,再来。"),
        ("甲【乙〔丙〕丁】戊。", "丙", "丙"),
    ],
)
def test_the_words_between_paired_marks_are_selected(
    tmp_path: Path, text: str, at: str, inside: str
) -> None:
    reader = Reader(tmp_path, text + "\n")
    reader.caret = Caret(text.index(at))
    reader.press("selection.pair")
    assert reader.selected == inside
    reader.press("selection.pair")
    assert reader.selected[1:-1] == inside


def test_pairs_are_selected_from_the_inside_out(tmp_path: Path) -> None:
    text = "他说：“我读《临江日报》（晨报），很好。”\n"
    reader = Reader(tmp_path, text)
    reader.caret = Caret(text.index("临江"))
    seen = []
    for _each in range(5):
        reader.press("selection.pair")
        seen.append(reader.selected)
    assert seen == [
        "临江日报",
        "《临江日报》",
        "我读《临江日报》（晨报），很好。",
        "“我读《临江日报》（晨报），很好。”",
        "“我读《临江日报》（晨报），很好。”",
    ]
