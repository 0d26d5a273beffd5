"""What is taken from a page: title, a line with the fields, the lines of the article."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from newsreader.article.origin import CAPTURED_LABEL, URL_LABEL
from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.sanitize import clean_line

if TYPE_CHECKING:
    from newsreader.article.webpage_article import PageLines
    from newsreader.article.webpage_fields import Declared
    from newsreader.article.webpage_file import SavedPage
    from newsreader.article.webpage_lines import Line

_LABELS = (("来源：", "作者：", "时间："), ("來源：", "作者：", "時間："))
_DATE = lazy_regex(
    r"((?:19|20)\d\d)(?: ?[-/.年] ?| )(\d\d?) ?[-/.月] ?(\d\d?) ?(?:日|号|號)?"
    r"(?:[ T]*\d\d?:\d\d(?::\d\d)?)?"
)
_CREDIT = lazy_regex(
    r"^[（(【\[]?(?:责任?编辑|責任?編輯|编辑|編輯|作者|记者|記者|撰文|撰稿|文[/／｜|:：]|来源|來源|"
    r"原标题|原標題|編譯|编译|本文|转自|轉自)"
)
_BETWEEN = lazy_regex(r"[\s|｜·•:：/]+")
_SITE = lazy_regex(r"\s*[-_|｜–—]+\s*([^-_|｜–—]{1,24})$")
_TITLE_TAGS = ("h1", "h2", "h3")
_LONGEST_TITLE = 120
_BYLINE_LINES = 4
_HEAD_LINES, _FOOT_LINES, _END_LINES = 14, 6, 100
LONGEST_LABEL, _LONGEST_HEAD = 80, 300
"""Code points."""


class StatedFields(NamedTuple):
    """What is known about the article; each is None if the page neither shows nor declares it."""

    title: str | None = None
    author: str | None = None
    source: str | None = None
    published: str | None = None


def transcript(page: SavedPage, lines: PageLines, found: Declared) -> Iterator[str]:
    """The lines of the text; `found` is what the page declares."""
    index, title = _title(lines, found)
    after = _text_start(lines, index)
    body = [clean_line(line.text) for line in lines.body(after)]
    head = _head(lines, index, after)
    foot = _foot(lines)
    fields = _fields(title, head, body, foot, lines, found)
    if title:
        yield title
        if line := _field_line(fields, body):
            yield line
    yield from (
        clean_line(line.text) for line in head if line.prose and not _DATE.search(line.text)
    )
    yield from body or _readable(lines)
    yield from foot
    if url := page.url or found.url:
        yield f"{URL_LABEL}{url}"
    if page.captured:
        yield f"{CAPTURED_LABEL}{page.captured.isoformat()}"


def _readable(lines: PageLines) -> Iterable[str]:
    return (clean_line(line.text) for line in lines.lines)


def _field_line(fields: StatedFields, body: Iterable[str]) -> str:
    labels = _LABELS[_is_traditional("".join(body))]
    values = (fields.source, fields.author, fields.published)
    stated = zip(labels, values, strict=True)
    return "\u3000".join(label + value.replace("\u3000", " ") for label, value in stated if value)


def _is_traditional(text: str) -> bool:
    from newsreader.text.script import SAMPLE, simplify  # noqa: PLC0415 (only for pages)

    sample = text[:SAMPLE]
    return simplify(sample) != sample


def _title(lines: PageLines, found: Declared) -> tuple[int | None, str | None]:
    """The index of the title's line, if it is visible, and the title."""
    declared = [_plain(title) for title in found.titles]
    site = "".join(declared)
    matching, headings = [], []
    for index in range(min(len(lines.lines), lines.start + 3)):
        line = lines.lines[index]
        words = _plain(line.text)
        is_heading = line.tag in _TITLE_TAGS
        if not 4 <= len(words) <= _LONGEST_TITLE:
            continue
        if words in declared or (
            (is_heading or len(words) > 7) and any(each.startswith(words) for each in declared)
        ):
            matching.append(index)
        elif (
            line.tag == "h1"
            and index <= lines.start
            and 2 * line.linked < len(line.text)
            and not line.text.endswith("。")
            and words not in site
        ):
            headings.append(index)
    marked = [index for index in matching if lines.lines[index].tag in _TITLE_TAGS]
    if chosen := (marked or headings or matching)[-1:]:
        return chosen[0], clean_line(lines.lines[chosen[0]].text)
    title = found.titles[0] if found.titles else None
    return None, _without_site(title, found) if title else None


