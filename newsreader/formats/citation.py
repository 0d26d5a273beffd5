"""What a citation of an article is made of, and what it lacks. Nothing is guessed.

An article with a web address is cited as published online, any other as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from newsreader.formats.document import Document, one_line, without_controls
from newsreader.locale import _
from newsreader.text.lazy_regex import lazy_regex

_CHINESE = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff·•"
_SEPARATOR = lazy_regex(
    rf"\s*[、,，;；/|&]\s*|\s+and\s+|(?<=[{_CHINESE}])\s+|\s+(?=[{_CHINESE}])", re.IGNORECASE
)
_PLAIN_ROLE = r"[\u4e00-\u9fff]{0,6}(?:记者|記者|通讯员|通訊員|特派员|特派員|撰稿人)"
_ROLE = lazy_regex(
    rf"^(?:{_PLAIN_ROLE}[ \t]*[:：]?|(?:作者|撰文|文字|文)[ \t]*[:：])[ \t]*(?=\S{{2}})"
)
_ONLY_ROLE = lazy_regex(rf"{_PLAIN_ROLE}|作者|撰文|文字|文|图|圖|编辑|編輯|摄影|攝影")
_OTHERS = lazy_regex(r"^(.*?)(?:等人?|\bet al\.?)$", re.IGNORECASE)
_LATIN_NAME = lazy_regex(
    r"[A-Z\u00c0-\u024f][A-Za-z\u00c0-\u024f.'’-]*(?: [A-Za-z\u00c0-\u024f.'’-]+){1,2}"
)
_PUBLISHER = lazy_regex(
    r"\b(?:The|News|Post|Times|Agency|Press|Staff|Daily|Team|Desk|Media|Group|Online|Network)\b"
)
_COMPOUND = (
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 司徒 "
    "夏侯 端木 独孤 獨孤 轩辕 軒轅 长孙 長孫 南宫"
)
"""Surnames of two characters, after which a given name of one may be set apart."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One article as a source. An empty string or None is what its page does not say.

    `key` is distinct among articles of different text. `published` has the words of the page where
    their day is not certain, and then `issued` is None. With `others` there are more authors than
    are named.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    others: bool
    source: str
    issued: date | None
    published: str
    url: str
    captured: date | None

    def missing(self) -> Iterator[str]:
        """The names of the parts that are not known. Only a page has a day of saving."""
        if not self.title:
            yield _("Title")
        if not self.authors:
            yield _("Author")
        if not self.source:
            yield _("Source")
        if self.issued is None:
            yield _("Published")
        if not self.url:
            yield _("Web address")
        elif self.captured is None:
            yield _("Page saved")


def citation_of(document: Document) -> Citation:
    """The citation of the article of `document`."""
    article = document.article
    authors, others = authors_of(_words(article.author))
    issued = date.fromisoformat(article.published_iso[:10]) if article.published_iso else None
    year = f"{issued.year:04}" if issued else ""
    return Citation(
        f"news{year}-{article.sha256_text[:8]}",
        _words(article.title),
        authors,
        others,
        _words(article.source),
        issued,
        "" if issued else _words(article.published),
        _words(article.url),
        article.captured,
    )


def citations(documents: Sequence[Document]) -> Iterator[Citation]:
    """A citation for each of `documents`, with distinct keys."""
    seen: dict[str, int] = {}
    for document in documents:
        found = citation_of(document)
        number = seen[found.key] = seen.get(found.key, 0) + 1
        yield replace(found, key=f"{found.key}-{number}") if number > 1 else found


def missing_words(document: Document) -> list[str]:
    """A sentence on what the citation of the article lacks, if anything."""
    parts = list(citation_of(document).missing())
    if not parts:
        return []
    sentence = _("The citation of “{title}” lacks: {parts}.")
    return [sentence.format(title=document.title, parts=_(", ").join(parts))]


def authors_of(words: str) -> tuple[tuple[str, ...], bool]:
    """The names in the author of a byline, and whether there are more ("等", "et al.").

    A Chinese name stays as it is written, the surname first. Its characters may be set apart, as in
    "王 芳", and words such as 记者 before it are left out.
    """
    names: list[str] = []
    others = False
    pieces = [piece for piece in _SEPARATOR.split(words) if piece]
    named = [piece for piece in pieces if not _ONLY_ROLE.fullmatch(piece)]
    for word in _joined(named or pieces):
        more = _OTHERS.fullmatch(word)
        others = others or more is not None
        name = more[1].strip() if more else word
        name = _ROLE.sub("", name) or name
        if name and name not in names:
            names.append(name)
    return tuple(names), others


def _joined(words: Sequence[str]) -> Iterator[str]:
    """`words` with the characters of one name together."""
    waiting = ""
    for word in words:
        if waiting and len(word) == 1 and not word.isascii():
            yield waiting + word
            waiting = ""
            continue
        if waiting:
            yield waiting
        waiting = word if _may_go_on(word) else ""
        if not waiting:
            yield word
    if waiting:
        yield waiting


def _may_go_on(word: str) -> bool:
    """Whether `word` may be a surname whose given name is set apart."""
    return (len(word) == 2 and word in _COMPOUND) or (len(word) == 1 and not word.isascii())


def latin_name(name: str) -> tuple[str, str] | None:
    """(given, family) of a name of several words in Latin letters, which has its family name last.

    None for any other name: a Chinese one, an organization or a pen name of one word.
    """
    if not _LATIN_NAME.fullmatch(name) or _PUBLISHER.search(name):
        return None
    given, _space, family = name.rpartition(" ")
    return given, family


def _words(text: str | None) -> str:
    return one_line(without_controls(text or ""))
