"""Completions: what a shell needs to complete the program's words, made by shtab beforehand."""

from __future__ import annotations

from pathlib import Path


def completion_file(shell: str) -> Path:
    """The script for `shell`, made by docs/generate_completions.py."""
    return Path(__file__).with_name(f"newsreader.{shell}")
