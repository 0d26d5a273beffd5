"""A comparison as plain text, Markdown, HTML and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from newsreader.compare.change_words import MARKS, kind_words
from newsreader.compare.comparison import ChangeKind, Comparison, Passage
from newsreader.compare.edits import Edit
from newsreader.compare.facts import FactKind
from newsreader.compare.summary import summary
from newsreader.compare.units import Unit
from newsreader.formats.html_text import escape
from newsreader.formats.markdown_text import escape_line
from newsreader.text.span import Span

_STYLE = """
:root { color-scheme: light dark; --ink: #24221f; --page: #fbfaf7; --line: #e2ddd3; --dim: #6b665e;
  --gone: #fbd3cf; --come: #d3efc6; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e0d8; --page: #1a1917; --line: #37342f; --dim: #9c968b;
    --gone: #672824; --come: #244a1c; }
}
body { margin: 0 auto; max-width: 70rem; padding: 2.5rem 1.5rem; background: var(--page);
  color: var(--ink); line-height: 1.8; overflow-wrap: anywhere;
  font-family: "Noto Serif CJK SC", "Songti SC", SimSun, serif; }
h1 { font-size: 1.3rem; } li { margin: 0; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border-top: 1px solid var(--line); padding: 0.4rem 0.7rem; vertical-align: top;
  text-align: start; }
