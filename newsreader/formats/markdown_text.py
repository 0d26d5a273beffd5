"""Text in Markdown: escaped so that it is shown as it stands and builds no structure.

The rules are CommonMark's (0.31, sections 2.4 and 4) and those of its common extensions: GitHub's
strike-through and tables, the dollar signs of mathematics. Chinese text uses a single tilde for
ranges, which GitHub would strike through: 5~10亿元到3~4亿元.
"""

from __future__ import annotations

import re

_INLINE = re.compile(r"[\\`*_\[\]<>~|$^#]|&(?=#?\w+;)|==|%%")
_LINE_START = re.compile(r"^([-+=]|:(?=[-:])|\d{1,9}(?=[.)]))")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def lines_of(text: str) -> list[str]:
    """The lines of `text`, however they end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def without_controls(text: str) -> str:
    """`text` with a visible sign for each control character but line feed and tab."""
    return _CONTROL.sub("\ufffd", text)


def escape_line(line: str) -> str:
    """One line of text, shown as it stands wherever a line of Markdown may stand."""
    line = without_controls(line)
    line = _INLINE.sub(lambda found: "".join("\\" + mark for mark in found[0]), line)
    line = _LINE_START.sub(_escape_start, line)
    return _with_blanks(line)


def escape_text(text: str) -> list[str]:
    """The lines of Markdown that show `text`: its line breaks kept, its empty lines as paragraphs.

    Empty lines at either end are dropped.
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
        # A digit cannot be escaped; the mark behind it can, and it is what makes the list.
        return start + "\\"
    return "\\" + start


def _with_blanks(line: str) -> str:
    """Blanks at the ends, which Markdown would take for structure, as characters that it shows."""
    words = line.strip(" \t")
    if len(words) == len(line):
        return line
    start = len(line) - len(line.lstrip(" \t"))
    shown = str.maketrans({" ": "&#32;", "\t": "&#9;"})
    return line[:start].translate(shown) + words + line[start + len(words) :].translate(shown)
