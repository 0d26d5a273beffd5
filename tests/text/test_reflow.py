from __future__ import annotations

import pytest
from rich.cells import cell_len

from newsreader.text.reflow import wrap_record


def test_a_record_comes_back_with_its_rows_and_its_labels() -> None:
    record = {"width": 10, "text": "我们都来了，你呢", "id": "a"}
    assert wrap_record(record, cell_len) == {
        **record,
        "indent": 0,
        "hang": False,
        "strict": False,
        "pangu": False,
        "rows": ["我们都来", "了，你呢"],
    }


def test_options_are_taken_from_the_record() -> None:
    record = {"width": 13, "text": "吉利EV卖", "indent": 4, "pangu": True}
    assert wrap_record(record, cell_len)["rows"] == ["    吉利 EV", "卖"]


@pytest.mark.parametrize("record", [{}, {"width": 0, "text": ""}, {"width": 9}, {"width": True}])
def test_a_record_without_width_or_text_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"width|text"):
        wrap_record(record, cell_len)
