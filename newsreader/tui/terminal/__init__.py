"""The terminal itself: what is written before Textual runs, and what it sends."""
