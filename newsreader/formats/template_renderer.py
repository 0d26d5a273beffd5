"""The process in which a template is rendered: with little memory and time, and away from the rest.

No sandbox can end a loop of a billion steps or a power of a billion digits; the parent process can
end this one. It reads an export in JSON from its standard input, and writes one object of JSON:
`text`, or `problem` with the `line` and the `file` in which it is, and words about it.

    python -m newsreader.formats.template_renderer FILE SECONDS [FOLDER…] < export.json
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsreader.formats.citation import Citation, authors_of
from newsreader.formats.citation_formats import reference
from newsreader.formats.document import one_line
from newsreader.formats.json_format import NAME_OF_SEVERAL
from newsreader.formats.markdown_text import escape_text
from newsreader.formats.note_markdown import typed_lines
from newsreader.formats.template import SUFFIX
from newsreader.text.wiki_links import with_shown_words

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_CHARACTERS = 20_000_000
"""Code points of a rendered file at most."""

_MOST_MEMORY = 2 << 30
"""Bytes of memory at most, where the system can limit them."""


class _TooLongError(Exception):
    """What is rendered is too long."""


def render(template: Path, export: Mapping[str, Any], folders: Sequence[Path] = ()) -> str:
    """The text that `template` makes of an export in JSON with one article or several.

    A template that does not name `articles` is rendered for each article. `folders` have further
    templates, to include. Raises what Jinja2 raises, and _TooLongError.
    """
    from jinja2 import meta  # noqa: PLC0415 (an extra)

    several = export["format"] == NAME_OF_SEVERAL
    articles = export["exports"] if several else [export]
    environment = _environment(template, folders)
    made = environment.get_template(template.name)  # which names the file in every mistake
    source = template.read_text("utf-8-sig")
    named = meta.find_undeclared_variables(environment.parse(source))
    if "articles" in named:
        own = {} if several else export
        return _limited(made.generate({**own, "articles": articles}))
    each = (_limited(made.generate({**one, "articles": articles})) for one in articles)
    return _limited(f"\n{text}" if number else text for number, text in enumerate(each))


def _limited(pieces: Iterator[str]) -> str:
    """All `pieces` as one text."""
    text: list[str] = []
    length = 0
    for piece in pieces:
        text.append(piece)
        length += len(piece)
        if length > MOST_CHARACTERS:
            raise _TooLongError
    return "".join(text)


def _environment(template: Path, folders: Sequence[Path]) -> Environment:
    """Jinja2's sandbox; the fields of an export come before the methods of a dict.

    `template` may include the templates beside it and in `folders`, and no other files.
    """
    from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    class Missing(StrictUndefined):
        """What is not there; the message is its name, and the nearest that there is."""

        @property
        def _undefined_message(self) -> str:
            known = self._undefined_obj if isinstance(self._undefined_obj, dict) else _VARIABLES
            near = get_close_matches(str(self._undefined_name), map(str, known), n=1)
            return f"{self._undefined_name}\n{''.join(near)}"

    class Sandbox(ImmutableSandboxedEnvironment):
        """Fields before methods: `meanings.values` may be a field."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            if isinstance(obj, dict):
                return obj[attribute] if attribute in obj else self._method(obj, attribute)
            return super().getattr(obj, attribute)

        def _method(self, obj: Any, attribute: str) -> Any:
            if attribute in ("get", "items", "keys", "values"):
                return super().getattr(obj, attribute)
            return self.undefined(obj=obj, name=attribute)

    class Templates(FileSystemLoader):
        """Templates only: beside one that is in the home directory are keys and letters."""

        def get_source(self, environment: Environment, name: str) -> Any:
            if name != template.name and not name.endswith(SUFFIX):
                raise TemplateNotFound(name)
            return super().get_source(environment, name)

    made = Sandbox(
        loader=Templates([template.parent, *folders]),
        undefined=Missing,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "markdown": _markdown,
        "note": _note,
        "one_line": _one_line,
        "gbt7714": _gbt7714,
    }
    return made


_VARIABLES = ("article", "articles", "highlights", "entities", "meanings", "bookmarks")
"""The variables that are suggested for an unknown one."""


def _markdown(text: object) -> str:
    """Text as Markdown that shows it and builds no structure."""
    return "\n".join(escape_text(_words(text)))


def _note(text: object) -> str:
    """A note, whose Markdown stays as it was typed, as far as it is safe; links are words."""
    return "\n".join(typed_lines(with_shown_words(_words(text))))


def _one_line(text: object) -> str:
    return one_line(_words(text))


def _words(value: object) -> str:
    """A field as text; None is one that is not known."""
    return "" if value is None else str(value)


def _gbt7714(article: Mapping[str, Any]) -> str:
    """The reference for an article after GB/T 7714-2015; `article` is that of an export."""
    authors, others = authors_of(_one_line(article["author"]))
    issued, captured = article["published_iso"], article["captured"]
    return reference(
        Citation(
            "",
            _one_line(article["title"]),
            authors,
            others,
            _one_line(article["source"]),
            date.fromisoformat(issued[:10]) if issued else None,
            "" if issued else _one_line(article["published"]),
            _one_line(article["url"]),
            date.fromisoformat(captured) if captured else None,
        )
    )


def _answer(template: Path, folders: Sequence[Path]) -> dict[str, object]:
    """The object that is written: what is rendered, or why nothing is."""
    from jinja2 import (  # noqa: PLC0415
        TemplateError,
        TemplateNotFound,
        TemplateSyntaxError,
        UndefinedError,
    )
    from jinja2.exceptions import SecurityError  # noqa: PLC0415

    export = json.load(sys.stdin.buffer)
    try:
        return {"text": render(template, export, folders)}
    except _TooLongError:
        return {"problem": "long"}
    except SecurityError as error:
        name = str(error).partition("\n")[0]
        return _place(error, template) | {"problem": "forbidden", "name": name}
    except UndefinedError as error:
        name, _newline, near = str(error).partition("\n")
        return _place(error, template) | {"problem": "missing", "name": name, "near": near}
    except TemplateSyntaxError as error:
        name = Path(error.filename or template).name
        return {"problem": "syntax", "file": name, "line": error.lineno, "why": error.message}
    except TemplateNotFound as error:
        return _place(error, template) | {"problem": "include", "name": str(error.name)}
    except (MemoryError, OverflowError):
        return {"problem": "memory"}
    except (TemplateError, OSError) as error:
        return _place(error, template) | {"problem": "other", "why": str(error)}
    except (ArithmeticError, LookupError, TypeError, ValueError, RuntimeError) as error:
        # What the expressions of a template may do wrong, as those of Python.
        problem = "encoding" if isinstance(error, UnicodeDecodeError) else "other"
        return _place(error, template) | {"problem": problem, "why": str(error)}


def _place(error: BaseException, template: Path) -> dict[str, object]:
    """The file and the line of a template in which `error` was raised."""
    place: dict[str, object] = {}
    trace = error.__traceback__
    while trace is not None:
        name = Path(trace.tb_frame.f_code.co_filename)
        if name.suffix == template.suffix:
            place = {"file": name.name, "line": trace.tb_lineno}
        trace = trace.tb_next
    return place


def _limit(seconds: int) -> None:
    """Have the system end this process when it takes too much; elsewhere only its parent does."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 (not on every system)

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Render the template that the arguments name."""
    template, seconds, *folders = sys.argv[1:]
    _limit(int(seconds))
    answer = _answer(Path(template), [Path(folder) for folder in folders])
    sys.stdout.write(json.dumps(answer))  # ASCII, whatever the encoding of the output is


if __name__ == "__main__":
    main()
