"""newsreader: read Chinese news in the terminal, mark it, and carry the notes out again."""
