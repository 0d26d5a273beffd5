"""A dossier as Markdown, CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsreader.entities.kind import kind_name
from newsreader.formats.document import one_line
from newsreader.formats.json_text import json_text
from newsreader.formats.markdown_text import escape_line as escaped
from newsreader.formats.markdown_text import escape_text
from newsreader.formats.spreadsheet import table_file
from newsreader.library.article_entry import ArticleEntry, NoteExcerpt
from newsreader.library.dossier import Dossier, Passage
from newsreader.library.report_file import ReportFile
from newsreader.locale import _, with_label

_COLUMNS = (
    "name", "kind", "published", "source", "title", "sentence", "start", "highlights", "file"
)  # fmt: skip


def dossier_files(dossier: Dossier) -> list[ReportFile]:
    """The files that a dossier can be exported as."""
    return [
        ReportFile("markdown", ".md", lambda: markdown(dossier)),
        ReportFile("csv", ".csv", lambda: table_file([_COLUMNS, *_rows(dossier)])),
        ReportFile("json", ".json", lambda: json_text(json_object(dossier))),
    ]


def json_object(dossier: Dossier) -> dict[str, object]:
    """The dossier as plain data, as docs/commands.md describes it."""
    name = dossier.name
    return {
        "name": name.name,
        "kind": name.kind.value,
        **({"subkind": name.subkind} if name.subkind else {}),
        "aliases": list(name.aliases),
        "articles": len(name.counts),
        "mentions": name.mentions,
        "first": name.first or None,
        "last": name.last or None,
        "roles": [{"role": role, "mentions": count} for role, count in dossier.roles],
        "note": dossier.note,
        "companions": [
            {"name": each.name, "kind": each.kind.value, "sentences": each.sentences}
            for each in dossier.companions
        ],
        "passages": [_passage(passage) for passage in dossier.passages],
    }


def _passage(passage: Passage) -> dict[str, object]:
    entry = passage.entry
    return {
        **entry.facts,
        "start": passage.start,
        "sentence": passage.sentence,
        "marks": [[mark.start, mark.end] for mark in passage.marks],
        "highlights": [
            {"id": each.id, "quote": each.quote, "note": each.note, "tags": list(each.tags)}
            for each in passage.highlights
        ],
    }


def _rows(dossier: Dossier) -> Iterator[Sequence[object]]:
    name = dossier.name
    for passage in dossier.passages:
        entry = passage.entry
        notes = "\n".join(_words_of(each) for each in passage.highlights)
        yield (
            name.name, name.kind.value, entry.day, entry.source, entry.title,
            passage.sentence, passage.start, notes, str(entry.path),
        )  # fmt: skip


def markdown(dossier: Dossier) -> str:
    """A heading, what is known, the note, and the sentences by article."""
    name = dossier.name
    lines = [f"# {escaped(one_line(name.name))}", "", *_facts(dossier)]
    if dossier.note:
        lines += ["", f"## {_('Note')}", "", *escape_text(dossier.note)]
    lines += ["", f"## {_('Sentences')}"]
    entry: ArticleEntry | None = None
    for passage in dossier.passages:
        if passage.entry is not entry:
            entry = passage.entry
            head = "  ".join(filter(None, (entry.day, one_line(entry.source), entry.name)))
            lines += ["", f"### {escaped(one_line(head))}", ""]
        lines.append(f"- {_emphasized(passage)}")
        lines += [f"    - {escaped(one_line(_words_of(each)))}" for each in passage.highlights]
    return "\n".join(lines) + "\n"


def _facts(dossier: Dossier) -> Iterator[str]:
    name = dossier.name
    yield f"- {kind_name(name.kind, name.subkind)}"
    if name.aliases:
        yield _fact(_("Also"), "、".join(map(one_line, name.aliases)))
    if dossier.roles:
        roles = "、".join(one_line(role) for role, _count in dossier.roles)
        yield _fact(_("Roles"), roles)
    if name.first:
        yield f"- {' – '.join(dict.fromkeys((name.first, name.last)))}"
    if dossier.companions:
        beside = "、".join(f"{one_line(c.name)} {c.sentences}" for c in dossier.companions[:20])
        yield _fact(_("Together with"), beside)


def _fact(label: str, words: str) -> str:
    return "- " + with_label(label, escaped(words))


def _emphasized(passage: Passage) -> str:
    """The sentence as Markdown, with the name in bold."""
    pieces, at = [], 0
    for mark in passage.marks:
        pieces.append(escaped(one_line(passage.sentence[at : mark.start])))
        pieces.append(f"**{escaped(one_line(mark.of(passage.sentence)))}**")
        at = mark.end
    return "".join([*pieces, escaped(one_line(passage.sentence[at:]))]).strip()


def _words_of(excerpt: NoteExcerpt) -> str:
    words = " – ".join(filter(None, (excerpt.quote, excerpt.note)))
    return words + "".join(f" #{tag}" for tag in excerpt.tags)
