"""Blocks: the pieces of a file that are ours, marked so that a user's words around them stay.

A user goes on writing in an exported Markdown or Org file. Each piece that the program wrote stands
between two marks, comments in the language of the file; the first carries the piece's id and a
digest of what was written. What stands outside the marks is the user's and is never touched. A
piece whose words no longer fit its digest was edited by hand, so it is the user's too: it is left
as it is, and when there is something newer to say that is put below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsreader.files.digest import sha256

_PLAIN_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,79}")


@dataclass(frozen=True, slots=True)
class ManagedBlock:
    """One piece; `id` has no blank in it, `text` no newline at its end."""

    id: str
    text: str

    @property
    def digest(self) -> str:
        return digest(self.text)


@dataclass(frozen=True, slots=True)
class Marks:
    """How a language writes a comment on a line of its own: what stands before it and after."""

    before: str
    after: str

    def wrap(self, block: ManagedBlock) -> str:
        """The block between its marks."""
        return f"{self.opening(block.id, block.digest)}\n{block.text}\n{self.closing()}"

    def opening(self, block_id: str, stamp: str) -> str:
        return f"{self.before}newsreader:{block_id} {stamp}{self.after}"

    def closing(self) -> str:
        return f"{self.before}/newsreader{self.after}"

    def opening_pattern(self) -> re.Pattern[str]:
        return re.compile(
            rf"{re.escape(self.before)}newsreader:(\S+) ([0-9a-f]{{12}}){re.escape(self.after)}"
        )


def safe_id(name: str) -> str:
    """`name` as a block's id: itself where it is plain, else a digest that stands for it."""
    if _PLAIN_ID.fullmatch(name):
        return name
    return sha256(name.encode("utf-8", "surrogatepass"))[:32]


def digest(text: str) -> str:
    """Twelve hex digits that tell `text` from an edited one; blanks at line ends do not count."""
    plain = "\n".join(line.rstrip() for line in text.strip().split("\n"))
    return sha256(plain.encode("utf-8", "surrogatepass"))[:12]


def render(blocks: Iterable[ManagedBlock], marks: Marks) -> str:
    """The blocks with a blank line between them, and a newline at the end."""
    return "\n\n".join(marks.wrap(block) for block in blocks) + "\n"


def plain(blocks: Iterable[ManagedBlock]) -> str:
    """The blocks as `render` has them, without the marks: to be looked at, or to be pasted."""
    return "\n\n".join(block.text for block in blocks) + "\n"


@dataclass(slots=True)
class _Piece:
    """A stretch of an existing file: the user's own when `id` is empty, else between marks."""

    text: str
    id: str = ""
    stamp: str = ""


def update(existing: str, blocks: Sequence[ManagedBlock], marks: Marks) -> str:
    """`existing` with `blocks` in it: known ones where they stand, new ones after their forerunner.

    Blocks that are no longer wanted go, unless a hand has edited them. A file without marks is
    all the user's: the blocks are put below it.
    """
    # A file of an editor that ends lines with CR LF keeps them.
    newline = "\r\n" if 0 < existing.count("\n") == existing.count("\r\n") else "\n"
    pieces = _split(existing.replace("\r\n", "\n"), marks)
    wanted = {block.id: block for block in blocks}
    kept: list[_Piece] = []
    for piece in pieces:
        kept.extend(_renewed(piece, wanted) if piece.id else [piece])
    return _join(_with_new(kept, blocks), marks).replace("\n", newline)


def _split(text: str, marks: Marks) -> list[_Piece]:
    opening, closing = marks.opening_pattern(), marks.closing()
    pieces: list[_Piece] = []
    own: list[str] = []
    lines = text.split("\n")
    seen: set[str] = set()
    at = 0
    while at < len(lines):
        found = opening.fullmatch(lines[at].strip())
        end = _closing_line(lines, at + 1, closing, opening) if found else -1
        if found is None or end < 0 or found[1] in seen:
            own.append(lines[at])
            at += 1
            continue
        seen.add(found[1])
        pieces.append(_Piece("\n".join(own)))
        own = []
        pieces.append(_Piece("\n".join(lines[at + 1 : end]), found[1], found[2]))
        at = end + 1
    pieces.append(_Piece("\n".join(own)))
    return pieces


def _closing_line(lines: list[str], at: int, closing: str, opening: re.Pattern[str]) -> int:
    """The line of the closing mark, or -1 where the next mark opens or the file ends first."""
    for number in range(at, len(lines)):
        line = lines[number].strip()
        if line == closing:
            return number
        if opening.fullmatch(line):
            return -1
    return -1


def _renewed(piece: _Piece, wanted: dict[str, ManagedBlock]) -> list[_Piece]:
    block = wanted.get(piece.id)
    edited = digest(piece.text) != piece.stamp
    if block is None:
        return [_Piece(piece.text)] if edited else []
    fresh = _Piece(block.text, block.id, block.digest)
    if not edited:
        return [fresh]
    if block.digest == piece.stamp:
        return [piece]
    return [_Piece(piece.text), fresh]


def _with_new(pieces: list[_Piece], blocks: Sequence[ManagedBlock]) -> list[_Piece]:
    """Blocks that are not there yet, each behind the one that it follows, first ones before all."""
    present = {piece.id for piece in pieces if piece.id}
    behind: dict[str, list[_Piece]] = {}
    before = ""
    for block in blocks:
        if block.id in present:
            before = block.id
        else:
            behind.setdefault(before, []).append(_Piece(block.text, block.id, block.digest))
    first = next((number for number, piece in enumerate(pieces) if piece.id), len(pieces))
    placed = pieces[:first] + behind.get("", [])
    for piece in pieces[first:]:
        placed.append(piece)
        placed += behind.get(piece.id, []) if piece.id else []
    return placed


def _join(pieces: list[_Piece], marks: Marks) -> str:
    """The pieces, an empty line on each side of ours; what is the user's as it stood."""
    lines: list[str] = []
    for piece in pieces:
        if piece.id:
            if lines and lines[-1].strip():
                lines.append("")
            lines += [marks.opening(piece.id, piece.stamp), piece.text, marks.closing()]
        else:
            own = piece.text.split("\n")
            between_two = bool(lines) and not lines[-1].strip()
            lines += own[1:] if between_two and not own[0].strip() else own
    while lines and not lines[0].strip():
        del lines[0]
    if lines and lines[-1].strip():
        lines.append("")
    return "\n".join(lines)
