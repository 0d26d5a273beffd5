"""The library's list on the screen: its rows, its layout, its scanner."""
