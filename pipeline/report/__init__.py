"""What a run says: for a tired producer at a terminal, or as JSON with a format version for a program."""
