"""Podwright: a podcast is a folder, and publishing it is one command."""

__version__ = "0.1.0"
