"""A palette as a theme of Textual: the variables of newsreader.tcss and of Textual's widgets."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.app import App
from textual.theme import Theme

from newsreader.tui.theme.themes import PALETTES, Palette


@runtime_checkable
class Themed(Protocol):
    """A screen that draws with a palette."""

    def set_palette(self, palette: Palette) -> None: ...


def theme_of(palette: Palette) -> Theme:
    """The theme of Textual for a palette; an ANSI palette shows choices in reverse."""
    page, panel, text = (_css(c) for c in (palette.page, palette.panel, palette.text))
    lit, accent = _css(palette.lit), _css(palette.accent)
    chosen_style = "reverse" if palette.ansi else "none"
    return Theme(
        name=palette.name,
        dark=palette.dark,
        ansi=palette.ansi,
        primary=accent,
        foreground=text,
        background=page,
        surface=panel,
        panel=panel,
        warning=_css(palette.warning),
        accent=accent,
        variables={
            "page": page,
            "panel-colour": panel,
            "text-colour": text,
            "quiet-colour": _css(palette.quiet),
            "faint-colour": _css(palette.faint),
            "accent-colour": accent,
            "line-colour": _css(palette.line),
            "lit-colour": lit,
            "veil-colour": "transparent" if palette.ansi else f"{page} 60%",
            "thin-veil-colour": "transparent" if palette.ansi else f"{page} 20%",
            "chosen-style": chosen_style,
            "button-style": "underline" if palette.ansi else "none",
            "ansi-background": page,
            "ansi-foreground": text,
            "border-blurred": _css(palette.line),
            "screen-selection-background": _css(palette.selection),
            "screen-selection-foreground": text,
            "input-selection-background": _css(palette.selection),
            "input-selection-foreground": text,
            "input-cursor-background": page if palette.ansi else text,
            "input-cursor-foreground": text if palette.ansi else page,
            "input-cursor-text-style": chosen_style,
            "block-cursor-background": lit,
            "block-cursor-foreground": text,
            "block-cursor-blurred-background": lit,
            "block-cursor-blurred-foreground": text,
            "block-cursor-text-style": "bold underline" if palette.ansi else "bold",
            "block-cursor-blurred-text-style": chosen_style,
        },
    )


def next_theme(app: App[object]) -> str:
    """Switch to the next theme; returns its name."""
    names = list(PALETTES)
    app.theme = names[(names.index(app.theme) + 1) % len(names)]
    return app.theme


def _css(colour: str) -> str:
    """A colour in the notation of Textual's style sheets."""
    return colour if colour.startswith("#") else f"ansi_{colour}"
