"""Chinese text: spans, graphemes, words, sentences, rows, folding, search."""
