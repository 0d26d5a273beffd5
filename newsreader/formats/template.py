"""Templates of the reader's own as a format of export: Jinja2 with the fields of the JSON export.

A template is a file such as `brief.md.j2`. It is rendered in another process, which can be ended
(`template_renderer`), because a template may run for ever.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path, PurePath

from newsreader.errors import FormatError, how_to_install
from newsreader.files import guarded
from newsreader.formats.document import Document, Part, without_controls
from newsreader.formats.json_format import Json
from newsreader.locale import _, reason_of
from newsreader.text.sanitize import clean_line

SUFFIX = ".j2"
PREFIX = "template:"
"""What the names of templates begin with, to distinguish them from those of formats."""

_RENDERER = "newsreader.formats.template_renderer"
_SECONDS = 20
_MOST_BYTES = 1 << 20
_SHOWN = 200
"""Code points of a message of Jinja2 that are shown."""


class Template:
    """One template file. It is written whole: what the reader adds to the file is not kept."""

    keeps = frozenset(Part)

    def __init__(self, path: Path, folders: Sequence[Path] = ()) -> None:
        """`folders` have further templates, to include."""
        self._path = path
        self._folders = folders
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        """The name among those of formats: "template:brief.md"."""
        return f"{PREFIX}{self.title}"

    @property
    def title(self) -> str:
        """The name of the file without `.j2`: "brief.md"."""
        return self._path.name.removesuffix(SUFFIX)

    @property
    def label(self) -> str:
        return _("Template {name}").format(name=clean_line(self.title))

    @property
    def suffix(self) -> str:
        """The whole name, which no format has: ".brief.md"; ".a.txt" for a template "a"."""
        return f".{self.title}" if PurePath(self.title).suffix else f".{self.title}.txt"

    @property
    def includes_entities(self) -> bool:
        """Whether the template names them: to find them takes seconds."""
        return "entities" in self._source

    @cached_property
    def _source(self) -> str:
        """The template as text, "" if it cannot be read, which rendering reports."""
        try:
            data = guarded.read(self._path, _MOST_BYTES)
        except OSError:
            return ""
        return (data or b"").decode("utf-8", "replace")

    def write(self, document: Document) -> str:
        return self._render(Json().write(document))

    def write_all(self, documents: Sequence[Document]) -> str:
        return self._render(Json().write_all(documents))

    def _render(self, export: str) -> str:
        """What the template makes of `export`. Raises FormatError."""
        self._check()
        try:
            answer = json.loads(self._output(export))
        except ValueError:
            # Ended by the system, or by a fault of Jinja2: the output is not whole.
            raise self._error(_("it takes too much time or memory")) from None
        if "text" not in answer:
            raise self._error(_reason(answer), answer)
        return without_controls(answer["text"])

    def _output(self, export: str) -> bytes:
        """What the renderer prints. Raises FormatError."""
        command = [sys.executable, "-P", "-W", "ignore", "-m", _RENDERER, str(self._path)]
        try:
            self._process = subprocess.Popen(
                [*command, str(_SECONDS), *map(str, self._folders)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        except OSError as error:
            raise self._error(reason_of(error)) from error
        with self._process as process:
            try:
                return process.communicate(export.encode(errors="backslashreplace"), _SECONDS)[0]
            except subprocess.TimeoutExpired:
                message = _("it takes longer than {count} seconds; a loop may have no end")
                raise self._error(message.format(count=_SECONDS)) from None
            finally:
                process.kill()

    def stop(self) -> None:
        """End what is being written on another thread, which raises FormatError there."""
        if self._process is not None:
            self._process.kill()

    def _check(self) -> None:
        """Raise FormatError if the template cannot be rendered at all."""
        try:
            data = guarded.read(self._path, _MOST_BYTES)
        except OSError as error:
            raise self._error(reason_of(error)) from error
        if data is None:
            raise self._error(_("there is no such file"))
        if find_spec("jinja2") is None:
            message = _("Templates need the package jinja2; this installs it: {command}")
            raise FormatError(message.format(command=how_to_install("jinja2")))

    def _error(self, why: str, answer: Mapping[str, object] | None = None) -> FormatError:
        """The error that names the template, the line of it and the reason."""
        place = dict(answer or {})
        file, line = place.get("file") or self._path.name, place.get("line")
        where = _("{file}, line {line}") if line else "{file}"
        shown = where.format(file=clean_line(str(file)), line=line)
        return FormatError(_("The template {where}: {why}.").format(where=shown, why=why))


def _reason(answer: Mapping[str, str]) -> str:
    """The reason in an answer of the renderer, without a full stop."""
    words = {key: clean_line(str(value))[:_SHOWN].rstrip(".") for key, value in answer.items()}
    match words["problem"]:
        case "missing" if words["near"]:
            return _("there is no “{name}”, but “{near}”").format(**words)
        case "missing":
            return _(
                "there is no “{name}”; the variables are the fields of the JSON export"
            ).format(**words)
        case "forbidden":
            return _("it may not use “{name}”").format(**words)
        case "syntax":
            return _("this is not a template ({why})").format(**words)
        case "include":
            return _("there is no template “{name}” to include").format(**words)
        case "encoding":
            return _("it is not UTF-8")
        case "memory":
            return _("it takes too much time or memory")
        case "long":
            return _("what it makes is too long")
        case _:
            return words.get("why") or words["problem"]


def _environment() -> dict[str, str]:
    """The environment of the renderer, which finds this package wherever it was imported from."""
    known = os.environ.get("PYTHONPATH", "")
    root = str(Path(__file__).resolve().parents[2])
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (root, known)))}
