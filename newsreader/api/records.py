"""Results: a sequence that becomes dicts, a pandas DataFrame, or a table in a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

if TYPE_CHECKING:
    import pandas

_T = TypeVar("_T")

MOST_ROWS = 200
"""Rows of an HTML table, at most."""

MOST_SHOWN = 20
"""Items in a `repr`, at most."""


class Records(Sequence[_T], Generic[_T]):
    """An immutable sequence of results."""

    __slots__ = ("_as_dict", "_fields", "_items")

    def __init__(
        self,
        items: Iterable[_T],
        as_dict: Callable[[_T], dict[str, object]],
        fields: Sequence[str],
    ) -> None:
        """`as_dict` makes a dict of plain values of one item, with the keys `fields`."""
        self._items = tuple(items)
        self._as_dict = as_dict
        self._fields = tuple(fields)

    @overload
    def __getitem__(self, index: int) -> _T: ...
    @overload
    def __getitem__(self, index: slice) -> Records[_T]: ...
    def __getitem__(self, index: int | slice) -> _T | Records[_T]:
        if isinstance(index, slice):
            return Records(self._items[index], self._as_dict, self._fields)
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Records) and self._items == other._items

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        shown = [repr(item) for item in self._items[:MOST_SHOWN]]
        if len(self) > MOST_SHOWN:
            shown.append(f"… {len(self)} in all")
        return f"Records([{', '.join(shown)}])"

    def to_dicts(self) -> list[dict[str, object]]:
        """A dict of strings, numbers, lists and None for each item, ready for JSON."""
        return [self._as_dict(item) for item in self._items]

    def to_frame(self) -> pandas.DataFrame:
        """A DataFrame with a row for each item; of none it has the same columns.

        Raises ImportError without pandas.
        """
        import pandas  # noqa: PLC0415 (only where it is installed)

        return pandas.DataFrame(self.to_dicts(), columns=list(self._fields))

    def _repr_html_(self) -> str:
        return table_html(self.to_dicts())


def table_html(rows: Sequence[dict[str, object]], after: str = "") -> str:
    """An HTML table of dicts with the same keys, escaped; of very many the first ones.

    `after` is HTML that follows it. A notebook must not read dollar signs in an article as
    formulas, in which there may be links: both classes are for that, of MathJax 2 and 3.
    """
    # Loaded here, because most programs show no HTML.
    from newsreader.formats.html_text import escape  # noqa: PLC0415

    if not rows:
        return "<p>–</p>"
    head = "".join(f"<th>{escape(name)}</th>" for name in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_words(value))}</td>" for value in row.values()) + "</tr>"
        for row in rows[:MOST_ROWS]
    )
    more = f"<p>… {len(rows)}</p>" if len(rows) > MOST_ROWS else ""
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="tex2jax_ignore mathjax_ignore">{table}{more}{after}</div>'


def _words(value: object) -> str:
    if isinstance(value, list):  # a list in it is a pair of positions
        return ", ".join("–".join(map(str, v)) if isinstance(v, list) else str(v) for v in value)
    return "" if value is None else str(value)
