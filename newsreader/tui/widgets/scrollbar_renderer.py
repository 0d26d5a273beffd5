"""Textual's scrollbars, drawn like those of the program's own lists."""

from __future__ import annotations

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

from newsreader.tui.widgets.scrollbar import MORE_ABOVE, MORE_BELOW, THUMB, Scrollbar

_DEFAULT = Color.default()
_ACTIONS = {MORE_ABOVE: "scroll_up", MORE_BELOW: "scroll_down", THUMB: "grab"}


class ScrollbarRenderer(ScrollBarRender):
    """One column of glyphs, which are visible without colours too."""

    @classmethod
    def render_bar(  # noqa: PLR0913, PLR0917 (as Textual calls it)
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = _DEFAULT,
        bar_color: Color = _DEFAULT,
    ) -> Segments:
        if not vertical:
            return super().render_bar(
                size,
                virtual_size,
                window_size,
                position,
                thickness,
                vertical,
                back_color,
                bar_color,
            )
        whole = virtual_size if window_size else 0
        bar = Scrollbar(size, whole, position, min(whole, position + window_size))
        above = bar.thumb[0]
        segments = []
        for row, glyph in enumerate(bar.glyphs()):
            action = _ACTIONS.get(glyph) or ("scroll_up" if row < above else "scroll_down")
            style = Style(color=bar_color, bgcolor=back_color, meta={"@mouse.down": action})
            segments.append(Segment((glyph or " ").ljust(thickness), style))
        return Segments(segments, new_lines=True)
