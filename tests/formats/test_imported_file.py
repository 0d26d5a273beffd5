"""A file from another program becomes entries, or one sentence says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.errors import FormatError, SourceError
from newsreader.formats.format_detection import UncertainFormatError
from newsreader.formats.imported_file import read_imported

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
