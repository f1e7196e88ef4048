"""MPEG audio as bytes: frames, the frame of facts at their head, and where they lie in a file."""
