"""Pinyin of Chinese characters, from the optional package pypinyin."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

from newsreader.errors import SearchError, how_to_install
from newsreader.locale import _

_LAST = 0x9FFF
_MARKED = str.maketrans("āáǎàēéěèếềōóǒòńňǹḿüǖǘǚǜ", "aaaaeeeeeeoooonnnmvvvvv")


def is_available() -> bool:
    """Whether pypinyin is installed."""
    return find_spec("pypinyin") is not None


def pinyin(text: str) -> str:
    """`text` in pinyin with tone marks, a blank between syllables; other characters stay.

    The reading of a character depends on its word. Raises SearchError without pypinyin.
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
    found: dict[str, list[str]] = {}
    for code, readings in _readings().items():
        # News uses no characters after the unified ideographs of the first plane.
        if code <= _LAST:
            for letter in {reading[:1].translate(_MARKED) for reading in readings.split(",")}:
                found.setdefault(letter, []).append(chr(code))
    return {letter: "".join(sorted(characters)) for letter, characters in found.items()}


def _readings() -> dict[int, str]:
    """All readings of each code point, separated by commas.

    Only this module of pypinyin is run: the whole package also loads its phrases, which is too
    slow while a reader types.
    """
    _require()
    package = find_spec("pypinyin")
    assert package is not None
    folder = Path(*(package.submodule_search_locations or ()))
    spec = spec_from_file_location("pypinyin_readings", folder / "pinyin_dict.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    readings: dict[int, str] = module.pinyin_dict
    return readings


def _require() -> None:
    if not is_available():
        message = _("Pinyin needs the package pypinyin; this installs it: {command}")
        raise SearchError(message.format(command=how_to_install("pypinyin")))
