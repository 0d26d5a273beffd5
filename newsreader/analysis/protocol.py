"""Protocol: what the reading process and the helper process say to each other, as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsreader.entities.entity import Kind, Mention
from newsreader.entities.roster import Roster
from newsreader.text.span import Span

CHUNK = 1 << 16
"""Code points of text in one line: no line may take long to read or write."""


class WordsFound(NamedTuple):
    """Where words start within `span`, in code points of the whole text, ascending."""

    sha256_text: str
    span: Span
    starts: Sequence[int]


class MentionsFound(NamedTuple):
    """The mentions within `span` as far as the paragraphs read so far tell; may be revised."""

    sha256_text: str
    span: Span
    mentions: tuple[Mention, ...]


class Progress(NamedTuple):
    """Code points of the text that were read, of all there are to read."""

    sha256_text: str
    done: int
    total: int


class EntitiesFound(NamedTuple):
    """Who and what the paragraphs read so far name; replaces what was said before."""

    sha256_text: str
    roster: Roster


class Finished(NamedTuple):
    """Who and what the whole text names, which replaces all that was found on the way.

    Words may be told of behind it.
    """

    sha256_text: str
    roster: Roster


class TextsRead(NamedTuple):
    """The mentions of each text of one `read_texts`, in its order."""

    mentions: tuple[tuple[Mention, ...], ...]


class Failed(NamedTuple):
    """The helper process ended, or could not do its work. `reason` is a sentence for the reader."""

    reason: str


class Warned(NamedTuple):
    """The helper process works, without something of the reader's that cannot be used."""

    reason: str


Fact = (
    WordsFound | MentionsFound | EntitiesFound | Progress | Finished | TextsRead | Failed | Warned
)
Row = list[int | str]
Line = dict[str, object]


def write(line: Line) -> bytes:
    """One line of the protocol. Lone surrogates pass, as everything else that a text can hold."""
    return (
        json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        + b"\n"
    )


def read(line: bytes) -> Line:
    """The line back again; raises ValueError where it is not one."""
    value = json.loads(line.decode("utf-8", "surrogatepass"))
    if not isinstance(value, dict):
        raise ValueError("not a line of the protocol")  # noqa: TRY004 (readers catch one kind)
    return value


def ask_article(sha256_text: str, text: str, paragraphs: Sequence[Span]) -> Iterator[bytes]:
    """The lines that hand over a text: its opening, its text and paragraphs in pieces, its end."""
    yield write({"do": "article", "sha256_text": sha256_text})
    for start in range(0, len(text), CHUNK):
        yield write({"do": "text", "text": text[start : start + CHUNK]})
    rows: list[list[int]] = []
    for span in paragraphs:
        rows.append([span.start, span.end])
        if len(rows) == CHUNK >> 4:
            yield write({"do": "paragraphs", "rows": rows})
            rows = []
    yield write({"do": "paragraphs", "rows": rows})
    yield write({"do": "read"})


def mention_rows(mentions: Iterable[Mention]) -> list[Row]:
    """Mentions as rows of (start, end, kind, subkind)."""
    return [[m.span.start, m.span.end, m.kind.value, m.subkind] for m in mentions]


def mentions_of(rows: Iterable[Sequence[int | str]]) -> tuple[Mention, ...]:
    """The mentions that the rows say."""
    return tuple(
        Mention(Span(int(start), int(end)), Kind(str(kind)), str(subkind))
        for start, end, kind, subkind in rows
    )
