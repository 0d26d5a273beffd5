"""The tutorial: an article to practise on, in the language of the interface."""

from __future__ import annotations

import re
from pathlib import Path

from newsreader.directories import directories
from newsreader.errors import SourceError
from newsreader.files import atomic
from newsreader.keys.display import key_for, key_name
from newsreader.keys.key_table import BY_ID
from newsreader.locale import _, language, reason_of

_NAMES = {"zh": "tutorial.zh.txt", "zh_Hant": "tutorial.zh_Hant.txt", "en": "tutorial.en.md"}


def tutorial() -> Path:
    """The path of the user's copy of the tutorial, in the data directory.

    The copy is replaced if the text or the keys in force have changed; the notes on it are anchored
    again. Raises SourceError if it cannot be written.
    """
    name = _NAMES[language()]
    text = with_keys(Path(__file__).with_name(name).read_text("utf-8")).encode()
    path = directories().data / "tutorial" / name
    try:
        if not path.exists() or path.read_bytes() != text:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            atomic.replace(path, text)
    except OSError as error:
        raise SourceError(
            _(
                "The tutorial cannot be put at {path} ({why}); look at its permissions and room."
            ).format(path=path, why=reason_of(error))
        ) from error
    return path


_PRESS = re.compile(r"\[([a-z_0-9.]+)\]")


def with_keys(text: str) -> str:
    """`text` with the keys in force in place of the ids in brackets."""

    def key(found: re.Match[str]) -> str:
        name = found[1]
        return f"[{key_for(name) if name in BY_ID else key_name(name)}]"

    return _PRESS.sub(key, text)
