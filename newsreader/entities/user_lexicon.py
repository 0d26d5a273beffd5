"""User dictionary: the reader's own words and names, in a file as jieba's users write it.

A line is a word, a frequency and a part of speech between blanks, the last two of which may be left
out. The tags nr, ns, nt, nz and nw make a name of the word: person, place, organisation, product,
work; ntc is a company and nto an organisation that is none, as in the ICTCLAS tags that those of
jieba come from. An existing user dictionary of jieba can be used as it is, in any encoding that an
article may have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from newsreader.entities.corrections import Correction, CorrectionAction
from newsreader.entities.entity import Kind
from newsreader.entities.kinds import COMPANY
from newsreader.errors import NewsreaderError
from newsreader.locale import _, ngettext
from newsreader.text.lazy_regex import lazy_regex

TAGS = {"nr": Kind.PER, "ns": Kind.LOC, "nt": Kind.ORG, "nz": Kind.PRODUCT, "nw": Kind.WORK}

_LINE = lazy_regex(r"(\S(?:.*?\S)??)(?:[ \t]+(\d{1,9}))?(?:[ \t]+([a-z]{1,4}))?")
_SUBKINDS = {"ntc": COMPANY, "nto": ""}
_TAG_OF = {kind: tag for tag, kind in TAGS.items()}
_NAMED = 5  # lines that a sentence names


class LexiconEntry(NamedTuple):
    """A word; `frequency` is None where jieba shall choose it, `kind` where it is no name.

    `subkind` is None where the name itself tells whether an organisation is a company.
    """

    word: str
    frequency: int | None = None
    kind: Kind | None = None
    subkind: str | None = None


class Lexicon(NamedTuple):
    """The entries of a file; `problem` is a sentence for the reader on what could not be read."""

    entries: tuple[LexiconEntry, ...] = ()
    problem: str = ""


def read_lexicon(path: Path) -> Lexicon:
    """What the file holds, nothing where it is not there; NewsreaderError where it is no text."""
    from newsreader.entities import lexicon_file  # noqa: PLC0415 (most sittings touch no lexicon)

    file = lexicon_file.read(path)
    texts = (line.text.strip() for line in file.lines if line.text is not None)
    entries = tuple(entry for text in texts if (entry := _entry(text)))
    problem = ""
    if lost := file.lost:
        told = ngettext(
            "Line {lines} of the dictionary {file} cannot be read, and is left out.",
            "Lines {lines} of the dictionary {file} cannot be read, and are left out.",
            len(lost),
        )
        named = ", ".join(map(str, lost[:_NAMED])) + (" …" if len(lost) > _NAMED else "")
        problem = told.format(lines=named, file=path)
    return Lexicon(entries, problem)


def read_entries(path: Path) -> tuple[LexiconEntry, ...]:
    """The entries that can be read. Raises NewsreaderError."""
    return read_lexicon(path).entries


def _entry(line: str) -> LexiconEntry | None:
    match = _LINE.fullmatch(line)
    if match is None or line.startswith("#"):
        return None
    word, frequency, tag = match[1], match[2], match[3] or ""
    kind = TAGS.get(tag[:2])
    return LexiconEntry(word, int(frequency) if frequency else None, kind, _SUBKINDS.get(tag[:3]))


def entries_of(corrections: Iterable[Correction]) -> tuple[LexiconEntry, ...]:
    """What corrections that are meant everywhere put into the dictionary."""
    return tuple(
        LexiconEntry(wish.to or wish.name, None, wish.kind, _subkind(wish))
        for wish in corrections
        if wish.everywhere
        and wish.deed in (CorrectionAction.ADD, CorrectionAction.RETYPE, CorrectionAction.BOUND)
    )


def _subkind(wish: Correction) -> str | None:
    """What was said of an organisation; to add one as such leaves it to its name."""
    if wish.kind is not Kind.ORG or wish.deed is CorrectionAction.BOUND:
        return None
    return wish.subkind or (wish.subkind if wish.deed is CorrectionAction.RETYPE else None)


def add_entries(path: Path, entries: Iterable[LexiconEntry]) -> tuple[LexiconEntry, ...]:
    """Add names to the file, or change their kind there; returns what stood there of them before.

    A word keeps its frequency, and what else the file holds stays as it is. A file that cannot be
    read is not written over. NewsreaderError where it cannot be read or written.
    """
    known = {entry.word: entry for entry in read_entries(path)}
    new = {entry.word: entry for entry in entries}
    before = tuple(known[word] for word in new if word in known)
    kept = {entry.word: entry.frequency for entry in before}
    added = (e._replace(frequency=e.frequency or kept.get(e.word)) for e in new.values())
    _put(path, new, added)
    return before


def take_back(
    path: Path, entries: Iterable[LexiconEntry], before: Iterable[LexiconEntry] = ()
) -> None:
    """Undo `add_entries`; `before` is what it returned, as far as that is still known.

    A word that has a frequency stays as a word, and one that is of another kind by now stays as it
    is. Raises NewsreaderError.
    """
    known = {entry.word: entry for entry in read_entries(path)}
    gone = {e.word for e in entries if e.word in known and known[e.word].kind is e.kind}
    back = {
        word: LexiconEntry(word, known[word].frequency) for word in gone if known[word].frequency
    }
    back |= {entry.word: entry for entry in before if entry.word in gone}
    if gone:
        _put(path, gone, back.values())


def _put(path: Path, words: Collection[str], entries: Iterable[LexiconEntry]) -> None:
    """Write the file anew, with `entries` behind it in the place of the lines of `words`."""
    from newsreader.entities import lexicon_file  # noqa: PLC0415 (as above)

    try:
        file = lexicon_file.read(path)
        kept = [line for line in file.lines if not _is_one_of(line.text, words)]
        while kept and kept[-1].text is not None and not kept[-1].text.strip():
            kept.pop()
        lexicon_file.write(path, file.holding(kept, [_line(entry) for entry in entries]))
    except OSError as problem:
        raise NewsreaderError(
            _("The dictionary {file} cannot be written: {why}.").format(
                file=path, why=problem.strerror or problem
            )
        ) from problem


def _is_one_of(line: str | None, words: Collection[str]) -> bool:
    entry = _entry(line.strip()) if line is not None else None
    return entry is not None and entry.word in words


def _line(entry: LexiconEntry) -> str:
    parts = [entry.word]
    if entry.frequency is not None:
        parts.append(str(entry.frequency))
    if entry.kind is not None and entry.kind in _TAG_OF:
        letters = {subkind: tag for tag, subkind in _SUBKINDS.items()}
        told = entry.kind is Kind.ORG and entry.subkind is not None
        parts.append(letters[entry.subkind or ""] if told else _TAG_OF[entry.kind])
    return " ".join(parts)
