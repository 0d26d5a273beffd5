"""newsreader: read Chinese news in the terminal, highlight it, and export the notes.

This is the public Python API (docs/api.md). Nothing is loaded before it is used.
"""

import sys
from types import ModuleType

TYPE_CHECKING = False  # typing is not loaded here, because it is slow
if TYPE_CHECKING:
    from newsreader.api.articles import Article, Paragraph, open_article, open_articles
    from newsreader.api.corpus import corpus_entities
    from newsreader.api.exports import export
    from newsreader.api.names import Entity, Quotation, find_entities, quotations
    from newsreader.api.notes import Highlight, Notebook, highlight
    from newsreader.api.records import Records
    from newsreader.api.texts import Comparison, Hit, compare, search, wrap
    from newsreader.errors import NewsreaderError

    __version__: str

_MODULES = {
    "Article": "api.articles",
    "Comparison": "api.texts",
    "Entity": "api.names",
    "Highlight": "api.notes",
    "Hit": "api.texts",
    "NewsreaderError": "errors",
    "Notebook": "api.notes",
    "Paragraph": "api.articles",
    "Quotation": "api.names",
    "Records": "api.records",
    "compare": "api.texts",
    "corpus_entities": "api.corpus",
    "export": "api.exports",
    "find_entities": "api.names",
    "highlight": "api.notes",
    "open_article": "api.articles",
    "open_articles": "api.articles",
    "quotations": "api.names",
    "search": "api.texts",
    "wrap": "api.texts",
}
"""The module that each public name is in."""

__all__ = [
    "Article",
    "Comparison",
    "Entity",
    "Highlight",
    "Hit",
    "NewsreaderError",
    "Notebook",
    "Paragraph",
    "Quotation",
    "Records",
    "__version__",
    "compare",
    "corpus_entities",
    "export",
    "find_entities",
    "highlight",
    "open_article",
    "open_articles",
    "quotations",
    "search",
    "wrap",
]


class _Package(ModuleType):
    """Keeps the function `compare`, which has the name of a package, when that is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _MODULES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


if not TYPE_CHECKING:  # so that type checkers find a misspelt name

    def __getattr__(name: str) -> object:
        """Import a public name when it is first used."""
        if name == "__version__":
            from newsreader.version import installed_version  # noqa: PLC0415

            value: object = installed_version() or "0"
        elif name in _MODULES:
            from importlib import import_module  # noqa: PLC0415

            value = getattr(import_module(f"newsreader.{_MODULES[name]}"), name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """The public names, and what every module has: a shell completes nothing internal."""
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
