"""WeRead (微信读书): the text that the app copies, and the Markdown of obsidian-weread-plugin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from newsreader.errors import FormatError
from newsreader.formats.document import lines_of
from newsreader.formats.imported_highlight import ImportedHighlight, without_surrogates
from newsreader.locale import _

_COUNT = re.compile(r"\d+ ?[个個](?:笔记|想法|筆記)")
_THOUGHT = re.compile(
    r"(\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?)?\s*(?:发表想法|認為|认为|发表点评)(.*)"
)
_ORIGINAL = re.compile(r"(?:原文|>>)\s*[:：]?\s*(.*)")
_DAY = re.compile(r"(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})")
_END = re.compile(r"^-+\s*来自微信读书")

_QUOTE = re.compile(r"^>?\s*📌\s?(.*)")
_NOTE = re.compile(r"^[\s>*-]*💭\s?(.*)")
_TIME = re.compile(r"⏱\s*(\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?)")
_BLOCK_ID = re.compile(r"\s*\^([\w-]+)\s*$")


class WeRead:
    """An importer only. Times of the app are days, those of the plugin local times."""

    name = "weread"

    @property
    def label(self) -> str:
        return _("WeRead notes")

    def read(self, text: str) -> list[ImportedHighlight]:
        """The highlights with their thoughts. Raises FormatError for other files."""
        lines = lines_of(without_surrogates(text))
        if any(_QUOTE.match(line) or _NOTE.match(line) for line in lines):
            return _once(_markdown(lines))
        if not any(_COUNT.match(line.strip()) for line in lines[:12]) and not any(
            line.startswith("◆") for line in lines
        ):
            raise FormatError(_("These are not notes of WeRead: nothing is marked with ◆ or 📌."))
        return _once(_app(lines))


def _once(entries: Iterator[ImportedHighlight]) -> list[ImportedHighlight]:
    """The entries without those highlights that a thought repeats."""
    found = list(entries)
    noted = {entry.quote for entry in found if entry.note}
    return [entry for entry in found if entry.note or entry.quote not in noted]


def _app(lines: list[str]) -> Iterator[ImportedHighlight]:
    """The groups of the app's text, each after a line that begins with ◆."""
    first = next((n for n, line in enumerate(lines) if _COUNT.match(line.strip())), 0)
    head = [line.strip() for line in lines[:first] if line.strip()]
    title = head[0].strip("《》") if head else ""
    about = ImportedHighlight(quote="", title=title, author=head[1] if len(head) > 1 else "")
    group: list[str] = []
    for line in [*lines[first + 1 :], "◆"]:
        if line.lstrip().startswith("◆") or _END.match(line):
            if group and group[0].strip():
                yield _app_entry(group, about)
            group = []
            if not _END.match(line):
                group = [line.lstrip().removeprefix("◆").strip()]
        elif group:
            group.append(line.strip())


def _app_entry(group: list[str], about: ImportedHighlight) -> ImportedHighlight:
    """A highlight, or a thought with the words it is about; a chapter may follow."""
    lines = "\n".join(group).split("\n\n\n")[0].split("\n")
    thought = _THOUGHT.fullmatch(lines[0])
    if thought is None:
        paragraphs = "\n".join(lines).split("\n\n")
        return replace(about, quote=paragraphs[0].strip())
    at = next((n for n, line in enumerate(lines) if n and _ORIGINAL.match(line)), len(lines))
    note = "\n".join([thought[2], *lines[1:at]]).strip()
    quote = ""
    if at < len(lines):
        found = _ORIGINAL.match(lines[at])
        rest = "\n".join([found[1] if found else "", *lines[at + 1 :]]).strip()
        quote = rest.split("\n\n")[0].strip()
    return replace(about, quote=quote, note=note, created=_day(thought[1] or ""))


def _day(words: str) -> datetime | None:
    found = _DAY.search(words)
    try:
        if found is None:
            return None
        year, month, day = map(int, found.groups())
        return datetime(year, month, day).astimezone()
    except (ValueError, OverflowError):
        return None


def _markdown(lines: list[str]) -> Iterator[ImportedHighlight]:
    """The quotes of the plugin's template, each with the lines that follow it."""
    about = ImportedHighlight(quote="", title=_named(lines, "title", "书名"))
    about = replace(about, author=_named(lines, "author", "作者"))
    entry: ImportedHighlight | None = None
    part = ""
    for line in [*lines, "# "]:
        if found := _QUOTE.match(line):
            if entry is not None:
                yield _trimmed(entry)
            entry, part = replace(about, quote=found[1]), "quote"
        elif found := _NOTE.match(line):
            entry = entry or about
            entry, part = replace(entry, note=f"{entry.note}\n\n{found[1]}".strip()), "note"
        elif entry is None:
            continue
        elif found := _TIME.search(line):
            entry, part = replace(entry, created=_time(found[1])), ""
        elif line.startswith("#"):
            yield _trimmed(entry)
            entry, part = None, ""
        elif part and line.strip(" >"):
            words = line.strip(" >") if part == "quote" else line.strip()
            value = f"{entry.quote if part == 'quote' else entry.note}\n{words}"
            entry = replace(entry, quote=value) if part == "quote" else replace(entry, note=value)
        elif part == "quote" and not line.startswith(">"):
            part = ""


def _trimmed(entry: ImportedHighlight) -> ImportedHighlight:
    """`entry` without the id of its block and empty ends."""
    quote = _BLOCK_ID.sub("", entry.quote).strip()
    problem = "" if quote or entry.note.strip() else _("a highlight without words")
    return replace(entry, quote=quote, note=_BLOCK_ID.sub("", entry.note), problem=problem)


def _named(lines: list[str], *names: str) -> str:
    """The value of the first line in the head with one of the `names`."""
    for line in lines[:40]:
        field = re.match(r"^(?:> - )?\s?([^\s：:]+)\s?[：:]\s*(.+)$", line)
        if field and field[1] in names:
            return field[2].strip().strip("\"'《》[]")
    return ""


def _time(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words).astimezone()
    except (ValueError, OverflowError):
        return None
