"""Write the parts of the documentation that come from the program: keys, settings, manual page.

Run `python docs/generate.py` after a change to them; a test fails until then.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from man_page import PAGES, man_page  # noqa: E402

from newsreader.formats.document import Part  # noqa: E402
from newsreader.formats.registry import FORMATS, IMPORTERS  # noqa: E402
from newsreader.keys.key_table import (  # noqa: E402
    KEYS,
    SCOPES,
    Key,
    KeyScope,
    keys_of_scope,
)
from newsreader.keys.keymap import preset_keys  # noqa: E402
from newsreader.locale import use_language  # noqa: E402
from newsreader.settings.template import default_settings  # noqa: E402


def main_keys() -> str:
    """The table of the keys for newcomers."""
    rows = [["keys", "where", "what it does", "作用"], ["---"] * 4]
    rows += [[_keys(key), place.en.lower(), key.en, key.zh] for place, key in _main()]
    return _table(rows)


def main_keys_in_chinese() -> str:
    """As `main_keys`, for README.zh.md."""
    rows = [["按键", "在哪里", "作用"], ["---"] * 3]
    rows += [[_keys(key), place.zh, key.zh] for place, key in _main()]
    return _table(rows)


def _main() -> Iterator[tuple[KeyScope, Key]]:
    """The keys for newcomers, each with the part of the screen that has it."""
    for place in SCOPES:
        yield from ((place, key) for key in keys_of_scope(place.name) if key.main)


def all_keys() -> str:
    """Every key, by the part of the screen that has it."""
    parts = [
        f"## {place.en} · {place.zh}\n\n{table(keys_of_scope(place.name))}" for place in SCOPES
    ]
    return "\n".join(parts)


def all_keys_in_chinese() -> str:
    """As `all_keys`, for docs/zh/keys.md."""
    parts = []
    for place in SCOPES:
        rows = [["id", "按键", "作用"], ["---"] * 3]
        rows += [[f"`{key.id}`", _keys(key), key.zh] for key in keys_of_scope(place.name)]
        parts.append(f"## {place.zh}\n\n{_table(rows)}")
    return "\n".join(parts)


def plain_keys() -> str:
    """The keys of the preset `plain` that differ from the table."""
    rows = [["id", "keys", "what it does", "作用"], ["---"] * 4]
    return _table([*rows, *([f"`{key.id}`", names, key.en, key.zh] for key, names in _different())])


def plain_keys_in_chinese() -> str:
    """As `plain_keys`, for docs/zh/keys.md."""
    rows = [["id", "按键", "作用"], ["---"] * 3]
    return _table([*rows, *([f"`{key.id}`", names, key.zh] for key, names in _different())])


def _different() -> Iterator[tuple[Key, str]]:
    """The keys that differ in the preset `plain`, with their names there."""
    for key in KEYS:
        names = preset_keys("plain", key)
        if names != key.keys:
            yield key, " ".join(f"`{name}`" for name in names) or "–"


def settings(language: str = "en") -> str:
    """The commented file that `newsreader config --default` prints, with the first few keys."""
    use_language(language)
    before, heading, keys = default_settings().partition("[keys]\n")
    use_language("en")
    few = keys.split("\n")[:6]
    return f"```toml\n{before}{heading}" + "\n".join(few) + "\n# …\n```\n"


def formats_in_chinese() -> str:
    """What each format keeps, for docs/zh/formats.md; docs/formats.md has the same in English."""
    parts = {
        Part.NOTE: "想法",
        Part.TAGS: "标签",
        Part.COLOUR: "颜色",
        Part.SECTION: "小标题",
        Part.TIMES: "时间",
        Part.ORPHANS: "孤立划线",
        Part.ARTICLE_NOTE: "整篇的想法",
        Part.BOOKMARKS: "书签",
        Part.ENTITIES: "实体",
    }
    rows = [["格式", "文件", "导入", *parts.values()], ["---"] * (3 + len(parts))]
    for name, each in FORMATS.items():
        keeps = (name in IMPORTERS, *(part in each.keeps for part in parts))
        rows.append([f"`{name}`", each.suffix, *("是" if kept else "–" for kept in keeps)])
    return _table(rows)


def table(keys: Iterable[Key]) -> str:
    """Keys with their words in both languages, and with the ids that rebind them."""
    rows = [["id", "keys", "what it does", "作用"], ["---"] * 4]
    rows += [[f"`{key.id}`", _keys(key), key.en, key.zh] for key in keys]
    return _table(rows)


def _table(rows: Iterable[Iterable[str]]) -> str:
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)


def _keys(key: Key) -> str:
    return " ".join(f"`{name}`" for name in key.keys)


BLOCKS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "README.md": {"keys": main_keys},
    "README.zh.md": {"keys": main_keys_in_chinese},
    "docs/keys.md": {"keys": all_keys, "plain": plain_keys},
    "docs/settings.md": {"settings": settings},
    "docs/zh/keys.md": {"keys": all_keys_in_chinese, "plain": plain_keys_in_chinese},
    "docs/zh/settings.md": {"settings": partial(settings, "zh")},
    "docs/zh/formats.md": {"formats": formats_in_chinese},
}


def filled(text: str, blocks: Mapping[str, Callable[[], str]]) -> str:
    """`text` with a new part between `<!-- name -->` and `<!-- /name -->`."""
    for name, made in blocks.items():
        opening, closing = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, _, rest = text.partition(opening)
        after = rest.partition(closing)[2]
        text = f"{before}{opening}\n{made()}\n{closing}{after}"
    return text


def changed() -> dict[Path, str]:
    """The files that are out of date, with their new texts."""
    made = {ROOT / name: man_page(language) for name, language in PAGES.items()}
    for name, blocks in BLOCKS.items():
        made[ROOT / name] = filled((ROOT / name).read_text("utf-8"), blocks)
    use_language("en")
    return {path: text for path, text in made.items() if _present(path) != text}


def stale() -> list[str]:
    """The names of the files that are out of date."""
    return [str(path.relative_to(ROOT)) for path in changed()]


def _present(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    for path, text in changed().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
