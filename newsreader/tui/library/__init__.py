"""The library's list on the screen: its rows, its layout, and the scan of the files."""
