"""Text in Org: words that would be structure, links or code there, kept from being so.

Org has no escape character; its manual (section "Escape Character") advises a zero width space,
which is put where a line would begin something or a mark would open something that acts.
"""

from __future__ import annotations

import re

from newsreader.formats.markdown_text import lines_of, without_controls

ESCAPE = "\u200b"
_LINE_START = re.compile(
    r"^(?:\*+(?=[ \t]|$)"
    r"|[ \t]*(?:#|:|\||%%\(|[-+](?=[ \t]|$)|\d+[.)]|[A-Za-z][.)]|\*[ \t]|\\begin"
    r"|(?:CLOCK|DEADLINE|SCHEDULED|CLOSED):))"
)
_ACTIVE = re.compile(
    r"(\[(?=[\[\d]|fn:)|\\(?=[(\[])|\{(?=\{\{)|@(?=@)|<(?=[<\d%])"
    r"|(?<![A-Za-z])(?:s(?=rc_)|c(?=all_)|(?:shell|elisp|file\+\w{1,9})(?=:)))",
    re.IGNORECASE,
)
"""What opens a link, a footnote, a macro, a timestamp, LaTeX or code; the escape goes behind it."""


def escape_line(line: str) -> str:
    """One line of text, which Org takes for text."""
    line = _ACTIVE.sub(lambda found: found[0] + ESCAPE, without_controls(line))
    return ESCAPE + line if _LINE_START.match(line) else line


def escape_text(text: str) -> list[str]:
    """The lines of `text`, each taken for text."""
    return [escape_line(line) for line in lines_of(text)]
