"""newsreader: read Chinese news in the terminal, mark it, and export the notes."""
