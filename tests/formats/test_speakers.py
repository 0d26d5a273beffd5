"""Who says a highlight is exported, imported, merged and kept in the sidecar."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.formats.document import Document
from newsreader.formats.html_page import HtmlPage
from newsreader.formats.importing import Outcome, import_entries
from newsreader.formats.json_format import Json
from newsreader.formats.markdown import Markdown
from newsreader.formats.notes_file import NotesFile
from newsreader.formats.quotation_files import WRITERS, QuotationRecord
from newsreader.formats.spreadsheet import Csv
from newsreader.locale import use_language
from newsreader.notebook.merge import merge
from newsreader.notebook.notebook import Notebook
from tests.formats.documents import MORNING, document
from tests.notebooks import article, later, mark, sidecar

WORDS = "外贸航线是最大的增量。"


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def spoken() -> Document:
    whole = document()
    first = whole.notebook.shown()[0]
    return replace(
        whole, notebook=whole.notebook.with_highlights([replace(first, speaker="周明岚")])
    )


@pytest.mark.parametrize("form", [Markdown(), HtmlPage()], ids=["markdown", "html"])
def test_people_read_who_says_it(form: Markdown | HtmlPage) -> None:
    assert "said by 周明岚" in form.write(spoken())
    assert "said by" not in form.write(document())


def test_the_speaker_is_a_column() -> None:
    head, first, *_rest = Csv().write(spoken()).splitlines()
    assert head.endswith(",speaker")
    assert "周明岚" in "\n".join([first, *_rest])


def test_json_is_read_back_with_the_speaker() -> None:
    entries = [entry for entry in Json().read(Json().write(spoken())) if entry.quote]
    assert entries[0].speaker == "周明岚"


def test_an_import_adds_the_speaker_to_what_is_there() -> None:
    whole = document()
    entries = [entry for entry in Json().read(Json().write(spoken())) if entry.quote][:1]
    book, report = import_entries(entries, whole.notebook, whole.article, MORNING)
    assert book.shown()[0].speaker == "周明岚"
    assert [outcome for outcome, _words in report.results] == [Outcome.MERGED]
    again, report = import_entries(entries, book, whole.article, MORNING)
    assert again is book
    fresh, _report = import_entries(entries, Notebook(), whole.article, MORNING)
    assert fresh.shown()[0].speaker == "周明岚"


def test_the_sidecar_keeps_it_and_a_notes_file_is_read_with_it(tmp_path: Path) -> None:
    beside = sidecar(tmp_path)
    empty = beside.load(article()).notebook
    beside.save(empty.with_highlights([replace(mark(WORDS), speaker="周明岚")]))
    written = (tmp_path / "article.txt.notes.toml").read_text("utf-8")
    assert 'speaker = "周明岚"' in written
    again = sidecar(tmp_path).load(article()).notebook
    assert again.shown()[0].speaker == "周明岚"
    (entry,) = NotesFile().read(written)
    assert entry.speaker == "周明岚"


def test_a_speaker_of_one_side_survives_a_merge() -> None:
    base = Notebook().with_highlights([mark(WORDS)])
    ours = base.with_highlights([mark(WORDS).changed(later(1), speaker="周明岚")])
    theirs = base.with_highlights([mark(WORDS).changed(later(2), note="要核对")])
    for merged in (merge(base, ours, theirs), merge(base, theirs, ours)):
        highlight = merged.highlights[WORDS]
        assert (highlight.speaker, highlight.note) == ("周明岚", "要核对")


RECORDS = [
    QuotationRecord("周明岚", "=增量*最大", True, "a.txt", "港口", "海东报", "2026-04-12", 3, 9),
    QuotationRecord("", "运价太高", False, "b.txt", "", "", "", 5, 9),
]


@pytest.mark.parametrize("suffix", WRITERS)
def test_quotations_are_written_with_their_source(suffix: str) -> None:
    written = WRITERS[suffix](RECORDS)
    for words in ("周明岚", "海东报", "2026", "运价太高", "b"):
        assert words in written


def test_quotations_are_no_formulas_and_no_markup() -> None:
    assert ",'=增量*最大," in WRITERS[".csv"](RECORDS)
    assert "\\*" in WRITERS[".md"](RECORDS)
