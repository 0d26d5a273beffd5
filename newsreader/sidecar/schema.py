"""The tables of a sidecar: migration of earlier schemas, a notebook from tables and to tables.

Reading never fails. A key of the wrong type counts as missing and is reported as a problem; its
value is kept with the unknown keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import chain, count
from string import ascii_letters, digits

from newsreader.locale import _
from newsreader.notebook.colour import Colour
from newsreader.notebook.highlight import EPOCH, Anchor, Highlight, HighlightState, time_read
from newsreader.notebook.notebook import Bookmark, Notebook, Source
from newsreader.sidecar import toml
from newsreader.sidecar.fields import Fields

FORMAT = "newsreader-notebook"
VERSION = 2
"""The schema that this program writes; a file with a higher one is opened read-only."""

Tables = dict[str, object]

_FIRST_LINE = (
    "# Notes on {file}, written by newsreader; safe to copy and edit (comments are not kept)."
)
LAST_LINE = "\n# The end: a file without this line was cut short.\n"
"""The end of every complete sidecar."""

_HEAD = ("format", "schema", "offset_unit")
_TABLES = ("source", "highlight", "bookmark", "entity")


def _name_actions(tables: Tables) -> Tables:
    """Schema 1 to 2: the key for what a correction does is now `action`."""
    entities = tables.get("entity")
    listed = [entities] if isinstance(entities, dict) else entities
    if not isinstance(listed, list):
        return tables
    return {**tables, "entity": [_name_action(entity) for entity in listed]}


def _name_action(entity: object) -> object:
    if not isinstance(entity, dict) or "action" in entity:
        return entity
    return {"action" if key == "deed" else key: item for key, item in entity.items()}


MIGRATIONS: dict[int, Callable[[Tables], Tables]] = {1: _name_actions}
"""From the version that is the key to the next one."""


def migrate(tables: Mapping[str, object]) -> Tables:
    """`tables` of any earlier schema as tables of this one.

    Tables without a schema may come from a damaged file, so every migration applies to them.
    """
    stated = tables.get("schema")
    version = stated if isinstance(stated, int) else min(MIGRATIONS)
    current = dict(tables)
    for step in sorted(MIGRATIONS):
        if step >= version:
            current = MIGRATIONS[step](current)
    return current


def first_line(file: str) -> str:
    """The first line of the sidecar of the article `file`."""
    return _FIRST_LINE.format(file=toml.string(file)[1:-1]) + "\n"


def cut_short(text: str) -> bool:
    """Whether this program wrote the beginning of the file and the end is missing."""
    return text.startswith(_FIRST_LINE.partition("{")[0]) and LAST_LINE.rstrip() not in text


def read_notebook(tables: Mapping[str, object]) -> tuple[Notebook, list[str]]:
    """The notebook in `tables`, and a sentence for each thing that could not be understood."""
    fields = Fields(dict(tables))
    if tables.get("format", FORMAT) != FORMAT:
        fields.problems.append(_("The file is not a notebook of this program."))
    for name in _HEAD:
        fields.left.pop(name, None)
    source = fields.table("source")
    about = Fields(source, fields.problems)
    note = about.text("note")
    highlights = [_read_highlight(each, fields.problems) for each in fields.tables("highlight")]
    bookmarks = [_read_bookmark(each, fields.problems) for each in fields.tables("bookmark")]
    return Notebook(
        highlights=_by_id(highlights),
        bookmarks=_by_letter(bookmarks, fields.problems),
        note=note,
        entities=tuple(fields.tables("entity")),
        source=_read_source(about) if source else None,
        extra=fields.left,
    ), fields.problems


def _by_id(highlights: Iterable[Highlight]) -> dict[str, Highlight]:
    """By id. The second of two with the same id (a table copied by hand) gets a new id."""
    found: dict[str, Highlight] = {}
    for highlight in highlights:
        id_ = highlight.id
        while id_ in found and found[id_] != highlight:
            id_ += "-2"
        found[id_] = highlight if id_ == highlight.id else highlight.with_id(id_)
    return found


def _by_letter(bookmarks: Sequence[Bookmark], problems: list[str]) -> dict[str, Bookmark]:
    """By letter. The second of two with the same letter gets a free one, which is reported."""
    found: dict[str, Bookmark] = {}
    taken = {bookmark.letter for bookmark in bookmarks}
    for bookmark in bookmarks:
        letter = bookmark.letter
        if letter in found and found[letter] != bookmark:
            names = chain(ascii_letters, digits, (f"{letter}-{number}" for number in count(2)))
            letter = next(name for name in names if name not in taken)
            taken.add(letter)
            message = _("Two bookmarks have the letter {letter}; the second one has {other} now.")
            problems.append(message.format(letter=bookmark.letter, other=letter))
        found[letter] = replace(bookmark, letter=letter)
    return found


def _read_source(fields: Fields) -> Source:
    return Source(
        file=fields.text("file"),
        encoding=fields.text("encoding", "utf-8"),
        newline=fields.text("newline", "lf"),
        sha256_raw=fields.text("sha256_raw"),
        sha256_text=fields.text("sha256_text"),
        length=fields.number("length"),
        title=fields.text("title"),
        sketch=fields.text("sketch"),
        merged=fields.texts("merged"),
        url=fields.text("url"),
        captured=fields.day("captured"),
        extra=fields.left,
    )


def _read_anchor(fields: Fields) -> Anchor:
    start, end, quote = fields.number("start"), fields.number("end"), fields.text("quote")
    if end < start or (quote and end - start != len(quote)):
        end = start + len(quote)  # the quote is what the reader saw, so it wins over the length
    return Anchor(start, end, quote, fields.text("prefix"), fields.text("suffix"))


def _read_was(fields: Fields) -> Anchor | None:
    """The anchor in `[highlight.was]`; its unknown keys, and one without words, stay as `was`."""
    table = fields.table("was")
    if not table.get("quote"):
        anchor, left = None, table
    else:
        was = Fields(dict(table), fields.problems)
        anchor, left = _read_anchor(was), was.left
    if left:
        fields.left["was"] = left
    return anchor


def _read_highlight(table: dict[str, object], problems: list[str]) -> Highlight:
    fields = Fields(dict(table), problems)
    anchor = _read_anchor(fields)
    created = time_read(fields.time("created"))
    was = _read_was(fields)
    colour, state = fields.text("colour", "yellow"), fields.text("state", "placed")
    # Lists use ids with a line break for items that are not highlights.
    id_ = (
        fields.text("id").replace("\n", " ")
        or f"{anchor.start}-{anchor.end}-{created or EPOCH:%Y%m%d%H%M%S}"
    )
    if colour not in list(Colour):
        fields.left["colour"], colour = colour, "yellow"
    if state not in list(HighlightState):
        fields.left["state"], state = state, "orphan"
    reason = fields.text("reason")
    if not anchor.quote and state != HighlightState.DELETED:
        state, reason = "orphan", _("The notes file does not say which words were highlighted.")
    return Highlight(
        id=id_,
        anchor=anchor,
        colour=Colour(colour),
        created=created,
        modified=time_read(fields.time("modified")) or created,
        tags=fields.texts("tags"),
        note=fields.text("note"),
        state=HighlightState(state),
        reason=reason,
        speaker=fields.text("speaker"),
        was=was,
        extra=fields.left,
    )


def _read_bookmark(table: dict[str, object], problems: list[str]) -> Bookmark:
    fields = Fields(dict(table), problems)
    return Bookmark(
        letter=fields.text("letter"),
        offset=fields.number("offset"),
        before=fields.text("before"),
        context=fields.text("context"),
        extra=fields.left,
    )


def write_source(source: Source, note: str) -> dict[str, object]:
    """The `[source]` table."""
    table: dict[str, object] = {
        "file": source.file,
        "encoding": source.encoding,
        "newline": source.newline,
        "sha256_raw": source.sha256_raw,
        "sha256_text": source.sha256_text,
        "length": source.length,
    }
    optional = {
        "title": source.title,
        "note": toml.Lines(note),
        "url": source.url,
        "captured": source.captured,
        "sketch": source.sketch,
        "merged": list(source.merged),
    }
    table |= {name: item for name, item in optional.items() if item}
    return _with_extra(table, source.extra)


def write_highlight(highlight: Highlight) -> dict[str, object]:
    """One `[[highlight]]` table."""
    table: dict[str, object] = {"id": highlight.id, **asdict(highlight.anchor)}
    table["colour"] = str(highlight.colour)
    if highlight.tags:
        table["tags"] = list(highlight.tags)
    if highlight.note:
        table["note"] = toml.Lines(highlight.note)
    if highlight.speaker:
        table["speaker"] = highlight.speaker
    times = {"created": highlight.created, "modified": highlight.modified}
    table |= {name: time for name, time in times.items() if time is not None}
    table["state"] = str(highlight.state)
    if highlight.reason:
        table["reason"] = highlight.reason
    extra = highlight.extra
    if highlight.was is not None:
        was, more = asdict(highlight.was), extra.get("was")
        table["was"] = was
        if isinstance(more, Mapping):
            extra = {**extra, "was": {**was, **more}}
    return _with_extra(table, extra)


def write_bookmark(bookmark: Bookmark) -> dict[str, object]:
    """One `[[bookmark]]` table."""
    table: dict[str, object] = {
        "letter": bookmark.letter,
        "offset": bookmark.offset,
        "before": bookmark.before,
        "context": bookmark.context,
    }
    return _with_extra(table, bookmark.extra)


def _with_extra(table: dict[str, object], extra: Mapping[str, object]) -> dict[str, object]:
    """`table` and the unknown keys, which include a colour or state of a later version."""
    return {**table, **extra}


def unknown(notebook: Notebook) -> dict[str, object]:
    """The top-level keys and tables that this version does not know."""
    known = set(chain(_HEAD, _TABLES))
    return {name: item for name, item in notebook.extra.items() if name not in known}
