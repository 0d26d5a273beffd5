"""Hypothesis: reads the JSON that its sidebar exports, and that of its API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from newsreader.errors import FormatError
from newsreader.formats.imported_highlight import (
    ImportedHighlight,
    as_tags,
    as_text,
    as_time,
    objects,
    parse_json,
    strings,
    with_note,
)
from newsreader.locale import _

_Json = dict[str, object]


class HypothesisExport:
    """An importer only. Positions refer to a web page, so only the quotes are used."""

    name = "hypothesis"

    @property
    def label(self) -> str:
        return _("Hypothesis export")

    def read(self, text: str) -> list[ImportedHighlight]:
        """The annotations, with replies added to the notes. Raises FormatError for other files."""
        rows = list(_rows(parse_json(text)))
        entries: dict[str, ImportedHighlight] = {}
        for number, row in enumerate(rows):
            if not strings(row.get("references")):
                entry = _entry(row)
                key = entry.id or f"#{number}"
                entries[key if key not in entries else f"#{number}"] = entry
        for number, row in enumerate(rows):
            if strings(row.get("references")):
                _add_reply(row, entries, number)
        return list(entries.values())


def _rows(export: object) -> Iterator[_Json]:
    """The annotations of an export, a list of them, or a single one, and their replies."""
    rows = export
    if isinstance(export, dict):
        listed = export.get("annotations", export.get("rows"))
        rows = listed if isinstance(listed, list) else [export]
    found = objects(rows)
    if not found or not all("target" in row and "uri" in row for row in found):
        if isinstance(export, dict) and export.get("rows") == [] and "total" in export:
            return
        raise FormatError(
            _("This is not an export of Hypothesis: it lists no annotations of a page.")
        )
    yield from found
    if isinstance(export, dict):
        known = {as_text(row.get("id")) for row in found}
        for reply in objects(export.get("replies", [])):
            if as_text(reply.get("id")) not in known:
                yield reply


def _entry(row: _Json) -> ImportedHighlight:
    quote = prefix = suffix = ""
    for target in objects(row.get("target")):
        for selector in objects(target.get("selector")):
            if selector.get("type") == "TextQuoteSelector" and not quote:
                quote = as_text(selector.get("exact"))
                prefix, suffix = as_text(selector.get("prefix")), as_text(selector.get("suffix"))
    note, tags = as_text(row.get("text")), as_tags(row.get("tags"))
    return ImportedHighlight(
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        tags=tags,
        note=note,
        created=as_time(row.get("created")),
        modified=as_time(row.get("updated")),
        id=as_text(row.get("id")) or None,
        title=_title(row.get("document")),
        uri=as_text(row.get("uri")),
        problem="" if quote or note or tags else _("neither words nor a note"),
    )


def _title(document: object) -> str:
    found = strings(document.get("title")) if isinstance(document, dict) else []
    return found[0] if found else ""


def _add_reply(row: _Json, entries: dict[str, ImportedHighlight], number: int) -> None:
    """Add a reply to the note of the annotation that began its thread, or the nearest known one."""
    reply = as_text(row.get("text"))
    head = next((thread for thread in strings(row.get("references")) if thread in entries), None)
    if head is None or not reply:
        problem = _("a reply without words, or to nothing")
        entries[f"#{number}"] = replace(_entry(row), problem=problem)
        return
    user = as_text(row.get("user")).removeprefix("acct:").split("@")[0]
    line = f"{user}: {reply}" if user else reply
    entries[head] = replace(entries[head], note=with_note(entries[head].note, line))