th:first-child, td:first-child { width: 5.5rem; color: var(--dim); font-size: 0.8rem; }
del { background: var(--gone); } ins { background: var(--come); }
""".strip()


def to_text(comparison: Comparison, names: tuple[str, str]) -> Iterator[str]:
    """The lines for a terminal or a pipe; deleted words are in [-…-] and new ones in {+…+}."""
    yield f"--- {names[0]}"
    yield f"+++ {names[1]}"
    yield from summary(comparison).parts()
    for passage in _changes(comparison):
        yield ""
        yield f"{MARKS[passage.kind]} {kind_words(passage)} {_where(passage)}"
        yield from (f"  {line}" for line in _merged(passage, comparison, _brackets))


def to_markdown(comparison: Comparison, names: tuple[str, str]) -> str:
    """Markdown: the summary as a list, then each change; deleted words are struck out."""
    lines = [f"# {escape_line(names[0])} → {escape_line(names[1])}", ""]
    lines += [f"- {escape_line(part)}" for part in summary(comparison).parts()]
    for passage in _changes(comparison):
        words = f"{kind_words(passage)} {_where(passage)}"
        lines += ["", f"**{escape_line(words)}**"]
        for line in _merged(passage, comparison, _emphasis):
            lines += ["", line]
    return "\n".join(lines) + "\n"


def to_html(comparison: Comparison, names: tuple[str, str]) -> str:
    """A page with both texts side by side. It loads nothing and has no script."""
    title = escape(f"{names[0]} → {names[1]}")
    rows = "\n".join(_html_rows(comparison))
    parts = "".join(f"<li>{escape(part)}</li>" for part in summary(comparison).parts())
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return f"""<!DOCTYPE html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{_STYLE}
</style>
</head>
<body>
<h1>{title}</h1>
<ul>{parts}</ul>
<table>
<tr><th></th><th>{escape(names[0])}</th><th>{escape(names[1])}</th></tr>
{rows}
</table>
</body>
</html>
"""


def to_object(comparison: Comparison, names: tuple[str, str]) -> dict[str, object]:
    """The object for JSON, as docs/compare.md describes it."""
    found = summary(comparison)
    facts = {
        kind.value + "s": [
            {"subject": fact.subject, "old": fact.old, "new": fact.new}
            for fact in found.facts
            if fact.kind is kind
        ]
        for kind in FactKind
    }
    counts = {name: getattr(found, name)._asdict() for name in ("deleted", "added", "moved")}
    return {
        "old": names[0],
        "new": names[1],
        "same": found.same,
        "summary": found.words(),
        **facts,
        "title": found.title,
        "changed": found.changed,
        **counts,
        "split": found.split,
        "merged": found.merged,
        "changes": [_change(passage, comparison) for passage in _changes(comparison)],
    }


def _changes(comparison: Comparison) -> Iterator[Passage]:
    return (passage for passage in comparison.passages if passage.changed)


def _change(passage: Passage, comparison: Comparison) -> dict[str, object]:
    def side(units: Sequence[Unit], span: Span | None, text: str) -> dict[str, object] | None:
        if span is None:
            return None
        paragraph = units[0].paragraph + 1
        words = span.of(text)
        return {"paragraph": paragraph, "start": span.start, "end": span.end, "text": words}

    return {
        "kind": passage.kind.value,
        "role": passage.role.value,
        "moved": passage.moved,
        "old": side(passage.old, passage.old_span, comparison.old.text),
        "new": side(passage.new, passage.new_span, comparison.new.text),
        "edits": [
            {"old": [old.start, old.end], "new": [new.start, new.end]} for old, new in passage.edits
        ],
    }


def _where(passage: Passage) -> str:
    """The paragraphs of a passage: ¶3, or ¶3 → ¶5."""
    old, new = (units[0].paragraph + 1 if units else 0 for units in (passage.old, passage.new))
    return f"¶{old} → ¶{new}" if old and new and old != new else f"¶{old or new}"


Wrapping = Callable[[str, str], str]
"""Makes one string of words that were deleted and words that are new."""


def _merged(passage: Passage, comparison: Comparison, wrap: Wrapping) -> Iterator[str]:
    """The words of a passage, with what was deleted and what is new."""
    old, new = passage.old_span, passage.new_span
    if new is None or old is None:
        words = _plain(comparison.new.text, new) if new else _plain(comparison.old.text, old)
        yield wrap("", words) if new else wrap(words, "")
    elif passage.kind in (ChangeKind.SPLIT, ChangeKind.MERGED):
        for units, text in ((passage.old, comparison.old.text), (passage.new, comparison.new.text)):
            yield " / ".join(_escaped(wrap, _plain(text, unit.span)) for unit in units)
    else:
        yield "".join(_pieces(passage.edits, comparison, new, wrap))


def _pieces(
    edits: Sequence[Edit], comparison: Comparison, new: Span, wrap: Wrapping
) -> Iterator[str]:
    at = new.start
    for edit in edits:
        yield _escaped(wrap, _plain(comparison.new.text, Span(at, max(at, edit.new.start))))
        yield wrap(_plain(comparison.old.text, edit.old), _plain(comparison.new.text, edit.new))
        at = edit.new.end
    yield _escaped(wrap, _plain(comparison.new.text, Span(at, max(at, new.end))))


def _plain(text: str, span: Span | None) -> str:
    """The words of a span on one line."""
    return "" if span is None else span.of(text).replace("\n", "")


def _escaped(wrap: Wrapping, words: str) -> str:
    return escape_line(words) if wrap is _emphasis and words else words


def _brackets(old: str, new: str) -> str:
    return (f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else "")


def _emphasis(old: str, new: str) -> str:
    gone = f"~~{escape_line(old)}~~" if old else ""
    return gone + (f"**{escape_line(new)}**" if new else "")


def _html_rows(comparison: Comparison) -> Iterator[str]:
    for place in comparison.places:
        passage = place.passage
        mark = "" if not passage.changed else f"{MARKS[passage.kind]} {kind_words(passage)}"
        old = _html_side(passage, comparison, old=True) if place.in_old else ""
        new = _html_side(passage, comparison, old=False) if place.in_new else ""
        yield f"<tr><td>{escape(mark)}</td><td>{old}</td><td>{new}</td></tr>"


def _html_side(passage: Passage, comparison: Comparison, *, old: bool) -> str:
    """One side of a passage, with the words that are only there marked."""
    span = passage.old_span if old else passage.new_span
    text = comparison.old.text if old else comparison.new.text
    tag = "del" if old else "ins"
    if span is None:
        return ""
    if passage.kind in (ChangeKind.DELETED, ChangeKind.ADDED):
        return f"<{tag}>{escape(_plain(text, span))}</{tag}>"
    parts, at = [], span.start
    for edit in passage.edits:
        part = edit.old if old else edit.new
        if part:
            parts.append(escape(_plain(text, Span(at, max(at, part.start)))))
            parts.append(f"<{tag}>{escape(_plain(text, part))}</{tag}>")
            at = part.end
    return "".join([*parts, escape(_plain(text, Span(at, max(at, span.end))))])
