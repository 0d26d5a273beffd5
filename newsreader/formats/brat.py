"""brat: stand-off files, the article as `.txt` and its annotations as `.ann`.

brat counts code points too. A span may not hold a line break, so it is written in pieces. Tabs and
line breaks in notes are written with a backslash. Tags, times and the id are JSON in a note of our
own type, `Newsreader`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from newsreader.errors import FormatError
from newsreader.formats.document import Document, Part, without_controls
from newsreader.formats.imported_highlight import (
    ImportedHighlight,
    as_span,
    as_tags,
    as_text,
    own_time,
    parse_json,
    without_surrogates,
)
from newsreader.formats.json_text import json_text
from newsreader.formats.labels import Label, labelled, labels
from newsreader.locale import _
from newsreader.notebook.highlight import known_time
from newsreader.text.span import Span

_SPAN_LINE = re.compile(r"T(\d+)\t(\S+) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)\t(.*)")
_NOTE_LINE = re.compile(r"#\d+\t(\S+) T(\d+)\t(.*)")
_ATTRIBUTE_LINE = re.compile(r"[AM]\d+\t(\S+) T(\d+)(?: (\S.*))?")
_FACTS = "Newsreader"
_ESCAPED = re.compile(r"\\([\\ntr])")
_PLAIN = {"\\": "\\", "n": "\n", "t": "\t", "r": "\r"}


class Brat:
    """Highlights as spans of a colour, mentions as spans of a kind, notes as AnnotatorNotes."""

    name = "brat"
    suffix = ".ann"
    includes_entities = True
    keeps = frozenset({Part.COLOUR, Part.TAGS, Part.NOTE, Part.TIMES, Part.OVERLAPS, Part.ENTITIES})

    @property
    def label(self) -> str:
        return _("brat stand-off")

    def write(self, document: Document) -> str:
        return "".join(f"{line}\n" for line in _lines(document))

    def companions(self, document: Document) -> Mapping[str, str]:
        """The text of the article, to which the positions refer."""
        return {".txt": without_controls(document.article.text)}

    def wrote(self, text: str) -> bool:
        """Whether `text` has a note that only this program writes."""
        return f"\t{_FACTS} T" in text

    def read(self, text: str) -> list[ImportedHighlight]:
        """The spans of an `.ann` file, with their notes and attributes. Raises FormatError."""
        spans, unread = _spans(text)
        own = any(span.facts for span in spans)
        return [_entry(found, own=own) for found in spans] + unread


def _lines(document: Document) -> Iterator[str]:
    text = document.article.text
    note = 0
    own = json.dumps({"found": True})
    for number, label in enumerate(labels(document), start=1):
        pieces = _pieces(text, label.span.trimmed(text))
        places = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        words = _words(label.span.of(text))
        yield f"T{number}\t{label.name} {places}\t{words}"
        if number == 1 and label.highlight is None:  # a sign that this program found the names
            note += 1
            yield f"#{note}\t{_FACTS} T1\t{own}"
        for kind, value in _notes(label):
            note += 1
            yield f"#{note}\t{kind} T{number}\t{value}"


def _notes(label: Label) -> Iterator[tuple[str, str]]:
    highlight = label.highlight
    if highlight is None:
        return
    if highlight.note:
        yield "AnnotatorNotes", _escape(highlight.note)
    facts: dict[str, object] = {
        "id": highlight.id,
        "tags": list(highlight.tags),
        "created": known_time(highlight.created),
        "modified": known_time(highlight.modified),
    }
    if _words(highlight.quote) != highlight.quote:
        facts |= {"start": highlight.anchor.start, "quote": highlight.quote}
    yield _FACTS, json_text(facts, indent=None).rstrip("\n")


def _pieces(text: str, span: Span) -> list[Span]:
    """The parts of `span` between its line breaks."""
    pieces = []
    start = span.start
    for line in span.of(text).split("\n"):
        if line:
            pieces.append(Span(start, start + len(line)))
        start += len(line) + 1
    return pieces


def _words(quote: str) -> str:
    """The text of a span as one field of a line: its pieces with a space between two."""
    line = " ".join(piece for piece in quote.strip().split("\n") if piece)
    return without_controls(line.replace("\t", " ").replace("\r", " "))


def _escape(value: str) -> str:
    for plain, written in (("\\", "\\\\"), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        value = value.replace(plain, written)
    return without_controls(value)


def _unescape(value: str) -> str:
    return _ESCAPED.sub(lambda found: _PLAIN[found[1]], value)


@dataclass(slots=True)
class _AnnotatedSpan:
    """A span, the notes on it, and the facts from the note that this program wrote."""

    name: str
    pieces: tuple[Span, ...]
    words: str
    notes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)

    def add_note(self, kind: str, value: str) -> None:
        """Add a note: one of our own as facts, any other, or a damaged one, as text."""
        if kind == _FACTS:
            try:
                facts = parse_json(value)
            except FormatError:
                facts = None
            if isinstance(facts, dict):
                self.facts = facts
                return
        self.notes.append(_unescape(value))


def _spans(text: str) -> tuple[list[_AnnotatedSpan], list[ImportedHighlight]]:
    """The spans in text order, and the lines that are not understood."""
    found: dict[str, _AnnotatedSpan] = {}
    lines = [line.rstrip("\r") for line in without_surrogates(text).split("\n") if line.strip()]
    unread: list[str] = []
    for line in lines:
        if marked := _SPAN_LINE.fullmatch(line):
            number, name, places, words = marked.groups()
            pieces = [as_span(*map(int, piece.split())) for piece in places.split(";")]
            whole = [piece for piece in pieces if piece]
            if whole == pieces == sorted(whole):
                found[number] = _AnnotatedSpan(name, tuple(whole), words)
                continue
        if line[0] not in "#REAMN*":
            unread.append(line)
    if not found and lines:
        raise FormatError(_("This is not an .ann file of brat: it has no line that marks text."))
    for line in lines:
        if noted := _NOTE_LINE.fullmatch(line):
            if noted[2] in found:
                found[noted[2]].add_note(noted[1], noted[3])
        elif (attribute := _ATTRIBUTE_LINE.fullmatch(line)) and attribute[2] in found:
            value = attribute[3]
            found[attribute[2]].tags.append(f"{attribute[1]}={value}" if value else attribute[1])
    problem = _("not a span of brat")
    return list(found.values()), [ImportedHighlight(line, problem=problem) for line in unread]


def _entry(found: _AnnotatedSpan, *, own: bool) -> ImportedHighlight:
    """The entry for a span; `own` if this program wrote the file."""
    facts, pieces = found.facts, found.pieces
    quote, span = as_text(facts.get("quote")), None
    if quote and _words(quote) == found.words:
        start = facts.get("start")
        span = as_span(start, start + len(quote)) if isinstance(start, int) else None
    entry = labelled(found.name)
    return replace(
        entry,
        quote=quote if span else found.words,
        span=span or Span(pieces[0].start, pieces[-1].end),
        pieces=pieces if len(pieces) > 1 and not span else (),
        tags=(*as_tags(facts.get("tags")), *entry.tags, *found.tags),
        note="\n\n".join(found.notes),
        created=own_time(facts, "created"),
        modified=own_time(facts, "modified"),
        id=as_text(facts.get("id")) or None,
        found=own and "id" not in facts,
    )
