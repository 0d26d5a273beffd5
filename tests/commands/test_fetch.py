"""A page is fetched from a server on this computer, within limits."""

from __future__ import annotations

import contextlib
import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newsreader.commands import fetch as module
from newsreader.commands.fetch import fetch
from newsreader.commands.sources import open_source
from newsreader.directories import HOME, directories
from newsreader.errors import SourceError
from newsreader.library.article_files import articles_in
from newsreader.locale import use_language

TITLE = "长桥镇通了公交车"
LINES = [f"第{n}辆公交车今天早上从长桥镇开出，车上坐了三十多位居民。" for n in range(9)]
BODY = "".join(f"<p>{line}</p>" for line in LINES)
TEXT = "\n\n".join([TITLE, *LINES])
PAGE = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{BODY}</article>"

HTML = "text/html; charset=gb18030"
BOMB = gzip.compress(bytes(1 << 20))
PACKINGS = {"/gzip": "gzip", "/bomb": "gzip", "/twice": "gzip, gzip"}


class Handler(BaseHTTPRequestHandler):
    """Answers by the path of the address."""

    def do_GET(self) -> None:
        answers = {
            "/page": (200, HTML, PAGE.encode("gb18030")),
            "/text": (200, "text/plain; charset=utf-8", TEXT.encode()),
            "/pdf": (200, "application/pdf", b"%PDF"),
            "/large": (200, HTML, b"x" * 300_000),
            "/empty": (200, HTML, b""),
            "/hex": (200, "text/plain; charset=hex", TEXT.encode()),
            "/gzip": (200, HTML, gzip.compress(PAGE.encode("gb18030"))),
            "/bomb": (200, HTML, BOMB),
            "/twice": (200, HTML, gzip.compress(BOMB)),
        }
        status, media, body = answers.get(self.path, (404, HTML, b""))
        target = {"/moved": "/page", "/loop": "/loop", "/file": "file:///etc/passwd"}.get(self.path)
        if self.path == "/slow":
            time.sleep(1)
        self.send_response(302 if target else status)
        if target:
            self.send_header("Location", target)
        if packing := PACKINGS.get(self.path):
            self.send_header("Content-Encoding", packing)
        if self.path == "/drip":
            self._drip()
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):  # nobody waits for it any more
            self.wfile.write(body)

    def _drip(self) -> None:
        with contextlib.suppress(OSError):
            for number in range(600):
                self.wfile.write(f"X-{number}: y\r\n".encode())
                time.sleep(0.1)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    pytest.importorskip("httpx", reason="the extra fetch is not installed")
    monkeypatch.setenv(HOME, str(tmp_path / "home"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    use_language("en")
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


@pytest.mark.parametrize("path", ["/page", "/moved", "/gzip"])
def test_a_page_is_saved_with_its_address_and_listed(server: str, path: str) -> None:
    saved = Path(fetch(server + path))
    article = open_source(saved).article
    assert saved.name == f"{TITLE}.mhtml"
    assert (article.title, article.url) == (TITLE, server + path.replace("moved", "page"))
    assert article.captured is not None
    assert "第8辆公交车" in article.text
    assert articles_in(directories().data / "articles") == [Path(f"{saved}.txt")]
    assert fetch(server + path) == str(saved)


@pytest.mark.parametrize("path", ["/text", "/hex"])
def test_a_text_is_saved_as_one(server: str, path: str) -> None:
    saved = Path(fetch(server + path))
    assert saved.name == f"{TITLE}.txt"
    assert "第8辆公交车" in saved.read_text("utf-8")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/pdf", "not a page with text"),
        ("/large", "larger than"),
        ("/bomb", "larger than"),
        ("/twice", "not a page with text"),
        ("/loop", "from one address to the next"),
        ("/file", "not the address of a page"),
        ("/none", "status 404"),
        ("/slow", "too long"),
        ("/empty", "No article was found on the page http"),
    ],
)
def test_what_cannot_be_fetched_is_a_sentence(
    server: str, path: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 200_000)
    if path == "/slow":
        monkeypatch.setattr(module, "_WAIT_SECONDS", 0.3)
    with pytest.raises(SourceError, match=words):
        fetch(server + path)
    folder = directories().data / "articles"
    assert not folder.is_dir() or not any(folder.iterdir())


def test_a_server_that_sends_a_little_now_and_then_is_given_up(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_SECONDS", 0.5)
    begun = time.monotonic()
    with pytest.raises(SourceError, match="too long"):
        fetch(f"{server}/drip")
    assert time.monotonic() - begun < 20  # a minute is what the server takes


def test_a_page_on_the_web_leads_to_no_address_in_the_own_network(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = module._is_public
    monkeypatch.setattr(
        module, "_is_public", lambda target, url: check(target, url) or url.endswith("/moved")
    )
    with pytest.raises(SourceError, match="not the address of a page"):
        fetch(f"{server}/moved")


@pytest.mark.parametrize(
    "url", ["http://user:password@127.0.0.1/", "http://", "http://[", "http://x:x"]
)
def test_other_addresses_are_refused(server: str, url: str) -> None:
    with pytest.raises(SourceError):
        fetch(url)


def test_no_connection_is_a_sentence(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="cannot be fetched"):
        fetch("http://127.0.0.1:1/")


def test_without_the_extra_it_says_how_to_save_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME, str(tmp_path))
    monkeypatch.setitem(__import__("sys").modules, "httpx", None)
    use_language("en")
    with pytest.raises(SourceError, match="save the page in a browser"):
        fetch("https://example.org/news/1.html")
