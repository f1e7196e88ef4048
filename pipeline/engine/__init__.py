"""Independent work, done side by side on this machine's cores."""

from pipeline.engine.local import each

__all__ = ["each"]
