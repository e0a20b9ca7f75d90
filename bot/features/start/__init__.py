"""The first minute, the way home, and help."""
