"""Reading and writing the reader's state as JSON and as TOML.

python benchmarks/state_format.py [ARTICLES]
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import tomllib
from collections.abc import Callable

import tomli_w

ROUNDS = 15


def milliseconds(work: Callable[[], object]) -> float:
    """The median time of `work`."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def main(count: int) -> None:
    """Print medians in milliseconds."""
    context = "海东港集团宣布收购宁波一家物流公司的全部股权，"
    places = {
        f"/home/reader/news/2026/{number:05}.txt": {"offset": 7 * number, "context": context}
        for number in range(count)
    }
    state = {"places": places, "export": {"format": "markdown", "target": "/tmp/notes.md"}}
    as_json = json.dumps(state, indent=1, ensure_ascii=False)
    as_toml = tomli_w.dumps(state)
    print(f"{count} articles: read, write")
    print(
        f"json             {milliseconds(lambda: json.loads(as_json)):6.1f} ms"
        f" {milliseconds(lambda: json.dumps(state, indent=1, ensure_ascii=False)):6.1f} ms"
    )
    print(
        f"tomllib, tomli_w {milliseconds(lambda: tomllib.loads(as_toml)):6.1f} ms"
        f" {milliseconds(lambda: tomli_w.dumps(state)):6.1f} ms"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
