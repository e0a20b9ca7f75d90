"""Reads `content/` into records and checks every reference in it."""
