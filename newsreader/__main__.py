"""`python -m newsreader`, the same as the `newsreader` command."""

from newsreader.cli import program

if __name__ == "__main__":
    program()
