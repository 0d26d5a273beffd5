"""The digest is SHA-256 for every size."""

from __future__ import annotations

import hashlib

import pytest

from newsreader.files.digest import sha256
from tests.interpreter import printed


@pytest.mark.parametrize("size", [0, 1, 55, 64, 4096, (1 << 20) + 1])
def test_both_implementations_are_sha256(size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    assert sha256(data[:size]) == hashlib.sha256(data[:size]).hexdigest()


def test_openssl_is_not_loaded_for_an_article() -> None:
    loaded = printed(
        "import sys\n"
        "from newsreader.files.digest import sha256\n"
        "sha256(b'a' * 100_000)\n"
        "print(*sys.modules)"
    )
    assert "_hashlib" not in loaded
