"""User dictionary: the reader's own words and names, in a file as jieba's users write it.

A line is a word, a frequency and a part of speech between blanks, the last two of which may be left
out. The tags nr, ns, nt, nz and nw make a name of the word: person, place, organisation, product,
work; ntc is a company and nto an organisation that is none, as in the ICTCLAS tags that those of
jieba come from. An existing user dictionary of jieba can be used as it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsreader.entities.corrections import Correction, Deed
from newsreader.entities.entity import Kind
from newsreader.entities.kinds import COMPANY
from newsreader.errors import NewsreaderError
from newsreader.locale import _

TAGS = {"nr": Kind.PER, "ns": Kind.LOC, "nt": Kind.ORG, "nz": Kind.PRODUCT, "nw": Kind.WORK}

_LINE = re.compile(r"(\S(?:.*?\S)??)(?:[ \t]+(\d{1,9}))?(?:[ \t]+([a-z]{1,4}))?")
_SUBKINDS = {"ntc": COMPANY, "nto": ""}
_TAG_OF = {kind: tag for tag, kind in TAGS.items()}


@dataclass(frozen=True, slots=True)
class Entry:
    """A word; `frequency` is None where jieba shall choose it, `kind` where it is no name.

    `subkind` is None where the name itself tells whether an organisation is a company.
    """

    word: str
    frequency: int | None = None
    kind: Kind | None = None
    subkind: str | None = None


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
    word, frequency, tag = match[1], match[2], match[3] or ""
    kind = TAGS.get(tag[:2])
    return Entry(word, int(frequency) if frequency else None, kind, _SUBKINDS.get(tag[:3]))


def entries_of(corrections: Iterable[Correction]) -> tuple[Entry, ...]:
    """What corrections that are meant everywhere put into the dictionary."""
    return tuple(
        Entry(wish.to or wish.name, None, wish.kind, _subkind(wish))
        for wish in corrections
        if wish.everywhere and wish.deed in (Deed.ADD, Deed.RETYPE, Deed.BOUND)
    )


def _subkind(wish: Correction) -> str | None:
    """What was said of an organisation; to add one as such leaves it to its name."""
    if wish.kind is not Kind.ORG or wish.deed is Deed.BOUND:
        return None
    return wish.subkind or (wish.subkind if wish.deed is Deed.RETYPE else None)


def add_entries(path: Path, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Add names to the file, or change their kind there; returns what stood there of them before.

    A word keeps its frequency, and what else the file holds stays as it is. A file that cannot be
    read is not written over. NewsreaderError where it cannot be read or written.
    """
    known = {entry.word: entry for entry in read_entries(path)}
    new = {entry.word: entry for entry in entries}
    before = tuple(known[word] for word in new if word in known)
    kept = {entry.word: entry.frequency for entry in before}
    added = (replace(e, frequency=e.frequency or kept.get(e.word)) for e in new.values())
    _put(path, new, added)
    return before


def take_back(path: Path, entries: Iterable[Entry], before: Iterable[Entry] = ()) -> None:
    """Undo `add_entries`; `before` is what it returned, as far as that is still known.

    A word that has a frequency stays as a word, and one that is of another kind by now stays as it
    is. Raises NewsreaderError.
    """
    known = {entry.word: entry for entry in read_entries(path)}
    gone = {e.word for e in entries if e.word in known and known[e.word].kind is e.kind}
    back = {word: Entry(word, known[word].frequency) for word in gone if known[word].frequency}
    back |= {entry.word: entry for entry in before if entry.word in gone}
    if gone:
        _put(path, gone, back.values())


def _put(path: Path, words: Collection[str], entries: Iterable[Entry]) -> None:
    """Write the file anew, with `entries` in the place of the lines of `words`."""
    try:
        old = path.read_text("utf-8-sig").split("\n") if path.exists() else []
        kept = [line for line in old if not _is_one_of(line, words)]
        while kept and not kept[-1].strip():
            kept.pop()
        _write(path, [*kept, *(_line(entry) for entry in entries)])
    except OSError as problem:
        raise NewsreaderError(
            _("The dictionary {file} cannot be written: {why}.").format(
                file=path, why=problem.strerror or problem
            )
        ) from problem


def _is_one_of(line: str, words: Collection[str]) -> bool:
    entry = _entry(line.strip())
    return entry is not None and entry.word in words


def _line(entry: Entry) -> str:
    parts = [entry.word]
    if entry.frequency is not None:
        parts.append(str(entry.frequency))
    if entry.kind is not None and entry.kind in _TAG_OF:
        letters = {subkind: tag for tag, subkind in _SUBKINDS.items()}
        told = entry.kind is Kind.ORG and entry.subkind is not None
        parts.append(letters[entry.subkind or ""] if told else _TAG_OF[entry.kind])
    return " ".join(parts)


def _write(path: Path, lines: Sequence[str]) -> None:
    import tempfile  # noqa: PLC0415 (the helper process only reads)

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
