"""Exports of Hypothesis, read."""

from __future__ import annotations

import json

import pytest

from newsreader.errors import FormatError
from newsreader.formats.hypothesis_format import HypothesisExport


def _annotation(**fields: object) -> dict[str, object]:
    selectors = [
        {"type": "RangeSelector", "startContainer": "/div[1]", "endContainer": "/div[1]"},
        {"type": "TextPositionSelector", "start": 100, "end": 102},
        {"type": "TextQuoteSelector", "exact": "航线", "prefix": "外贸", "suffix": "是最大"},
    ]
    return {
        "id": "abc",
        "created": "2026-04-12T08:30:00.123456+00:00",
        "updated": "2026-04-12T08:31:00.000000+00:00",
        "user": "acct:lin@hypothes.is",
        "uri": "https://example.org/port",
        "text": "核对",
        "tags": ["数字", "数字", ""],
        "target": [{"source": "https://example.org/port", "selector": selectors}],
        "document": {"title": ["港口"]},
        **fields,
    }


def _export(*annotations: dict[str, object]) -> str:
    return json.dumps(
        {"export_date": "2026-04-13", "export_userid": "lin", "annotations": annotations}
    )


def test_quote_context_note_tags_and_times_are_read() -> None:
    (entry,) = HypothesisExport().read(_export(_annotation()))
    assert (entry.prefix, entry.quote, entry.suffix) == ("外贸", "航线", "是最大")
    assert (entry.note, entry.tags, entry.title, entry.id) == ("核对", ("数字",), "港口", "abc")
    assert entry.span is None
    assert entry.created is not None
    assert entry.created.microsecond == 123456


def test_a_reply_is_added_to_the_note_it_answers() -> None:
    reply = _annotation(id="def", references=["abc"], text="核对过了", user="acct:zhou@hypothes.is")
    (entry,) = HypothesisExport().read(_export(reply, _annotation()))
    assert entry.note == "核对\n\nzhou: 核对过了"


def test_a_note_on_the_page_is_a_note_on_the_article() -> None:
    page = _annotation(target=[{"source": "https://example.org/port"}])
    assert HypothesisExport().read(_export(page))[0].quote == ""


def test_the_response_of_the_api_is_read_too() -> None:
    text = json.dumps({"total": 1, "rows": [_annotation()]})
    assert HypothesisExport().read(text)[0].quote == "航线"


@pytest.mark.parametrize("text", ["{}", '{"annotations": []}', '{"rows": [{"id": 1}]}', "[]"])
def test_other_json_is_an_error(text: str) -> None:
    with pytest.raises(FormatError):
        HypothesisExport().read(text)
