"""The notes of an article that was renamed, moved or changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from newsreader.article.loader import open_article
from newsreader.errors import SidecarError
from newsreader.files import atomic
from newsreader.library.former_notes import FormerNotes, former_notes, take_over
from newsreader.sidecar.paths import sidecar_path
from newsreader.sidecar.sidecar import Sidecar
from tests.notebooks import TEXT, highlight_file


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An article with two highlights."""
    path = tmp_path / "all" / "news" / "old.txt"
    path.parent.mkdir(parents=True)
    path.write_text(TEXT, "utf-8")
    highlight_file(path, "集装箱业务")
    highlight_file(path, "运价")
    return path


def _found(path: Path) -> FormerNotes | None:
    return former_notes(path, open_article(path))


@pytest.mark.parametrize("place", ["new.txt", "below/old.txt", "../new.txt", "../other/new.txt"])
def test_a_renamed_or_moved_article_is_recognized(old: Path, place: str) -> None:
    new = old.parent / place
    new.parent.mkdir(exist_ok=True)
    old.rename(new)
    assert _found(new) == FormerNotes(sidecar_path(old), 2, same_text=True)


def test_a_changed_text_is_recognized_with_a_doubt(old: Path) -> None:
    new = old.with_name("new.txt")
    new.write_text(TEXT.replace("一季度货物吞吐量", "今年一季度的货物吞吐量"), "utf-8")
    old.unlink()
    found = _found(new)
    assert found is not None
    assert not found.same_text


def test_another_article_gets_no_notes_and_an_article_keeps_its_own(old: Path) -> None:
    other = old.with_name("other.txt")
    other.write_text("山里的清晨总是来得很慢。雾从谷底升起来，漫过石阶。\n", "utf-8")
    copy = old.with_name("copy.txt")
    copy.write_text(TEXT, "utf-8")
    assert _found(copy) is None
    old.unlink()
    assert _found(other) is None


@pytest.mark.parametrize("move", [True, False])
def test_notes_are_moved_or_copied(old: Path, move: bool) -> None:
    new = old.with_name("new.txt")
    old.rename(new)
    copy = old.with_name("old.txt.notes.sync-conflict-20260101-101010-ABCDEFG.toml")
    copy.write_bytes(sidecar_path(old).read_bytes())
    found = _found(new)
    assert found is not None
    take_over(found, new, move=move)
    assert sidecar_path(old).exists() is copy.exists() is not move
    assert new.with_name(copy.name.replace("old", "new")).exists()
    article = open_article(new)
    notebook = Sidecar(new, old.parent / "data").load(article).notebook
    assert [h.quote for h in notebook.shown()] == ["集装箱业务", "运价"]


def test_notes_that_are_there_by_now_stay(old: Path) -> None:
    new = old.with_name("new.txt")
    old.rename(new)
    found = _found(new)
    assert found is not None
    sidecar_path(new).write_text("mine", "utf-8")
    with pytest.raises(SidecarError, match="by now"):
        take_over(found, new, move=True)
    assert sidecar_path(new).read_text("utf-8") == "mine"
    assert sidecar_path(old).exists()


def test_notes_whose_article_is_there_again_are_not_taken_away(old: Path) -> None:
    new = old.with_name("new.txt")
    old.rename(new)
    found = _found(new)
    assert found is not None
    old.write_text(TEXT, "utf-8")
    with pytest.raises(SidecarError, match="there again"):
        take_over(found, new, move=True)
    assert sidecar_path(old).exists()
    assert not sidecar_path(new).exists()


@pytest.mark.parametrize("place", ["new.txt", "../new.txt"])
def test_notes_that_are_being_saved_are_waited_for(old: Path, place: str) -> None:
    new = old.parent / place
    old.rename(new)
    found = _found(new)
    assert found is not None
    with ThreadPoolExecutor() as pool:
        with atomic.locked(sidecar_path(new)):
            taking = pool.submit(take_over, found, new, move=True)
            wait([taking], 0.2)
            sidecar_path(new).write_text("mine", "utf-8")
        with pytest.raises(SidecarError, match="by now"):
            taking.result()
    assert sidecar_path(new).read_text("utf-8") == "mine"
    assert sidecar_path(old).exists()
