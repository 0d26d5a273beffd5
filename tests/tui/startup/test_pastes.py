"""A paste arrives as one, whatever is in it and however it is cut up."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.tui.compat import terminal_parser
from newsreader.tui.startup.pastes import END, START, Pasted, PasteFilter


def parts(*chunks: str) -> list[str | Pasted]:
    """What the filter makes of these reads, which arrive without a pause."""
    made = PasteFilter()
    found = [part for chunk in chunks for part in made.feed(chunk)]
    return [*found, *made.pause()]


def of(found: Sequence[str | Pasted]) -> tuple[str, list[str]]:
    """The keys and the pastes among these parts."""
    keys = "".join(part for part in found if isinstance(part, str))
    return keys, [part.text for part in found if isinstance(part, Pasted)]


@pytest.mark.parametrize(
    "text",
    [
        "笔记\x1b]0;TITLE\x07",
        "\x1b",
        "\x1b[",
        "\x1b[20",
        "a\x1b[200~b",
        "a\x1b[201~:q\rb",
        "x" * 99,
    ],
)
def test_nothing_in_a_paste_is_a_key(text: str) -> None:
    keys, (pasted,) = of(parts(f"j{START}{text}{END}"))
    assert keys == "j"
    assert pasted == text.replace(START, "").replace(END, "").replace("\r", "\n")


@given(st.text("a\x1b[]0;\x07~201\r笔"), st.lists(st.integers(0, 60), max_size=5))
def test_it_may_be_cut_anywhere(text: str, cuts: list[int]) -> None:
    whole = f"{START}{text}{END}"
    edges = sorted({0, len(whole), *(min(cut, len(whole)) for cut in cuts)})
    chunks = [whole[a:b] for a, b in pairwise(edges)]
    keys, pasted = of(parts(*chunks))
    parser = terminal_parser()
    events = (
        [event for event in parser.feed(keys) if type(event).__name__ != "Paste"] if keys else []
    )
    assert not events  # at most an empty paste, where the parser had the start of the marker
    expected = text.replace(START, "").replace(END, "").replace("\r\n", "\n").replace("\r", "\n")
    assert pasted == ([expected] if expected else [])


def test_keys_before_and_after_a_paste_are_passed_on() -> None:
    assert of(parts("ab", f"c{START}笔记{END}", "d")) == ("abcd", ["笔记"])
    assert of(parts("\x1b")) == ("\x1b", [])
    assert of(parts("\x1b[", "A")) == ("\x1b[A", [])


def test_line_breaks_of_a_terminal_are_line_feeds() -> None:
    assert of(parts(f"{START}一\r二\r\n三\n四{END}"))[1] == ["一\n二\n三\n四"]


def test_a_paste_without_an_end_is_over_after_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    made = PasteFilter()
    assert not list(made.feed(f"{START}abc"))
    assert not list(made.pause())
    now += 1
    assert list(made.pause()) == [Pasted("abc")]
    assert list(made.feed("q")) == ["q"]
    assert not list(made.feed("晚来的字" * 20))  # the line was slow: no keys
    now += 1
    assert list(made.pause()) == [Pasted("晚来的字" * 20)]
    assert not list(made.feed(f"尾{END}"))
    assert list(made.pause()) == [Pasted("尾")]
    assert list(made.feed("晚来的字" * 20)) == ["晚来的字" * 20]


def test_a_large_paste_takes_no_long_time() -> None:
    began = time.perf_counter()
    whole = START + "笔记\r" * 1_700_000 + END
    assert len(of(parts(*(whole[at : at + 65536] for at in range(0, len(whole), 65536))))[1]) == 1
    assert time.perf_counter() - began < 60
