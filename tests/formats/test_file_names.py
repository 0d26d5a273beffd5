"""How exported files are called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.formats.document import Document
from newsreader.formats.file_names import FileNames, file_title
from newsreader.formats.obsidian import Obsidian
from newsreader.formats.registry import FORMATS
from newsreader.notebook.notebook import Notebook
from tests.formats.documents import TEXT, document, highlight_of


def _other(number: int = 7) -> Document:
    """Another article of the same title, with a highlight of its own."""
    whole = document()
    article = whole.article._replace(name="other.txt")
    marked = Notebook().with_highlights([highlight_of(TEXT, "零碳", number)])
    return replace(whole, article=article, notebook=marked)


def test_a_file_is_called_like_its_article_and_one_for_obsidian_like_its_title() -> None:
    source = Path("n/harbour.txt")
    names = {
        name: FileNames(Path("out"), form, [source]).path(source, document()).name
        for name, form in FORMATS.items()
    }
    assert names.pop("obsidian") == "海东港一季度吞吐量创新高.md"
    assert names == {name: f"harbour.txt{FORMATS[name].suffix}" for name in names}


def test_articles_of_one_name_are_in_folders_like_their_own() -> None:
    paths = [Path("n/a/x.txt"), Path("n/b/X.txt"), Path("n/b/y.txt")]
    names = FileNames(Path("o"), FORMATS["csv"], paths)
    found = [names.path(path, document()).as_posix() for path in paths]
    assert found == ["o/a/x.txt.csv", "o/b/X.txt.csv", "o/y.txt.csv"]


def test_articles_of_one_title_have_a_number() -> None:
    paths = [Path("a.txt"), Path("b.txt")]
    names = FileNames(Path("o"), Obsidian(), paths)
    found = [names.path(path, document()).name for path in paths]
    assert found == ["海东港一季度吞吐量创新高.md", "海东港一季度吞吐量创新高 2.md"]


def test_a_file_of_another_article_or_of_the_user_is_never_taken(tmp_path: Path) -> None:
    def target(of: Document) -> Path:
        return FileNames(tmp_path, Obsidian(), [Path("a.txt")]).path(Path("a.txt"), of)

    first = target(document())
    first.write_text(Obsidian().write(document()), "utf-8")
    assert target(document()) == first
    second = target(_other())
    assert second.name == f"{first.stem} 2.md"
    second.write_text("我自己的笔记\n", "utf-8")
    assert target(_other()).name == f"{first.stem} 3.md"


def test_an_export_without_highlights_belongs_to_the_article_it_names() -> None:
    empty = replace(document(), notebook=Notebook())
    text = Obsidian().write(empty)
    assert Obsidian().belongs(text, document())
    assert not Obsidian().belongs(text, _other())
    assert Obsidian().belongs(Obsidian().write(_other()), _other())


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("独家: A/B 股? “改革”", "独家 A B 股 “改革”"),
        ("..", ""),
        (".隐藏", "隐藏"),
        ("con", "con_"),
        ("COM1.新闻", "COM1.新闻_"),
        ("a\x1b[2J\u202eb", "a 2J b"),
        ("x^y#z|[[w]]", "x y z w"),
    ],
)
def test_a_title_becomes_a_name_for_every_file_system(title: str, name: str) -> None:
    assert file_title(title) == name


@given(st.text(max_size=300))
def test_a_name_is_short_and_has_no_character_that_a_system_refuses(title: str) -> None:
    name = file_title(title)
    assert len(name.encode()) <= 190
    assert not set(name) & set('/\\:*?"<>|#^[]\n\t\0')
    assert name == name.strip(" .")


def test_a_long_title_is_cut_between_characters() -> None:
    assert file_title("港" * 100) == "港" * 60
