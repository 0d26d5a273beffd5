"""Update the message catalogues to the strings of the program, and compile them.

Needs Babel and OpenCC (in the `dev` extra). Run `python docs/update_languages.py`; it lists the
strings without a translation; the exit status is 1 if there are any.

Traditional Chinese is made from Simplified by traditional.py: its catalogue, and its tutorial.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from traditional import traditional  # noqa: E402

from newsreader.keys.key_table import KEYS, SCOPES  # noqa: E402

CATALOGUES = ROOT / "newsreader" / "locale"
TUTORIALS = ROOT / "newsreader" / "tutorial"
LANGUAGES = ("zh", "zh_Hant")
"""The languages with a catalogue: the messages themselves are English."""
NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""The date in the catalogues: fixed, so that the same strings make the same file."""


def messages(source: str) -> Iterator[str | tuple[str, str]]:
    """The strings of a module that are translated, with their plurals.

    Babel's own reader does not see those inside an f-string.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            count = {"_": 1, "ngettext": 2}.get(node.func.id, 0)
            words = [each.value for each in node.args[:count] if isinstance(each, ast.Constant)]
            texts = tuple(each for each in words if isinstance(each, str) and each)
            if texts and len(texts) == count:
                yield texts[0] if count == 1 else (texts[0], texts[1])


@cache
def strings() -> Catalog:
    """Every string in the program that goes through `_` or `ngettext`."""
    template = Catalog(project="newsreader", version="", creation_date=NEVER, fuzzy=False)
    for path in sorted((ROOT / "newsreader").rglob("*.py")):
        for message in messages(path.read_text("utf-8")):
            template.add(message, locations=[(str(path.relative_to(ROOT)), 0)])
    return template


def catalogue(language: str) -> Catalog:
    """The catalogue of `language` as it is stored."""
    path = folder(language) / "newsreader.po"
    if not path.exists():
        return Catalog(locale=language, project="newsreader", creation_date=NEVER)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def folder(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES"


def updated(language: str) -> Catalog:
    """The stored translations of the present strings."""
    if language == "zh_Hant":
        return from_simplified(updated("zh"))
    made = catalogue(language)
    made.update(strings(), no_fuzzy_matching=True, update_creation_date=False)
    made.revision_date = NEVER
    made.creation_date = NEVER
    made.fuzzy = False
    made.obsolete.clear()
    return made


def from_simplified(simplified: Catalog) -> Catalog:
    """The catalogue of traditional characters, with the Chinese words of the keys as messages."""
    made = Catalog(
        locale="zh_Hant", project="newsreader", version="", creation_date=NEVER, fuzzy=False
    )
    made.revision_date = NEVER
    for message in simplified:
        if message.id:
            made.add(
                message.id,
                _traditional_forms(message.string),
                locations=message.locations,
                flags=message.flags,
            )
    for words in dict.fromkeys(each.zh for each in (*KEYS, *SCOPES)):
        made.add(words, traditional(words), locations=[("newsreader/keys/key_table.py", 0)])
    return made


def _traditional_forms(words: str | Sequence[str] | None) -> str | tuple[str, ...]:
    """A translation, or the forms of it, in traditional characters."""
    if words is None or isinstance(words, str):
        return traditional(words or "")
    return tuple(map(traditional, words))


def traditional_tutorial() -> str:
    """The tutorial in traditional characters."""
    return traditional((TUTORIALS / "tutorial.zh.txt").read_text("utf-8"))


def missing(made: Catalog) -> list[str]:
    """The strings without a translation."""
    rows = [message for message in made if message.id]
    return [
        str(message.id)
        for message in rows
        if not message.string
        or (isinstance(message.string, (tuple, list)) and not all(message.string))
    ]


def write(language: str, made: Catalog) -> None:
    folder(language).mkdir(parents=True, exist_ok=True)
    with (folder(language) / "newsreader.po").open("wb") as file:
        write_po(file, made, width=100, sort_output=True, include_lineno=False)
    with (folder(language) / "newsreader.mo").open("wb") as file:
        write_mo(file, made)


def main() -> int:
    lacking = 0
    (TUTORIALS / "tutorial.zh_Hant.txt").write_text(traditional_tutorial(), "utf-8")
    for language in LANGUAGES:
        made = updated(language)
        write(language, made)
        for message in missing(made):
            lacking += 1
            print(f"{language}: {message}")
    return int(bool(lacking))


if __name__ == "__main__":
    sys.exit(main())
