"""`codebook.toml`: found, read, added to, and never damaged further."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from newsreader.errors import FormatError
from newsreader.notebook.codebook import Code, Codebook
from newsreader.notebook.colour import Colour
from newsreader.sidecar.codebook_file import add_to_codebook, codebook_path, read_codebook

TEXT = """# mine
[[tag]]
name = "事实"
definition = "可以核对的说法"
colour = "green"
key = "f"

[[tag]]  # below
name = "数据"
parent = "事实"
key = "s"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "codebook.toml"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_codebook_has_definitions_parents_colours_and_keys(file: Path) -> None:
    codes = read_codebook(file).codes
    assert codes["事实"] == Code("事实", "可以核对的说法", "", Colour.GREEN, "f")
    assert codes["数据"] == Code("数据", parent="事实", key="s")


def test_it_is_looked_for_in_the_folders_above(file: Path) -> None:
    below = file.parent / "a" / "b"
    below.mkdir(parents=True)
    assert codebook_path(below) == file
    file.unlink()
    assert codebook_path(below) == below / "codebook.toml"
    assert read_codebook(codebook_path(below)) == Codebook()


def test_keys_stand_for_tags_and_bring_their_colour(file: Path) -> None:
    codebook = read_codebook(file)
    assert codebook.tags(["f", "x"], ()) == (["事实", "x"], Colour.GREEN)
    assert codebook.tags(["s"], ()) == (["数据"], None)
    assert codebook.tags(["f"], {"f"}) == (["f"], None)
    assert [(depth, code.name) for depth, code in codebook.ordered()] == [(0, "事实"), (1, "数据")]


def test_new_codes_are_added_below_what_is_there(file: Path) -> None:
    new = add_to_codebook(file, [Code("事实", "other"), Code("新", '多行\n"""', key="f")])
    assert [code.name for code in new] == ["新"]
    assert file.read_text("utf-8").startswith(TEXT)
    codes = read_codebook(file).codes
    assert codes["新"] == Code("新", '多行\n"""')
    assert codes["事实"].definition == "可以核对的说法"
    before = file.read_bytes()
    assert add_to_codebook(file, [Code("新")]) == []
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "damage",
    [
        "x = [",
        '[[tag]]\nname = "事实"',
        "[[tag]]\nname = 3",
        "[[tag]]\nkey = 'a'",
        "[[tag]]\nname = 'a'\ncolour = 'pink'",
        "[[tag]]\nname = 'a'\nparent = 'b'\n[[tag]]\nname = 'b'\nparent = 'a'",
        "[x]\n" + "a." * 100 + "a = 1",
        "x = " + "1" * 5000,
        "\0",
    ],
)
def test_a_damaged_codebook_is_one_sentence_and_stays_as_it_is(file: Path, damage: str) -> None:
    file.write_text(f"{TEXT}\n{damage}\n", "utf-8")
    before = file.read_bytes()
    for use in (lambda: read_codebook(file), lambda: add_to_codebook(file, [Code("neu")])):
        with pytest.raises(FormatError, match="cannot be used") as caught:
            use()
        assert "\n" not in str(caught.value)
    assert file.read_bytes() == before


def test_tags_nested_without_end_are_refused(file: Path) -> None:
    rows = (f"[[tag]]\nname = '{n}'\nparent = '{n - 1}'\n" for n in range(3000))
    file.write_text("".join(rows), "utf-8")
    with pytest.raises(FormatError, match="too deeply"):
        read_codebook(file)


def test_a_list_of_tags_is_refused(file: Path) -> None:
    file.write_text('tag = ["a"]', "utf-8")
    with pytest.raises(FormatError, match="is not a table"):
        read_codebook(file)


def test_programs_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "codebook.toml"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: add_to_codebook(path, [Code(f"标签{n}")]), range(12)))
    assert len(read_codebook(path).codes) == 12
