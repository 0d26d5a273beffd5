"""A highlight as the query language sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsreader.errors import SearchError
from newsreader.locale import _
from newsreader.notebook.colour import Colour, colour_name
from newsreader.text.fold import fold
from newsreader.text.query_expression import Expression, Field, Item, values_of
from newsreader.text.query_language import parse, readings


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


def note_query(query: str, meanings: Mapping[Colour, str]) -> Expression:
    """What a complete `query` says. Raises SearchError, also for a colour that does not exist."""
    return _checked(parse(query), meanings)


def note_readings(query: str, meanings: Mapping[Colour, str]) -> Iterator[Expression]:
    """What `query` may mean, as `readings` has it; a colour that cannot exist is an error, too."""
    return (_checked(expression, meanings) for expression in readings(query))


def _checked(expression: Expression, meanings: Mapping[Colour, str]) -> Expression:
    known = [words for colour in Colour for words in colour_words(colour, meanings)]
    folded = {fold(words).text for words in known}
    for each in values_of(expression, Field.COLOUR):
        value = fold(each.value).text
        if value in folded or (each.typing and any(words.startswith(value) for words in folded)):
            continue
        message = _("“{value}” is not a colour; there are {colours}.")
        names = dict.fromkeys(words for words in known if not words.isdigit())
        raise SearchError(message.format(value=each.value, colours=_(", ").join(names)))
    return expression
