"""An export never overwrites an article or its notes, and keeps the attributes of a file."""

import os
from pathlib import Path

import pytest

from newsreader.errors import FormatError
from newsreader.formats.output_files import Existing, write_files
from newsreader.formats.registry import format_named
from tests.formats.documents import document


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """An article with notes beside it."""
    path = tmp_path / "article.txt"
    path.write_text("原文", "utf-8")
    path.with_name("article.txt.notes.toml").write_text("mine", "utf-8")
    return path


def refused(target: Path, source: Path | None, name: str = "markdown") -> None:
    for existing in Existing:
        with pytest.raises(FormatError, match="choose another name"):
            write_files(target, format_named(name), document(), existing, source)


def test_a_companion_file_does_not_overwrite_the_article(source: Path) -> None:
    refused(source.with_suffix(".ann"), source, "brat")
    assert source.read_text("utf-8") == "原文"
    assert not source.with_suffix(".ann").exists()


def test_notes_are_not_overwritten_through_a_link(source: Path, tmp_path: Path) -> None:
    notes = source.with_name("article.txt.notes.toml")
    (tmp_path / "linked.md").hardlink_to(notes)
    (tmp_path / "pointing.md").symlink_to(notes)
    refused(tmp_path / "linked.md", source)
    refused(tmp_path / "pointing.md", source)
    assert notes.read_text("utf-8") == "mine"


@pytest.mark.parametrize("name", ["new.notes.toml", "NEW.NOTES.TOML"])
def test_an_export_may_not_have_the_name_of_notes(tmp_path: Path, name: str) -> None:
    refused(tmp_path / name, None)
    assert not list(tmp_path.iterdir())


def test_another_article_with_notes_is_not_overwritten(source: Path, tmp_path: Path) -> None:
    (tmp_path / "pointing.md").symlink_to(source)
    refused(source, None)
    refused(tmp_path / "pointing.md", None)
    assert source.read_text("utf-8") == "原文"


def test_a_replaced_export_keeps_its_mode_and_its_symlink(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old", "utf-8")
    real.chmod(0o600)
    link.symlink_to(real)
    write_files(link, format_named("markdown"), document(), Existing.REPLACE)
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert real.read_text("utf-8") != "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.md", "real.md"]


@pytest.mark.parametrize("existing", [Existing.UPDATE, Existing.REPLACE])
def test_a_fifo_is_an_error_and_not_waited_for(tmp_path: Path, existing: Existing) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(FormatError, match="choose another place"):
        write_files(tmp_path / "pipe.md", format_named("obsidian"), document(), existing)


@pytest.mark.parametrize("existing", [Existing.UPDATE, Existing.REPLACE])
def test_another_hard_link_of_the_file_is_not_changed(
    source: Path, tmp_path: Path, existing: Existing
) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    twin = folder / "twin.md"
    twin.hardlink_to(source)
    write_files(twin, format_named("markdown"), document(), existing)
    assert source.read_text("utf-8") == "原文"
    assert twin.read_text("utf-8") != "原文"


def test_the_article_is_not_overwritten_under_any_name(tmp_path: Path) -> None:
    article, folder = tmp_path / "alone.txt", tmp_path / "exports"
    article.write_text("原文", "utf-8")
    folder.mkdir()
    (folder / "hard.md").hardlink_to(article)
    (folder / "soft.md").symlink_to(article)
    (tmp_path / "here").symlink_to(folder, target_is_directory=True)
    for name in ("exports/hard.md", "exports/soft.md", "here/soft.md", "exports/../alone.txt"):
        refused(tmp_path / name, article)
    assert article.read_text("utf-8") == "原文"


def test_a_web_page_is_not_overwritten_by_an_export_of_its_text(tmp_path: Path) -> None:
    page, text = tmp_path / "page.html", tmp_path / "page.html.txt"
    page.write_text("<p>原文", "utf-8")
    refused(page, text)
    text.write_text("原文", "utf-8")
    text.with_name("page.html.txt.notes.toml").write_text("mine", "utf-8")
    refused(page, None)
    assert page.read_text("utf-8") == "<p>原文"


def test_a_companion_replaces_only_that_of_an_earlier_export(tmp_path: Path) -> None:
    brat, target, other = format_named("brat"), tmp_path / "a.ann", tmp_path / "a.txt"
    other.write_text("another article", "utf-8")
    for existing in Existing:
        with pytest.raises(FormatError, match="another file"):
            write_files(target, brat, document(), existing, None)
    assert (other.read_text("utf-8"), target.exists()) == ("another article", False)
    other.unlink()
    write_files(target, brat, document(), Existing.REFUSE, None)
    other.write_text("the article before it was changed", "utf-8")
    write_files(target, brat, document(), Existing.UPDATE, None)
    assert other.read_text("utf-8") == document().article.text
    target.write_text("T1\tPER 0 2\tan\n", "utf-8")
    other.write_text("another article", "utf-8")
    with pytest.raises(FormatError, match="another file"):
        write_files(target, brat, document(), Existing.UPDATE, None)
