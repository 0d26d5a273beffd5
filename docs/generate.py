"""Write the parts of the documentation that come from the program: keys, settings, manual page.

Run `python docs/generate.py` after a change to them; a test fails until then.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from man_page import PAGES, man_page  # noqa: E402

from newsreader.keys.key_table import KEYS, SCOPES, Key, keys_of_scope  # noqa: E402
from newsreader.keys.keymap import preset_keys  # noqa: E402
from newsreader.locale import use_language  # noqa: E402
from newsreader.settings.template import default_settings  # noqa: E402


def main_keys() -> str:
    """The table of the keys for newcomers."""
    rows = [["keys", "where", "what it does", "作用"], ["---"] * 4]
    for place in SCOPES:
        rows += [
            [_keys(key), place.en.lower(), key.en, key.zh]
            for key in keys_of_scope(place.name)
            if key.main
        ]
    return _table(rows)


def all_keys() -> str:
    """Every key, by the part of the screen that has it."""
    parts = [
        f"## {place.en} · {place.zh}\n\n{table(keys_of_scope(place.name))}" for place in SCOPES
    ]
    return "\n".join(parts)


def plain_keys() -> str:
    """The keys of the preset `plain` that differ from the table."""
    rows = [["id", "keys", "what it does", "作用"], ["---"] * 4]
    for key in KEYS:
        names = preset_keys("plain", key)
        if names != key.keys:
            listed = " ".join(f"`{name}`" for name in names) or "–"
            rows.append([f"`{key.id}`", listed, key.en, key.zh])
    return _table(rows)


def settings() -> str:
    """The commented file that `newsreader config --default` prints, with the first few keys."""
    use_language("en")
    before, heading, keys = default_settings().partition("[keys]\n")
    few = keys.split("\n")[:6]
    return f"```toml\n{before}{heading}" + "\n".join(few) + "\n# …\n```\n"


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
    "docs/keys.md": {"keys": all_keys, "plain": plain_keys},
    "docs/settings.md": {"settings": settings},
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
