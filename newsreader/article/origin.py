"""The web address of an article, and the day on which its page was saved, as its text says them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from newsreader.text.lazy_regex import lazy_regex

URL_LABEL = "原文链接："
CAPTURED_LABEL = "网页保存日期："

_EXAMINED = 4000
"""Code points at each end of the text that are searched for the two lines."""

_URL = lazy_regex(
    r"^[ \t\u3000>（(【\[]*(?:本文|文章|原文|来源|來源|网页|網頁|转载|轉載)?"
    r"(?:链接|連結|鏈接|连结|网址|網址|地址|url|source url|original url|source|link)"
    r"[ \t]*[】\]]?[ \t]*[:：=][ \t]*[\"'<(（]?(https?://[^\s<>\"'（）]{4,2000})",
    2 | 8,  # re.IGNORECASE | re.MULTILINE
)
_CAPTURED = lazy_regex(r"^网页保存日期：(\d{4}-\d\d-\d\d)\s*$", 8)  # re.MULTILINE


class Origin(NamedTuple):
    """`url` is where the article was published, `captured` when its page was saved."""

    url: str | None = None
    captured: date | None = None


def read_origin(text: str) -> Origin:
    """The origin that `text` states in a line of its own near its beginning or end."""
    ends = [text] if len(text) <= 2 * _EXAMINED else [text[:_EXAMINED], text[-_EXAMINED:]]
    # Compiling the patterns takes two milliseconds, and most texts state neither.
    with_address = (end for end in reversed(ends) if "://" in end)
    url = next((found[1] for end in with_address if (found := _URL.search(end))), None)
    saved = (end for end in reversed(ends) if CAPTURED_LABEL in end)
    captured = next((found[1] for end in saved if (found := _CAPTURED.search(end))), None)
    return Origin(url.rstrip(".,;。，；)") if url else None, _day(captured) if captured else None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
