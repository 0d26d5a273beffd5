"""The reader's own words and names, in a file in jieba's user dictionary format.

A line holds a word, a frequency and a part-of-speech tag, separated by spaces; the last two are
optional. The tags nr, ns, nt, nz and nw mark the word as the name of a person, place, organisation,
product or work; ntc is a company and nto an organisation that is not one. Both follow the ICTCLAS
tag set, on which jieba's tags are based. An existing user dictionary of jieba works unchanged, in
any encoding that an article may have.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from newsreader.entities.corrections import Correction, CorrectionAction
from newsreader.entities.kind import COMPANY, Kind
from newsreader.errors import NewsreaderError
from newsreader.locale import _, ngettext, reason_of
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.plain import plain

TAGS = {"nr": Kind.PER, "ns": Kind.LOC, "nt": Kind.ORG, "nz": Kind.PRODUCT, "nw": Kind.WORK}

_LINE = lazy_regex(r"(\S(?:.*?\S)??)(?:[ \t]+(\d{1,9}))?(?:[ \t]+([a-z]{1,4}))?")
_SUBKINDS = {"ntc": COMPANY, "nto": ""}
_TAG_OF = {kind: tag for tag, kind in TAGS.items()}
_LEARNT = (
    CorrectionAction.ADD,
    CorrectionAction.RETYPE,
    CorrectionAction.BOUND,
    CorrectionAction.WORD,
)
_LISTED = 5  # line numbers listed in a message


class LexiconEntry(NamedTuple):
    """One word of the file.

    `frequency` is None if jieba chooses it; `kind` is None if the word is not a name. `subkind` is
    None if the name itself shows whether an organisation is a company.
    """

    word: str
    frequency: int | None = None
    kind: Kind | None = None
    subkind: str | None = None


class Lexicon(NamedTuple):
    """The entries of a file; `problem` is a sentence about lines that could not be read, or ""."""

    entries: tuple[LexiconEntry, ...] = ()
    problem: str = ""


def read_lexicon(path: Path) -> Lexicon:
    """The entries of the file, or none if there is no file. Raises NewsreaderError."""
    from newsreader.entities import lexicon_file  # noqa: PLC0415 (most sessions have no lexicon)

    file = lexicon_file.read(path)
    texts = (line.text.strip() for line in file.lines if line.text is not None)
    entries = tuple(entry for text in texts if (entry := _entry(text)))
    problem = ""
    if lost := file.lost:
        template = ngettext(
            "Line {lines} of your lexicon {file} cannot be read, and is left out.",
            "Lines {lines} of your lexicon {file} cannot be read, and are left out.",
            len(lost),
        )
        lines = _(", ").join(map(str, lost[:_LISTED])) + (_(" …") if len(lost) > _LISTED else "")
        problem = template.format(lines=lines, file=path)
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
    """The lexicon entries of those corrections that apply everywhere."""
    return tuple(
        LexiconEntry(plain(each.to or each.name), None, each.kind, _subkind(each))
        for each in corrections
        if each.everywhere and each.action in _LEARNT
    )


def _subkind(correction: Correction) -> str | None:
    """The subkind for an organisation; None for one that was only added: its name decides."""
    if correction.kind is not Kind.ORG or correction.action is CorrectionAction.BOUND:
        return None
    return correction.subkind or ("" if correction.action is CorrectionAction.RETYPE else None)


def add_entries(path: Path, entries: Iterable[LexiconEntry]) -> tuple[LexiconEntry, ...]:
    """Add words and names to the file or change their kind; returns their earlier entries.

    A word keeps its frequency, a name that is added as a mere word stays a name, and all other
    lines stay as they are. A file that cannot be read is not overwritten. Raises NewsreaderError.
    """
    known = {entry.word: entry for entry in read_entries(path)}
    new = {entry.word: entry for entry in entries}
    before = tuple(known[word] for word in new if word in known)
    new = {word: entry for word, entry in new.items() if entry.kind or word not in known}
    if not new:
        return before
    kept = {entry.word: entry.frequency for entry in before}
    added = (e._replace(frequency=e.frequency or kept.get(e.word)) for e in new.values())
    _put(path, new, added)
    return before


def take_back(
    path: Path, entries: Iterable[LexiconEntry], before: Iterable[LexiconEntry] = ()
) -> None:
    """Undo `add_entries`; `before` is its return value, if that is still known.

    A word with a frequency stays as a plain word. A word whose kind has changed since then is left
    alone. Raises NewsreaderError.
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
    """Rewrite the file without the lines of `words`, with `entries` at its end."""
    from newsreader.entities import lexicon_file  # noqa: PLC0415 (as above)

    try:
        file = lexicon_file.read(path)
        kept = [line for line in file.lines if not _is_one_of(line.text, words)]
        while kept and kept[-1].text is not None and not kept[-1].text.strip():
            kept.pop()
        lexicon_file.write(path, file.holding([*kept, *map(_line, entries)]))
    except OSError as problem:
        raise NewsreaderError(
            _("Your lexicon {file} cannot be written: {why}.").format(
                file=path, why=reason_of(problem)
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
        has_subkind = entry.kind is Kind.ORG and entry.subkind is not None
        parts.append(letters[entry.subkind or ""] if has_subkind else _TAG_OF[entry.kind])
    return " ".join(parts)
