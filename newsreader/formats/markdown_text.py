"""Text as Markdown that shows it and builds no structure.

The escapes follow CommonMark 0.31, sections 2.4 and 4, and its common extensions: strikethrough and
tables as GitHub has them, and mathematics between dollar signs. Chinese text has single tildes in
ranges, which GitHub would strike through: 5~10亿元到3~4亿元.
"""

from __future__ import annotations

import re

from newsreader.formats.document import lines_of, without_controls
from newsreader.text.lazy_regex import lazy_regex

_INLINE = lazy_regex(r"[\\`*_\[\]<>~|$^#]|&(?=#?\w+;)|==|%%")
_ADDRESS = lazy_regex(
    r"(?<=http)s?:(?=//)|(?<=ftp):(?=//)|(?<=mailto):|(?<=xmpp):|(?<=www)\.|@(?=[\w-]+\.)"
    r"|(?<=Local Variables):|(?<=\bvim):|(?<=\bvi):|(?<=\bex):",
    re.IGNORECASE,
)
"""The mark by which programs make a link of a bare address (GitHub's autolinks), or Emacs and Vim
take a line for settings."""

_LINE_START = lazy_regex(r"^([-+=]|:(?=[-:])|\d{1,9}(?=[.)]))")


def escape_line(line: str) -> str:
    """One line of text as Markdown that shows it and builds no structure."""
    return escape_edges(escape_inline(line))


def escape_inline(line: str) -> str:
    """A part of a line, which is neither its beginning nor its end."""
    line = without_controls(line)
    line = _INLINE.sub(lambda found: "".join("\\" + mark for mark in found[0]), line)
    return _ADDRESS.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], line)


def escape_edges(line: str) -> str:
    """A whole line whose parts are escaped: its beginning and its end build no structure."""
    return _escape_ends(_LINE_START.sub(_escape_start, line))


def escape_text(text: str) -> list[str]:
    """The lines of Markdown that show `text`.

    Line breaks become hard breaks, empty lines separate paragraphs, and empty lines at both ends
    are dropped.
    """
    lines = lines_of(text)
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    shown: list[str] = []
    for number, line in enumerate(lines):
        if not line.strip(" \t"):
            if shown[-1]:
                shown.append("")
            continue
        more = number + 1 < len(lines) and lines[number + 1].strip(" \t")
        shown.append(escape_line(line) + ("\\" if more else ""))
    return shown


def _escape_start(found: re.Match[str]) -> str:
    start = found[0]
    if start[0].isdigit():
        # A digit cannot be escaped, but the mark after it can, and it is what makes the list.
        return start + "\\"
    return "\\" + start


def _escape_ends(line: str) -> str:
    """`line` with character references for spaces and tabs at its ends, which are structure."""
    words = line.strip(" \t")
    if len(words) == len(line):
        return line
    start = len(line) - len(line.lstrip(" \t"))
    shown = str.maketrans({" ": "&#32;", "\t": "&#9;"})
    return line[:start].translate(shown) + words + line[start + len(words) :].translate(shown)
