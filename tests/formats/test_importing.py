"""Entries in a notebook: which belong to the article, where they go, what is merged."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from newsreader.errors import FormatError
from newsreader.formats.belonging import of_article, of_title
from newsreader.formats.format_detection import detect
from newsreader.formats.imported_file import text_of
from newsreader.formats.imported_highlight import ImportedHighlight
from newsreader.formats.importing import Outcome, Report, import_entries
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import EPOCH, HighlightState
from newsreader.notebook.notebook import Notebook
from newsreader.text.span import Span
from tests.formats.documents import TEXT, article_of, highlight_of

NOW = datetime(2026, 11, 28, tzinfo=UTC)
ARTICLE = article_of(TEXT, title="海东港一季度吞吐量创新高")
LONG = "一季度货物吞吐量达1.2亿吨"


def imported(
    *entries: ImportedHighlight, notebook: Notebook | None = None, as_entities: bool = False
) -> tuple[Notebook, Report]:
    return import_entries(entries, notebook or Notebook(), ARTICLE, NOW, as_entities=as_entities)


def outcomes(report: Report) -> list[Outcome]:
    return [outcome for outcome, _words in report.results]


# What belongs to the article


def chosen(*entries: ImportedHighlight) -> list[str]:
    return [entry.words for entry in of_article(entries, ARTICLE).own]


@pytest.mark.parametrize(
    "title",
    [
        "海东港一季度吞吐量创新高",
        "海东港",
        "harbour.txt",
        "harbour",
        "海东港一季度吞吐量创新高_海东网",
        "海東港一季度吞吐量創新高",
        "",
        "书",
    ],
)
def test_an_entry_with_the_title_of_the_article_or_none_belongs_to_it(title: str) -> None:
    assert chosen(ImportedHighlight("外贸航线", title=title)) == ["外贸航线"]


def test_an_entry_of_another_title_stays_out_even_if_its_words_are_in_the_text() -> None:
    found = of_article([ImportedHighlight("航线", title="远洋航海史")], ARTICLE)
    assert (found.own, found.titles) == ([], ("远洋航海史",))


def test_long_words_in_the_text_show_that_another_title_is_this_article() -> None:
    found = of_article([ImportedHighlight(LONG, title="转载：港口快讯")], ARTICLE)
    assert (len(found.own), found.assumed) == (1, ("转载：港口快讯",))
    own = ImportedHighlight("外贸航线", title="harbour.txt")
    assert len(of_article([own, ImportedHighlight(LONG, title="港口快讯")], ARTICLE).own) == 1


def test_a_note_on_another_page_stays_out() -> None:
    here = ImportedHighlight("外贸航线", title="海东港", uri="https://a.cn/1")
    there = ImportedHighlight("", note="别处的话", title="海东港", uri="https://b.cn/2")
    assert chosen(here, there) == ["外贸航线"]


def test_addresses_are_compared_without_what_does_not_change_the_page() -> None:
    article = ARTICLE._replace(url="https://www.a.cn/1/?utm_source=x")
    note = ImportedHighlight("", note="想法", uri="http://a.cn/1#top")
    assert of_article([note], article).own == [note]
    other = ImportedHighlight("", note="想法", uri="http://a.cn/2")
    assert of_article([other], article).own == []


def test_the_digest_of_the_text_is_certain() -> None:
    entry = ImportedHighlight("", note="想法", title="别的题目", document=ARTICLE.sha256_text)
    assert of_article([entry], ARTICLE).own == [entry]


def test_a_file_of_the_same_name_belongs_to_the_article_though_its_title_has_changed() -> None:
    entry = ImportedHighlight("外贸航线", title="旧的题目", file="harbour.txt")
    assert of_article([entry], ARTICLE).own == [entry]


def test_entries_can_be_chosen_by_a_part_of_their_title() -> None:
    entries = [ImportedHighlight("甲", title="港口年鉴"), ImportedHighlight("乙", title="猫")]
    assert [entry.quote for entry in of_title(entries, "年鉴").own] == ["甲"]


# Merging


def test_two_notes_and_two_labels_on_the_same_words_are_all_kept() -> None:
    notebook, report = imported(
        ImportedHighlight("外贸航线是", note="不好", id="a", tags=("甲",)),
        ImportedHighlight("外贸航线是", note="好", id="b", tags=("乙",)),
    )
    (highlight,) = notebook.shown()
    assert (highlight.note, highlight.tags) == ("不好\n\n好", ("甲", "乙"))
    assert outcomes(report) == [Outcome.PLACED, Outcome.MERGED]


def test_a_note_is_added_to_a_highlight_of_the_reader_which_keeps_its_colour() -> None:
    mine = highlight_of(TEXT, "外贸航线是", 1, colour=Colour.GREEN)
    book = Notebook().with_highlights([mine])
    notebook, report = imported(ImportedHighlight("外贸航线是", note="查"), notebook=book)
    (highlight,) = notebook.shown()
    assert (highlight.id, highlight.colour, highlight.note) == (mine.id, Colour.GREEN, "查")
    assert outcomes(report) == [Outcome.MERGED]


def test_another_colour_on_the_same_words_is_a_highlight_of_its_own() -> None:
    entries = [
        ImportedHighlight("外贸航线是", colour=Colour.RED),
        ImportedHighlight("外贸航线是", colour=Colour.BLUE),
    ]
    assert len(imported(*entries)[0].shown()) == 2


def test_importing_again_changes_nothing() -> None:
    entries = [
        ImportedHighlight("外贸航线是", note="一"),
        ImportedHighlight("外贸航线是", note="二"),
        ImportedHighlight("", note="全文的话"),
    ]
    notebook, _first = imported(*entries)
    again, report = imported(*entries, notebook=notebook)
    assert again is notebook
    assert set(outcomes(report)) == {Outcome.PRESENT}


def test_a_later_state_of_a_note_replaces_the_earlier_one() -> None:
    notebook, _first = imported(ImportedHighlight("外贸航线是", note="查", id="x"))
    before = next(iter(notebook.highlights))
    later = ImportedHighlight("外贸航线是", note="查了，属实", id=before, tags=("新",))
    notebook, report = imported(later, notebook=notebook)
    assert notebook.highlights[before].note == "查了，属实"
    assert notebook.highlights[before].tags == ("新",)
    assert outcomes(report) == [Outcome.MERGED]


def test_of_two_states_of_one_entry_the_later_colour_wins() -> None:
    first = ImportedHighlight("外贸航线是", id="x", colour=Colour.RED, modified=NOW)
    notebook, _first = imported(first)
    later = replace(first, colour=Colour.BLUE, modified=NOW + timedelta(hours=1))
    changed, report = imported(later, notebook=notebook)
    assert [h.colour for h in changed.shown()] == [Colour.BLUE]
    assert outcomes(report) == [Outcome.MERGED]
    earlier = replace(later, colour=Colour.GREEN, modified=NOW - timedelta(hours=1))
    assert imported(earlier, notebook=changed)[0] is changed


def test_a_time_that_is_not_known_is_not_the_later_one() -> None:
    first = ImportedHighlight(
        "外贸航线是", id="x", colour=Colour.RED, created=EPOCH, modified=EPOCH
    )
    notebook, _first = imported(first)
    assert [h.modified for h in notebook.shown()] == [None]
    again = replace(first, colour=Colour.BLUE)
    assert imported(again, notebook=notebook)[0] is notebook
    created, _report = imported(replace(first, created=NOW))
    assert [h.modified for h in created.shown()] == [NOW]


def test_what_lies_in_the_trash_stays_there_unless_something_is_new() -> None:
    gone = highlight_of(TEXT, "外贸航线是", 1, state=HighlightState.DELETED, note="旧")
    book = Notebook().with_highlights([gone])
    same = ImportedHighlight("外贸航线是", note="旧", id=gone.id)
    notebook, report = imported(same, notebook=book)
    assert (notebook is book, outcomes(report)) == (True, [Outcome.TRASH])
    new = ImportedHighlight("外贸航线是", note="新的话", id=gone.id)
    notebook, report = imported(new, notebook=book)
    assert notebook.highlights[gone.id].state is HighlightState.PLACED
    assert outcomes(report) == [Outcome.MERGED]


def test_every_entry_has_one_outcome() -> None:
    entries = [
        ImportedHighlight("外贸航线是"),
        ImportedHighlight("没有的话在这里面一句"),
        ImportedHighlight("?", problem="a damaged row"),
    ]
    _notebook, report = imported(*entries)
    assert outcomes(report) == [Outcome.PLACED, Outcome.LOST, Outcome.UNKNOWN]
    assert not report.is_useless
    assert imported(*entries[1:])[1].is_useless


# Places


def test_offsets_decide_where_the_words_are_the_same_but_for_white_space() -> None:
    text = "血糖高。\n" * 70 + "查血\n糖。"
    start = text.index("血\n糖")
    entry = ImportedHighlight("血 糖", span=Span(start, start + 3))
    notebook, _report = import_entries([entry], Notebook(), article_of(text), NOW)
    (highlight,) = notebook.shown()
    assert (highlight.span, highlight.state) == (entry.span, HighlightState.PLACED)


def test_a_span_with_a_gap_is_a_highlight_for_each_part() -> None:
    start = TEXT.index("吞吐")
    entry = ImportedHighlight(
        "海东港 吞吐", pieces=(Span(0, 3), Span(start, start + 2)), tags=("Test",)
    )
    notebook, report = imported(entry)
    assert [h.quote for h in notebook.shown()] == ["海东港", "吞吐"]
    assert all(h.tags == ("Test",) for h in notebook.shown())
    assert len(report.results) == 2


def test_a_position_without_words_is_for_review() -> None:
    notebook, report = imported(ImportedHighlight("", span=Span(0, 3)))
    assert [h.quote for h in notebook.shown()] == ["海东港"]
    assert report.results == [(Outcome.REVIEW, "海东港")]
    assert outcomes(imported(ImportedHighlight("", span=Span(9000, 9005)))[1]) == [Outcome.LOST]


def test_a_quote_may_go_on_to_the_start_of_other_words() -> None:
    entry = ImportedHighlight("一、外贸航线", until="全年目标")
    (highlight,) = imported(entry)[0].shown()
    assert highlight.quote.startswith("一、外贸航线")
    assert highlight.quote.endswith("增量。”")


def test_labels_of_kinds_become_entities_if_asked_for() -> None:
    from newsreader.formats.brat import Brat

    entries = Brat().read("T1\tPER 30 33\t周明岚\nT2\tPER 30 33\t周明岚\n")
    notebook, report = imported(*entries, as_entities=True)
    assert [table["name"] for table in notebook.entities] == ["周明岚"]
    assert outcomes(report) == [Outcome.PLACED, Outcome.PRESENT]
    assert [h.tags for h in imported(*entries)[0].shown()] == [("PER",)]


# The file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_file_may_be_in_any_encoding(encoding: str) -> None:
    clippings = f"港口 (林)\r\n- 您在位置 #1的标注\r\n\r\n{TEXT}\r\n==========\r\n".replace(
        "🚢", ""
    ).replace("𠮷", "吉")
    text = text_of(clippings.encode(encoding))
    assert (text.startswith("港口"), "\r" in text, detect(text)) == (True, False, "clippings")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hypothesis", json.dumps({"id": "a", "uri": "https://a.cn", "text": "好", "target": []})),
        ("hypothesis", json.dumps([{"uri": "https://a.cn", "text": "好", "target": []}])),
        ("webannotation", '{"type": "AnnotationSet", "items": []}'),
        ("doccano", '{"text": "甲", "annotations": []}\n{"text": "乙", "annotations": []}'),
        ("calibre", '{"type": "calibre_highlights", "highlights": []}'),
        ("koreader", '{"version": "json/1.0.0", "entries": []}'),
        ("koreader", 'return {\n["annotations"] = {},\n}'),
        ("moonreader", "1\nindent:false\ntrim:false\n#\n"),
        ("weread", "《港口》\n\n林\n\n2个笔记\n\n◆ 外贸\n"),
        ("weread", "---\ntitle: 港口\n---\n> 📌 外贸\n> ⏱ 2026-01-01 10:00:00\n"),
        ("notes", 'format = "newsreader-notebook"\n'),
        ("conll", "海\tB-LOC\n东\tI-LOC\n。\tO\n"),
        ("brat", "T1\tPER 0 1\t海\n"),
    ],
)
def test_the_format_is_found_by_shape(name: str, text: str) -> None:
    assert detect(text) == name


def test_a_file_that_fits_two_formats_needs_a_name() -> None:
    both = {"type": "Annotation", "highlighted_text": "甲"}
    with pytest.raises(FormatError, match="--format"):
        detect(json.dumps(both))


def test_an_import_stops_when_it_is_told_to() -> None:
    shares: list[float] = []

    def progress(share: float) -> bool:
        shares.append(share)
        return len(shares) < 2

    entries = [ImportedHighlight(LONG), ImportedHighlight("外贸航线")]
    _book, report = import_entries(entries, Notebook(), ARTICLE, NOW, progress=progress)
    assert (shares, outcomes(report)) == ([0.0, 0.5], [Outcome.PLACED])


def test_the_report_has_the_entries_of_other_titles_too() -> None:
    entries = [ImportedHighlight(LONG), ImportedHighlight("航线", title="远洋航海史")]
    chosen = of_article(entries, ARTICLE)
    _book, report = import_entries(chosen.own, Notebook(), ARTICLE, NOW, others=chosen.others)
    assert outcomes(report) == [Outcome.PLACED, Outcome.OTHER]
