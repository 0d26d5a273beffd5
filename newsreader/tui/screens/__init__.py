"""The reading screen and the library screen."""
