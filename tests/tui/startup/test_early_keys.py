"""Keys typed while Textual is loaded move the page, or are left to Textual."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from newsreader.settings.settings import Settings
from newsreader.tui.page.viewport import Reached, Viewport
from newsreader.tui.startup.early_keys import EarlyKeys, EarlyMovements, first_key
from newsreader.tui.startup.first_page import PageDrawing
from newsreader.tui.startup.first_screen import FirstScreen
from tests.fakes import article_of

LONG = "".join(f"第{number}段写的是临江市的早晨，江面上有雾。\n\n" for number in range(1, 81))


class Keyboard:
    """A pipe with keys, and the page that they move."""

    def __init__(self) -> None:
        self.read_end, self.write_end = os.pipe()
        self.drawn: list[int] = []
        self.quits = 0

    def leave(self) -> None:
        self.quits += 1

    def viewport(self) -> Viewport:
        return PageDrawing(article_of(LONG), Settings(), 60, 21).viewport

    def typed(self, keys: bytes, settings: Settings | None = None) -> tuple[bytes, Reached | None]:
        """The unhandled keys, and where the others moved to."""
        os.write(self.write_end, keys)
        os.close(self.write_end)  # the end of input ends the thread
        early = self.early_keys(settings or Settings())
        return early.end(), early.reached()

    def early_keys(self, settings: Settings) -> EarlyMovements:
        """They have read all that was typed."""
        early = EarlyMovements(
            self.viewport(), 0, settings, self.drawn.append, self.leave, self.read_end
        )
        early._thread.join()
        return early


@pytest.fixture
def keyboard() -> Iterator[Keyboard]:
    keyboard = Keyboard()
    yield keyboard
    os.close(keyboard.read_end)


def test_a_movement_moves_the_page(keyboard: Keyboard) -> None:
    left, reached = keyboard.typed(b"\x1b[6~")
    assert left == b""
    assert reached is not None
    assert reached.top > keyboard.viewport().top
    assert keyboard.drawn == [reached.caret.offset]


def test_several_keys_are_drawn_once(keyboard: Keyboard) -> None:
    _left, reached = keyboard.typed(b"jjj\x1b[B")
    assert reached is not None
    assert len(keyboard.drawn) == 1


def test_the_first_other_key_and_all_after_it_are_left(keyboard: Keyboard) -> None:
    left, reached = keyboard.typed(b"}/\xe6\xb1\x9fj")
    assert left == b"/\xe6\xb1\x9fj"
    assert reached is not None


def test_without_a_movement_no_place_was_reached(keyboard: Keyboard) -> None:
    assert keyboard.typed(b"a")[1] is None


def test_the_keys_of_the_settings_are_used(keyboard: Keyboard) -> None:
    left, reached = keyboard.typed(b"xj", Settings(keys={"cursor.bottom": ("x",)}))
    assert left == b""
    assert reached is not None
    assert reached.caret.offset > len(LONG) - 40


@pytest.mark.parametrize("typed", [b"q", b"jjq", b"\x11", b"qjj"])
def test_the_key_for_quitting_quits(keyboard: Keyboard, typed: bytes) -> None:
    keyboard.typed(typed)
    assert keyboard.quits == 1


@pytest.mark.parametrize("typed", [b"/q", b"j?q", b"Q"])
def test_what_follows_another_key_does_not_quit(keyboard: Keyboard, typed: bytes) -> None:
    keyboard.typed(typed)
    assert keyboard.quits == 0


def test_the_key_of_the_settings_quits(keyboard: Keyboard) -> None:
    left, _reached = keyboard.typed(b"Xq", Settings(keys={"app.quit": ("X",)}))
    assert keyboard.quits == 1
    assert left == b"Xq"


def test_unhandled_keys_are_returned_once(keyboard: Keyboard) -> None:
    os.write(keyboard.write_end, b"?")
    os.close(keyboard.write_end)
    early = keyboard.early_keys(Settings())
    assert early.end() == b"?"
    assert early.end() == b""


@pytest.mark.parametrize(
    ("typed", "quits", "left"), [(b"q", 1, b"q"), (b"jq", 0, b"jq"), (b"/q", 0, b"/q")]
)
def test_over_a_list_only_the_key_for_quitting_is_known(
    keyboard: Keyboard, typed: bytes, quits: int, left: bytes
) -> None:
    os.write(keyboard.write_end, typed)
    os.close(keyboard.write_end)
    early = EarlyKeys(Settings(), keyboard.leave, keyboard.read_end)
    early._thread.join()
    assert keyboard.quits == quits
    assert early.end() == left
    assert early.reached() is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (b"j", ("j", 1)),
        (b" x", ("space", 1)),
        (b"\x04", ("ctrl+d", 1)),
        (b"\x1b[6~\x1b[6~", ("pagedown", 4)),
        (b"\x1bOB", ("down", 3)),
        (b"\x1b", ("", 0)),
        ("、".encode(), ("", 0)),
        (b"\x7f", ("", 0)),
    ],
)
def test_what_a_terminal_sends_has_a_key_name(typed: bytes, expected: tuple[str, int]) -> None:
    assert first_key(typed) == expected


def test_the_first_page_is_not_kept_once_the_pane_has_its_own(keyboard: Keyboard) -> None:
    os.write(keyboard.write_end, b"j")
    os.close(keyboard.write_end)
    screen = FirstScreen([])
    screen.early_keys = keyboard.early_keys(Settings())
    assert screen.end() == b""
    assert screen.reached() is not None
    assert screen.early_keys is None
    assert screen.end() == b""
