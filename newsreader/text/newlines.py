"""Line ends of other systems and of Unicode as line feeds."""

from __future__ import annotations

from newsreader.text.lazy_regex import lazy_regex

_LINE_END = lazy_regex("\r\n?|[\x85\u2028\u2029]")


def with_line_feeds(text: str) -> str:
    """`text` with CRLF, CR, NEL and the line and paragraph separators of Unicode as LF."""
    return text if text.isprintable() else _LINE_END.sub("\n", text)
