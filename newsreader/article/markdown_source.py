"""The blocks of a Markdown source; its marks stay in the text, those of headings are not shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsreader.article.article import Role
from newsreader.article.blocks import BLANKS, Block
from newsreader.text.lazy_regex import lazy_regex

_HEADING = lazy_regex(r"(#{1,6})(?:[ \t]|$)")
_HEADING_WORDS = lazy_regex(r"#{1,6}\s+(.*?)(?:\s+#+)?")
_ITEM = lazy_regex(r"[-*+][ \t]|\d{1,9}[.)][ \t]|>|\||\[\^?[^\]]{1,40}\]:")
_RULE = lazy_regex(r"(?:[-*_][ \t]*){3,}")
_FENCE = lazy_regex(r"`{3,}|~{3,}")
_IMAGE = lazy_regex(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])")
_FRONT = ("---", "+++")
_FIELD = lazy_regex(r"(title|author|date|source)\s*[:=]\s*[\"']?(.+?)[\"']?", re.IGNORECASE)
_LONGEST_FRONT = 60
_SAMPLE = 2000


def markdown_blocks(lines: Sequence[Block]) -> list[Block]:
    """The paragraphs of Markdown `lines` (a subset of the blocks of CommonMark).

    Headings begin with `#` or are underlined. Items, quotes, table rows and lines of code are
    blocks of their own; other adjacent lines are one paragraph.
    """
    blocks: list[Block] = []
    start = _front_matter(lines, blocks)
    fence = ""
    joins = False
    for line in lines[start:]:
        if fence or _FENCE.match(line.text):
            fence = _fence_after(fence, line.text)
            blocks.append(_block(line))
            joins = False
        elif joins and not line.gap and _underlines(line.text, blocks[-1]):
            level = 1 if line.text[0] == "=" else 2
            blocks[-1] = blocks[-1]._replace(role=Role.HEADING, level=level)
            blocks.append(_block(line, Role.FURNITURE))
            joins = False
        elif heading := _HEADING.match(line.text):
            blocks.append(_block(_unmarked(line), Role.HEADING, len(heading[1])))
            joins = False
        elif joins and not line.gap and not _ITEM.match(line.text):
            blocks[-1] = _longer(blocks[-1], line)
        else:
            alone = _RULE.fullmatch(line.text) or line.text.startswith("|")
            image = _IMAGE.fullmatch(line.text)
            blocks.append(_block(line, Role.CAPTION if image else None))
            joins = not (alone or image)
    return _with_title(blocks)


def is_markdown(lines: Sequence[Block]) -> bool:
    """Whether the lines of a plain file are Markdown: a heading first, or several later."""
    if not lines:
        return False
    first = _HEADING.match(lines[0].text)
    if first and len(lines) > 1 and lines[1].gap:
        return True
    return sum(line.text.startswith(("## ", "### ")) for line in lines[:_SAMPLE]) >= 2


def front_matter(blocks: Sequence[Block]) -> dict[str, str]:
    """Title, author, date and source in the front matter."""
    found: dict[str, str] = {}
    for block in blocks[:_LONGEST_FRONT]:
        if block.role is not Role.METADATA:
            break
        if field := _FIELD.fullmatch(block.text):
            found.setdefault(field[1].lower(), field[2])
    return found


def heading_words(text: str) -> str:
    """The words of a heading without its marks, on one line."""
    marked = _HEADING_WORDS.fullmatch(text)
    return " ".join((marked[1] if marked else text).split())


def _front_matter(lines: Sequence[Block], blocks: list[Block]) -> int:
    """Append the lines between two rules at the top to `blocks`; return their number."""
    if not lines or lines[0].start != 0 or lines[0].text not in _FRONT:
        return 0
    for index in range(1, min(len(lines), _LONGEST_FRONT)):
        if lines[index].text == lines[0].text:
            blocks += [_block(line, Role.METADATA) for line in lines[: index + 1]]
            return index + 1
    return 0


def _with_title(blocks: list[Block]) -> list[Block]:
    """`blocks` with a first-level heading at the top as the title."""
    first = next((i for i, block in enumerate(blocks) if block.role is not Role.METADATA), None)
    if first is not None and blocks[first].role is Role.HEADING and blocks[first].level == 1:
        blocks[first] = blocks[first]._replace(role=Role.TITLE, level=0)
    return blocks


def _fence_after(fence: str, text: str) -> str:
    """The mark of the code block that is open after a line, or ""."""
    mark = _FENCE.match(text)
    if not fence:
        return mark[0] if mark else ""
    closes = mark is not None and text.strip() == mark[0] and mark[0].startswith(fence)
    return "" if closes else fence


def _underlines(text: str, above: Block) -> bool:
    return above.role is None and len(text) >= 2 and (set(text) == {"="} or set(text) == {"-"})


def _block(line: Block, role: Role | None = None, level: int = 0) -> Block:
    return line._replace(role=role, level=level)


def _unmarked(line: Block) -> Block:
    """A heading without its marks; `#` alone stays."""
    marked = _HEADING_WORDS.fullmatch(line.text)
    words = marked[1].strip(BLANKS) if marked else ""
    if marked is None or not words:
        return line
    start = line.start + marked.start(1) + marked[1].index(words)
    return line._replace(start=start, end=start + len(words), text=words)


def _longer(block: Block, line: Block) -> Block:
    return block._replace(end=line.end, text=f"{block.text} {line.text}")
