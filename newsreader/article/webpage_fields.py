"""What a page declares about its article: JSON-LD, OpenGraph, other meta elements, scripts."""

from __future__ import annotations

import contextlib
import html
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.sanitize import clean_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_ZONE = timezone(timedelta(hours=8))
"""Where Chinese news is published; a time in UTC or in seconds is shown as it is there."""

_ARTICLE_TYPES = lazy_regex(r"Article$|^BlogPosting$|Posting$|^Report$")
_TITLES = ("headline", "og:title", "twitter:title", "title", "articletitle", "parsely-title")
_TIMES = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate",
    "publishdate", "publish_date", "publish-date", "publishtime", "pub_date", "og:published_time",
    "og:release_date", "weibo:article:create_at", "bytedance:published_time", "my:publish_date",
    "og:time", "date", "dc.date", "dc.date.issued", "dcterms.issued", "parsely-pub-date",
    "_pubtime", "pubtime",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "og:article:author", "my:author", "dc.creator", "parsely-author",
    "byl",
)  # fmt: skip
_SOURCES = ("source", "mediaid", "contentsource", "article:source", "og:article:source")
_SITES = (
    "og:site_name", "publisher", "application-name", "dable:author", "copyright",
    "apple-mobile-web-app-title",
)  # fmt: skip
_SCRIPT_NAMES = {
    "createTime": ("var",),
    "create_time": ("var", ",", "{", ""),
    "ori_create_time": (",", "{", ""),
    "publish_time": ("var",),
    "ct": ("var",),
    "nickname": ("var",),
    "nick_name": (",", "{", ""),
}
"""The names by which scripts of WeChat set a field, and what is before each of them."""

