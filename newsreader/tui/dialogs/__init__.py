"""The dialogs: what is asked or shown over a screen, and goes with an answer."""
