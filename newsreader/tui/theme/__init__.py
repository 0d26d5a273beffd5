"""The colours of every theme, and the variables of the style sheet."""
