"""Stylesheet: a palette as the variables that newsreader.tcss and Textual's own widgets use."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.app import App
from textual.theme import Theme

from newsreader.locale import _
from newsreader.tui.theme.themes import PALETTES, Palette


@runtime_checkable
class Themed(Protocol):
    """A screen that draws in colours of its own, and so must be told of another theme."""

    def set_palette(self, palette: Palette) -> None: ...


def theme_of(palette: Palette) -> Theme:
    """A palette as Textual's theme; without colours of its own it shows a choice in reverse."""
    page, panel, text = (_named(c) for c in (palette.page, palette.panel, palette.text))
    lit, accent = _named(palette.lit), _named(palette.accent)
    chosen = "reverse" if palette.ansi else "none"
    return Theme(
        name=palette.name,
        dark=palette.dark,
        ansi=palette.ansi,
        primary=accent,
        foreground=text,
        background=page,
        surface=panel,
        panel=panel,
        warning=_named(palette.warning),
        accent=accent,
        variables={
            "page": page,
            "panel-colour": panel,
            "text-colour": text,
            "quiet-colour": _named(palette.quiet),
            "faint-colour": _named(palette.faint),
            "accent-colour": accent,
            "line-colour": _named(palette.line),
            "lit-colour": lit,
            "veil-colour": "transparent" if palette.ansi else f"{page} 60%",
            "thin-veil-colour": "transparent" if palette.ansi else f"{page} 20%",
            "chosen-style": chosen,
            "button-style": "underline" if palette.ansi else "none",
            "ansi-background": page,
            "ansi-foreground": text,
            "border-blurred": _named(palette.line),
            "screen-selection-background": _named(palette.selection),
            "screen-selection-foreground": text,
            "input-selection-background": _named(palette.selection),
            "input-selection-foreground": text,
            "input-cursor-background": page if palette.ansi else text,
            "input-cursor-foreground": text if palette.ansi else page,
            "input-cursor-text-style": chosen,
            "block-cursor-background": lit,
            "block-cursor-foreground": text,
            "block-cursor-blurred-background": lit,
            "block-cursor-blurred-foreground": text,
            "block-cursor-text-style": "bold underline" if palette.ansi else "bold",
            "block-cursor-blurred-text-style": chosen,
        },
    )


def next_theme(app: App[object]) -> str:
    """Show the next theme for this sitting; the sentence that says so.

    The settings are the reader's to write.
    """
    names = list(PALETTES)
    app.theme = names[(names.index(app.theme) + 1) % len(names)]
    return _('Theme {name}; theme = "{name}" in the settings keeps it.').format(name=app.theme)


def _named(colour: str) -> str:
    """A colour as the style sheet spells it."""
    return colour if colour.startswith("#") else f"ansi_{colour}"
