"""Hypothesis: reads the JSON that its sidebar exports, and that of its API."""

from __future__ import annotations

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
)
from newsreader.locale import _


class HypothesisExport:
    """An importer only. Positions refer to a web page, so only the quotes are used."""

    name = "hypothesis"

    @property
    def label(self) -> str:
        return _("Hypothesis export")

    def read(self, text: str) -> list[ImportedHighlight]:
        """The annotations, with replies added to the notes. Raises FormatError for other files."""
        rows = _rows(parse_json(text))
        entries: dict[str, ImportedHighlight] = {}
        for number, row in enumerate(rows):
            if not strings(row.get("references")):
                entry = _entry(row)
                if entry.quote or entry.note:
                    entries[entry.id or f"#{number}"] = entry
        for row in rows:
            _add_reply(row, entries)
        return list(entries.values())


def _rows(export: object) -> list[dict[str, object]]:
    if isinstance(export, dict):
        rows = export.get("annotations", export.get("rows"))
        found = objects(rows) if isinstance(rows, list) else []
        if found and all("target" in row and "uri" in row for row in found):
            return found
    raise FormatError(_("This is not an export of Hypothesis: it lists no annotations of a page."))


def _entry(row: dict[str, object]) -> ImportedHighlight:
    quote = prefix = suffix = ""
    for target in objects(row.get("target")):
        for selector in objects(target.get("selector")):
            if selector.get("type") == "TextQuoteSelector" and not quote:
                quote = as_text(selector.get("exact"))
                prefix, suffix = as_text(selector.get("prefix")), as_text(selector.get("suffix"))
    return ImportedHighlight(
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        tags=as_tags(row.get("tags")),
        note=as_text(row.get("text")),
        created=as_time(row.get("created")),
        modified=as_time(row.get("updated")),
        id=as_text(row.get("id")) or None,
        title=_title(row.get("document")),
    )


def _title(document: object) -> str:
    found = strings(document.get("title")) if isinstance(document, dict) else []
    return found[0] if found else ""


def _add_reply(row: dict[str, object], entries: dict[str, ImportedHighlight]) -> None:
    """Add a reply to the note of the annotation that began its thread."""
    threads = strings(row.get("references"))
    reply = as_text(row.get("text"))
    if not threads or threads[0] not in entries or not reply:
        return
    head = entries[threads[0]]
    user = as_text(row.get("user")).removeprefix("acct:").split("@")[0]
    line = f"{user}: {reply}" if user else reply
    entries[threads[0]] = replace(head, note=f"{head.note}\n\n{line}".strip("\n"))
