"""A glossary on disk: a TSV file with a term, its translation and a note in each line.

A first line with the names of the columns is optional; columns that this program does not know are
kept, as are comments (lines that begin with #), the order of the lines and the encoding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from newsreader.decoding.line_file import Line, LineFile, parse_lines
from newsreader.errors import NewsreaderError
from newsreader.files import atomic
from newsreader.formats.spreadsheet import harmless, original
from newsreader.locale import _, ngettext, reason_of
from newsreader.lookup.glossary import LONGEST, Term
from newsreader.text.fold import folded_text

_OTHER_NAMES = {
    "term": ("source", "术语", "術語", "原文"),
    "translation": ("target", "译文", "譯文", "译名"),
    "note": ("notes", "comment", "备注", "備註", "附注"),
}
COLUMNS = tuple(_OTHER_NAMES)
_NAMES: Mapping[str, str] = {
    each: name for name, others in _OTHER_NAMES.items() for each in (name, *others)
}
"""The names that a column may have; the first line with a term among them is the header."""

_MOST_PROBLEMS = 5
"""Lines that are named in messages; the others are counted."""


_BETWEEN = 4096
"""Lines that are read between two calls of `Progress`."""

Progress = Callable[[float], bool]
"""Gets the share of a file that is read, 0 to 1, and returns whether to go on."""


class GlossaryError(NewsreaderError):
    """A glossary cannot be read or written."""


class GlossaryFile(NamedTuple):
    """The lines of a glossary, and what is in them.

    `columns` are the indexes of term, translation and note, -1 for one that the header lacks.
    `header` is the number of its line, from 1; 0 if there is none. `by_key` are the terms with the
    numbers of their lines, by their folded text. `problems` are sentences about lines that are left
    out.
    """

    lines: LineFile = LineFile()
    header: int = 0
    columns: tuple[int, int, int] = (0, 1, 2)
    by_key: Mapping[str, tuple[int, Term]] = MappingProxyType({})
    problems: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[tuple[int, Term], ...]:
        """The terms with the numbers of their lines, in the order of the file."""
        return tuple(self.by_key.values())

    def entry(self, word: str) -> tuple[int, Term] | None:
        """The line and the entry of `word`."""
        return self.by_key.get(folded_text(word))


def read_glossary(path: Path, progress: Progress = lambda _share: True) -> GlossaryFile:
    """The glossary at `path`; an empty one if there is no file. Raises GlossaryError.

    If `progress` returns False, the rest of the file is left out.
    """
    try:
        data = atomic.recover(path)
    except (OSError, ValueError) as error:
        why = reason_of(error)
        message = _("The glossary {file} cannot be read: {why}.")
        raise GlossaryError(message.format(file=path, why=why)) from error
    lines = parse_lines(data) if data is not None else LineFile()
    if lines is None:
        message = _("The glossary {file} cannot be read: {why}.")
        raise GlossaryError(message.format(file=path, why=_("it is not a text file")))
    return _parsed(path, lines, progress)


def _parsed(path: Path, lines: LineFile, progress: Progress) -> GlossaryFile:
    header, columns = 0, None
    entries: dict[str, tuple[int, Term]] = {}
    problems: list[str] = []
    for number, cells in _rows(lines):
        if number % _BETWEEN == 0 and not progress(number / len(lines.lines)):
            break
        if columns is None:
            columns = _header(cells)
            if columns is not None:
                header = number
                continue
            columns = (0, 1, 2)
        problem = _damage(cells)
        if cells and not problem:
            term = _term(cells, columns)
            key = folded_text(term.term)
            problem = _fault(term, key)
            if not problem and (before := entries.setdefault(key, (number, term))[0]) != number:
                problem = _("{term} is in line {line} already, which counts").format(
                    term=term.term, line=before
                )
        if problem:
            message = _("{file}, line {line}: {problem}; the line is left out.")
            problems.append(message.format(file=path, line=number, problem=problem))
    columns = columns or (0, 1, 2)
    return GlossaryFile(lines, header, columns, entries, _few(path, problems))


def _rows(lines: LineFile) -> Iterator[tuple[int, list[str] | None]]:
    """The number of each line that is no comment, and its cells; None if it cannot be decoded."""
    for number, line in enumerate(lines.lines, 1):
        if line.text is None:
            yield number, None
        elif line.text.strip() and not line.text.startswith("#"):
            yield number, _cells(line.text)


def _cells(line: str) -> list[str]:
    if '"' not in line and "'" not in line:
        return [cell.strip() for cell in line.split("\t")]
    return [_unquoted(cell.strip()) for cell in line.rstrip("\r\n").split("\t")]


def _unquoted(cell: str) -> str:
    """A cell without the quotation marks of RFC 4180, and without the mark of `harmless`."""
    inner = cell[1:-1].replace('""', "")
    if len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner:
        cell = cell[1:-1].replace('""', '"').strip()
    return original(cell)


def _header(cells: list[str] | None) -> tuple[int, int, int] | None:
    """The columns that a header names; None if it is no header."""
    names = [_NAMES.get(cell.lower(), "") for cell in cells or ()]
    if "term" not in names or len(names) < 2:
        return None
    at = [names.index(name) if name in names else -1 for name in COLUMNS]
    return at[0], at[1], at[2]


def _damage(cells: list[str] | None) -> str:
    """Why the cells of a line cannot be used, or ""."""
    if cells is None:
        return _("it cannot be decoded")
    return _("its columns are not separated as in a TSV file") if len(cells) == 1 else ""


def _fault(term: Term, key: str) -> str:
    """What is wrong with `term`, whose folded text is `key`, or ""."""
    if not key:
        return _("it has no term")
    if len(term.term) > LONGEST:
        return _("its term is longer than {most} characters").format(most=LONGEST)
    return ""


def _term(cells: list[str], columns: Sequence[int]) -> Term:
    """The entry in a line."""
    return Term(*[cells[at] if 0 <= at < len(cells) else "" for at in columns])


def _few(path: Path, problems: list[str]) -> tuple[str, ...]:
    rest = len(problems) - _MOST_PROBLEMS
    if rest <= 0:
        return tuple(problems)
    words = ngettext(
        "{file}: {count} more line is left out.", "{file}: {count} more lines are left out.", rest
    )
    return (*problems[:_MOST_PROBLEMS], words.format(file=path, count=rest))


def put_term(path: Path, term: Term, before: Term | None) -> int:
    """Write `term` to the file at `path`, which is created if need be; returns its line, from 1.

    `before` is the entry in the file that it replaces, None if there is none. The file is read
    again under its lock, so that no change of another program is lost. Raises GlossaryError.
    """
    with _writing(path):
        file = read_glossary(path)
        found = _same(path, file, term, before)
        if found is not None and folded_text(term.term) != folded_text(found[1].term):
            _refuse_double(path, file, term)
        lines, number = _with(file, term, found[0] if found is not None else 0)
        atomic.replace(path, file.lines.holding(lines))
    return number


def remove_term(path: Path, term: Term) -> None:
    """Remove the line of `term` from the file at `path`. Raises GlossaryError."""
    with _writing(path):
        file = read_glossary(path)
        if (found := _same(path, file, term, term)) is not None:
            lines: list[Line | str] = list(file.lines.lines)
            del lines[found[0] - 1]
            atomic.replace(path, file.lines.holding(lines))


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Hold the lock of the file. Raises GlossaryError for what cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic.locked(path):
            yield
    except OSError as error:
        why = reason_of(error)
        message = _("The glossary {file} cannot be written: {why}.")
        raise GlossaryError(message.format(file=path, why=why)) from error


def _same(
    path: Path, file: GlossaryFile, term: Term, before: Term | None
) -> tuple[int, Term] | None:
    """The line and the entry `before`; None if it is None. Raises GlossaryError if it changed."""
    found = file.entry(before.term if before is not None else term.term)
    if (found[1] if found is not None else None) != before:
        message = _("{term} was changed in {file} meanwhile: ask again.")
        raise GlossaryError(message.format(term=term.term, file=path))
    return found


def _refuse_double(path: Path, file: GlossaryFile, term: Term) -> None:
    if (other := file.entry(term.term)) is not None:
        message = _("{term} is in line {line} of {file} already.")
        raise GlossaryError(message.format(term=term.term, line=other[0], file=path))


def _with(file: GlossaryFile, term: Term, number: int) -> tuple[list[Line | str], int]:
    """The lines with `term` in line `number`, or at the end for 0; and the number of its line."""
    lines: list[Line | str] = list(file.lines.lines)
    if not lines:
        lines.append("\t".join(COLUMNS))
    columns = list(file.columns)
    names = _raw_cells(file, file.header) if file.header else []
    for index, (name, value) in enumerate(zip(COLUMNS, term, strict=True)):
        if value and columns[index] < 0:  # the header lacks it
            # Cells without a name in the header stay what they are.
            widest = max(len(cells) for _number, cells in _rows(file.lines) if cells)
            names += [""] * (widest - len(names))
            columns[index] = len(names)
            names.append(name)
            lines[file.header - 1] = "\t".join(names)
    if number:
        lines[number - 1] = _line(_raw_cells(file, number), columns, term)
        return lines, number
    lines.append(_line([], columns, term))
    return lines, len(lines)


def _raw_cells(file: GlossaryFile, number: int) -> list[str]:
    """The cells of a line as they are written."""
    return (file.lines.lines[number - 1].text or "").rstrip("\r\n").split("\t")


def _line(cells: list[str], columns: Sequence[int], term: Term) -> str:
    """The line with the cells of `term`; all other cells are kept."""
    for at, value in zip(columns, term, strict=True):
        if at >= 0:
            cells += [""] * (at + 1 - len(cells))
            cells[at] = _quoted(harmless(" ".join(value.split())))
    if cells[0].startswith("#"):  # no comment
        cells[0] = _quotation(cells[0])
    return "\t".join(cells)


def _quoted(cell: str) -> str:
    """`cell` as it is written: in quotation marks if it would lose its own when it is read."""
    return _quotation(cell) if cell[:1] == cell[-1:] == '"' else cell


def _quotation(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
