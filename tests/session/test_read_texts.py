"""The texts that were read last."""

from __future__ import annotations

import stat
from pathlib import Path

from newsreader.session.read_texts import MEGABYTE, ReadTexts
from tests.fakes import article_of


def test_the_text_that_was_read_last_is_kept(tmp_path: Path) -> None:
    texts = ReadTexts(tmp_path / "texts", MEGABYTE)
    assert texts.last("a.txt") is None
    texts.keep("a.txt", article_of("第一个文本。\n"))
    texts.keep("a.txt", article_of("第二个文本。\n"))
    texts.keep("b.txt", article_of("第一个文本。\n"))
    assert texts.last("a.txt") == "第二个文本。\n"
    assert texts.last("b.txt") == "第一个文本。\n"
    assert len([*(tmp_path / "texts").glob("*.z")]) == 2


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    texts = ReadTexts(tmp_path / "texts", MEGABYTE)
    texts.keep("a.txt", article_of("一个文本。\n"))
    for path in (tmp_path / "texts").rglob("*"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077
    assert stat.S_IMODE((tmp_path / "texts").stat().st_mode) == 0o700


def test_the_oldest_texts_are_deleted(tmp_path: Path) -> None:
    texts = ReadTexts(tmp_path / "texts", 200)
    for number in range(9):
        text = "".join(chr(0x4E00 + (number * 977 + at * 131) % 20_000) for at in range(30))
        texts.keep(f"{number}.txt", article_of(text + "\n"))
    sizes = [path.stat().st_size for path in (tmp_path / "texts").glob("*.z")]
    assert 0 < sum(sizes) <= 200
    assert texts.last("0.txt") is None
    assert len([*(tmp_path / "texts" / "by-path").iterdir()]) == len(sizes)


def test_zero_keeps_nothing_and_deletes_what_is_there(tmp_path: Path) -> None:
    ReadTexts(tmp_path / "texts", MEGABYTE).keep("a.txt", article_of("一个文本。\n"))
    ReadTexts(tmp_path / "texts", 0).keep("a.txt", article_of("一个文本。\n"))
    assert [*(tmp_path / "texts").glob("*.z")] == []
    assert ReadTexts(tmp_path / "texts", 0).last("a.txt") is None
    ReadTexts(tmp_path / "none", 0).keep("a.txt", article_of("一个文本。\n"))
    assert not (tmp_path / "none").exists()


def test_a_damaged_text_is_missing(tmp_path: Path) -> None:
    texts = ReadTexts(tmp_path / "texts", MEGABYTE)
    texts.keep("a.txt", article_of("一个文本。\n"))
    (kept,) = (tmp_path / "texts").glob("*.z")
    kept.write_bytes(b"x")
    assert texts.last("a.txt") is None
