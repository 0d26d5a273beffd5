"""What makes a TOML file expensive or impossible to parse, though it is small."""

from __future__ import annotations

import re

from newsreader.text.lazy_regex import lazy_regex

# tomllib takes quadratic time for dotted keys: 100 kB of "a.a.a" take a minute.
DEEP_KEY = lazy_regex(
    r"""(?:^[ \t\[]*|[{,][ \t]*)(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){64}""",
    re.MULTILINE | re.ASCII,
)

LONG_NUMBER = lazy_regex(r"[0-9_]{1000}")
"""Python refuses numbers of more than 4,300 digits."""
