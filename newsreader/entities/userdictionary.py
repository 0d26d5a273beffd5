"""User dictionary: the reader's own words and names, in a file as jieba's users write it.

A line is a word, a frequency and a part of speech between blanks, the last two of which may be left
out. The tags nr, ns, nt, nz and nw make a name of the word: person, place, organisation, product,
work. An existing user dictionary of jieba can be used as it is.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsreader.entities.corrections import Correction, Deed
from newsreader.entities.entity import Kind
from newsreader.errors import NewsreaderError
from newsreader.locale import _

TAGS = {"nr": Kind.PER, "ns": Kind.LOC, "nt": Kind.ORG, "nz": Kind.PRODUCT, "nw": Kind.WORK}

_LINE = re.compile(r"(\S(?:.*?\S)??)(?:[ \t]+(\d{1,9}))?(?:[ \t]+([a-z]{1,4}))?")
_TAG_OF = {kind: tag for tag, kind in TAGS.items()}


@dataclass(frozen=True, slots=True)
class Entry:
    """A word; `frequency` is None where jieba shall choose it, `kind` where it is no name."""

    word: str
    frequency: int | None = None
    kind: Kind | None = None


def read_entries(path: Path) -> tuple[Entry, ...]:
    """The entries of the file, none where it is not there; NewsreaderError where it is broken."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as problem:
        raise NewsreaderError(
            _("The dictionary {file} cannot be read; make it a text file in UTF-8.").format(
                file=path
            )
        ) from problem
    return tuple(entry for line in text.split("\n") if (entry := _entry(line.strip())))


def _entry(line: str) -> Entry | None:
    match = _LINE.fullmatch(line)
    if match is None or line.startswith("#"):
        return None
    word, frequency, tag = match.groups()
    return Entry(word, int(frequency) if frequency else None, TAGS.get((tag or "")[:2]))


def entries_of(corrections: Iterable[Correction]) -> tuple[Entry, ...]:
    """What corrections that are meant everywhere put into the dictionary."""
    return tuple(
        Entry(correction.to or correction.name, None, correction.kind)
        for correction in corrections
        if correction.everywhere and correction.deed in (Deed.ADD, Deed.RETYPE, Deed.BOUND)
    )


def add_entries(path: Path, entries: Iterable[Entry]) -> None:
    """Add names to the file, or change their kind there; what else it holds stays as it is.

    The file is replaced whole or not at all; NewsreaderError where it cannot be written.
    """
    new = {entry.word: entry for entry in entries}
    read_entries(path)  # a file that cannot be read is not written over
    try:
        old = path.read_text("utf-8-sig").split("\n") if path.exists() else []
        kept = [line for line in old if not _is_one_of(line, new)]
        while kept and not kept[-1].strip():
            kept.pop()
        _write(path, [*kept, *(_line(entry) for entry in new.values())])
    except OSError as problem:
        raise NewsreaderError(
            _("The dictionary {file} cannot be written: {why}.").format(
                file=path, why=problem.strerror or problem
            )
        ) from problem


def _is_one_of(line: str, words: Iterable[str]) -> bool:
    entry = _entry(line.strip())
    return entry is not None and entry.word in words


def _line(entry: Entry) -> str:
    parts = [entry.word]
    if entry.frequency is not None:
        parts.append(str(entry.frequency))
    if entry.kind in _TAG_OF:
        parts.append(_TAG_OF[entry.kind])
    return " ".join(parts)


def _write(path: Path, lines: Sequence[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