def _without_site(title: str, found: Declared) -> str:
    """A title that is only declared, without the names of section and site after it."""
    shorter = min((t for t in found.titles if title.startswith(t)), key=len, default=title)
    while (
        (suffix := _SITE.search(shorter))
        and suffix.start() > 5
        and (suffix[1] in found.sites or shorter == found.titles[-1])
    ):
        shorter = shorter[: suffix.start()]
    return shorter


def _head(lines: PageLines, index: int | None, start: int) -> list[Line]:
    """The lines between title and text; without a visible title, those just above the text."""
    first = max(lines.within.start, start - _HEAD_LINES) if index is None else index + 1
    found = [line for line in lines.lines[first:start] if not line.place.in_aside]
    return [line for line in found[:_HEAD_LINES] if len(line.text) < _LONGEST_HEAD]


def _text_start(lines: PageLines, title: int | None) -> int:
    """The index of the first line of text, below the title and a byline with a date."""
    start = lines.start if title is None else max(lines.start, title + 1)
    for index in range(start, min(start + _BYLINE_LINES, lines.end)):
        text = lines.lines[index].text
        if len(text) > LONGEST_LABEL:
            break
        if _DATE.search(text) and not text.endswith("。"):
            return index + 1
    return start


def _foot(lines: PageLines) -> list[str]:
    """Credits just below the text."""
    stop = max(lines.end + 2, min(lines.end + _FOOT_LINES, lines.within.stop))
    below = lines.lines[lines.end : stop]
    return [
        clean_line(line.text)
        for line in below
        if len(line.text) <= LONGEST_LABEL and _CREDIT.search(line.text) and not line.place.in_aside
    ]


def _fields(
    title: str | None,
    head: list[Line],
    body: list[str],
    foot: list[str],
    lines: PageLines,
    found: Declared,
) -> StatedFields:
    """The fields that are visible, completed by those that are only declared."""
    from newsreader.article.structure import read_structure  # noqa: PLC0415 (a cycle otherwise)

    above = [
        clean_line(line.spaced)
        for line in head
        if len(line.text) <= LONGEST_LABEL or not line.prose
    ]
    visible = read_structure("\n\n".join([title or "", *above, *_ends(body), *foot]))
    near = " ".join(above)
    names = {name for line in above for name in _BETWEEN.split(line)}
    return StatedFields(
        title,
        visible.author or _declared_author(found, lines, head, names),
        visible.source or _declared_source(found, names),
        _published(visible.published, near, found),
    )


def _ends(body: list[str]) -> list[str]:
    """The lines of `body` in which the structure reader may find a field."""
    return body if len(body) <= 2 * _END_LINES else body[:_END_LINES] + body[-_END_LINES:]


def _published(visible: str | None, near: str, found: Declared) -> str | None:
    from newsreader.article.webpage_fields import readable_time  # noqa: PLC0415 (only for pages)

    times = [time for each in found.times if (time := readable_time(each))]
    if times and visible and _day(visible) == _day(times[0]):
        return visible if ":" in visible or "：" in visible else times[0]
    shown = [date[0] for date in _DATE.finditer(near)]
    if times and (not shown or any(_day(date) == _day(times[0]) for date in shown)):
        return times[0]
    if visible and (not shown or any(_day(date) == _day(visible) for date in shown)):
        return visible
    return shown[0] if shown else visible


def _day(text: str) -> tuple[int, ...] | None:
    found = _DATE.search(unicodedata.normalize("NFKC", text))
    return tuple(map(int, found.groups())) if found else None


def _declared_author(
    found: Declared, lines: PageLines, head: list[Line], names: set[str]
) -> str | None:
    """The first declared author who is named on the page and is not the site.

    An element that is only called one counts in the byline.
    """
    from newsreader.article.webpage_fields import called_authors  # noqa: PLC0415 (only for pages)

    elements = [each.element for each in head if each.element is not None]
    called = [name for name in called_authors(elements) if name in names]
    sites = {site.lower() for site in (*found.sites, *found.sources)}
    sites |= {match[1].lower() for title in found.titles if (match := _SITE.search(title))}
    for author in (*found.authors, *called):
        name = author.lower()
        if any(name in site or site in name for site in sites):
            continue
        if any(author in line.text for line in lines.lines):
            return author
    return None


def _declared_source(found: Declared, names: set[str]) -> str | None:
    """The account or the declared source; the name of the site only if the byline shows it."""
    for source in found.sources:
        if source not in found.sites or source in names:
            return source
    return next((site for site in found.sites if site in names), None)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()
