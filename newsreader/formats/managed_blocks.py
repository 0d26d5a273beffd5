"""Managed blocks: the parts of an exported file that the program updates among the user's own text.

Each block lies between two marks, which are comments in the language of the file. The opening mark
has the id of the block and a digest of its text. Text outside the marks belongs to the user and is
never changed. A block that no longer matches its digest was edited by the user: it is kept, and a
newer version is put below it.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from newsreader.files.digest import sha256
from newsreader.formats.collection import with_own_ids
from newsreader.formats.document import Document, Excerpt, document_id, sections
from newsreader.text.lazy_regex import lazy_regex

_PLAIN_ID = lazy_regex(r"[0-9A-Za-z][0-9A-Za-z._-]{0,79}")


class ManagedBlock(NamedTuple):
    """One block; `id` has no white space, `text` no newline at its end."""

    id: str
    text: str

    @property
    def digest(self) -> str:
        return digest(self.text)


class Marks(NamedTuple):
    """What a language puts before and after a comment on a line of its own."""

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
    """`name` if it may be the id of a block, else a digest of it."""
    if _PLAIN_ID.fullmatch(name):
        return name
    return sha256(name.encode("utf-8", "surrogatepass"))[:32]


def digest(text: str) -> str:
    """Twelve hex digits of the SHA-256 of `text`, without white space at the ends of lines."""
    plain = "\n".join(line.rstrip() for line in text.strip().split("\n"))
    return sha256(plain.encode("utf-8", "surrogatepass"))[:12]


def render(blocks: Iterable[ManagedBlock], marks: Marks) -> str:
    """The blocks between their marks, with an empty line between two and a newline at the end."""
    return "\n\n".join(marks.wrap(block) for block in blocks) + "\n"


def plain(blocks: Iterable[ManagedBlock]) -> str:
    """The same as `render` without the marks, for a preview or the clipboard."""
    return "\n\n".join(block.text for block in blocks) + "\n"


class BlockFormat(ABC):
    """A format whose file holds a block for the article, each heading and each excerpt."""

    marks: ClassVar[Marks]

    @abstractmethod
    def head(self, document: Document) -> Iterator[str]:
        """The lines about the whole article."""

    def opening(self, documents: Sequence[Document]) -> Iterator[str]:  # noqa: ARG002
        """The lines before several articles."""
        yield from ()

    @abstractmethod
    def heading(self, document: Document, words: str) -> str:
        """The line for a heading of the article."""

    @abstractmethod
    def excerpt(self, document: Document, excerpt: Excerpt) -> Iterator[str]:
        """The lines for an excerpt."""

    def write(self, document: Document) -> str:
        return self.write_all([document])

    def write_all(self, documents: Sequence[Document]) -> str:
        return render(self._blocks(documents), self.marks)

    def plain(self, document: Document) -> str:
        """The same as `write` without the marks."""
        return plain(self._blocks([document]))

    def update(self, existing: str, document: Document) -> str:
        """As `update_all` for a file with one article."""
        return self.update_all(existing, [document])

    def update_all(self, existing: str, documents: Sequence[Document]) -> str:
        """`existing` with the blocks updated and all text of the user kept."""
        return update(existing, tuple(self._blocks(documents)), self.marks)

    def _blocks(self, documents: Sequence[Document]) -> Iterator[ManagedBlock]:
        if not documents or documents[0].label:
            lines = "\n".join(self.opening(documents))
            yield from [ManagedBlock("articles", lines)] if lines else []
        for document in with_own_ids(documents):
            yield from self._blocks_of(document)

    def _blocks_of(self, document: Document) -> Iterator[ManagedBlock]:
        yield ManagedBlock(document_id("article", document), "\n".join(self.head(document)))
        for section in sections(document):
            if section.heading:
                yield ManagedBlock(section.id, self.heading(document, section.heading))
            for excerpt in section.excerpts:
                lines = self.excerpt(document, excerpt)
                yield ManagedBlock(safe_id(excerpt.highlight.id), "\n".join(lines))


def blocks_of(text: str, marks: Marks) -> list[ManagedBlock]:
    """The blocks in the text of a file, each with its id, in their order."""
    pieces = _split(text.replace("\r\n", "\n"), marks)
    return [ManagedBlock(piece.id, piece.text) for piece in pieces if piece.id]


class _Piece(NamedTuple):
    """A part of an existing file: a block, or text of the user if `id` is empty."""

    text: str
    id: str = ""
    stamp: str = ""


def update(existing: str, blocks: Sequence[ManagedBlock], marks: Marks) -> str:
    """`existing` with `blocks` updated in place, and new ones after their predecessors.

    Blocks that are not in `blocks` are removed unless the user edited them. In a file without marks
    the blocks are put at the end. CR LF line ends are kept.
    """
    newline = "\r\n" if 0 < existing.count("\n") == existing.count("\r\n") else "\n"
    pieces = _split(existing.replace("\r\n", "\n"), marks)
    wanted = {block.id: block for block in blocks}
    kept: list[_Piece] = []
    for piece in pieces:
        kept.extend(_updated(piece, wanted) if piece.id else [piece])
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
    """The line of the closing mark, or -1 if another mark opens or the file ends first."""
    for number in range(at, len(lines)):
        line = lines[number].strip()
        if line == closing:
            return number
        if opening.fullmatch(line):
            return -1
    return -1


def _updated(piece: _Piece, wanted: dict[str, ManagedBlock]) -> list[_Piece]:
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
    """`pieces` with the missing blocks, each after the one that it follows in `blocks`."""
    present = {piece.id for piece in pieces if piece.id}
    followers: dict[str, list[_Piece]] = {}
    before = ""
    for block in blocks:
        if block.id in present:
            before = block.id
        else:
            followers.setdefault(before, []).append(_Piece(block.text, block.id, block.digest))
    first = next((number for number, piece in enumerate(pieces) if piece.id), len(pieces))
    placed = pieces[:first] + followers.get("", [])
    for piece in pieces[first:]:
        placed.append(piece)
        placed += followers.get(piece.id, []) if piece.id else []
    return placed


def _join(pieces: list[_Piece], marks: Marks) -> str:
    """The text of the file, with an empty line around each block and the user's text unchanged."""
    lines: list[str] = []
    for piece in pieces:
        if piece.id:
            if lines and lines[-1].strip():
                lines.append("")
            lines += [marks.opening(piece.id, piece.stamp), piece.text, marks.closing()]
        else:
            own = piece.text.split("\n")
            after_empty = bool(lines) and not lines[-1].strip()
            lines += own[1:] if after_empty and not own[0].strip() else own
    while lines and not lines[0].strip():
        del lines[0]
    if lines and lines[-1].strip():
        lines.append("")
    return "\n".join(lines)
