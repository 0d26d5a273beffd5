"""Line breaking: a paragraph becomes rows, as W3C CLREQ asks for Chinese text."""

from __future__ import annotations

from newsreader.text.row import Measure, Row, RowCells, Setting, cells, ruler
from newsreader.text.span import Span

__all__ = ["Measure", "Row", "RowCells", "Setting", "cells", "wrap"]


def wrap(text: str, span: Span, setting: Setting, measure: Measure) -> list[Row]:
    """Cut `span` into rows no wider than `setting.width` cells."""
    widths = ruler(measure)
    rows = []
    start, indent = span.start, setting.indent
    while start < span.end:
        room = max(1, setting.width - indent)
        end = start + 1
        used = widths[text[start]]
        while end < span.end and used + widths[text[end]] <= room:
            used += widths[text[end]]
            end += 1
        rows.append(Row(start, end, indent))
        start, indent = end, 0
    return rows or [Row(span.start, span.end, setting.indent)]
