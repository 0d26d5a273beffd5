"""Deeds: what the reading screen does at a request, a module for each group of functions.

The table of them is loaded, with all their dialogs, when the first key asks for one: who reads on,
page after page, has no use for them, and they cost two megabytes and a frame.
"""