_SCRIPT_VALUE = lazy_regex(r"\s*[=:]\s*(?:htmlDecode\(|JsDecode\()?[\"']([^\"'\n]{1,100})[\"']")
_TIME = lazy_regex(
    r"((?:19|20)\d\d)[-/.年]?(\d\d?)[-/.月]?(\d\d?)日?"
    r"(?:[T\s]+(\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)
_WECHAT_TIMES = ("createTime", "create_time", "ct", "ori_create_time", "publish_time")
_LONGEST_JSON = 2_000_000
_LONGEST_FIELD = 300
_AUTHOR = lazy_regex(r"author|reporter|writer", 2)  # re.IGNORECASE
_NO_NAME = lazy_regex(r"https?://|www\.|@|^[\d\W_]*$|\.(?:com|cn|net|org|hk|tw)\b")


@dataclass(slots=True)
class Declared:
    """The candidates for each field, the most reliable first."""

    titles: list[str]
    authors: list[str]
    sources: list[str]
    sites: list[str]
    times: list[str]
    url: str | None


def declared(root: _Element, scripts: Sequence[str]) -> Declared:
    """What the page declares; every value is one line of at most 300 code points."""
    meta = _meta(root)
    items = list(_articles(scripts))
    wechat = dict(reversed(list(_script_values(scripts)))) if scripts else {}
    nickname = wechat.get("nickname") or wechat.get("nick_name", "")
    found = Declared(
        titles=_lines([*_from(items, "headline"), *_get(meta, _TITLES), *_titles(root)]),
        authors=_names([*_from(items, "author"), *_get(meta, _AUTHORS)]),
        sources=_names([nickname, *_get(meta, _SOURCES)]),
        sites=_names([*_from(items, "publisher"), *_get(meta, _SITES)]),
        times=_lines(
            [
                *_from(items, "datePublished"),
                *_from(items, "pubDate"),
                *_get(meta, _TIMES),
                *(wechat[key] for key in _WECHAT_TIMES if key in wechat),
                *_marked_times(root),
            ]
        ),
        url=_address(root, meta, items),
    )
    found.sites = [site for site in found.sites if site != "微信公众平台"]
    return found


def readable_time(text: str) -> str | None:
    """A declared time as "2026-03-08 09:30", the day alone if there is no hour, else None."""
    text = text.strip()
    with contextlib.suppress(ValueError, OverflowError, OSError):
        if text.isascii() and text.isdigit() and len(text) in (10, 13):
            moment = datetime.fromtimestamp(int(text[:10]), UTC).astimezone(_ZONE)
            return moment.strftime("%Y-%m-%d %H:%M")
        found = _TIME.match(text)
        if not found:
            return None
        year, month, day, hour, minute = (int(part or 0) for part in found.groups()[:5])
        moment = datetime(year, month, day, hour, minute)
        if not found[4]:
            return moment.strftime("%Y-%m-%d")
        if found[7] in ("Z", "+00:00", "+0000"):
            moment = moment.replace(tzinfo=UTC).astimezone(_ZONE)
        return moment.strftime("%Y-%m-%d %H:%M")
    return None


def _meta(root: _Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        if content:
            names = {element.get(key) or "" for key in ("name", "property", "itemprop")}
            for name in names - {""}:
                found.setdefault(name.lower(), []).append(content)
    return found


def _get(meta: dict[str, list[str]], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for value in meta.get(name, ()):
            if value.startswith("[") and value.endswith("]"):
                with contextlib.suppress(ValueError, RecursionError):
                    yield from (each for each in json.loads(value) if isinstance(each, str))
            else:
                yield value


def _titles(root: _Element) -> Iterator[str]:
    for element in root.iter("title"):
        yield element.text or ""
        return


def called_authors(elements: Iterable[_Element]) -> list[str]:
    """The texts of those elements that are an author by class, relation or property."""
    return _names(
        "".join(itertools.islice(part.itertext(), 20))[:_LONGEST_FIELD]
        for element in elements
        for part in itertools.islice(element.iter(), 30)
        if _AUTHOR.search(" ".join(part.get(key) or "" for key in ("class", "rel", "itemprop")))
    )


def _marked_times(root: _Element) -> Iterator[str]:
    """The time that is marked as the day of publication, or the only one that is marked."""
    times = [
        (element.get("itemprop"), element.get("datetime") or element.get("content") or "")
        for element in root.iter("time", "span", "meta", "abbr")
        if element.get("datetime") or element.get("itemprop") == "datePublished"
    ]
    for itemprop, value in times:
        if itemprop == "datePublished":
            yield value
    if len(times) <= 2 and times:
        yield times[0][1]


def _articles(scripts: Iterable[str]) -> Iterator[dict[str, object]]:
    """The JSON-LD objects that are articles."""
    for script in scripts:
        if (
            not any(name in script for name in ("schema.org", "pubDate"))
            or len(script) > _LONGEST_JSON
        ):
            continue
        with contextlib.suppress(ValueError, RecursionError):
            waiting = [json.loads(script.strip().rstrip(";"), strict=False)]
            while waiting:
                item = waiting.pop(0)
                if isinstance(item, list):
                    waiting += item[:100]
                elif isinstance(item, dict):
                    types = item.get("@type")
                    # "pubDate" is what Baidu asks of pages.
                    if "pubDate" in item or any(
                        _ARTICLE_TYPES.search(str(kind)) for kind in _listed(types)
                    ):
                        yield item
                    waiting += _listed(item.get("@graph"))[:100]


def _from(items: Iterable[dict[str, object]], key: str) -> Iterator[str]:
    for item in items:
        for value in _listed(item.get(key)):
            if isinstance(value, dict):
                if key == "author" and value.get("@type") == "Organization":
                    continue
                value = value.get("name")  # noqa: PLW2901
            if isinstance(value, str):
                yield value


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _script_values(scripts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The variables by which pages of WeChat name account and time."""
    for script in scripts:
        for name, before in _SCRIPT_NAMES.items():
            at = -1
            for _occurrence in range(20):  # minified scripts use such names for other things
                at = script.find(name, at + 1)
                if at < 0:
                    break
                if script[max(0, at - 4) : at].strip() in before and (
                    found := _SCRIPT_VALUE.match(script, at + len(name))
                ):
                    yield name, found[1]
                    break


def _address(
    root: _Element, meta: dict[str, list[str]], items: Iterable[dict[str, object]]
) -> str | None:
    canonical = [
        element.get("href") or ""
        for element in root.iter("link")
        if (element.get("rel") or "").lower() == "canonical"
    ]
    entities = _from(items, "mainEntityOfPage")
    for url in (*_get(meta, ("og:url",)), *canonical, *entities):
        address = url.strip()
        if address.startswith(("https://", "http://")) and not any(map(str.isspace, address)):
            return address[:2000]
    return None


def _lines(values: Iterable[str]) -> list[str]:
    """`values` on one line each, without empty and repeated ones."""
    cleaned = (clean_line(" ".join(html.unescape(v).split())) for v in values)
    return list(dict.fromkeys(v for v in cleaned if 0 < len(v) <= _LONGEST_FIELD))


def _names(values: Iterable[str]) -> list[str]:
    return [name for name in _lines(values) if len(name) <= 60 and not _NO_NAME.search(name)]
