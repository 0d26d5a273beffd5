"""The rows of the library's index: what is stored of an article, and its values read back.

What reads a row raises one of `database.UNREADABLE` for a damaged one.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from newsreader.entities.entity import Entity
from newsreader.entities.kind import Kind
from newsreader.library.article_entry import (
    ArticleEntry,
    NameCount,
    NoteExcerpt,
    Record,
    StoredEntity,
    StoredQuotation,
)
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import HighlightState
from newsreader.notebook.query_item import colour_words
from newsreader.text.query_expression import Expression, Field, FieldValue, Item, all_parts, folded
from newsreader.text.span import Span

KINDS = (Kind.PER, Kind.ORG, Kind.LOC)
"""The kinds of entities that are kept."""


def article_row(record: Record) -> tuple[object, ...]:
    """The row of an article: the columns FIELDS, then labels, shingles, stamp and excerpts."""
    entry = record.entry
    row: tuple[object, ...] = (
        os.fsencode(entry.path), entry.sha256_text, entry.title, entry.author,
        entry.source, entry.published, entry.day, entry.length, entry.highlights,
        entry.notes, entry.orphans, entry.problem, entry.last, entry.exported,
        json.dumps(entry.watched), entry.seen, labels_of(record.excerpts),
        record.shingles, record.stamp, excerpts_json(record.excerpts),
    )  # fmt: skip
    return tuple(map(storable, row))


def labels_of(excerpts: Iterable[NoteExcerpt]) -> str:
    """What `label_parts` are looked for in: tags, colours and speakers, a line for each."""
    highlights = [excerpt for excerpt in excerpts if excerpt.id]
    labels = {f"#{folded(tag)}/" for excerpt in highlights for tag in excerpt.tags}
    labels |= {f"={excerpt.colour}" for excerpt in highlights}
    labels |= {f"@{folded(excerpt.speaker)}" for excerpt in highlights if excerpt.speaker}
    return "".join(f"\n{label}\n" for label in sorted(labels))


def label_parts(expression: Expression, meanings: Mapping[Colour, str]) -> Iterator[str]:
    """What the labels of an article contain whose notes have a field of `expression`.

    They may contain it for another reason, too. `meanings` are the reader's names of colours.
    """
    for part in all_parts(expression):
        match part:
            case FieldValue(Field.TAG, value, typing):
                yield f"\n#{folded(value)}{'' if typing else '/'}"
            case FieldValue(Field.COLOUR):
                for colour in Colour:
                    if part.matches(Item(colours=colour_words(colour, meanings))):
                        yield f"\n={colour}\n"
            case FieldValue(Field.SAID, value):
                yield folded(value)


def names_row(sha256_text: str, entities: Sequence[Entity]) -> tuple[object, ...]:
    """The row of the people, organisations and places in the text with this hash."""
    kept = [e for e in entities if e.kind in KINDS]
    found = [[e.name, e.kind.value, len(e.mentions), e.subkind, e.aliases] for e in kept]
    places = [
        [e.roles, [offset for span in e.mentions for offset in (span.start, span.end)]]
        for e in kept
    ]
    return sha256_text, json.dumps(found), zlib.compress(json.dumps(places).encode())


def called_row(sha256_text: str, names: Iterable[NameCount]) -> tuple[object, ...]:
    """The row of all names in the text with this hash, folded as a query is, a line for each."""
    words = (folded(name) for each in names for name in each.names)
    return sha256_text, storable("\n".join(words))


def path_of(value: object) -> Path:
    if not isinstance(value, bytes):
        raise TypeError("a path that is not in bytes")
    return Path(os.fsdecode(value))


def storable(value: object) -> object:
    """`value`, without lone surrogates, which SQLite does not take."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def text_of(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text that is none")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("a number that is none")
    return value


def _time(value: object) -> float:
    if not isinstance(value, float):
        raise TypeError("a time that is none")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list that is none")
    return tuple(map(text_of, value))


def entry_of(path: object, *fields: object) -> tuple[ArticleEntry, str]:
    sha256_text, title, author, source, published, day = map(text_of, fields[:6])
    length, highlights, notes, orphans = map(_number, fields[6:10])
    problem, last, exported, watched, seen, stamp = fields[10:]
    entry = ArticleEntry(
        path_of(path), sha256_text, title, author, source, published, day,
        length, highlights, notes, orphans,
        text_of(problem), _number(last), bool(exported),
        () if watched == "[]" else _texts(json.loads(text_of(watched))),
        _time(seen),
    )  # fmt: skip
    return entry, text_of(stamp)


def sample_of(path: object, sample: object) -> tuple[Path, bytes]:
    return path_of(path), sample if isinstance(sample, bytes) else b""


def names_of(sha256_text: object, found: object) -> tuple[str, list[NameCount]]:
    return text_of(sha256_text), [
        NameCount(text_of(name), Kind(kind), _number(count), text_of(subkind), _texts(aliases))
        for name, kind, count, subkind, aliases in json.loads(text_of(found))
    ]


def quotations_of(found: object) -> list[StoredQuotation]:
    return [
        StoredQuotation(
            text_of(speaker),
            _number(start),
            _number(end),
            bool(direct),
            text_of(words),
            _texts(names),
        )
        for speaker, start, end, direct, words, names in json.loads(text_of(found))
    ]


def mentions_of(found: object, mentions: object) -> list[StoredEntity]:
    if not isinstance(mentions, bytes):
        raise TypeError("mentions that are none")
    names, places = json.loads(text_of(found)), json.loads(zlib.decompress(mentions))
    return [
        StoredEntity(
            text_of(name),
            Kind(kind),
            text_of(subkind),
            _texts(aliases),
            _texts(roles),
            tuple(map(Span, offsets[::2], offsets[1::2])),
        )
        for (name, kind, _count, subkind, aliases), (roles, offsets) in zip(
            names, places, strict=True
        )
    ]


def excerpts_json(excerpts: Iterable[NoteExcerpt]) -> str:
    rows = [
        [e.id, e.start, e.quote, e.note, list(e.tags), e.colour, e.state, e.marked, e.speaker]
        for e in excerpts
    ]
    return json.dumps(rows) if rows else ""


def excerpts_of(path: object, written: object) -> list[NoteExcerpt]:
    article = path_of(path)
    return [
        NoteExcerpt(
            article, text_of(id_), _number(start), text_of(quote), text_of(note), _texts(tags),
            Colour(colour), HighlightState(state), text_of(marked), text_of(speaker),
        )
        for (
            id_, start, quote, note, tags, colour, state, marked, speaker
        ) in json.loads(text_of(written))
    ]  # fmt: skip


def marks_of(marks: object) -> bytes:
    """The marks of words."""
    if not isinstance(marks, bytes):
        raise TypeError("marks that are none")
    return zlib.decompress(marks)
