"""Turns typed words into topics and warning signs."""
