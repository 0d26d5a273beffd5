"""The language of the interface: message catalogues, and `_` that looks a string up in them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("zh", "en")
DOMAIN = "newsreader"
CATALOGUES = os.path.dirname(__file__)  # noqa: PTH120 (a start has no use for paths yet)

_language = "en"


def _(message: str) -> str:
    """`message` in the reader's language. Fill in values after, with `.format`."""
    return _catalogue(_language).gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many` in the reader's language, by `count`."""
    return _catalogue(_language).ngettext(one, many, count)


@cache
def _catalogue(language: str) -> NullTranslations:
    """The words of `language`, read when the first is needed: an article needs none to be shown."""
    import gettext  # noqa: PLC0415

    return gettext.translation(DOMAIN, CATALOGUES, [language], fallback=True)


def language() -> str:
    """The language in use: "zh" or "en"."""
    return _language


def use_language(wanted: str | None = None) -> None:
    """Speak `wanted` ("zh" or "en"), or what the environment's locale asks for."""
    global _language  # noqa: PLW0603 (one process speaks one language)
    _language = wanted if wanted in LANGUAGES else from_environment()


def from_environment() -> str:
    """The language that POSIX's variables name, first of LANGUAGE, LC_ALL, LC_MESSAGES, LANG."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


@contextmanager
def standard_library_speaks() -> Iterator[None]:
    """Within, what the standard library says of itself (argparse does) is in our language too.

    It asks gettext's current domain and the environment, which are put back afterwards: a program
    started from here shall speak its own language.
    """
    import gettext  # noqa: PLC0415

    before, domain = os.environ.get("LANGUAGE"), gettext.textdomain()
    os.environ["LANGUAGE"] = _language
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before
