"""What the functions of the API take besides the usual, and the sentence for what they refuse."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import newsreader
from newsreader.errors import NewsreaderError
from tests.api.conftest import TEXT
from tests.interpreter import ROOT

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>港口扩建完成</title></head><body>
<h1>港口扩建完成</h1><p>2026年3月1日 来源：海港日报</p>
<p>宁波的港口已经完工，泊位多了三个，记者在现场看到船只进出，码头上一片繁忙。</p>
<p>李书福说：“港口已经扩建完成，明年投产。”这是今年当地最大的工程。</p></body></html>
"""

NOT_ONE: Any = object()
"""For what a type checker refuses too."""


def test_a_saved_page_is_opened_from_a_file_from_bytes_and_from_text(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    for source in (path, b"\xef\xbb\xbf\n" + PAGE.encode(), PAGE):
        article = newsreader.open_article(source)
        assert (article.title, article.source) == ("港口扩建完成", "海港日报")
        assert "<p>" not in article.text


@pytest.mark.parametrize("source", ["", "\n", b"", b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" * 20])
def test_what_is_no_text_is_refused_without_the_name_of_a_file(source: str | bytes) -> None:
    with pytest.raises(NewsreaderError, match=r"^What was given"):
        newsreader.open_article(source)


def test_an_address_is_not_taken_for_a_file() -> None:
    with pytest.raises(NewsreaderError, match=r"^https://example\.org/a is an address"):
        newsreader.open_article("https://example.org/a")


def test_a_folder_is_opened_without_exports_and_with_a_warning(file: Path) -> None:
    shutil.copy(file, file.with_name("b.md"))
    file.with_name("c.txt").touch()
    file.with_name("a.txt.notes.md").write_text(newsreader.export(newsreader.Notebook.load(file)))
    with pytest.warns(UserWarning, match=r"c\.txt"):
        found = list(newsreader.open_articles(file.parent))
    assert [article.path for article in found] == [file, file.with_name("b.md")]
    assert [each.path for each in newsreader.open_articles(str(file))] == [file]
    (file.parent.parent / "none").mkdir()
    with pytest.raises(NewsreaderError, match="no article"):
        next(newsreader.open_articles(file.parent.parent / "none"))
    with pytest.raises(TypeError, match="files or folders"):
        newsreader.open_articles()


@pytest.mark.parametrize("missing", ["nwes", "a\0b"])
def test_a_place_that_is_not_there_is_an_error_before_anything_is_read(missing: str) -> None:
    with pytest.raises(NewsreaderError, match="no file"):
        newsreader.open_articles(missing)
    with pytest.raises(NewsreaderError, match="no file"):
        newsreader.search("港口", missing)
    with pytest.raises(NewsreaderError):
        newsreader.open_article(missing)


def test_an_unknown_encoding_is_one_error_and_no_warning_for_each_file(file: Path) -> None:
    with pytest.raises(NewsreaderError, match="no encoding"):
        newsreader.open_articles(file.parent, encoding="utf-9")
    with pytest.raises(TypeError, match="encoding"):
        newsreader.open_article(file, NOT_ONE)


def test_what_is_no_number_no_note_and_no_entity_is_named(file: Path) -> None:
    notebook = newsreader.Notebook.load(file)
    for call in (
        lambda: newsreader.find_entities(["北京。"], NOT_ONE),
        lambda: newsreader.wrap("好", NOT_ONE),
        lambda: newsreader.wrap("好", 8, indent=NOT_ONE),
        lambda: newsreader.search(NOT_ONE, file),
        lambda: newsreader.highlight(NOT_ONE, (0, 2)),
        lambda: notebook.highlight(NOT_ONE),
        lambda: notebook.highlight((0, 2), tags=NOT_ONE),
        lambda: notebook.change(NOT_ONE, note=""),
        lambda: notebook.delete(NOT_ONE),
        lambda: newsreader.export(notebook, NOT_ONE),
        lambda: newsreader.export(notebook, entities=[NOT_ONE]),
        lambda: newsreader.quotations(notebook, [NOT_ONE]),
    ):
        with pytest.raises(TypeError, match="of type object"):
            call()
    with pytest.raises(TypeError, match="each item of find_entities"):
        newsreader.quotations(notebook, newsreader.find_entities([notebook]))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="one item for each notebook"):
        newsreader.export([notebook, notebook], "json", [[]])


def test_wrong_types_are_named() -> None:
    with pytest.raises(TypeError, match="open_article"):
        newsreader.quotations(NOT_ONE)
    with pytest.raises(TypeError, match="open_article"):
        newsreader.compare(NOT_ONE, NOT_ONE)
    with pytest.raises(TypeError, match="open_article"):
        newsreader.wrap(NOT_ONE, 20)
    with pytest.raises(TypeError, match=r"Notebook\.load"):
        newsreader.export(NOT_ONE)
    with pytest.raises(TypeError, match=r"not 'news/a\.txt' of type str"):
        newsreader.export("news/a.txt")  # type: ignore[arg-type]
    for wrong in ("王毅在北京。", NOT_ONE):
        with pytest.raises(TypeError, match="iterable"):
            newsreader.find_entities(wrong)
    for workers in (0, 1):
        found = newsreader.find_entities(["北京。", Path("a.txt")], workers)  # type: ignore[list-item]
        assert next(found)[0].name == "北京"
        with pytest.raises(TypeError, match="number 1 is PosixPath"):
            next(found)
    with pytest.raises(ValueError, match="workers"):
        newsreader.find_entities([], workers=-1)


def test_a_lexicon_that_is_not_there_is_an_error_in_any_process(tmp_path: Path) -> None:
    for workers in (0, 1):
        with pytest.raises(NewsreaderError, match="no file"):
            newsreader.find_entities(["北京。"], workers, lexicon=str(tmp_path / "none.txt"))


def test_a_lexicon_that_is_no_text_is_refused_and_not_called_left_out(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" * 20)
    with pytest.raises(NewsreaderError, match=r"not a text file\.$"):
        newsreader.find_entities(["北京。"], lexicon=path)


@pytest.mark.slow
def test_a_killed_process_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    found = newsreader.find_entities((f"{n}家公司在北京。" * 300 for n in range(2000)), workers=2)
    assert next(found)
    (first, *_other) = children()
    os.kill(first, signal.SIGKILL)
    with pytest.raises(NewsreaderError, match="has ended"):
        list(found)
    assert children() == []


def children() -> list[int]:
    """The helper processes of this one that are alive."""
    listed = subprocess.run(
        ["ps", "-ww", "--ppid", str(os.getpid()), "-o", "pid=,stat=,args="],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.splitlines()
    running = [line.split() for line in listed if "newsreader.analysis.worker" in line]
    return [int(pid) for pid, state, *_args in running if not state.startswith("Z")]


@pytest.mark.slow
def test_an_early_end_leaves_no_process_and_no_thread() -> None:
    threads = threading.active_count()
    ended = []

    def texts() -> Iterator[str]:
        try:
            for number in range(2000):
                yield f"{number}家公司在北京。"
        finally:
            ended.append(True)

    for found in newsreader.find_entities(texts(), workers=2):
        assert found
        break
    assert children() == []
    assert ended
    assert threading.active_count() <= threads


@pytest.mark.slow
def test_the_texts_may_come_from_a_database_with_any_number_of_processes() -> None:
    base = sqlite3.connect(":memory:")
    base.execute("create table news (text)")
    base.executemany("insert into news values (?)", [("王毅在北京。",)] * 3)
    for workers in (0, 1):
        texts = (text for (text,) in base.execute("select text from news"))
        assert len(list(newsreader.find_entities(texts, workers))) == 3
    base.close()


@pytest.mark.slow
def test_processes_need_no_guard_of_the_main_module(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import multiprocessing, newsreader\n"
        "multiprocessing.set_start_method('spawn')\n"
        "print([e.name for e in next(newsreader.find_entities(['王毅在北京。'], workers=2))])\n"
    )
    done = subprocess.run(
        [sys.executable, script],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "['王毅', '北京']\n"


def test_each_line_of_a_text_is_a_paragraph_whatever_ends_it() -> None:
    assert newsreader.wrap("好\r\n好\r好\n", 8) == ["好", "好", "好", ""]


def test_a_comparison_cannot_be_changed_from_outside() -> None:
    found = newsreader.compare(newsreader.open_article(TEXT), newsreader.open_article(TEXT))
    found.to_dict().clear()
    assert found.same
