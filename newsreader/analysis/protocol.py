"""The messages between the reading process and the helper process, as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsreader.entities.entity import Entity, Mention
from newsreader.entities.kind import Kind
from newsreader.entities.roster import Roster
from newsreader.text.span import Span

CHUNK = 1 << 16
"""Code points of text in one line at most: no line may take long to read or write."""


class WordsFound(NamedTuple):
    """Where words start within `span`, in code points of the whole text, ascending."""

    sha256_text: str
    span: Span
    starts: Sequence[int]


class MentionsFound(NamedTuple):
    """The mentions within `span`, from its own paragraphs only; later facts may revise them."""

    sha256_text: str
    span: Span
    mentions: tuple[Mention, ...]


class Progress(NamedTuple):
    """How many code points of the text have been read, and how many there are to read."""

    sha256_text: str
    done: int
    total: int


class EntitiesFound(NamedTuple):
    """The entities of the paragraphs read so far; replaces all earlier entities and mentions."""

    sha256_text: str
    roster: Roster


class Finished(NamedTuple):
    """The entities of the whole text; replaces all earlier ones.

    `following` is how many WordsFound come after it.
    """

    sha256_text: str
    roster: Roster
    following: int = 0


class TextsRead(NamedTuple):
    """The mentions of each text of one `Service.read_texts`, in its order."""

    mentions: tuple[tuple[Mention, ...], ...]


class RostersFound(NamedTuple):
    """The entities of each text of one `Service.find_entities`, in its order."""

    entities: tuple[tuple[Entity, ...], ...]


class CountedWord(NamedTuple):
    """A word of a text, in simplified characters, and where it begins there.

    `per_million` is how often jieba's dictionary has it in a million words; 0 if it does not.
    """

    word: str
    per_million: float
    starts: tuple[int, ...]


class WordsCounted(NamedTuple):
    """The words of each text of one `Service.count_words`, in its order."""

    words: tuple[tuple[CountedWord, ...], ...]


class Failed(NamedTuple):
    """The helper process has ended or cannot work. `reason` is a sentence for the reader."""

    reason: str


class Warned(NamedTuple):
    """The helper process works, but cannot use all of the reader's lexicon; `reason` says why."""

    reason: str


Fact = (
    WordsFound
    | MentionsFound
    | EntitiesFound
    | Progress
    | Finished
    | TextsRead
    | RostersFound
    | WordsCounted
    | Failed
    | Warned
)
Row = list[int | str]
Line = dict[str, object]


def encode_line(line: Line) -> bytes:
    """A message as one line of bytes. Lone surrogates are kept."""
    return (
        json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        + b"\n"
    )


def decode_line(line: bytes) -> Line:
    """The message in a line. Raises ValueError."""
    value = json.loads(line.decode("utf-8", "surrogatepass"))
    if not isinstance(value, dict):
        raise ValueError("not a line of the protocol")  # noqa: TRY004 (readers catch one kind)
    return value


def article_request(sha256_text: str, text: str, paragraphs: Sequence[Span]) -> Iterator[bytes]:
    """The lines that send a text: a start, its text and paragraphs in pieces, an end."""
    yield encode_line({"do": "article", "sha256_text": sha256_text})
    for start in range(0, len(text), CHUNK):
        yield encode_line({"do": "text", "text": text[start : start + CHUNK]})
    rows: list[list[int]] = []
    for span in paragraphs:
        rows.append([span.start, span.end])
        if len(rows) == CHUNK >> 4:
            yield encode_line({"do": "paragraphs", "rows": rows})
            rows = []
    yield encode_line({"do": "paragraphs", "rows": rows})
    yield encode_line({"do": "read"})


def encode_mentions(mentions: Iterable[Mention]) -> list[Row]:
    """Mentions as rows of (start, end, kind, subkind)."""
    return [[m.span.start, m.span.end, m.kind.value, m.subkind] for m in mentions]


def decode_mentions(rows: Iterable[Sequence[int | str]]) -> tuple[Mention, ...]:
    """The mentions in rows of `encode_mentions`. Raises ValueError."""
    return tuple(
        Mention(Span(int(start), int(end)), Kind(str(kind)), str(subkind))
        for start, end, kind, subkind in rows
    )


def decode_words(rows: Iterable[Sequence[object]]) -> tuple[CountedWord, ...]:
    """The words in rows of (word, how often in a million, starts). Raises ValueError."""
    words = []
    for word, per_million, starts in rows:
        if not isinstance(word, str) or not isinstance(starts, list):
            raise ValueError("not a word")  # noqa: TRY004 (readers catch one kind)
        words.append(CountedWord(word, float(str(per_million)), tuple(map(int, starts))))
    return tuple(words)
