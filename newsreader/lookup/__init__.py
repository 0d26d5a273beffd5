"""Look-ups: the reader's own commands and the dictionary."""
