"""A note in Markdown exports: literally, or as the Markdown that its writer typed.

Markdown that is kept can neither end a block of an export nor run or fetch anything: HTML, comments
and images are shown as text, and an open code fence is closed. Marks of footnotes are text too:
their names are those of the whole file, and a note would take the place of another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsreader.formats.document import Document, lines_of, without_controls
from newsreader.formats.exported_links import Markup, with_links
from newsreader.formats.markdown_text import escape_inline, escape_text
from newsreader.text.lazy_regex import lazy_regex

_FENCE = lazy_regex(r"(`{3,}(?=[^`]*$)|~{3,})")
_OTHER_FENCE = lazy_regex(r"( {1,3})(?=`{3}|~{3})")
"""A fence that may be in an item of a list, and would end with it."""

_STRUCTURE = lazy_regex(
    r"\s*(?:[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|#{1,6}(?:\s|$)|>|\||=+\s*$|([-*_])(?:\s*\1){2,}\s*$)"
    r"|\t| {4}|\[[^\]^][^\]]*\]:"
)
"""A line that is not a plain continuation of the one before it."""

_NO_BREAK_AFTER = lazy_regex(
    r"\s*(?:#{1,6}(?:\s|$)|\||=+\s*$|([-*_])(?:\s*\1){2,}\s*$)|\t| {4}|.*\\$"
)
_CODE = lazy_regex(r"(?<![\\`])(`+)(?!`)(?:.*?[^`])\1(?!`)")
_LEFT = lazy_regex(
    r"\\[!-/:-@\[-`{-~]|<(?!https?://[^\s<>]+>)|!(?=\[)|\[(?=\^)|%%|(?<!~)~(?!~)"
    r"|\](?=\s*[(:]\s*<?\s*(?:javascript|vbscript|data):)",
    re.IGNORECASE,
)
"""What is shown as text, and escapes that are there already."""

_MARK = lazy_regex(r"\s*(?:<!--|%%)\s*/?newsreader", re.IGNORECASE)
_SETTINGS = lazy_regex(r"(?<=Local Variables):|(?<=\bvim):|(?<=\bvi):|(?<=\bex):", re.IGNORECASE)


def note_lines(document: Document, note: str, markup: Markup | None = None) -> list[str]:
    """The lines of Markdown for a note, as the style of `document` says.

    `markup` makes the links in it; without one their words are shown.
    """
    typed = document.style.markdown_notes
    return with_links(
        document,
        note,
        (lambda text: list(typed_lines(text))) if typed else escape_text,
        markup or (lambda link, _found: escape_inline(link.shown)),
    )


def typed_lines(note: str) -> Iterator[str]:
    """The lines of a note that is Markdown. A line break in running text stays one."""
    lines = lines_of(without_controls(note).strip("\n"))
    # A span of code that goes on in the next line would move those that follow.
    codes = not any("`" in _CODE.sub("", line) for line in lines if not _FENCE.match(line))
    fence = ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            # A zero width space keeps a mark of the export within code from being one.
            yield f"\u200b{line}" if _MARK.match(line) else line
            continue
        if found:
            fence = found[1]
            yield line
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        yield _safe(line, codes=codes) + ("\\" if _breaks(line, following) else "")
    if fence:
        yield fence


def _breaks(line: str, following: str) -> bool:
    """Whether the two lines are running text, which Markdown would join."""
    if not line.strip() or not following.strip() or _NO_BREAK_AFTER.match(line):
        return False
    return not _STRUCTURE.match(following) and not _FENCE.match(following)


def _safe(line: str, *, codes: bool) -> str:
    """One line outside of a fence; with `codes` its spans of code stay as they are."""
    line = _OTHER_FENCE.sub(r"\1\\", line)
    shown, at = "", 0
    for code in _CODE.finditer(line) if codes else ():
        shown += _escaped(line[at : code.start()]) + code[0]
        at = code.end()
    return (shown + _escaped(line[at:])).rstrip()


def _escaped(text: str) -> str:
    text = _LEFT.sub(_escape, text)
    return _SETTINGS.sub(r"\:", text)


def _escape(found: re.Match[str]) -> str:
    return found[0] if found[0][0] == "\\" else "".join(f"\\{mark}" for mark in found[0])
