"""The colours of each theme, and the variables of the style sheet."""
