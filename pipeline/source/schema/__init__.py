"""The settings that a producer can write, one field each: its form, its default, its explanation."""
