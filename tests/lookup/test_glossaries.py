"""The glossary of a folder and that of the settings together."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.lookup.glossaries import Glossaries, load_glossary
from newsreader.lookup.glossary import NAME, Term
from newsreader.lookup.glossary_file import GlossaryError

PEAK = Term("碳达峰", "carbon peak", "by 2030")


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_the_glossary_of_the_folder_comes_before_that_of_the_settings(tmp_path: Path) -> None:
    own = write(tmp_path / "own.tsv", "改革\treform\n开放\topening\n")
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder / NAME, "改革\treforms here\n")
    glossary, problems = load_glossary(str(own), folder)
    assert problems == []
    assert [(each.term, each.translation) for each in glossary] == [
        ("改革", "reforms here"),
        ("开放", "opening"),
    ]


def test_a_term_goes_to_the_file_that_has_it_else_to_that_of_the_folder(tmp_path: Path) -> None:
    own = write(tmp_path / "own.tsv", "开放\topening\n")
    folder = tmp_path / "articles"
    folder.mkdir()
    glossaries = Glossaries(str(own), folder)
    assert glossaries.put(PEAK, None)[0] == own
    write(folder / NAME, "改革\treform\n")
    assert glossaries.put(Term("碳中和", "neutrality"), None)[0] == folder / NAME
    assert glossaries.put(Term("开放", "opening up"), Term("开放", "opening"))[0] == own


def test_without_a_file_the_folder_gets_one_unless_the_settings_name_one(tmp_path: Path) -> None:
    assert Glossaries("", tmp_path).put(PEAK, None)[0] == tmp_path / NAME
    named = tmp_path / "deep" / "own.tsv"
    folder = tmp_path / "articles"
    folder.mkdir()
    assert Glossaries(str(named), folder).put(PEAK, None)[0] == named
    with pytest.raises(GlossaryError, match=r"lookup\.glossary"):
        Glossaries("", None).put(PEAK, None)


def test_files_are_read_again_only_when_they_have_changed(tmp_path: Path) -> None:
    glossaries = Glossaries("", tmp_path)
    assert glossaries.refresh() is None
    write(tmp_path / NAME, "改革\treform\n")
    found = glossaries.refresh()
    assert found is not None
    assert len(found[0]) == 1
    assert glossaries.refresh() is None
    (tmp_path / NAME).unlink()
    found = glossaries.refresh()
    assert found is not None
    assert len(found[0]) == 0


def test_a_glossary_of_the_settings_that_is_missing_is_said_once(tmp_path: Path) -> None:
    glossaries = Glossaries(str(tmp_path / "none.tsv"), tmp_path)
    found = glossaries.refresh()
    assert found is not None
    assert "no such glossary yet" in found[1][0]
    assert glossaries.refresh() is None
