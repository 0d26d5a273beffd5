"""A text without a file is saved under a safe name, and never over another file."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.article.loader import open_article
from newsreader.errors import SourceError
from newsreader.library.new_article import file_name, pasted_article, save
from newsreader.sidecar.paths import sidecar_path
from newsreader.sidecar.sidecar import Sidecar
from tests.fakes import NEWS
from tests.notebooks import highlight_file
from tests.privileges import permissions_apply


def test_a_paste_is_understood_and_saved_under_its_title(tmp_path: Path) -> None:
    article = pasted_article(NEWS.replace("\n", "\r"))
    assert (article.title, article.author) == ("临江市与澜川集团签署协议", "林一")
    saved = save(article, tmp_path / "news", tmp_path / "data")
    assert saved.path == tmp_path / "news" / "临江市与澜川集团签署协议.txt"
    assert open_article(saved.path).sha256_text == article.sha256_text
    assert not saved.elsewhere


def test_no_file_is_overwritten_and_the_same_text_is_saved_once(tmp_path: Path) -> None:
    article, other = pasted_article(NEWS), pasted_article(NEWS + "又一段。\n")
    first = save(article, tmp_path, tmp_path).path
    second = save(other, tmp_path, tmp_path).path
    assert (first.name, second.name) == (f"{article.title}.txt", f"{article.title} 2.txt")
    assert save(article, tmp_path, tmp_path).path == first
    assert len(list(tmp_path.iterdir())) == 2


def test_notes_of_an_article_that_is_gone_get_no_other_text(tmp_path: Path) -> None:
    article = pasted_article(NEWS)
    notes = sidecar_path(tmp_path / f"{article.title}.txt")
    notes.write_text("", "utf-8")
    assert save(article, tmp_path, tmp_path).path.name == f"{article.title} 2.txt"


def test_a_folder_that_cannot_be_written_is_replaced_by_the_data_directory(tmp_path: Path) -> None:
    folder, data = tmp_path / "locked", tmp_path / "data"
    data.mkdir(mode=0o777)
    data.chmod(0o777)
    folder.mkdir()
    folder.chmod(0o555)
    with permissions_apply():
        saved = save(pasted_article(NEWS), folder, data)
    assert saved.elsewhere
    assert saved.path.parent == data / "articles"


def test_where_nothing_can_be_written_there_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(SourceError, match="cannot be saved"):
        save(pasted_article(NEWS), tmp_path / "file", tmp_path / "file")


def test_control_sequences_are_left_out(tmp_path: Path) -> None:
    hostile = f"\x1b]0;owned\x07\x1b[31m{NEWS}\x1b[2J\x00\x9b31m\x1b]52;c;eA==\x1b\\\ud800"
    article = pasted_article(hostile)
    assert article.title == "临江市与澜川集团签署协议"
    assert article.text.isprintable() or set(article.text) >= {"\n"}
    assert not {c for c in article.text if c < " " and c != "\n"}
    assert "owned" not in article.text
    assert save(article, tmp_path, tmp_path).path.exists()


@pytest.mark.parametrize("text", ["", "\n\r \t", "\x1b[31m\x07", "\u3000"])
def test_a_paste_without_text_is_a_sentence(text: str) -> None:
    with pytest.raises(SourceError, match="no text"):
        pasted_article(text)


def test_a_large_paste_is_saved(tmp_path: Path) -> None:
    text = "标题在这里\n\n" + "这是很长的一段，一共有五兆字节。\n" * 110_000
    assert save(pasted_article(text), tmp_path, tmp_path).path.stat().st_size > 5_000_000


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a/b\\c: d?", "a b c d"),
        ("../../etc/passwd", "etc passwd"),
        ("-rf x", "rf x"),
        (".hidden", "hidden"),
        ("题\u202egnp.exe\u2066", "题 gnp.exe"),
        ("长" * 300, "长" * 50),
        ("x.notes", "x"),
    ],
)
def test_a_title_becomes_a_safe_name(title: str, name: str) -> None:
    assert file_name(title) == name


@pytest.mark.parametrize("title", ["", "...", "///", "\x1b\x07"])
def test_without_a_title_the_name_is_a_date(title: str) -> None:
    assert file_name(title).startswith("20")


def test_notes_on_standard_input_come_along(tmp_path: Path) -> None:
    path = tmp_path / "piped"
    path.write_text(NEWS, "utf-8")
    article = open_article(path)
    store = Sidecar(None, tmp_path / "data")
    loaded = store.load(article)
    highlight_file(path, "陆知行")
    noted = Sidecar(path, tmp_path / "data").load(article).notebook
    store.save(loaded.changed(noted))
    saved = save(article, tmp_path / "news", tmp_path / "data").path
    found = Sidecar(saved, tmp_path / "data").load(open_article(saved)).notebook
    assert [each.quote for each in found.in_order()] == ["陆知行"]
