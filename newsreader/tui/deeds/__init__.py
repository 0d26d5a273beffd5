"""Deeds: what the reading screen does at a request, a module for each group of functions.

Each is loaded, with its dialogs, when a key first asks for one of them: who reads on, page after
page, has no use for them, and all together they cost two megabytes and a frame.
"""
