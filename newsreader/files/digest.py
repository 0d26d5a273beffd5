"""The SHA-256 digest (FIPS 180-4)."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from hashlib import _Hash

_MUCH = 1 << 20


def sha256(data: bytes) -> str:
    """The digest of `data` in hexadecimal."""
    return _algorithm(much=len(data) > _MUCH)(data).hexdigest()


@cache
def _algorithm(*, much: bool) -> Callable[[bytes], _Hash]:
    """Python's own implementation, or for `much` data OpenSSL's, which is faster.

    Loading OpenSSL takes more time and memory than hashing an article; `random` in the standard
    library avoids it in the same way.
    """
    for name in () if much else ("_sha2", "_sha256"):  # since Python 3.12, and before
        try:
            own: Callable[[bytes], _Hash] = import_module(name).sha256
        except ImportError:
            continue
        return own
    from hashlib import sha256 as openssl  # noqa: PLC0415 (only where it is needed)

    return openssl
