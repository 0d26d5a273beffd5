"""Fetches the page at a web address, and saves it as a web archive with its text beside it."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import ipaddress
import socket
import zlib
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsreader.article.loader import Progress, read_article, text_beside
from newsreader.article.webpage import text_of
from newsreader.commands.default_files import paste_folder
from newsreader.commands.progress import TerminalProgress
from newsreader.decoding.decode import known_encoding
from newsreader.directories import directories
from newsreader.errors import SourceError, UsageError, how_to_install
from newsreader.library.new_article import Saved, save, save_bytes
from newsreader.locale import _, reason_of
from newsreader.state import State
from newsreader.text.sanitize import clean_line

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 32 << 20
"""Bytes of a page, after it is decompressed."""

MOST_SECONDS = 60.0
"""Seconds for all of it, redirects included."""

_WAIT_SECONDS = 15.0
"""Seconds for a connection, and for each part of an answer."""

_MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_PAGES = ("text/html", "application/xhtml+xml")
_TEXT = "text/plain"
_LONGEST = 100
"""Characters of an address that a sentence names."""

_ARCHIVE = """\
From: <Saved by newsreader>
Snapshot-Content-Location: {url}
Date: {date}
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="{boundary}"

--{boundary}
Content-Type: text/html{charset}
Content-Transfer-Encoding: base64
Content-Location: {url}

{body}
--{boundary}--
"""
_SUFFIX = ".mhtml"
_BOUNDARY = "----newsreader-page----"


class Fetched(NamedTuple):
    """What was at an address: its bytes, its media type, and the encoding that was named."""

    url: str
    body: bytes
    media: str
    charset: str | None


def fetch(url: str) -> str:
    """Fetch the article at `url` and save it; returns the path of the file. Raises SourceError.

    Without the extra `fetch` the error explains how to save the page.
    """
    folder = paste_folder("", State.open())
    with TerminalProgress(_("Fetching"), _("Nothing was fetched.")) as progress:
        found = download(url, progress.update)
    if found.media == _TEXT:
        article = read_article(found.body, _shown(url), found.charset)
        return str(save(article, folder, directories().data).path)
    return str(_saved_page(found, folder).path)


def _saved_page(found: Fetched, folder: Path) -> Saved:
    """The page as a web archive, with its text beside it, for which a library lists it."""
    archive, data = web_archive(found), directories().data
    text = text_of(archive, _shown(found.url), None, directories().cache / "pages")
    article = read_article(text, text_beside(Path(f"page{_SUFFIX}")).name, "utf-8")
    saved = save_bytes(archive, article.title or "", folder, data, _SUFFIX)
    with contextlib.suppress(OSError), text_beside(saved.path).open("xb") as file:
        file.write(text)
    return saved


def web_archive(found: Fetched) -> bytes:
    """The page as browsers save it in one file (RFC 2557), with its address and the day."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    charset = f'; charset="{found.charset}"' if found.charset else ""
    return _ARCHIVE.format(
        url=found.url,
        date=format_datetime(today),
        boundary=_BOUNDARY,
        charset=charset,
        body=base64.encodebytes(found.body).decode("ascii").rstrip(),
    ).encode("utf-8")


def download(url: str, progress: Progress) -> Fetched:
    """What is at `url`. Raises SourceError."""
    try:
        import httpx  # noqa: PLC0415 (an extra)
    except ImportError:
        raise SourceError(_how_to_save(url)) from None
    try:
        return asyncio.run(_download(url, progress))
    except (httpx.TimeoutException, TimeoutError) as error:
        raise SourceError(_too_slow(url)) from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, zlib.error) as error:
        message = _("{url} cannot be fetched ({why}); save the page in a browser and open that.")
        raise SourceError(
            message.format(url=_shown(url), why=clean_line(reason_of(error)))
        ) from error


