"""Tutorial: an article that teaches by doing, in the reader's language."""

from __future__ import annotations

from pathlib import Path

from newsreader.directories import directories
from newsreader.errors import SourceError
from newsreader.locale import _, language

_NAMES = {"zh": "tutorial.zh.txt", "en": "tutorial.en.md"}


def tutorial() -> Path:
    """The tutorial as a file of the reader's own, in the data directory, notes beside it.

    Raises SourceError where it cannot be put there. What the package has newer replaces the text,
    and the notes find their places again.
    """
    name = _NAMES[language()]
    text = Path(__file__).with_name(name).read_bytes()
    path = directories().data / "tutorial" / name
    try:
        if not path.exists() or path.read_bytes() != text:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(text)
    except OSError as error:
        raise SourceError(
            _(
                "The tutorial cannot be put at {path} ({why}); look at its permissions and room."
            ).format(path=path, why=error.strerror)
        ) from error
    return path
