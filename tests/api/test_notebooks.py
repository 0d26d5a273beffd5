"""Notebooks of the API where something is unusual: wrong values, two writers, no room."""

from __future__ import annotations

import copy
import errno
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import newsreader
from newsreader import Notebook
from tests.interpreter import ROOT
from tests.privileges import permissions_apply

WRONG: Any = 5
"""For what a type checker refuses too."""


def test_a_mention_a_quotation_and_a_paragraph_are_highlighted(file: Path) -> None:
    notebook = Notebook.load(file)
    names = next(newsreader.find_entities([notebook.article]))
    said = newsreader.quotations(notebook.article, names)[0]
    paragraph = notebook.article.paragraphs[2]
    notebook.highlight(names[0].mentions[0])
    notebook.highlight(said.span)
    notebook.highlight(paragraph)
    quotes = [each.quote for each in notebook.highlights]
    assert quotes == ["宁波", "港口已经扩建完成，明年投产。", paragraph.text]


def test_wrong_values_are_refused_before_they_are_saved(file: Path) -> None:
    notebook = Notebook.load(file)
    for wrong in ({"note": WRONG}, {"tags": [WRONG]}, {"tags": "港口"}):
        with pytest.raises(TypeError):
            notebook.highlight("泊位", **wrong)
    wrong_places: tuple[Any, ...] = (WRONG, (0, 1, 2), (0.0, 2.0))
    for where in wrong_places:
        with pytest.raises(TypeError, match="where"):
            notebook.highlight(where)
    with pytest.raises(TypeError, match="note"):
        notebook.note = WRONG
    with pytest.raises(ValueError, match="yellow, green, blue, red, purple"):
        notebook.highlight("泊位", "pink")
    notebook.save()
    assert not list(file.parent.glob("*.toml"))


def test_a_time_that_is_not_known_is_none_and_stays_unknown(file: Path) -> None:
    notes = file.with_name(f"{file.name}.notes.toml")
    notes.write_text(
        'format = "newsreader-notebook"\nschema = 2\n[[highlight]]\nstart = 0\nend = 2\n'
        f'quote = "{file.read_text("utf-8")[:2]}"\n',
        "utf-8",
    )
    notebook = Notebook.load(file)
    (mark,) = notebook.highlights
    assert (mark.created, mark.modified) == (None, None)
    notebook.highlight("泊位")
    notebook.save()
    mark = next(each for each in Notebook.load(file).highlights if each.id == mark.id)
    assert (mark.created, mark.modified) == (None, None)
    changed = notebook.change(mark, note="新")
    assert changed.created is None
    assert changed.modified is not None


def test_a_deleted_highlight_cannot_be_changed(file: Path) -> None:
    notebook = Notebook.load(file)
    mark = notebook.highlight("泊位")
    notebook.delete(mark)
    for change in (notebook.delete, lambda gone: notebook.change(gone, note="x")):
        with pytest.raises(KeyError, match=mark.id):
            change(mark)


def test_a_notebook_is_not_copied_in_silence(file: Path) -> None:
    notebook = Notebook.load(file)
    for copied in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match="load it again"):
            copied(notebook)


def test_saving_says_where_the_notes_are_if_not_beside_the_article(
    file: Path, tmp_path: Path
) -> None:
    notebook = Notebook.load(file)
    notebook.highlight("泊位")
    file.parent.chmod(0o500)
    try:
        with permissions_apply():
            notebook.save()
            assert len(Notebook.load(file).highlights) == 1
    finally:
        file.parent.chmod(0o700)
    assert notebook.path is not None
    assert notebook.path.is_relative_to(tmp_path / "home")
    (said,) = notebook.problems
    assert str(notebook.path) in said
    notebook.save()
    assert notebook.problems == (said,)


@pytest.mark.slow
def test_two_programs_that_save_at_once_lose_nothing(file: Path) -> None:
    program = (
        "import newsreader, sys\n"
        "for number in range(8):\n"
        "    notebook = newsreader.Notebook.load(sys.argv[1])\n"
        "    notebook.highlight((10, 12), note=f'{sys.argv[2]} {number}')\n"
        "    notebook.save()\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(file), name], cwd=ROOT)
        for name in ("one", "two")
    ]
    assert [each.wait(60) for each in running] == [0, 0]
    notes = {each.note for each in Notebook.load(file).highlights}
    assert notes == {f"{name} {number}" for name in ("one", "two") for number in range(8)}


def test_a_save_that_fails_does_not_promise_another(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    notebook = Notebook.load(file)
    notebook.note = "港口"
    monkeypatch.setattr("newsreader.files.atomic.replace", full)
    with pytest.raises(newsreader.NewsreaderError, match=r"No space left on device \(.*\)\.$"):
        notebook.save()
