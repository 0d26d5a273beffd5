"""The keys: what each does, which apply, and how they are shown to the reader."""
