"""Chinese text as such: spans, words, sentences, rows. Knows no article and no terminal."""
