"""A file from another program becomes entries, or one sentence says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.errors import FormatError, SourceError
from newsreader.formats.format_detection import UncertainFormatError
from newsreader.formats.imported_file import read_imported
from newsreader.formats.registry import IMPORTERS
from newsreader.locale import use_language

TWO_FORMATS = 'Highlight,Title,Note\n外贸航线,海东港,"一\n==========\n二"\n'
"""A CSV of Readwise with a note that has the line between two clippings of a Kindle."""


def test_a_file_is_read_in_its_encoding_and_its_format_is_found(tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text("Highlight,Title\n外贸航线,海东港\n", "gb18030")
    shares: list[float] = []
    found = read_imported(path, progress=shares.append)
    assert (found.format, [entry.quote for entry in found.entries]) == ("readwise", ["外贸航线"])
    assert shares[-1] == 1.0


def test_a_file_in_one_of_two_formats_names_both_and_is_read_in_the_given_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text(TWO_FORMATS, "utf-8")
    with pytest.raises(UncertainFormatError) as raised:
        read_imported(path)
    assert set(raised.value.names) == {"readwise", "clippings"}
    assert [each.note for each in read_imported(path, "readwise").entries] == ["一\n==========\n二"]


@pytest.mark.parametrize("name", ["none.csv", ".", "长" * 300])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match=name[:20]):
        read_imported(tmp_path / name)


def test_a_file_in_no_known_format_is_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("只是一封信。\n", "utf-8")
    with pytest.raises(FormatError, match=r"letter\.txt"):
        read_imported(path)


NOT_JSON = '{"format": "newsreader-export"'
"""The beginning of an export of this program."""


@pytest.mark.parametrize(
    ("text", "name"), [("只是一封信。\n", None), (TWO_FORMATS, None), (NOT_JSON, "json")]
)
def test_an_error_in_chinese_has_full_width_marks_after_the_name_of_the_file(
    tmp_path: Path, text: str, name: str | None
) -> None:
    use_language("zh")
    path = tmp_path / "bad.json"
    path.write_text(text, "utf-8")
    with pytest.raises(FormatError) as raised:
        read_imported(path, name)
    assert str(raised.value).startswith(f"{path}：")


def test_an_error_names_formats_as_lists_of_formats_do(tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text(TWO_FORMATS, "utf-8")
    with pytest.raises(UncertainFormatError, match=r"Kindle clippings .* Readwise CSV") as raised:
        read_imported(path)
    assert all(f"--format {name}" in str(raised.value) for name in raised.value.names)
    path.write_text("只是一封信。\n", "utf-8")
    with pytest.raises(FormatError) as unknown:
        read_imported(path)
    said = str(unknown.value).removeprefix(str(path))
    assert not any(name in said for name in IMPORTERS)
