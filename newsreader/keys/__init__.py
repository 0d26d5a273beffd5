"""The keys: their functions, the keymap in force, and their names on the screen."""
