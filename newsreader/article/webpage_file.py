"""The HTML of a saved page in the forms in which browsers and their extensions save one."""

from __future__ import annotations

import contextlib
import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from datetime import date
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from newsreader.decoding.decode import decode
from newsreader.errors import UsageError
from newsreader.text.lazy_regex import lazy_regex

_HEAD = 4096
"""Bytes at the beginning in which encoding, address and day of a page are declared."""

_DECLARED = lazy_regex(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?([\w-]{2,30})", re.I
)
_SAVED_FROM = lazy_regex(rb"<!--\s*saved from url=\(\d{1,8}\)\s*(https?://[^\s>]{1,2000})", re.I)
_SINGLE_FILE = lazy_regex(
    rb"<!--\s*Page saved with SingleFile\s+url:\s*(\S{1,2000})\s+saved date:\s*([^\n<>]{6,80})",
    re.I,
)
_SAVED_DAY = lazy_regex(r"(?:\w{3} )?(\w{3} \d{1,2} \d{4})|(\d{4}-\d\d-\d\d)", re.ASCII)
_RAW = lazy_regex(rb"<(?:!--|script\b|style\b)", re.I)
_ENDS = {b"<!--": b"-->", b"<script": b"</script", b"<style": b"</style"}
_UNQUOTED = lazy_regex(rb"[^\s>]*")
_CLOSING = {ord(b'"'): b'"', ord(b"'"): b"'", ord(b"("): b")", ord(b";"): b"&"}
_DECLARING = (
    b"schema.org", b"pubDate", b"nickname", b"nick_name", b"createTime", b"create_time",
)  # fmt: skip
"""In the scripts that are kept."""

_TAG = lazy_regex(rb"<[A-Za-z](?>[^>=]+|=\s*(?:\"[^\"]*\"|'[^']*')?+)*+(?:>|\Z)")
_LONG_TAG = 8000
"""Bytes; the attributes of a longer tag are counted."""

_MOST_ATTRIBUTES = 1000
_DAMAGED = 0.001
_SAMPLE = 50_000
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class SavedPage(NamedTuple):
    """The HTML of a page without scripts, styles, comments and embedded files.

    `scripts` are the texts of those scripts that may declare something about the article.
    """

    html: str
    scripts: tuple[str, ...]
    url: str | None = None
    captured: date | None = None


def read_page(data: bytes, encoding: str | None) -> SavedPage:
    """The page in `data`, an HTML file, a SingleFile page or a web archive (MHTML).

    Raises UsageError if there is no such encoding.
    """
    url, captured, stated = None, None, None
    if _is_archive(data):
        data, url, captured, stated = _from_archive(data)
    head = data[:_HEAD]
    if found := _SINGLE_FILE.search(head):
        url, captured = _text(found[1]), _saved_day(_text(found[2]))
    elif found := _SAVED_FROM.search(head):
        url = url or _text(found[1])
    if b"\0" in head:  # UTF-16 or UTF-32, in which the searches below find nothing
        data = decode(data, encoding).text.encode("utf-8", "replace")
        encoding = "utf-8"
    scripts: list[bytes] = []
    markup = b"".join(_markup(_without_embedded(data), scripts))
    markup = _TAG.sub(_few_attributes, markup)
    declared = _DECLARED.search(head) or _DECLARED.search(markup[:_HEAD])
    names = [stated, declared[1].decode("ascii") if declared else None]
    codec = _codec(markup, [name for name in names if name], encoding)
    wanted = [script for script in scripts if any(words in script for words in _DECLARING)]
    return SavedPage(
        markup.decode(codec, "replace").lstrip("\ufeff"),
        tuple(script.decode(codec, "replace") for script in wanted),
        url,
        captured,
    )


def _is_archive(data: bytes) -> bool:
    head = data[:_HEAD].lower()
    return b"mime-version:" in head and b"multipart/related" in head and not head.startswith(b"<")


def _from_archive(data: bytes) -> tuple[bytes, str | None, date | None, str | None]:
    """HTML, address, day and encoding of the main part of a web archive (RFC 2557)."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    captured = None
    with contextlib.suppress(ValueError, TypeError):
        captured = parsedate_to_datetime(str(message["Date"])).date()
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            url = str(message["Snapshot-Content-Location"] or part["Content-Location"] or "")
            body = part.get_payload(decode=True)
            return (
                body if isinstance(body, bytes) else b"",
                url.strip() if url.startswith("http") else None,
                captured,
                part.get_content_charset(),
            )
    return b"", None, captured, None


def _without_embedded(data: bytes) -> bytes:
    """`data` without the contents of `data:` addresses, which may be megabytes of images."""
    pieces, done = [], 0
    at = data.find(b"data:")
    while at >= 0:
        end = at + 5
        closing = _CLOSING.get(data[at - 1]) if at else None
        if closing is not None:
            end = data.find(closing, at)
        elif at and data[at - 1] == ord("="):
            end = _UNQUOTED.match(data, at).end()  # type: ignore[union-attr]  # matches always
        if end - at > 100:
            pieces.append(data[done:at])
            done = end
        at = data.find(b"data:", max(end, at + 5))
    return b"".join([*pieces, data[done:]]) if pieces else data


def _markup(data: bytes, scripts: list[bytes]) -> Iterator[bytes]:
    """`data` without scripts, styles and comments; the texts of scripts are put in `scripts`."""
    lower = data.lower()
    at = 0
    while found := _RAW.search(lower, at):
        ending = _ENDS[found[0]]
        end = lower.find(ending, found.end() - 2 if ending == b"-->" else found.end())
        if end < 0:
            break
        yield data[at : found.start()]
        if ending == b"</script":
            scripts.append(data[lower.find(b">", found.end()) + 1 : end])
        closed = end + 3 if ending == b"-->" else lower.find(b">", end) + 1
        at = closed or len(data)
    yield data[at:]


def _few_attributes(tag: re.Match[bytes]) -> bytes:
    """The tag, without its attributes if there are thousands, which libxml2 compares pairwise."""
    if len(tag[0]) < _LONG_TAG or not tag[0].endswith(b">"):
        return tag[0]
    words = tag[0].split(maxsplit=_MOST_ATTRIBUTES)
    return tag[0] if len(words) <= _MOST_ATTRIBUTES else words[0] + b">"


def _codec(data: bytes, declared: Sequence[str], encoding: str | None) -> str:
    """The codec for the bytes of a page: `encoding`, else a declared one that fits, else found.

    A page that is damaged in a few places is read as declared. Raises UsageError.
    """
    if encoding is not None:
        return decode(b" ", encoding).encoding
    for name in declared:
        with contextlib.suppress(UsageError):
            codec = decode(b" ", name).encoding
            if data.decode(codec, "replace").count("\ufffd") <= _DAMAGED * len(data):
                return codec
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        # What is far from the first byte that is not ASCII would not change the answer.
        sample = data[max(0, error.start - _SAMPLE) : error.start + _SAMPLE]
        return decode(sample).encoding
    return "utf-8"


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").strip()


def _saved_day(text: str) -> date | None:
    """The day in the date of SingleFile: "Sat Nov 28 2026 20:19:41 GMT+0800", or ISO 8601."""
    found = _SAVED_DAY.search(text)
    with contextlib.suppress(ValueError, TypeError):
        if found and found[2]:
            return date.fromisoformat(found[2])
        if found:
            month, day, year = found[1].split()
            return date(int(year), _MONTHS.index(month) + 1, int(day))
    return None
