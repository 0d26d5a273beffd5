"""Tags that are written in a text with a number sign: #并购."""

from __future__ import annotations

from newsreader.text.lazy_regex import lazy_regex
from newsreader.text.wiki_links import without_links

# Not a heading of Markdown, a number (#1), a part of a URL or a character reference.
_HASHTAG = lazy_regex(r"(?<![A-Za-z0-9_#＃&/])[#＃]((?=[^\W_])(?!\d+\b)[\w\-/·]+)")


def hashtags(text: str) -> list[str]:
    """The tags in `text` without their signs, each once, in the order of the text.

    A number sign in a link, such as `[[#7c9e6679]]`, begins the id of a highlight.
    """
    plain = without_links(text)
    return list(dict.fromkeys(match[1].rstrip("-/·") for match in _HASHTAG.finditer(plain)))
