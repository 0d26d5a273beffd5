"""The dossier of a name: all that the articles of a library and the reader's notes say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.entities.kind import Kind
from newsreader.library.article_entry import Appearance, ArticleEntry, NoteExcerpt, StoredEntity
from newsreader.library.names import FolderNames
from newsreader.library.text_index import StoredText
from newsreader.text.sentences import sentence_at
from newsreader.text.span import Span

if TYPE_CHECKING:
    from newsreader.library.library import Library

_FAR = 60
"""Characters of a very long sentence that are kept before the first mention and after the last."""

_LONG = 400


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that mentions the name.

    `start` is the first mention, in code points of the article's text; `marks` are the mentions
    within `sentence`. `highlights` are those that overlap the sentence.
    """

    entry: ArticleEntry
    start: int
    sentence: str
    marks: tuple[Span, ...]
    highlights: tuple[NoteExcerpt, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.entry.path}\n{self.start}"


@dataclass(frozen=True, slots=True)
class Companion:
    """Another name in the same sentences, and in how many."""

    name: str
    kind: Kind
    subkind: str
    sentences: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """A name with its passages by date, roles with counts, companions, and the reader's note."""

    name: Appearance
    passages: tuple[Passage, ...] = ()
    roles: tuple[tuple[str, int], ...] = ()
    companions: tuple[Companion, ...] = ()
    note: str = ""

    @property
    def highlights(self) -> list[NoteExcerpt]:
        """The highlights on or around the name, each once."""
        return list(dict.fromkeys(h for passage in self.passages for h in passage.highlights))


class DossierMaker:
    """Collects the dossier of one name, article by article."""

    def __init__(self, library: Library, names: FolderNames, name: Appearance) -> None:
        self._library = library
        self._names = names
        self._name = name
        self._passages: list[Passage] = []
        self._roles: Counter[str] = Counter()
        self._beside: Counter[tuple[Kind, str]] = Counter()
        self._subkinds: dict[tuple[Kind, str], str] = {}

    def steps(self) -> Iterator[tuple[int, int]]:
        """Read the articles that mention the name: how many are read, and how many there are."""
        library = self._library
        paths = sorted(self._name.counts, key=lambda path: (self._day(path), str(path)))
        excerpts = excerpts_by_path(library)
        for done, path in enumerate(paths, 1):
            entry, stored = library.entry(path), library.index.text_at(path)
            if entry is not None and stored is not None:
                self._read(entry, stored, excerpts.get(path, ()))
            yield done, len(paths)

    def _day(self, path: Path) -> str:
        entry = self._library.entry(path)
        return (entry.day if entry else "") or "9999"

    def _read(
        self, entry: ArticleEntry, stored: StoredText, excerpts: Sequence[NoteExcerpt]
    ) -> None:
        owners = self._names.owners(self._library.index.mentions(entry.sha256_text))
        own = [each for each, owner in owners if owner is self._name]
        for each in own:
            self._roles.update(each.roles)
        mentions = sorted(span for each in own for span in each.mentions)
        for sentence, marks in sentences_of(stored, mentions):
            self._count_others(owners, sentence)
            shown, first = shortened(sentence, marks)
            near = tuple(e for e in excerpts if e.id and _overlaps(e, sentence))
            text = shown.of(stored.text)
            places = [Span(m.start - shown.start, m.end - shown.start) for m in marks]
            within = tuple(place for place in places if place.end <= len(text))
            self._passages.append(Passage(entry, first.start, text, within, near))

    def _count_others(
        self, owners: Sequence[tuple[StoredEntity, Appearance]], sentence: Span
    ) -> None:
        beside = {
            (owner.kind, owner.name): owner.subkind
            for each, owner in owners
            if owner is not self._name and any(sentence.covers(span) for span in each.mentions)
        }
        self._beside.update(beside.keys())
        self._subkinds |= beside

    def dossier(self) -> Dossier:
        """What is collected so far."""
        companions = tuple(
            Companion(name, kind, self._subkinds[kind, name], count)
            for (kind, name), count in sorted(
                self._beside.items(), key=lambda item: (-item[1], item[0][1])
            )
        )
        roles = tuple(self._roles.most_common())
        note = self._library.name_notes().note(self._name.kind, self._name.names)
        return Dossier(self._name, tuple(self._passages), roles, companions, note)


def excerpts_by_path(library: Library) -> Mapping[Path, Sequence[NoteExcerpt]]:
    """The highlights and notes of the library, by article."""
    found: dict[Path, list[NoteExcerpt]] = {}
    for excerpt in library.index.excerpts(library.roots):
        found.setdefault(excerpt.path, []).append(excerpt)
    return found


def sentences_of(stored: StoredText, mentions: Sequence[Span]) -> Iterator[tuple[Span, list[Span]]]:
    """Each sentence with some of `mentions`, which are in text order."""
    at = 0
    while at < len(mentions):
        first = mentions[at]
        paragraph = stored.paragraph_at(first.start)
        sentence = sentence_at(stored.text, paragraph, first.start).union(first)
        marks = []
        while at < len(mentions) and mentions[at].start < sentence.end:
            marks.append(mentions[at])
            at += 1
        yield sentence.union(marks[-1]), marks


def shortened(sentence: Span, marks: Sequence[Span]) -> tuple[Span, Span]:
    """The part of a very long sentence that has the first of `marks`, and this mark."""
    first = marks[0]
    if len(sentence) <= _LONG:
        return sentence, first
    start = max(sentence.start, first.start - _FAR)
    return Span(start, min(sentence.end, max(first.end + _FAR, start + _LONG))), first


def _overlaps(excerpt: NoteExcerpt, sentence: Span) -> bool:
    end = excerpt.start + len(excerpt.quote)
    return excerpt.start < sentence.end and sentence.start < end
