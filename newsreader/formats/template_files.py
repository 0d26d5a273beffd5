"""Where templates of exports are: in the reader's folders, and those that are shipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from newsreader.errors import FormatError
from newsreader.formats.registry import FORMATS, Format
from newsreader.formats.template import SUFFIX, Template
from newsreader.locale import _
from newsreader.user_paths import is_file, typed_path

SHIPPED = Path(__file__).with_name("templates")
"""The folder of the templates that come with the program."""


def templates(folders: Sequence[Path]) -> dict[str, Template]:
    """The templates in `folders` and those that are shipped, by name.

    Of two with one name that in the earlier folder is taken.
    """
    found: dict[str, Template] = {}
    every = (*folders, SHIPPED)
    for folder in every:
        for path in _files(folder):
            found.setdefault(path.name.removesuffix(SUFFIX), Template(path, every))
    return found


def template_named(name: str, folders: Sequence[Path]) -> Template:
    """The template in the file `name`, or the one of that name, such as "brief" or "brief.md".

    Raises FormatError, with the nearest name, if there is none.
    """
    known = templates(folders)
    short = name.removesuffix(SUFFIX)
    begun = [each for each in known if each.partition(".")[0] == short]
    if short in known or len(begun) == 1:
        return known[short if short in known else begun[0]]
    path = typed_path(name)
    if is_file(path):
        return Template(path, (*folders, SHIPPED))
    near = get_close_matches(short, known, n=1)
    if near:
        sentence = _("There is no template “{name}”; did you mean “{near}”?")
    else:
        sentence = _("There is no template “{name}”; name a file, or one of {names}.")
    raise FormatError(sentence.format(name=name, near="".join(near), names=_(", ").join(known)))


def with_templates(folders: Sequence[Path]) -> Mapping[str, Format]:
    """All formats by name, then all templates by theirs."""
    return {**FORMATS, **{each.name: each for each in templates(folders).values()}}


def _files(folder: Path) -> list[Path]:
    """The files of templates in `folder`, none if it cannot be read."""
    try:
        return sorted(p for p in folder.iterdir() if p.suffix == SUFFIX and p.is_file())
    except OSError:
        return []
