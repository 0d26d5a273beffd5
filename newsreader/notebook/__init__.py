"""What the reader writes: highlights, notes and tags, and the file that keeps them."""
