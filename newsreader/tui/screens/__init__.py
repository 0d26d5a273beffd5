"""The screens: the article with its panes, and the list of many."""
