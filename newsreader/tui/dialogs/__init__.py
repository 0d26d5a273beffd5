"""Dialogs over a screen: questions, menus, lists to choose from, the note editor."""
