"""`python -m newsreader`: the same as the `newsreader` command."""

import sys

from newsreader.cli import main

if __name__ == "__main__":
    sys.exit(main())
