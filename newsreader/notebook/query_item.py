"""A highlight as the query language sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from newsreader.notebook.colour import Colour, colour_name
from newsreader.text.query_language import Item


def highlight_item(
    words: Iterable[str],
    tags: Sequence[str],
    colour: Colour | None,
    meanings: Mapping[Colour, str],
    speaker: str = "",
) -> Item:
    """A highlight with `words` in quote and note; without a colour the note on an article.

    What is known about the article is added by the caller.
    """
    colours = colour_words(colour, meanings) if colour is not None else ()
    speakers = (speaker,) if speaker else ()
    return Item(texts=(*words, *tags), tags=tags, colours=colours, speakers=speakers)


def colour_words(colour: Colour, meanings: Mapping[Colour, str]) -> tuple[str, ...]:
    """What a query may call `colour`: its id, its name, its key and the reader's own meaning."""
    number = str(list(Colour).index(colour) + 1)
    return (colour.value, colour_name(colour), number, *filter(None, [meanings.get(colour)]))
