"""The language of the interface: message catalogues, and `_` that looks a string up in them."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LANGUAGES = ("zh", "en")

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
    folder = Path(__file__).parent
    _translation = gettext.translation("newsreader", folder, [_language], fallback=True)


def from_environment() -> str:
    """The language that POSIX's variables name, first of LANGUAGE, LC_ALL, LC_MESSAGES, LANG."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
