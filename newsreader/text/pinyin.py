"""Pinyin: how Chinese characters are read, from the optional package pypinyin.

Without that package nothing here works but `available`; everything else goes on without it.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from newsreader.errors import SearchError
from newsreader.locale import _

_MARKED = str.maketrans("āáǎàēéěèếềōóǒòńňǹḿüǖǘǚǜ", "aaaaeeeeeeoooonnnmvvvvv")


def available() -> bool:
    """Whether pypinyin is installed."""
    return find_spec("pypinyin") is not None


def pinyin(text: str) -> str:
    """`text` in pinyin with tone marks, a blank between syllables; what has none stays.

    Readings are chosen by the words that characters stand in. Raises SearchError without pypinyin.
    """
    _require()
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (optional, and slow to load)
    from pypinyin.constants import Style  # noqa: PLC0415

    return " ".join(part.strip() for part in lazy_pinyin(text, style=Style.TONE) if part.strip())


def with_initial(letter: str) -> str:
    """Every character with a reading that begins with `letter`, a lower-case Latin letter.

    Raises SearchError without pypinyin.
    """
    return _by_initial().get(letter, "")


@cache
def _by_initial() -> dict[str, str]:
    _require()
    from pypinyin.pinyin_dict import pinyin_dict  # noqa: PLC0415

    found: dict[str, list[str]] = {}
    for code, readings in pinyin_dict.items():
        for letter in {reading[:1].translate(_MARKED) for reading in readings.split(",")}:
            found.setdefault(letter, []).append(chr(code))
    return {letter: "".join(sorted(characters)) for letter, characters in found.items()}


def _require() -> None:
    if not available():
        raise SearchError(_("Pinyin needs the package pypinyin: pip install 'newsreader[pinyin]'."))
