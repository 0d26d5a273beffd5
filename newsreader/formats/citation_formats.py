"""Citations of articles: BibTeX, CSL-JSON and the references of GB/T 7714-2015."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date

from newsreader.formats.citation import Citation, citations, latin_name, missing_words
from newsreader.formats.document import Document, Part
from newsreader.formats.imported_highlight import without_surrogates
from newsreader.formats.json_text import json_text

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "$&%#_"},
    }
)
"""Braces have names, because BibTeX counts them even after a backslash."""

_CAPITALS = re.compile(r"(?<![A-Za-z0-9\\])[A-Za-z0-9]*[A-Z][A-Za-z0-9]*")
_NOT_IN_ADDRESS = re.compile(r"[\\{}\s\"^`|<>]")
_MOST_NAMES = 3
"""GB/T 7714-2015, 8.1.2: of more than three authors the first three are named."""


class CitationFormat(ABC):
    """A format that has an entry for each article and nothing of its notes."""

    suffix: str
    includes_entities = False
    keeps: frozenset[Part] = frozenset()

    def write(self, document: Document) -> str:
        return self.write_all([document])

    def write_all(self, documents: Sequence[Document]) -> str:
        return without_surrogates(self._file(list(citations(documents))))

    def missing(self, document: Document) -> list[str]:
        """A sentence on the parts that the citation of `document` lacks, if any."""
        return missing_words(document)

    @abstractmethod
    def _file(self, cited: Sequence[Citation]) -> str:
        """The text of the file."""


class BibTeX(CitationFormat):
    """For LaTeX, Zotero, JabRef: entries that BibTeX and biblatex read."""

    name = "bibtex"
    suffix = ".bib"

    @property
    def label(self) -> str:
        return "BibTeX"

    def _file(self, cited: Sequence[Citation]) -> str:
        return "\n".join(map(_bibtex, cited))


class CslJson(CitationFormat):
    """CSL-JSON, which Zotero, Pandoc and every CSL processor read."""

    name = "csl-json"
    suffix = ".csl.json"

    @property
    def label(self) -> str:
        return "CSL-JSON"

    def _file(self, cited: Sequence[Citation]) -> str:
        return json_text(list(map(_csl, cited)))


class Gbt7714(CitationFormat):
    """References as GB/T 7714-2015 has them, one on a line; several are numbered."""

    name = "gbt7714"
    suffix = ".gbt7714.txt"

    @property
    def label(self) -> str:
        return "GB/T 7714"

    def _file(self, cited: Sequence[Citation]) -> str:
        lines = list(map(reference, cited))
        if len(lines) > 1:
            lines = [f"[{number}] {line}" for number, line in enumerate(lines, 1)]
        return "".join(f"{line}\n" for line in lines)


def reference(cited: Citation) -> str:
    """The reference for a newspaper, online or printed (GB/T 7714-2015, 4.5 and 4.6).

    Without an author it begins with the title (8.1.5). A part that is not known is left out with
    its punctuation; only for the title there are words, which no reference can be without.
    """
    medium = "[N/OL]" if cited.url else "[N]"
    day = cited.issued.isoformat() if cited.issued else cited.published
    where = ", ".join(filter(None, (cited.source, day)))
    if cited.url and cited.captured:
        where += f"[{cited.captured.isoformat()}]"
    parts = (_names(cited), f"{cited.title or '[题名不详]'}{medium}", where, cited.url)
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)


def _names(cited: Citation) -> str:
    """The authors: family names of Latin ones first, in capitals, with initials (8.1.1)."""
    shown = [_reference_name(name) for name in cited.authors[:_MOST_NAMES]]
    if shown and (cited.others or len(cited.authors) > _MOST_NAMES):
        shown.append("et al" if shown[0].isascii() else "等")
    return ", ".join(shown)


def _reference_name(name: str) -> str:
    parts = latin_name(name)
    if parts is None:
        return name
    given, family = parts
    initials = " ".join(word[0].upper() for word in re.split(r"[ .-]+", given) if word)
    return f"{family.upper()} {initials}"


def _csl(cited: Citation) -> dict[str, object]:
    """An item of the CSL 1.0.2 data schema, without the fields that are not known."""
    online = "article-newspaper" if cited.source or not cited.url else "webpage"
    authors: list[dict[str, str]] = [_csl_name(name) for name in cited.authors]
    if cited.others:
        authors.append({"literal": "等"})
    issued: object = _csl_date(cited.issued)
    if cited.issued is None and cited.published:
        issued = {"literal": cited.published}
    item = {
        "id": cited.key,
        "type": online,
        "title": cited.title,
        "author": authors,
        "container-title": cited.source,
        "issued": issued,
        "URL": cited.url,
        "accessed": _csl_date(cited.captured) if cited.url else None,
    }
    return {name: value for name, value in item.items() if value}


def _csl_name(name: str) -> dict[str, str]:
    """A Chinese name is one word: every style then prints it as it is written."""
    parts = latin_name(name)
    return {"literal": name} if parts is None else {"family": parts[1], "given": parts[0]}


def _csl_date(day: date | None) -> dict[str, object] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None


def _bibtex(cited: Citation) -> str:
    kind = "article" if cited.source else "online" if cited.url else "misc"
    names = [_bibtex_name(name) for name in cited.authors]
    if cited.others and names:
        names.append("others")
    lines = [f"  {name} = {value}," for name, value in _bibtex_fields(cited, names) if value]
    return "\n".join([f"@{kind}{{{cited.key},", *lines, "}"]) + "\n"


def _bibtex_fields(cited: Citation, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(name, value) of each field, "" where it is not known."""
    day = cited.issued
    title = _CAPITALS.sub(lambda found: f"{{{found[0]}}}", _tex(cited.title))
    yield "author", _braced(" and ".join(names))
    yield "title", _braced(title)
    yield "journal", _braced(_tex(cited.source))
    yield "entrysubtype", _braced("newspaper" if cited.source else "")
    yield "date", _braced(day.isoformat() if day else "")
    yield "year", _braced(f"{day.year:04}" if day else "")
    yield "month", _MONTHS[day.month - 1] if day else ""
    yield "note", _braced(_tex(cited.published))
    yield "url", _braced(_NOT_IN_ADDRESS.sub(_percent, cited.url))
    yield "urldate", _braced(cited.captured.isoformat() if cited.url and cited.captured else "")


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _bibtex_name(name: str) -> str:
    """A name as BibTeX reads it: in braces unless its last word is its family name."""
    parts = latin_name(name)
    return f"{{{_tex(name)}}}" if parts is None else _tex(f"{parts[1]}, {parts[0]}")


def _tex(text: str) -> str:
    return text.translate(_TEX)


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
