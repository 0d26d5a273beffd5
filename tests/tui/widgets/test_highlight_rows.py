"""The rows of a highlight whose words changed."""

from __future__ import annotations

import pytest

from newsreader.tui.widgets.highlight_rows import former_words

WAS = "遗址被命名为“措洛遗址”,出土石制品2137件、动物化石,GDP增长23.4%。"


@pytest.mark.parametrize(
    ("changed", "to", "shown"),
    [
        ("2137", "2157", "2137"),
        ("GDP", "GNP", "GDP"),
        ("23.4%", "23.5%", "23.4%"),
        ("动物", "植物", "动"),
    ],
)
def test_the_former_words_are_not_cut_within_a_number_or_latin_word(
    changed: str, to: str, shown: str
) -> None:
    assert former_words(WAS, WAS.replace(changed, to)) == shown


def test_the_former_words_of_an_addition_are_the_whole_quote() -> None:
    assert former_words("甲乙", "甲丙乙") == "甲乙"
