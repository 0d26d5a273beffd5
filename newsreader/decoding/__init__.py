"""Bytes become canonical text."""
