"""Generated texts: ordinary news, and characters that news should not contain."""

from __future__ import annotations

from hypothesis import strategies as st

HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工"
MARKS = "，。、；：？！“”‘’（）《》〈〉【】「」『』—…·～％"
PIECES = [
    "——", "……", "3.5%", "1,234.56", "-12℃", "￥99.9", "$30", "iPhone 13", "don't", "AT&T", "C++",
    "Wi-Fi", "2021-06-25", "17．3％", "1—8", " ", "　", "\u00a0", "\n", "\t", "\"", "'", "(", ")",
    ",", ".", "https://example.com/a/b?c=1&d=2", "ＡＢ", "한국", "カー", "𠀀", "ZEEKR 001", "U.S.",
    "㎡", "e\u0301", "\U0001f1e8\U0001f1f3", "\U0001f44d\U0001f3fd", "👨\u200d👩\u200d👧", "\u200b",
    "\u200d", "\ufe0f", "\x1b[2J", "://", "www.", "\u0600",
]  # fmt: skip

news = st.lists(
    st.one_of(st.text(HAN, min_size=1, max_size=12), st.sampled_from([*MARKS, *PIECES])),
    max_size=60,
).map("".join)
anything = st.text(max_size=80)
widths = st.integers(8, 200)
