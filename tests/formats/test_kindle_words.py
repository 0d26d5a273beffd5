"""The words of Kindles in their languages."""

from __future__ import annotations

from datetime import datetime

import pytest

from newsreader.formats.clippings import Clippings
from newsreader.formats.kindle_notebook import KindleNotebook
from newsreader.formats.kindle_words import EntryKind, Place, kind_of, place_of, time_of
from newsreader.notebook.colour import Colour


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            "- 您在位置 #12-14的标注 | 添加于 2023年5月3日星期三 下午9:01:09",
            "highlight location 12-14 2023-05-03T21:01:09",
        ),
        (
            "- 您在第 3-4 页的笔记 | 添加于 2023年5月3日星期三 凌晨0:01:09",
            "note page 3-4 2023-05-03T00:01:09",
        ),
        (
            "- 您在位置 #7 的標註 | 新增於 2024年3月15日 星期五 16:20:00",
            "highlight location 7-7 2024-03-15T16:20:00",
        ),
        (
            "- 您在第 8 頁的筆記 | 新增於 2024年3月15日 下午04時20分05秒",
            "note page 8-8 2024-03-15T16:20:05",
        ),
        (
            "- Your Highlight on page 9 | Loc. 174-175 | Added on Sunday, July 5, 2020 12:03:04 AM",
            "highlight location 174-175 2020-07-05T00:03:04",
        ),
        (
            "- Your Note on page 119 | Added on Wednesday, 31 March 2021 18:57:00",
            "note page 119-119 2021-03-31T18:57:00",
        ),
        (
            "- Highlight Loc. 1074-75 | Added on Monday, March 05, 2012, 10:21 PM",
            "highlight location 1074-1075 2012-03-05T22:21:00",
        ),
        (
            "- Ihre Markierung bei Position 258-259 | Hinzugefügt am Di, 3. März 2015 07:13:12",
            "highlight location 258-259 2015-03-03T07:13:12",
        ),
        (
            "- Ihre Notiz auf Seite 12 | Hinzugefügt am Montag, 1. Dezember 2014 19:00:01",
            "note page 12-12 2014-12-01T19:00:01",
        ),
        (
            "- 位置No. 1114-1115のハイライト |作成日: 2021年8月3日火曜日 23:24:53",
            "highlight location 1114-1115 2021-08-03T23:24:53",
        ),
        (
            "- 12ページのメモ |作成日: 2021年8月3日火曜日 午後3:24:53",
            "note page 12-12 2021-08-03T15:24:53",
        ),
        (
            "- Votre surlignement à l'emplacement 30-31 | Ajouté le jeudi 12 août 2021 20:15:10",
            "highlight location 30-31 2021-08-12T20:15:10",
        ),
        (
            "- La nota en la página 5 | Añadido el jueves, 4 de enero de 2018 8:05:09",
            "note page 5-5 2018-01-04T08:05:09",
        ),
        (
            "- La subrayado en la posición 30-31 | Añadido el 3 de septiembre de 2018 8:05:09",
            "highlight location 30-31 2018-09-03T08:05:09",
        ),
        (
            "- La tua evidenziazione alla posizione 5-6 | Aggiunto in data 9 luglio 2018 08:05:09",
            "highlight location 5-6 2018-07-09T08:05:09",
        ),
        (
            "- Seu destaque na posição 5-6 | Adicionado: 9 de outubro de 2017 18:05:09",
            "highlight location 5-6 2017-10-09T18:05:09",
        ),
    ],
)  # fmt: skip
def test_kind_place_and_time(facts: str, expected: str) -> None:
    *words, added = facts.split("|")
    kind, unit, places, time = expected.split()
    start, end = map(int, places.split("-"))
    assert kind_of("|".join(words)) is EntryKind(kind)
    assert place_of("|".join(words)) == Place(unit, start, end)
    assert time_of(added) == datetime.fromisoformat(time).astimezone()


def test_a_zone_is_kept_and_nonsense_is_no_time() -> None:
    found = time_of("2013年8月5日 星期一 上午09时11分28秒 GMT+08:00")
    assert found is not None
    assert found.isoformat() == "2013-08-05T09:11:28+08:00"
    assert time_of("Added on Monday, 45 March 2012 99:00:00") is None
    assert time_of("sometime") is None


def _clipping(facts: str, words: str, title: str = "港口 (林)") -> str:
    return f"\ufeff{title}\r\n- {facts}\r\n\r\n{words}\r\n==========\r\n"


def test_notes_find_their_highlight_at_any_distance_and_once() -> None:
    marks = [_clipping(f"您在位置 #{n}0-{n}2的标注", f"句子{n}") for n in range(1, 6)]
    note = _clipping("您在位置 #12的笔记", "查一下")
    entries = Clippings().read("".join([*marks, note, note]))
    assert [entry.note for entry in entries] == ["查一下", "", "", "", ""]


def test_a_note_on_another_page_or_in_another_book_has_no_highlight() -> None:
    text = _clipping("您在第 3-3 页的标注", "句子") + _clipping("您在第 9 页的笔记", "九页")
    text += _clipping("您在第 3 页的笔记", "别的书", "猫 (某)")
    entries = Clippings().read(text)
    assert [(entry.quote, entry.note) for entry in entries] == [
        ("句子", ""),
        ("", "九页"),
        ("", "别的书"),
    ]
    assert (entries[2].title, entries[2].author) == ("猫", "某")


def test_a_clipping_in_an_unknown_language_is_a_highlight() -> None:
    (entry,) = Clippings().read(_clipping("Xyzzy 12 | 2020", "句子"))
    assert (entry.quote, entry.created) == ("句子", None)


def test_the_page_of_a_newer_kindle() -> None:
    page = """<div class="bookTitle">港口</div><div class="authors">林</div>
    <h2 class="sectionHeading">一</h2>
    <h3 class="noteHeading">标注(<span class="highlight_pink">粉色</span>) - 位置 12</h3>
    <div class="noteText">外贸&amp;航线</div>
    <div class="noteHeading">笔记 - 位置 15</div><div class="noteText">查<br>一下</div>
    <div class="noteHeading">Bookmark - Location 20</div>"""
    (entry,) = KindleNotebook().read(page)
    assert (entry.title, entry.author) == ("港口", "林")
    assert (entry.quote, entry.note, entry.colour) == ("外贸&航线", "查\n一下", Colour.RED)
