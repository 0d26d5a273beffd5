"""Find a highlight again in a changed text, with a stated confidence."""
