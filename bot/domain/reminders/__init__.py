"""Reminders: when they come, and what there is to say at that moment."""
