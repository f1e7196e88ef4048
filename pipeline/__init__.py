"""Podwright: a podcast is a folder, and publishing it is one command."""

__version__ = "0.1.0"
AGENT = f"Podwright/{__version__}"
"""How every request introduces itself (User-Agent, RFC 9110, section 10.1.5)."""
