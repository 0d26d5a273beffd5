"""Looks: the colours of every theme, and the variables that the style sheet uses."""
