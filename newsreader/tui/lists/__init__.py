"""Lists: what the rows of the library and of the side panes say, and how."""