async def _download(url: str, progress: Progress) -> Fetched:
    import httpx  # noqa: PLC0415 (an extra)

    headers = {
        "Accept": ", ".join((*_PAGES, _TEXT)),
        "Accept-Encoding": "gzip",
        "User-Agent": "newsreader",
    }
    # One limit for all: a server may send a byte every few seconds, also in its headers.
    async with (
        asyncio.timeout(MOST_SECONDS),
        httpx.AsyncClient(timeout=_WAIT_SECONDS, headers=headers) as client,
    ):
        target = httpx.URL(url)
        public = await asyncio.to_thread(_is_public, target, url)
        for _step in range(_MOST_REDIRECTS + 1):
            async with client.stream("GET", target) as answer:
                if answer.status_code not in _REDIRECTS or "location" not in answer.headers:
                    return await _read(answer, str(target), progress)
                target = target.join(answer.headers["location"])
                if not await asyncio.to_thread(_is_public, target, str(target)) and public:
                    raise SourceError(_refused(str(target)))
    message = _("{url} leads from one address to the next; name the last one, from a browser.")
    raise SourceError(message.format(url=_shown(url)))


def _is_public(target: httpx.URL, url: str) -> bool:
    """Whether `target` is on the public network.

    Raises SourceError for what is no address on the web.
    """
    if target.scheme not in ("http", "https") or not target.host or target.userinfo:
        raise SourceError(_refused(url))
    try:
        found = socket.getaddrinfo(target.host, target.port, proto=socket.IPPROTO_TCP)
    except OSError:  # known to a proxy, perhaps
        return True
    return all(ipaddress.ip_address(str(each[4][0]).split("%")[0]).is_global for each in found)


async def _read(answer: httpx.Response, url: str, progress: Progress) -> Fetched:
    """The answer, within the limit of size. Raises SourceError."""
    if answer.status_code != 200:
        message = _("{url} answers with status {status}; look at it in a browser.")
        raise SourceError(message.format(url=_shown(url), status=answer.status_code))
    media, _semicolon, _parameters = answer.headers.get("content-type", "text/html").partition(";")
    media, packing = media.strip().lower(), answer.headers.get("content-encoding", "").lower()
    if media not in (*_PAGES, _TEXT) or packing not in ("", "identity", "gzip", "x-gzip"):
        message = _("{url} is not a page with text ({media}); name a page that has an article.")
        found = clean_line(" ".join((media, packing)).strip())[:_LONGEST]
        raise SourceError(message.format(url=_shown(url), media=found))
    length = answer.headers.get("content-length", "")
    every = max(1, int(length)) if length.isdecimal() else MOST_BYTES
    # Not httpx's own: it unpacks without a limit, and again for each encoding that is named.
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in packing else None
    body = bytearray()
    async for piece in answer.aiter_raw():
        body += unpacker.decompress(piece, MOST_BYTES + 1 - len(body)) if unpacker else piece
        if len(body) > MOST_BYTES:
            message = _("{url} is larger than {size} MB; save its text with a browser.")
            raise SourceError(message.format(url=_shown(url), size=MOST_BYTES >> 20))
        progress(min(1.0, answer.num_bytes_downloaded / every))
    return Fetched(url, bytes(body), media, _known(answer.charset_encoding))


def _known(charset: str | None) -> str | None:
    """The encoding if there is one of this name."""
    with contextlib.suppress(UsageError):
        return known_encoding(charset) if charset else None
    return None


def _shown(url: str) -> str:
    return clean_line(url[:_LONGEST])


def _refused(url: str) -> str:
    message = _("{url} is not the address of a page on the web, so it is not fetched.")
    return message.format(url=_shown(url))


def _too_slow(url: str) -> str:
    message = _("{url} takes too long to answer; save the page in a browser and open that.")
    return message.format(url=_shown(url))


def _how_to_save(url: str) -> str:
    message = _(
        "{url} is on the web: save the page in a browser and open that file, copy its "
        "text for newsreader --paste, or install httpx, and it is fetched: {command}"
    )
    return message.format(url=_shown(url), command=how_to_install("httpx"))
