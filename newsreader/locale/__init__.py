"""The language of the interface, and `_`, which translates a string."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("zh", "zh_Hant", "en")
"""Chinese in simplified and in traditional characters, and English."""

DOMAIN = "newsreader"
CATALOGUES = os.path.dirname(__file__)  # noqa: PTH120 (loading pathlib would slow down the start)

_language = "en"


def _(message: str) -> str:
    """`message` in the language of the interface. Values are filled in later, with `.format`."""
    return _catalogue(_language).gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many`, by `count`, in the language of the interface."""
    return _catalogue(_language).ngettext(one, many, count)


def sentences(*parts: str) -> str:
    """`parts`, each a sentence, in one line: Chinese has no blank between two sentences."""
    return ("" if _language.startswith("zh") else " ").join(parts)


def with_label(label: object, words: object) -> str:
    """`words` after the name of what they are about, with the colon of the language."""
    return _("{label}: {words}").format(label=label, words=words)


def reason_of(error: BaseException) -> str:
    """Why something failed, in the words of the system; the usual ones are translated.

    They are listed in system_reasons.py. It is part of a sentence that names the file and the
    remedy.
    """
    words = getattr(error, "strerror", None) or str(error)
    if words.startswith("[Errno"):
        words = words.partition("] ")[2]
    return _(words) or type(error).__name__


@cache
def _catalogue(language: str) -> NullTranslations:
    """The catalogue of `language`, loaded at its first use: showing an article needs none.

    The messages themselves are English.
    """
    import gettext  # noqa: PLC0415

    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, CATALOGUES, [language], fallback=True)


def language() -> str:
    """The language of the interface, one of LANGUAGES."""
    return _language


def chosen(en: str, zh: str) -> str:
    """`en` or `zh`, which say the same, whichever is in the language of the interface.

    The catalogue of traditional characters has `zh` as a message.
    """
    if _language == "en" or en == zh:
        return en
    return zh if _language == "zh" else _(zh)


def use_language(wanted: str | None = None) -> None:
    """Use `wanted`, one of LANGUAGES, or the language of the environment."""
    global _language  # noqa: PLW0603 (a process has one language)
    _language = wanted if wanted in LANGUAGES else from_environment()


def from_environment() -> str:
    """The language in the first set variable of LANGUAGE, LC_ALL, LC_MESSAGES and LANG.

    LANGUAGE may list several, the preferred ones first.
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return next(filter(None, map(_of_locale, value.split(":"))), "en")
    return "en"


def _of_locale(name: str) -> str:
    """The language of a locale such as zh_TW.UTF-8 or zh-Hant-HK; "" for one that is not here."""
    language, *parts = name.partition(".")[0].partition("@")[0].lower().replace("-", "_").split("_")
    if language == "en":
        return "en"
    if language != "zh":
        return ""
    traditional = "hans" not in parts and {"hant", "tw", "hk", "mo"}.intersection(parts)
    return "zh_Hant" if traditional else "zh"


@contextmanager
def translated_standard_library() -> Iterator[None]:
    """A context in which messages of the standard library are translated, such as argparse's.

    They use the current domain of gettext and $LANGUAGE, which are restored at the end, so that
    other programs started from here have their own language. In English they are as they are: the
    catalogue takes five milliseconds to read.
    """
    import gettext  # noqa: PLC0415

    before, domain = os.environ.get("LANGUAGE"), gettext.textdomain()
    os.environ["LANGUAGE"] = "C" if _language == "en" else _language
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
