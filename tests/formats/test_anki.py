"""Anki's text file, read as its importer reads it."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings

from newsreader.formats.anki import Anki
from newsreader.formats.document import Document
from tests.formats.documents import document, documents


def _cards(text: str) -> list[list[str]]:
    header, _end, cards = text.partition("#tags column:4\n")
    assert header == "#separator:tab\n#html:true\n#guid column:1\n"
    return list(csv.reader(io.StringIO(cards, newline=""), delimiter="\t", strict=True))


def test_a_card_has_the_id_of_the_highlight_quote_note_and_tags() -> None:
    first, second = _cards(Anki().write(document()))[:2]
    assert first[0] == "00000000-0000-0000-0000-000000000001"
    assert first[1] == "同比增长8.6%"
    assert first[2].startswith("核对<br>去年同期基数<hr><small>海东港一季度吞吐量创新高<br>林知远")
    assert first[3] == "yellow 数字 待查"
    assert "一、外贸航线" in second[2]


@given(documents())
@settings(max_examples=40, deadline=None)
def test_no_text_becomes_html_sound_latex_or_a_cloze(whole: Document) -> None:
    cards = _cards(Anki().write(whole))
    assert len(cards) == len(whole.all())
    for card in cards:
        assert len(card) == 4
        fields = card[1] + card[2]
        for tag in ("<br>", "<hr>", "<small>", "</small>"):
            fields = fields.replace(tag, "")
        assert not set("<>[]{}\\$") & set(fields)
