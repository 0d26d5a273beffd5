"""Opening a file as an article, or refusing it in one sentence."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.article import blocks, loader
from newsreader.article.loader import open_article, read_article
from newsreader.errors import NewsreaderError, SourceError, UsageError
from newsreader.files import guarded

TEXT = "春天的河\n\n河水从山里来，带着一点点凉意，流过村子的时候慢了下来。\n"


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        open_article(path)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_an_article_has_the_hashes_of_its_bytes_and_its_text(tmp_path: Path) -> None:
    path = tmp_path / "河.txt"
    data = TEXT.replace("\n", "\r\n").encode("gbk")
    path.write_bytes(data)
    article = open_article(path)
    assert article.name == "河.txt"
    assert article.text == TEXT
    assert article.newline == "crlf"
    assert article.encoding == "gb18030"
    assert article.sha256_raw == hashlib.sha256(data).hexdigest()
    assert article.sha256_text == hashlib.sha256(TEXT.encode()).hexdigest()
    assert article.title == "春天的河"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "nowhere.txt" in refusal(tmp_path / "nowhere.txt")


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path)


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", forbidden)  # the superuser may read everything
    assert "permissions" in refusal(tmp_path / "locked.txt")


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert "pipe" in refusal(path)


def test_a_device_is_refused() -> None:
    assert "device" in refusal(Path("/dev/null"))


@pytest.mark.parametrize("data", [b"", b"  \n\t\n", b"\xef\xbb\xbf", "　\u200b\n".encode()])
def test_a_file_without_text_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    assert "no text" in refusal(path)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n...",
        b"PK\x03\x04" + b"word/document.xml",
        b"\x89PNG\r\n\x1a\n",
        bytes(range(256)),
    ],
)
def test_what_is_not_text_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "thing.bin"
    path.write_bytes(data)
    assert "not a text file" in refusal(path)


def test_a_source_over_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "LARGEST", 100)
    path = tmp_path / "large.txt"
    path.write_text(TEXT * 4, encoding="utf-8")
    assert "256 MB" in refusal(path)
    with pytest.raises(SourceError):
        read_article(path.read_bytes(), "-")


def test_a_name_with_a_nul_is_refused() -> None:
    assert "\0" in refusal(Path("a\0b"))


def test_reading_reports_its_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "_CHUNK", 1000)
    monkeypatch.setattr(blocks, "_STEP", 300)
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 40, encoding="utf-8")
    heard: list[float] = []
    open_article(path, progress=heard.append)
    assert heard == sorted(heard)
    assert len(heard) > 6
    assert 0 < heard[0] < 0.1
    assert heard[-1] == 1


def test_standard_input_can_be_read_as_an_article() -> None:
    article = read_article(TEXT.encode(), "-")
    assert article.name == "-"
    with pytest.raises(SourceError, match="Standard input"):
        read_article(b"", "-")


def test_a_named_encoding_overrules_the_bytes() -> None:
    data = "这是一段文字，足够长，可以认出来。".encode()
    assert read_article(data, "a.txt", "big5").encoding == "big5hkscs"
    with pytest.raises(UsageError, match="klingon"):
        read_article(data, "a.txt", "klingon")


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400) | st.text(max_size=200).map(lambda t: t.encode("utf-16-le", "replace"))
)
def test_any_bytes_are_opened_or_refused(data: bytes) -> None:
    for name in ("a.txt", "a.md"):
        sentence = refused(data, name)
        assert "\n" not in sentence
        if not sentence:
            article = read_article(data, name)
            article.text.encode()
            assert len(article.paragraphs) > 0


def refused(data: bytes, name: str) -> str:
    """The sentence with which `data` is refused, or nothing."""
    try:
        read_article(data, name)
    except NewsreaderError as error:
        return str(error)
    return ""
