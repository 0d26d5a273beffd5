"""How many times in news articles are resolved to the right days.

    python benchmarks/timeline.py FOLDER

FOLDER has the articles that benchmarks/training/timeline.toml names by the SHA-256 of their texts.
A time is right if the days are, wrong if they are not, and missed if nothing was found there; what
was found and is no time is extra. The outlets that no rule was made on come first.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

from newsreader.article.article import Article
from newsreader.article.loader import open_article
from newsreader.article.times import TimeMention, find_times, spans_with_times
from newsreader.errors import NewsreaderError

GOLD = Path(__file__).parent / "training" / "timeline.toml"
_COUNTED = ("right", "wrong", "wrong?", "missed", "extra", "extra?")


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    texts = _articles(Path(sys.argv[1]))
    counts: dict[tuple[bool, str], Counter[str]] = {}
    for entry in tomllib.loads(GOLD.read_text("utf-8"))["article"]:
        article = texts.get(entry["sha256_text"])
        if article is not None:
            key = not entry["held"], entry["outlet"]
            counts.setdefault(key, Counter()).update(score(article, entry))
    print(f"{'outlet':<24}" + "".join(f"{name:>8}" for name in (*_COUNTED, "certain")))
    for tuned, words in ((False, "outlets left out"), (True, "outlets for tuning")):
        rows = {outlet: each for (of, outlet), each in counts.items() if of is tuned}
        for outlet, each in rows.items():
            _print(f"  {outlet}", each)
        _print(words, sum(rows.values(), Counter()))
    return 0


def score(article: Article, entry: dict[str, object]) -> Counter[str]:
    """What became of each annotated time, and what was found besides; ? marks the uncertain."""
    published = str(entry["published"])
    day = date.fromisoformat(published) if published else None
    found = find_times(article.text, spans_with_times(article), day)
    left = list(found)
    counts: Counter[str] = Counter()
    times = entry["times"]
    for start, end, iso in times if isinstance(times, list) else ():
        at = next((m for m in left if m.span.start < end and start < m.span.end), None)
        if at is None:
            counts["missed"] += 1
            continue
        left.remove(at)
        right = at.period.iso == iso
        counts["right" if right else _marked("wrong", at)] += 1
        counts["certain right" if right else "certain wrong"] += at.certain
    for each in left:
        counts[_marked("extra", each)] += 1
        counts["certain wrong"] += each.certain
    return counts


def _marked(word: str, mention: TimeMention) -> str:
    return word if mention.certain else f"{word}?"


def _print(words: str, counts: Counter[str]) -> None:
    certain = counts["certain right"] + counts["certain wrong"]
    share = f"{100 * counts['certain right'] / certain:.1f} %" if certain else ""
    print(f"{words:<24}" + "".join(f"{counts[name]:>8}" for name in _COUNTED) + f"{share:>8}")


def _articles(folder: Path) -> dict[str, Article]:
    """The articles in `folder`, by the hash of their texts."""
    found = {}
    for path in sorted(folder.rglob("*.txt")):
        try:
            article = open_article(path)
        except NewsreaderError as error:
            print(error, file=sys.stderr)
        else:
            found[article.sha256_text] = article
    return found


if __name__ == "__main__":
    sys.exit(main())
