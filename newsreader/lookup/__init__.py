"""Look-ups: the reader's own commands, dictionary, glossary and word lists."""
