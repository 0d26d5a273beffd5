"""The language of the interface: message catalogues, and `_` that looks a string up in them."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LANGUAGES = ("zh", "en")
DOMAIN = "newsreader"
CATALOGUES = Path(__file__).parent

_translation: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def _(message: str) -> str:
    """`message` in the reader's language. Fill in values after, with `.format`."""
    return _translation.gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many` in the reader's language, by `count`."""
    return _translation.ngettext(one, many, count)


def language() -> str:
    """The language in use: "zh" or "en"."""
    return _language


def use_language(wanted: str | None = None) -> None:
    """Speak `wanted` ("zh" or "en"), or what the environment's locale asks for."""
    global _translation, _language  # noqa: PLW0603 (one process speaks one language)
    _language = wanted if wanted in LANGUAGES else from_environment()
    _translation = gettext.translation(DOMAIN, CATALOGUES, [_language], fallback=True)


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
